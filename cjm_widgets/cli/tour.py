"""`cjm tour`: the tour notebook copied to a folder and opened in JupyterLab. It knows files and programs only."""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from cjm_widgets.model.errors import FileError, MissingExtra

TOUR = "tour.ipynb"


def add(commands: Any) -> None:
    """Adds `cjm tour` to the command line."""
    tour = commands.add_parser("tour", help="copy the tour notebook and open it in JupyterLab")
    tour.add_argument("folder", nargs="?", type=Path, default=Path("cjm-tour"), help="default: ./cjm-tour")
    tour.add_argument("--no-browser", action="store_true", help="start JupyterLab without opening a browser")
    tour.add_argument("--copy-only", action="store_true", help="copy the notebook and stop")
    tour.add_argument("--port", type=int, help="the port JupyterLab listens on")
    tour.set_defaults(run=_run_tour)


def put_tour(folder: Path) -> Path:
    """Copies the tour into a folder and gives the path of the copy.

    A copy that was worked on is never written over: the new one gets the first free name, `tour-2.ipynb` and so on.
    Raises FileError where the folder cannot be written.

    >>> import tempfile
    >>> put_tour(Path(tempfile.mkdtemp())).name
    'tour.ipynb'
    """
    text = _tour().read_bytes()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place = _free_name(folder, text)
        if not place.exists():
            place.write_bytes(text)
    except OSError as error:
        raise FileError(
            f"The tour cannot be written to {folder}: {error.strerror or error}. Name a folder you may write to: "
            "cjm tour FOLDER"
        ) from error
    return place


def _run_tour(options: argparse.Namespace) -> int:
    if not options.copy_only:
        _need_jupyterlab()
    place = put_tour(options.folder)
    print(f"The tour is in {place}")
    if options.copy_only:
        return 0
    # By address rather than by file, so that the link JupyterLab prints leads to the tour as well.
    place = place.resolve()
    where = [f"--ServerApp.root_dir={place.parent}", f"--LabApp.default_url=/lab/tree/{place.name}"]
    command = [sys.executable, "-m", "jupyter", "lab", *where, *_passed_on(options)]
    return subprocess.run(command, check=False).returncode


def _passed_on(options: argparse.Namespace) -> list[str]:
    given = {
        "--no-browser": options.no_browser,
        f"--port={options.port}": options.port is not None,
        # Containers have no other user; JupyterLab would stop with a question instead.
        "--allow-root": hasattr(os, "geteuid") and os.geteuid() == 0,
    }
    return [flag for flag, on in given.items() if on]


def _need_jupyterlab() -> None:
    if importlib.util.find_spec("jupyterlab") is None:
        raise MissingExtra("JupyterLab", "lab", "Opening the tour")


def _tour() -> Path:
    """A wheel carries the notebooks inside the package; in a checkout they lie beside it."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "notebooks", package.parent / "notebooks"):
        if (folder / TOUR).is_file():
            return folder / TOUR
    raise FileError(
        f"The tour notebook is not beside the package in {package}. Install the package again: "
        "pip install --force-reinstall cjm_widgets"
    )


def _free_name(folder: Path, text: bytes) -> Path:
    """The first name that is free, or that already holds the untouched tour."""
    place, number = folder / TOUR, 2
    while place.exists() and not (place.is_file() and place.read_bytes() == text):
        place, number = folder / f"tour-{number}.ipynb", number + 1
    return place
