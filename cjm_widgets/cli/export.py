"""`cjm export`: a map as another kind of file, told by the ending of its name."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from cjm_widgets.model.errors import DataError

FORMATS: dict[str, tuple[str, str]] = {
    ".csv": ("to_wide_csv", "CSV, a row a step and a column a lane"),
    ".d2": ("to_d2", "D2 text"),
    ".drawio.csv": ("to_drawio", "CSV for draw.io"),
    ".html": ("report", "a report that opens anywhere"),
    ".journey.md": ("to_journey_markdown", "Markdown with milestones and steps"),
    ".long.csv": ("to_long_csv", "CSV, a row a card"),
    ".lucid.csv": ("to_lucid", "CSV for Lucidchart"),
    ".md": ("to_markdown", "a Markdown table"),
    ".miro.csv": ("to_miro", "CSV of sticky notes for Miro"),
    ".mmd": ("to_mermaid", "a Mermaid journey"),
    ".pdf": ("to_pdf", "a PDF as large as the map"),
    ".png": ("to_png", "a picture in pixels"),
    ".svg": ("to_svg", "a picture in vectors, its text as text"),
    ".pptx": ("to_pptx", "slides of native shapes and charts"),
    ".xlsx": ("to_excel", "an Excel workbook that people edit and that reads back"),
    ".xml": ("to_cjml", "CJML 2.0"),
    ".yaml": ("to_journey_yaml", "the YAML of @arvinxu/journey-map"),
    ".yml": ("to_journey_yaml", "the same"),
}
"""By ending: the verb of a map that writes it, called as ``m.verb(path, overwrite=…)``, and what it makes.

A name ends in the longest of these that fits, so that ``.drawio.csv`` comes before ``.csv``.
"""
FOLDER = ("to_csv", "a folder of CSV files, one a table")
"""What a name without an ending makes."""


def add(commands: Any) -> None:
    """Adds `cjm export` to the command line."""
    known = "; ".join(f"{ending} {about}" for ending, (_, about) in sorted(FORMATS.items()))
    export = commands.add_parser(
        "export", help="write a map as a workbook, slides, a picture, a text …",
        description=f"OUT's ending says what it becomes: {known}; no ending: {FOLDER[1]}. Exit status 1: not written.",
    )  # fmt: skip
    export.add_argument("map", type=Path, metavar="MAP", help="a map, as journey.cjm.json")
    export.add_argument(
        "out", type=Path, nargs="+", metavar="OUT", help="what to write; several are all written"
    )
    export.add_argument("--overwrite", action="store_true", help="write over what is there")
    export.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Writes each file and prints its path."""
    from cjm_widgets import JourneyMap

    verbs = [verb_of(out) for out in options.out]
    made = JourneyMap.open(options.map)
    for verb, out in zip(verbs, options.out, strict=True):
        getattr(made, verb)(out, overwrite=options.overwrite)
        print(out)
    return 0


def verb_of(out: Path) -> str:
    """The verb that writes a file of that name. ``DataError`` names the endings there are.

    >>> verb_of(Path("map.xlsx")), verb_of(Path("folder"))
    ('to_excel', 'to_csv')
    """
    fitting = [ending for ending in FORMATS if out.name.lower().endswith(ending)]
    if fitting:
        return FORMATS[max(fitting, key=len)][0]
    if not out.suffix:
        return FOLDER[0]
    raise DataError(
        f"cjm export knows no files that end in {out.suffix!r} ({out}). It writes: {', '.join(sorted(FORMATS))}, "
        "and a folder of CSV files for a name without an ending."
    )
