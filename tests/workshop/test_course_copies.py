"""`cjm workshop`: fresh copies of the handouts in a folder of one's own, never over work."""

from __future__ import annotations

import json

import pytest

from cjm_widgets import cli
from cjm_widgets.cli import opening, workshop
from cjm_widgets.workshop import handout
from workshop.made import code, notebook, words


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A made-up course: two handouts, what they need, the instructor's guide."""
    place = tmp_path / "package" / "notebooks" / "workshop"
    place.mkdir(parents=True)
    for name in ("01-one", "02-two"):
        made = notebook(words(f"# {name}"), code("### BEGIN SOLUTION\nsecret\n### END SOLUTION"))
        (place / f"{name}.ipynb").write_text(handout.text(made), encoding="utf-8")
    (place / "interviews.csv").write_text("a\n1\n", encoding="utf-8")
    (place / "instructor-guide.md").write_text("secret timing", encoding="utf-8")
    monkeypatch.setattr(opening, "PACKAGE", tmp_path / "package")
    return place


def test_students_get_handouts_without_solutions_and_what_they_need(course, tmp_path, capsys):
    assert cli.main(["workshop", str(tmp_path / "day"), "--copy-only"]) == 0
    held = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "day").iterdir()}
    assert sorted(held) == ["01-one.ipynb", "02-two.ipynb", "interviews.csv"]
    assert "secret" not in "".join(held.values())
    assert "2 handouts are in" in capsys.readouterr().out


def test_the_instructor_gets_solutions_and_the_guide_in_a_folder_apart(course, tmp_path):
    assert cli.main(["workshop", str(tmp_path / "day"), "--copy-only", "--instructor"]) == 0
    assert "secret" in (tmp_path / "day" / "instructor" / "01-one.ipynb").read_text(encoding="utf-8")
    assert (tmp_path / "day" / "instructor" / "instructor-guide.md").exists()
    assert list((tmp_path / "day").glob("*.ipynb")) == []


def test_work_is_never_written_over(course, tmp_path):
    cli.main(["workshop", str(tmp_path / "day"), "--copy-only"])
    (tmp_path / "day" / "01-one.ipynb").write_text("my work", encoding="utf-8")
    cli.main(["workshop", str(tmp_path / "day"), "--copy-only"])
    assert (tmp_path / "day" / "01-one.ipynb").read_text(encoding="utf-8") == "my work"
    assert json.loads((tmp_path / "day" / "01-one-2.ipynb").read_text(encoding="utf-8"))["nbformat"] == 4
    assert not (tmp_path / "day" / "02-two-2.ipynb").exists(), "an untouched copy is used again"


def test_a_package_without_its_course_says_how_to_mend_it(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(opening, "PACKAGE", tmp_path / "package")
    assert cli.main(["workshop", str(tmp_path / "day"), "--copy-only"]) == 1
    assert "pip install --force-reinstall" in capsys.readouterr().err


def test_jupyterlab_is_opened_on_the_first_handout(course, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(
        workshop.opening.subprocess,
        "run",
        lambda command, check: asked.append(command) or type("Done", (), {"returncode": 0}),
    )
    monkeypatch.setattr(opening.importlib.util, "find_spec", lambda name: True)
    assert cli.main(["workshop", str(tmp_path / "my day"), "--no-browser", "--port", "9999"]) == 0
    (command,) = asked
    assert f"--ServerApp.root_dir={tmp_path / 'my day'}" in command
    assert "--LabApp.default_url=/lab/tree/01-one.ipynb" in command
    assert {"--no-browser", "--port=9999"} <= set(command)
