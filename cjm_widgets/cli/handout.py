"""`cjm handout` and `cjm grade`: one notebook made into handouts, and what was collected made into a table of grades."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from cjm_widgets.formats.disk import Fingerprint, read_bytes, write_bytes
from cjm_widgets.model.errors import FileError


def add(commands: Any) -> None:
    """Adds both to the command line."""
    one = commands.add_parser(
        "handout", help="make the student's or the instructor's version of a notebook",
        description="Marks are those of nbgrader (BEGIN SOLUTION … END SOLUTION), and the cell tags solution and instructor.",
    )  # fmt: skip
    one.add_argument("notebook", type=Path, nargs="?", help="the instructor's notebook, as handout.ipynb")
    kind = one.add_mutually_exclusive_group(required=True)
    kind.add_argument(
        "--student", action="store_const", dest="kind", const="student", help="without solutions"
    )
    kind.add_argument(
        "--answers", action="store_const", dest="kind", const="answers", help="with them, without the marks"
    )
    kind.add_argument(
        "--blank", action="store_const", dest="kind", const="blank", help="empty sheets to print: PDF or HTML"
    )
    _add_blank(one)
    one.add_argument(
        "-o", "--output", type=Path, help="default: NAME-student.ipynb or NAME-answers.ipynb beside it"
    )
    one.add_argument("--overwrite", action="store_true", help="write over a file that is there")
    one.set_defaults(run=run_handout)
    graded = commands.add_parser(
        "grade", help="grade collected notebooks; nothing in them is run",
        description="The student is the first folder under FOLDER, or the file's name where all lie in FOLDER itself. The zip file "
        "that a learning platform exported is read as it is.",
    )  # fmt: skip
    graded.add_argument(
        "folder", type=Path, metavar="FOLDER", help="where the notebooks were collected, or a zip file"
    )
    graded.add_argument(
        "--exercises", type=Path, action="append", default=[], metavar="FILE",
        help="exercises of your own, as JSON",
    )  # fmt: skip
    graded.add_argument("-o", "--output", type=Path, help="a CSV file with every mark and its reason")
    graded.add_argument(
        "--students", type=Path, metavar="FILE", help="a CSV file with a row for each student"
    )
    graded.add_argument("--overwrite", action="store_true", help="write over a file that is there")
    graded.set_defaults(run=run_grade)


def _add_blank(one: Any) -> None:
    one.add_argument("--paper", default="A4", help="of blank sheets: A4, A3, Letter, ...; default: A4")
    one.add_argument("--stage", action="append", default=[], help="a stage of the blank map; may be repeated")
    one.add_argument("--lane", action="append", default=[], help="a lane of the blank map; may be repeated")


def run_handout(options: argparse.Namespace) -> int:
    """Writes one handout and says where it is."""
    from cjm_widgets.workshop import handout

    if options.kind == "blank":
        return _run_blank(options)
    if options.notebook is None:
        raise FileError(f"Name the notebook: cjm handout handout.ipynb --{options.kind}")
    made = getattr(handout, options.kind)(handout.read(options.notebook))
    beside = options.notebook.with_name(f"{options.notebook.stem}-{options.kind}.ipynb")
    place = options.output or beside
    _write(place, handout.text(made), options.overwrite)
    print(f"The {options.kind} handout is in {place}")
    return 0


def _run_blank(options: argparse.Namespace) -> int:
    from . import blank

    place = options.output or Path("blank.pdf")
    data = blank.made(place, options.paper, options.stage, options.lane)
    if place.exists() and not options.overwrite:
        raise FileError(f"{place} is there already. Name another with -o, or say --overwrite.")
    write_bytes(place, data, Fingerprint.of(read_bytes(place)) if place.exists() else None)
    print(f"Blank sheets are in {place}")
    return 0


def run_grade(options: argparse.Namespace) -> int:
    """Prints points by student and exercise; with ``-o`` keeps every mark. 1 where something could not be read."""
    from cjm_widgets.learning import grades
    from cjm_widgets.workshop import gradebook

    marks = grades(options.folder, options.exercises)
    for place, table, what in (
        (options.output, marks, "Every mark and its reason is"),
        (options.students, gradebook.by_student(marks), "The points of each student are"),
    ):
        if place:
            _write(place, "\ufeff" + gradebook.csv(table), options.overwrite)  # by the mark Excel knows UTF-8
            print(f"{what} in {place}")
    print(gradebook.totals(marks).to_string(index=False))
    unread = marks[marks["of"].eq(0) & marks["reason"].ne("")]
    for row in unread.to_dict("records"):
        print(f"{row['notebook']}: {row['exercise'] or 'the notebook'}: {row['reason']}")
    return 1 if len(unread) else 0


def _write(place: Path, text: str, overwrite: bool) -> None:
    if place.exists() and not overwrite:
        raise FileError(f"{place} is there already. Name another with -o, or say --overwrite.")
    known = Fingerprint.of(read_bytes(place)) if place.exists() else None
    write_bytes(place, text.encode("utf-8", "replace"), known)
