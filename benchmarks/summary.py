"""Medians, ratios and verdicts from samples. Knows numbers and the figures of issue 2, not how they were taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median, quantiles

from one_page import Sample

EDITORS = ("ipydatagrid", "perspective", "panel")


@dataclass(frozen=True)
class Cell:
    """All a tool gave at a size: medians, and 90th percentiles where there are enough values."""

    tool: str
    rows: int
    values: dict[str, float]
    tails: dict[str, float]
    failures: tuple[str, ...]


MEASURES: dict[str, Callable[[Sample], Iterable[float | None]]] = {
    "paint": lambda s: [s.paint],
    "to_python": lambda s: [e["kernel"] for e in s.edits],
    "to_shown": lambda s: [e["shown"] for e in s.edits],
    "to_reply": lambda s: [e["reply"] for e in s.edits],
    "change": lambda s: s.changes,
    "fps": lambda s: [s.scroll.get("fps")],
    "longest": lambda s: [s.scroll.get("longest")],
    "loop_messages": lambda s: [s.loop_messages],
}
TRAFFIC = ("socket", "code", "data", "http", "first_message", "start")
MEMORY = ("kernel", "heap", "renderer")


def _lists(samples: list[Sample]) -> dict[str, list[float]]:
    found = {name: [v for s in samples for v in get(s) if v is not None] for name, get in MEASURES.items()}
    found |= {name: [s.traffic[name] for s in samples if name in s.traffic] for name in TRAFFIC}
    return found | {name: [s.memory[name] for s in samples if name in s.memory] for name in MEMORY}


def gather(samples: list[Sample]) -> dict[tuple[str, int], Cell]:
    """Samples to one cell per tool and size."""
    keys = dict.fromkeys((one.tool, one.rows) for one in samples)
    return {key: _cell(*key, [one for one in samples if (one.tool, one.rows) == key]) for key in keys}


def _cell(tool: str, rows: int, samples: list[Sample]) -> Cell:
    lists = _lists(samples)
    tails = {name: quantiles(found, n=10)[8] for name, found in lists.items() if len(found) >= 10}
    failures = tuple(dict.fromkeys(text for one in samples for text in one.failures))
    return Cell(tool, rows, {name: median(found) for name, found in lists.items() if found}, tails, failures)


@dataclass(frozen=True)
class Verdict:
    """One figure of issue 2: what was asked, what was found, and whether it is met (None: not measured)."""

    asked: str
    found: str
    met: bool | None


def verdicts(cells: dict[tuple[str, int], Cell], blank: float | None) -> list[Verdict]:
    """The figures that need a page."""
    sizes = sorted({rows for _, rows in cells})
    found = [
        _ratio(cells, "paint", rows, 2.5 if rows <= 200 else 4) for rows in sizes if rows in (200, 10_000)
    ]
    found += [_beats(cells, rows) for rows in sizes]
    found += [_ratio(cells, name, rows, 1.5) for name in ("to_reply", "change") for rows in sizes]
    found += [_flat(cells, name, sizes) for name in ("to_reply", "change")]
    found.append(_small(cells, sizes))
    found.append(_smooth(cells, sizes[-1], blank))
    found.append(_one_message(cells, sizes[0]))
    return found


NAMES = {
    "paint": "first paint",
    "to_reply": "edit to its painted reply",
    "change": "Python change to painted",
}


def _value(cells: dict[tuple[str, int], Cell], tool: str, rows: int, name: str) -> float | None:
    cell = cells.get((tool, rows))
    return cell.values.get(name) if cell else None


def _ratio(cells: dict[tuple[str, int], Cell], name: str, rows: int, most: float) -> Verdict:
    asked = f"{NAMES[name]} at {rows:,} x 15 at most {most:g} times the floor"
    ours, floor = _value(cells, "ours", rows, name), _value(cells, "floor", rows, name)
    if ours is None or not floor:
        return Verdict(asked, "not measured", None)
    return Verdict(asked, f"{ours:.0f} ms to {floor:.0f} ms, {ours / floor:.2f} times", ours / floor <= most)


def _beats(cells: dict[tuple[str, int], Cell], rows: int) -> Verdict:
    asked = f"first paint at {rows:,} x 15 faster than every peer that can edit"
    ours = _value(cells, "ours", rows, "paint")
    peers = {name: value for name in EDITORS if (value := _value(cells, name, rows, "paint")) is not None}
    if ours is None or not peers:
        return Verdict(asked, "not measured", None)
    best = min(peers, key=peers.__getitem__)
    return Verdict(asked, f"{ours:.0f} ms; the best, {best}, takes {peers[best]:.0f} ms", ours < peers[best])


def _flat(cells: dict[tuple[str, int], Cell], name: str, sizes: list[int]) -> Verdict:
    asked = f"{NAMES[name]} flat from {sizes[0]:,} to {sizes[-1]:,} rows within 20 %"
    found = [value for rows in sizes if (value := _value(cells, "ours", rows, name)) is not None]
    if len(found) < 2:
        return Verdict(asked, "not measured", None)
    spread = max(found) / min(found) - 1
    return Verdict(asked, f"{min(found):.0f} to {max(found):.0f} ms, {spread:.0%}", spread <= 0.2)


def _small(cells: dict[tuple[str, int], Cell], sizes: list[int]) -> Verdict:
    asked = "first message under 40 kB at any size beside the code"
    found = [value for rows in sizes if (value := _value(cells, "ours", rows, "first_message")) is not None]
    if not found:
        return Verdict(asked, "not measured", None)
    return Verdict(asked, f"{max(found) / 1000:.1f} kB at most", max(found) < 40_000)


def _smooth(cells: dict[tuple[str, int], Cell], rows: int, blank: float | None) -> Verdict:
    asked = f"58 frames a second scrolling at {rows:,} x 15 where a blank page makes 60"
    ours = _value(cells, "ours", rows, "fps")
    if ours is None or not blank:
        return Verdict(asked, "not measured", None)
    return Verdict(asked, f"{ours:.1f} where a blank page made {blank:.1f}", ours / blank >= 58 / 60)


def _one_message(cells: dict[tuple[str, int], Cell], rows: int) -> Verdict:
    ours = _value(cells, "ours", rows, "loop_messages")
    asked = "100 changes in a loop are one message"
    return Verdict(
        asked, "not measured" if ours is None else f"{ours:.0f}", None if ours is None else ours <= 1
    )
