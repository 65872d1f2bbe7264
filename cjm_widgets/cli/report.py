"""`cjm report`: a map file, or several, as one HTML file that opens anywhere."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

ENDING = ".cjm.json"


def add(commands: Any) -> None:
    """Adds `cjm report` to the command line."""
    report = commands.add_parser(
        "report", help="write a map as one HTML file that opens anywhere",
        description="Several maps become chapters of one report, and are compared. docs/reports.md says what is in it.",
    )  # fmt: skip
    report.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a map, as journey.cjm.json")
    report.add_argument(
        "-o", "--output", type=Path, metavar="OUT", help="where to write; default: FILE as .html"
    )
    report.add_argument("--title", default="", help="what stands above; default: the map's title")
    report.add_argument("--notes", default="", help="a text below the title")
    report.add_argument(
        "--view", action="append", metavar="VIEW", help="a part of it, in order; may be repeated"
    )
    report.add_argument(
        "--lane", action="append", metavar="LANE", help="a lane to hand on; default: those drawn"
    )
    report.add_argument("--no-personas", action="store_true", help="leave the personas out")
    report.add_argument(
        "--evidence", choices=("rows", "counts", "none"), default="rows",
        help="counts: without what people said and who said it; default: rows",
    )  # fmt: skip
    report.add_argument("--budget", type=float, metavar="MONEY", help="what improvements may cost together")
    report.add_argument("--theme", choices=("auto", "light", "dark"), default="auto", help="default: auto")
    report.add_argument("--overwrite", action="store_true", help="write over a file that is there")
    report.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Writes the report and says where it is."""
    from cjm_widgets.journey_map import JourneyMap
    from cjm_widgets.verbs.reporting import report

    first = options.files[0]
    name = first.name.removesuffix(ENDING) if first.name.endswith(ENDING) else first.stem
    written = report(
        [JourneyMap.open(path) for path in options.files],
        options.output or first.with_name(f"{name}.html"),
        title=options.title, notes=options.notes, views=options.view, lanes=options.lane,
        personas=not options.no_personas, evidence=options.evidence, budget=options.budget,
        theme=options.theme, overwrite=options.overwrite,
    )  # fmt: skip
    print(f"The report is in {written} ({written.stat().st_size / 1000:,.0f} kB)")
    return 0
