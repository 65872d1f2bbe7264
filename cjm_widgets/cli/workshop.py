"""`cjm workshop`: the handouts of the course copied to a folder and opened in JupyterLab, for students or for who teaches."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from cjm_widgets.model.errors import FileError

from . import opening

COURSE = "workshop"
NOTEBOOK = ".ipynb"


def add(commands: Any) -> None:
    """Adds `cjm workshop` to the command line."""
    one = commands.add_parser(
        "workshop", help="copy the handouts of the course and open them in JupyterLab",
        description="Fresh copies for students. What was worked on in the folder is never written over: a new copy gets the first "
        "free name. The first handout is opened.",
    )  # fmt: skip
    one.add_argument(
        "folder", nargs="?", type=Path, default=Path("cjm-workshop"), help="default: ./cjm-workshop"
    )
    one.add_argument(
        "--instructor", action="store_true", help="with the solutions and the notes for who teaches"
    )
    opening.arguments(one)
    one.set_defaults(run=_run)


def files(instructor: bool) -> dict[str, bytes]:
    """What is copied, by its path in the folder: notebooks in one of their versions, and what lies beside them."""
    from cjm_widgets.workshop import handout

    source = opening.source(COURSE)
    made = handout.answers if instructor else handout.student
    found: dict[str, bytes] = {}
    for path in sorted(source.rglob("*"), key=lambda path: (path.suffix != NOTEBOOK, path)):
        name = path.relative_to(source).as_posix()
        if not path.is_file() or any(part.startswith(".") for part in path.relative_to(source).parts):
            continue
        if path.suffix == NOTEBOOK:
            found[name] = handout.text(made(handout.read(path))).encode()
        elif instructor or not path.name.startswith("instructor"):
            found[name] = path.read_bytes()
    if not any(name.endswith(NOTEBOOK) for name in found):
        raise FileError(
            f"There is no handout in {source}. Install the package again: pip install --force-reinstall cjm_widgets"
        )
    return found


def _run(options: argparse.Namespace) -> int:
    if not options.copy_only:
        opening.need_jupyterlab("Opening the workshop")
    # Both versions have one name, so the instructor's get a folder of their own: no solution lies among the students'.
    folder = options.folder / "instructor" if options.instructor else options.folder
    placed = opening.put_all(folder, files(options.instructor))
    handouts = [place for place in placed if place.suffix == NOTEBOOK]
    print(f"{len(handouts)} handouts are in {folder}: {', '.join(place.name for place in handouts)}")
    return 0 if options.copy_only else opening.open_lab(handouts[0], folder, options)
