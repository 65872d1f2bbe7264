"""Measures the journey grid beside a floor and its peers, in one run and in a real JupyterLab.

`python benchmarks/run.py` does all in under 12 minutes; `--sizes 200 --tools floor ours --repeats 1` looks quickly.
It reports and asserts nothing. Results go to benchmarks/out/ as JSON; `--write-docs` puts them into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any

import after_cell
import imports
import report
import size
from one_page import Sample, blank, run
from summary import Verdict, gather, verdicts
from tools import TOOLS

from lab import browse, serve

HERE = Path(__file__).parent
DOCS = HERE.parent / "docs" / "benchmarks.md"
MARKS = "<!-- figures: written by benchmarks/run.py -->", "<!-- end of figures -->"
BASE = ["jupyterlab", "ipywidgets", "anywidget", "pandas", "numpy", "playwright"]


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[200, 1_000, 10_000], help="rows of the frames"
    )
    parser.add_argument("--tools", nargs="+", default=list(TOOLS), choices=list(TOOLS))
    parser.add_argument("--repeats", type=int, default=3, help="fresh pages per tool and size")
    parser.add_argument(
        "--edits", type=int, default=20, help="edits and changes per tool and size, over all pages"
    )
    parser.add_argument("--seconds", type=float, default=3.0, help="of scrolling on a page")
    parser.add_argument("--scrolls", type=int, default=2, help="pages per tool and size that are scrolled")
    parser.add_argument("--no-page", action="store_true", help="only the parts that need no browser")
    parser.add_argument("--no-rest", action="store_true", help="only the parts that need a browser")
    parser.add_argument("--write-docs", action="store_true", help="put the figures into docs/benchmarks.md")
    return parser.parse_args()


def pages(given: argparse.Namespace, remarks: list[str]) -> tuple[list[Sample], list[float]]:
    """Every tool at every size in turn, as often as asked; the order of tools turns with each round."""
    tools = [TOOLS[name] for name in given.tools]
    remarks += [f"{tool.name}: not installed, not measured" for tool in tools if not tool.installed()]
    tools = [tool for tool in tools if tool.installed()]
    per_page = -(-given.edits // given.repeats)
    samples: list[Sample] = []
    blanks: list[float] = []
    with serve() as lab, browse() as browser:
        for turn in range(given.repeats):
            blanks.append(blank(browser, given.seconds)["fps"])
            for rows in given.sizes:
                shift = turn % len(tools)
                for tool in tools[shift:] + tools[:shift]:
                    name = f"{tool.name}-{rows}-{turn}"
                    seconds = given.seconds if turn < given.scrolls else 0
                    sample = run(lab, browser, tool, rows, name, edits=per_page, seconds=seconds)
                    samples.append(sample)
                    say(sample)
    remarks += [f"{tool.name}: {tool.note}" for tool in tools if tool.note]
    return samples, blanks


def say(sample: Sample) -> None:
    """One line as a page is done."""
    paint = f"{sample.paint:.0f} ms" if sample.paint is not None else "not painted"
    print(
        f"{sample.tool:12} {sample.rows:>6} rows  {paint}  {'; '.join(sample.failures)}",
        file=sys.stderr,
        flush=True,
    )


def rest(remarks: list[str]) -> tuple[list[dict[str, Any]], list[Verdict]]:
    """The parts that need no browser."""
    checks = after_cell.measure()
    large = checks[-1]["look"]
    found = [
        Verdict(
            "after-cell check under 0.1 ms when nothing changed at 1M x 10", f"{large:.3f} ms", large < 0.1
        )
    ]
    took = imports.measure()
    ratio = took["cjm_widgets"]["median"] / took["anywidget, pandas"]["median"]
    remarks.append(f"importing JourneyGrid itself takes {took['JourneyGrid']['median']:.0f} ms")
    found.append(
        Verdict(
            "import cjm_widgets under 1.15 times import anywidget, pandas",
            f"{took['cjm_widgets']['median']:.0f} to {took['anywidget, pandas']['median']:.0f} ms, "
            f"{ratio:.2f} times",
            ratio < 1.15,
        )
    )
    try:
        sizes = size.measure()
    except (ImportError, AttributeError, OSError) as problem:
        remarks.append(f"size of bundle and first message: {problem}")
        return checks, found
    found.append(
        Verdict(
            "widget bundle under 60 kB gzipped",
            f"{sizes['gzipped'] / 1000:.1f} kB",
            sizes["gzipped"] < 60_000,
        )
    )
    remarks.append(
        "first message by rows, without a page: "
        + ", ".join(f"{rows:,}: {count / 1000:.1f} kB" for rows, count in sizes["first_message"].items())
    )
    return checks, found


def result_of(given: argparse.Namespace) -> dict[str, Any]:
    """The whole run, as it is kept in JSON."""
    began, remarks = time.time(), list[str]()
    samples, blanks = ([], []) if given.no_page else pages(given, remarks)
    checks, more = ([], []) if given.no_rest else rest(remarks)
    cells = gather(samples)
    blank_rate = median(blanks) if blanks else None
    remarks += [f"{cell.tool} at {cell.rows:,}: {text}" for cell in cells.values() for text in cell.failures]
    remarks += [f"a blank page made {blank_rate:.1f} frames a second"] if blank_rate else []
    load = f", load average {os.getloadavg()[1]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    found = (verdicts(cells, blank_rate) if cells else []) + more
    return {
        "taken": time.strftime("%Y-%m-%d"),
        "command": "python benchmarks/run.py " + " ".join(sys.argv[1:]),
        "minutes": (time.time() - began) / 60,
        "repeats": given.repeats,
        "sizes": given.sizes if cells else [],
        "machine": f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, headless Chromium "
        "without a GPU" + load,
        "versions": versions(given.tools),
        "cells": [asdict(cell) for cell in cells.values()],
        "blank": blanks,
        "after_cell": checks,
        "verdicts": [asdict(one) for one in found],
        "remarks": remarks,
        "samples": [asdict(one) for one in samples],
    }


def versions(names: list[str]) -> dict[str, str]:
    """Versions of all that took part."""
    found: dict[str, str] = {}
    for package in dict.fromkeys([*BASE, *(TOOLS[name].package for name in names)]):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "from the source tree" if package == "cjm-widgets" else "not installed"
    return found


def keep(result: dict[str, Any]) -> Path:
    """Writes the result to benchmarks/out/."""
    out = HERE / "out"
    out.mkdir(exist_ok=True)
    path = out / time.strftime("%Y%m%d-%H%M%S.json")
    path.write_text(json.dumps(result, indent=1), encoding="utf-8")
    return path


def write_docs(result: dict[str, Any]) -> None:
    """Puts the figures between the marks of docs/benchmarks.md."""
    before, _, tail = DOCS.read_text(encoding="utf-8").partition(MARKS[0])
    after = tail.partition(MARKS[1])[2]
    DOCS.write_text(f"{before}{MARKS[0]}\n{report.document(result)}{MARKS[1]}{after}", encoding="utf-8")


def main() -> None:
    """Runs, prints, keeps."""
    given = arguments()
    result = result_of(given)
    print(report.text(result))
    print(f"\nkept in {keep(result).relative_to(HERE.parent)}")
    if given.write_docs:
        write_docs(result)


if __name__ == "__main__":
    main()
