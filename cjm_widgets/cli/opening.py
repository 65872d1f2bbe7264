"""Notebooks copied to a folder and opened in JupyterLab: what `cjm tour` and `cjm workshop` share. It knows files and programs only."""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cjm_widgets.model.errors import FileError, MissingExtra

PACKAGE = Path(__file__).resolve().parent.parent


def arguments(parser: Any) -> None:
    """Adds what both commands take."""
    parser.add_argument(
        "--no-browser", action="store_true", help="start JupyterLab without opening a browser"
    )
    parser.add_argument("--copy-only", action="store_true", help="copy and stop")
    parser.add_argument("--port", type=int, help="the port JupyterLab listens on")


def source(name: str) -> Path:
    """A notebook, or a folder of them. A wheel carries them inside the package; in a checkout they lie beside it."""
    for folder in (PACKAGE / "notebooks", PACKAGE.parent / "notebooks"):
        if (folder / name).exists():
            return folder / name
    raise FileError(
        f"The notebook {name} is not beside the package in {PACKAGE}. Install the package again: "
        "pip install --force-reinstall cjm_widgets"
    )


def put(folder: Path, name: str, data: bytes) -> Path:
    """Puts a file into a folder, never over another: where one of that name holds something else, the first free name is
    taken, `tour-2.ipynb` and so on. An untouched copy is used again. ``FileError`` where the folder cannot be written.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> [put(folder, "a.txt", data).name for data in (b"one", b"two", b"one")]
    ['a.txt', 'a-2.txt', 'a.txt']
    """
    try:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        place = _free(folder / name, data)
        if not place.exists():
            place.write_bytes(data)
    except OSError as error:
        raise FileError(
            f"{name} cannot be written to {folder}: {error.strerror or error}. Name a folder you may write to."
        ) from error
    return place


def put_all(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Puts several files, in the order given."""
    return [put(folder, name, data) for name, data in files.items()]


def need_jupyterlab(doing: str) -> None:
    """``MissingExtra`` where JupyterLab is not installed."""
    if importlib.util.find_spec("jupyterlab") is None:
        raise MissingExtra("JupyterLab", "lab", doing)


def open_lab(place: Path, folder: Path, options: argparse.Namespace) -> int:
    """Runs JupyterLab on a notebook in a folder until it ends; its exit code."""
    # By address rather than by file, so that the link JupyterLab prints leads to the notebook as well.
    tree = place.resolve().relative_to(folder.resolve()).as_posix()
    where = [f"--ServerApp.root_dir={folder.resolve()}", f"--LabApp.default_url=/lab/tree/{tree}"]
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


def _free(place: Path, data: bytes) -> Path:
    """The first name that is free, or that already holds these bytes."""
    made, number = place, 2
    while made.exists() and not (made.is_file() and made.read_bytes() == data):
        made, number = place.with_name(f"{place.stem}-{number}{place.suffix}"), number + 1
    return made
