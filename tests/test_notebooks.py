"""Every notebook runs from top to bottom, in a folder of its own, without an error or a warning."""

from __future__ import annotations

import os
from pathlib import Path

import nbclient
import nbformat
import pytest

from cjm_widgets import cli
from cjm_widgets.cli import opening, tour

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture
def executed(request, tmp_path, monkeypatch):
    """The notebook after it was run by a kernel that imports this checkout."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    book = nbformat.read(request.param, as_version=4)
    work = tmp_path / "work"
    work.mkdir()
    nbclient.NotebookClient(book, timeout=90, resources={"metadata": {"path": str(work)}}).execute()
    return book


def test_there_is_a_tour():
    assert tour.TOUR in {path.name for path in NOTEBOOKS}


@pytest.mark.parametrize("executed", NOTEBOOKS, ids=lambda path: path.stem, indirect=True)
def test_a_notebook_runs_without_a_warning(executed):
    said = [
        output.text
        for cell in executed.cells
        for output in cell.get("outputs", [])
        if output.get("name") == "stderr"
    ]
    assert said == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path):
    cells = nbformat.read(path, as_version=4).cells
    assert [cell.source[:40] for cell in cells if cell.get("outputs") or cell.get("execution_count")] == []


def test_the_tour_tells_its_story_in_under_ten_cells():
    cells = nbformat.read(ROOT / "notebooks" / tour.TOUR, as_version=4).cells
    assert 2 < sum(cell.cell_type == "code" for cell in cells) < len(cells) < 10


def test_the_tour_is_copied_and_never_over_work(tmp_path):
    first = tour.put_tour(tmp_path / "tour")
    assert tour.put_tour(tmp_path / "tour") == first, "an untouched copy is used again"
    first.write_text("my work", encoding="utf-8")
    second = tour.put_tour(tmp_path / "tour")
    assert (second.name, first.read_text(encoding="utf-8")) == ("tour-2.ipynb", "my work")
    assert second.read_bytes() == (ROOT / "notebooks" / tour.TOUR).read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="the path stands for one that cannot be a folder")
def test_a_folder_that_cannot_be_made_is_said(tmp_path, capsys):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert cli.main(["tour", str(tmp_path / "file" / "inside"), "--copy-only"]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_jupyterlab_missing_is_said_with_the_command_that_installs_it(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(opening.importlib.util, "find_spec", lambda name: None)
    assert cli.main(["tour", str(tmp_path)]) == 1
    assert "pip install 'cjm_widgets[lab]'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_jupyterlab_is_opened_on_the_copy(monkeypatch, tmp_path):
    calls = []
    done = type("Done", (), {"returncode": 0})()
    monkeypatch.setattr(opening.subprocess, "run", lambda command, check: calls.append(command) or done)
    assert cli.main(["tour", str(tmp_path), "--no-browser", "--port", "9123"]) == 0
    assert calls[0][1:4] == ["-m", "jupyter", "lab"]
    where = {f"--ServerApp.root_dir={tmp_path.resolve()}", "--LabApp.default_url=/lab/tree/tour.ipynb"}
    assert where | {"--no-browser", "--port=9123"} <= set(calls[0])


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit, match="0"):
        cli.main(["--version"])
    assert capsys.readouterr().out.startswith("cjm_widgets ")
