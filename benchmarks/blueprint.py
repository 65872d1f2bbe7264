"""How fast a large blueprint is: 60 steps x 12 lanes, 700 cards, 900 links, in a real JupyterLab.

`python benchmarks/blueprint.py` takes about two minutes; `--repeats 1` looks quickly. It reports and asserts nothing.
Results go to benchmarks/out/ as JSON; `--write-docs` puts the figures into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from made_up_blueprint import CARDS, FIRST_CARD, LINKS, STEPS
from playwright.sync_api import Browser, Error, Page

from lab import Lab, browse, call, page_of, serve

HERE = Path(__file__).parent
DOCS = HERE.parent / "docs" / "benchmarks.md"
MARKS = "<!-- blueprint: written by benchmarks/blueprint.py -->", "<!-- end of blueprint -->"
DRAWN = ".links path.line[d^=M]"
"""The lines of the links: a path for each kind, and the same for those that are brought out."""
ALL = ".links .all path.line[d^=M]"
PREPARE = f"""
import sys
sys.path.insert(0, {str(HERE)!r})
import cjm_widgets as cjm, made_up_blueprint as made
cjm.JourneyGrid, cjm.Blueprint
with_links, without = cjm.JourneyMap(made.tables(), title="Made up"), cjm.JourneyMap(made.tables(0), title="Made up")
"""
SHOWS = {
    "blueprint, 900 links": "cjm.Blueprint(with_links)",
    "blueprint, no links": "cjm.Blueprint(without)",
    "grid, no links": "cjm.JourneyGrid(without)",
}
FULL, BARE = "blueprint, 900 links", "grid, no links"
DRAGGED = "c2-4", "c4-6"
"""The card that is dragged, and one in the cell it is dragged to and fro."""


@dataclass
class Sample:
    """What one page gave; times are milliseconds."""

    shown: str
    paint: float | None = None
    linked: float | None = None
    longest: float = 0.0
    cards: int = 0
    links: int = 0
    frames: list[dict[str, Any]] = field(default_factory=list)
    drop: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def run(lab: Lab, browser: Browser, shown: str, name: str, moves: int) -> Sample:
    """One fresh page and kernel that shows one widget; what fails is named and the rest is still measured."""
    sample = Sample(shown)
    try:
        with page_of(browser, lab.book(name, [PREPARE, SHOWS[shown]])) as page:
            page.evaluate((HERE / "blueprint.js").read_text(encoding="utf-8"))
            call(page, "bench.execute(argument)", PREPARE, seconds=60)
            page.wait_for_timeout(300)
            links = ALL if shown == FULL else ""
            found = call(page, "blueprint.firstPaint(1, argument[0], argument[1])", [FIRST_CARD, links])
            sample.paint, sample.cards, sample.links = found["ms"], found["cards"], found["links"]
            sample.linked, sample.longest = found["linked"], found["longest"]
            if moves:
                page.wait_for_timeout(1000)
                sample.frames = drag(page, moves)
    except (Error, AssertionError) as problem:
        sample.failures.append(str(problem).splitlines()[0][:200])
    finally:
        lab.close_kernels()
    return sample


def drag(page: Page, moves: int) -> list[dict[str, Any]]:
    """Takes a card with the mouse, moves it to and fro, and puts it back; what the page did in each frame."""
    (x, y), (to_x, to_y) = (_middle(page, card) for card in DRAGGED)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 8, y + 8, steps=4)
    page.wait_for_timeout(200)
    page.evaluate("links => blueprint.watch(links)", DRAWN)
    for i in range(moves):
        part = 1 - abs(2 * (i % 60) / 60 - 1)
        page.mouse.move(x + (to_x - x) * part, y + (to_y - y) * part)
    frames: list[dict[str, Any]] = page.evaluate("blueprint.frames()")
    page.keyboard.press("Escape")
    page.mouse.up()
    return frames


def _middle(page: Page, card: str) -> tuple[float, float]:
    box = page.locator(f'[data-card="{card}"]').first.bounding_box()
    assert box is not None, f"the card {card} is not drawn"
    return box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 12)


def figures(samples: list[Sample]) -> dict[str, Any]:
    """Medians of the first paints, and what the frames of a drag took."""
    paints = {
        shown: median(found)
        for shown in SHOWS
        if (found := [s.paint for s in samples if s.shown == shown and s.paint is not None])
    }
    frames = [frame for sample in samples for frame in sample.frames]
    took = sorted(frame["took"] for frame in frames if frame["changed"])
    linked = [s.linked for s in samples if s.linked is not None]
    return {
        "paints": paints,
        "ratio": paints[FULL] / paints[BARE] if {FULL, BARE} <= paints.keys() else None,
        "frames": len(frames),
        "rerouted": len(took),
        "linked": median(linked) if linked else None,
        "longest_task": max((s.longest for s in samples if s.shown == FULL), default=None),
        "all_p95": quantiles([f["took"] for f in frames], n=20)[18] if len(frames) > 1 else None,
        "median": median(took) if took else None,
        "p95": quantiles(took, n=20)[18] if len(took) > 1 else None,
        "longest": took[-1] if took else None,
        "drawn": max((s.links for s in samples), default=0),
    }


def table(found: dict[str, Any]) -> str:
    """The figures of issue 4 and what was found, as a table of a document."""
    ratio, p95 = found["ratio"], found["p95"]
    paints = ", ".join(f"{shown} {ms:.0f} ms" for shown, ms in found["paints"].items())
    first = "not measured" if ratio is None else f"{ratio:.2f} times ({paints})"
    linked = "not measured"
    if found["linked"] is not None:
        linked = (
            f"{found['linked']:.0f} ms; the longest task after the first paint {found['longest_task']:.0f} ms"
        )
    frame = "not measured"
    if p95 is not None:
        frame = (
            f"{p95:.1f} ms (median {found['median']:.1f}, longest {found['longest']:.1f}) over the {found['rerouted']} frames "
            f"in which routes changed, {found['all_p95']:.1f} ms over all {found['frames']}"
        )
    rows = [
        (f"first paint of {STEPS} x 12, {CARDS} cards, {LINKS} links under 1.5 times the grid without links", first,
         _met(None if ratio is None else ratio < 1.5)),
        (f"until all {LINKS} links are drawn too", linked, "no goal"),
        ("links of a dragged card re-routed and painted within 16 ms, 95th percentile", frame,
         _met(None if p95 is None else p95 <= 16 and found["rerouted"] > 0)),
    ]  # fmt: skip
    return "\n".join(
        ["| figure | found | met |", "| --- | --- | --- |", *(f"| {a} | {b} | {c} |" for a, b, c in rows)]
    )


def _met(met: bool | None) -> str:
    return {True: "yes", False: "**no**", None: "not measured"}[met]


def write_docs(found: dict[str, Any], taken: str) -> None:
    """Puts the figures between the marks of docs/benchmarks.md."""
    before, _, tail = DOCS.read_text(encoding="utf-8").partition(MARKS[0])
    after = tail.partition(MARKS[1])[2]
    DOCS.write_text(f"{before}{MARKS[0]}\n{taken}\n\n{table(found)}\n{MARKS[1]}{after}", encoding="utf-8")


def main() -> None:
    """Runs, prints, keeps."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeats", type=int, default=5, help="fresh pages for each widget")
    parser.add_argument(
        "--moves", type=int, default=240, help="pointer moves of a drag, on each page with links"
    )
    parser.add_argument("--write-docs", action="store_true", help="put the figures into docs/benchmarks.md")
    given = parser.parse_args()
    samples: list[Sample] = []
    with serve() as lab, browse() as browser:
        for turn in range(given.repeats):
            names = list(SHOWS)
            for n, shown in enumerate(names[turn % 3 :] + names[: turn % 3]):
                moves = given.moves if shown == FULL else 0
                samples.append(run(lab, browser, shown, f"blueprint-{turn}-{n}", moves))
                print(shown, samples[-1].paint, *samples[-1].failures, file=sys.stderr, flush=True)
    found = figures(samples)
    load = f", load average {os.getloadavg()[1]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    taken = f"Taken {time.strftime('%Y-%m-%d')}, {given.repeats} pages for each widget, {os.cpu_count()} cores{load}."
    print(f"{taken}\n\n{table(found)}")
    out = HERE / "out"
    out.mkdir(exist_ok=True)
    kept = out / time.strftime("blueprint-%Y%m%d-%H%M%S.json")
    kept.write_text(
        json.dumps({"taken": taken, **found, "samples": [asdict(s) for s in samples]}), encoding="utf-8"
    )
    print(f"\nkept in {kept.relative_to(HERE.parent)}")
    if given.write_docs:
        write_docs(found, taken)


if __name__ == "__main__":
    main()
