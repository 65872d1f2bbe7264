"""`cjm tour`: the tour notebook copied to a folder and opened in JupyterLab."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from . import opening

TOUR = "tour.ipynb"


def add(commands: Any) -> None:
    """Adds `cjm tour` to the command line."""
    tour = commands.add_parser("tour", help="copy the tour notebook and open it in JupyterLab")
    tour.add_argument("folder", nargs="?", type=Path, default=Path("cjm-tour"), help="default: ./cjm-tour")
    opening.arguments(tour)
    tour.set_defaults(run=_run_tour)


def put_tour(folder: Path) -> Path:
    """Copies the tour into a folder and gives the path of the copy.

    A copy that was worked on is never written over: the new one gets the first free name, `tour-2.ipynb` and so on.
    Raises FileError where the folder cannot be written.

    >>> import tempfile
    >>> put_tour(Path(tempfile.mkdtemp())).name
    'tour.ipynb'
    """
    return opening.put(folder, TOUR, opening.source(TOUR).read_bytes())


def _run_tour(options: argparse.Namespace) -> int:
    if not options.copy_only:
        opening.need_jupyterlab("Opening the tour")
    place = put_tour(options.folder)
    print(f"The tour is in {place}")
    return 0 if options.copy_only else opening.open_lab(place, options.folder, options)
