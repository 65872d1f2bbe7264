"""The scripts behind the README's two commands: what they find, what they say, and that they go on after a failure."""

from __future__ import annotations

import importlib.util

import pytest

import chromium
import environment
import house
import run


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("===== 1 failed, 3 passed in 2.31s =====", "1 failed, 3 passed in 2.31s"),
        ("= 212 passed, 2 skipped in 75.00s (0:01:15) =", "212 passed, 2 skipped in 75.00s (0:01:15)"),
        ("5 passed in 0.10s", "5 passed in 0.10s"),
    ],
)
def test_the_summary_of_pytest_is_found(line, kept):
    found = run.SUMMARY.match(line)
    assert found
    assert found.group(1) == kept


def test_a_run_goes_on_after_a_failure_and_lists_it(capsys):
    def fail():
        raise run.Failed("exit code 3")

    done, tests = [], run.Run()
    tests.step("one", fail)
    tests.step("two", lambda: done.append("two"))
    tests.pytest = ["5 passed in 0.10s"]
    assert tests.end() == 1
    assert done == ["two"]
    assert capsys.readouterr().out.splitlines()[-1] == "Failed: one. pytest: 5 passed in 0.10s"


def test_a_run_without_failure_passes(capsys):
    tests = run.Run()
    tests.step("one", lambda: run.call(run.sys.executable, "-c", "pass"))
    assert tests.end() == 0


def test_a_command_that_says_no_fails_its_step():
    with pytest.raises(run.Failed, match="exit code 3"):
        run.call(run.sys.executable, "-c", "raise SystemExit(3)")


def test_other_arguments_are_refused_with_those_there_are():
    with pytest.raises(SystemExit, match=r"'quick' is not understood.*\[fast\]"):
        run._fast(["quick"])
    assert [run._fast([]), run._fast(["fast"])] == [False, True]


def test_a_named_browser_is_used_and_nothing_else_looked_for(monkeypatch):
    monkeypatch.setenv("CJM_CHROMIUM", "/somewhere/chrome")
    assert chromium.find() == "/somewhere/chrome"


def test_a_browser_on_path_is_found(monkeypatch, tmp_path):
    monkeypatch.delenv("CJM_CHROMIUM", raising=False)
    program = tmp_path / "google-chrome"
    program.write_text("", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chromium.find() == str(program)


def test_the_machines_own_package_comes_before_a_download(monkeypatch):
    monkeypatch.setattr(chromium.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(chromium, "_is_debian", lambda: True)
    monkeypatch.setattr(chromium.shutil, "which", lambda name: f"/usr/bin/{name}")
    first, second = chromium._ways("python")
    assert "apt-get install -y --no-install-recommends chromium" in first[-1]
    assert second[1:4] == ["-m", "playwright", "install"]
    monkeypatch.setattr(chromium.os, "geteuid", lambda: 1000, raising=False)
    assert chromium._ways("python") == [["python", "-m", "playwright", "install", "chromium"]]


def test_a_python_without_venv_is_told_how_to_get_it(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match=r"sudo apt install python3\.\d+-venv"):
        environment._make()


def test_the_readme_and_ci_name_the_commands_that_are_there():
    readme = (house.ROOT / "README.md").read_text(encoding="utf-8")
    for script in ("notebooks/open.py", "tests/run.py"):
        assert f"\npython3 {script} " in readme
        assert (house.ROOT / script).is_file()
    assert "python3 tests/run.py" in (house.ROOT / ".ci" / "run").read_text(encoding="utf-8")
