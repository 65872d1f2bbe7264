"""What a simulation found, as charts: now and then, the tornado, the efficient frontier, what to research."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cjm_widgets.engine.portfolio import Portfolio

from .chart import Line, Mark, Row, Rows, said

UNITS = {"time": "s", "time_sd": "s", "success": "%"}
SHOWN = ("success", "time", "value", "net", "cost", "satisfaction", "peak_end")
MOST = 12


def unit(measure: str) -> str:
    """The unit a measure is said in."""
    return "%" if measure.startswith("ends in ") else UNITS.get(measure, "")


def gap(measure: str) -> str:
    """The unit of a difference of it: of shares, points."""
    return "points" if unit(measure) == "%" else unit(measure)


def outcomes(table: pd.DataFrame, measures: tuple[str, ...] | None = None) -> Rows:
    """Each measure now and then with its interval, on an axis of its own; measures that are 0 or unknown are left out.

    ``table`` is ``Simulation.outcomes``.
    """
    chosen = [
        one
        for one in (measures or SHOWN)
        if one in table.index and table.loc[[one], ["now", "then"]].notna().all(axis=None)
    ]
    chosen = [
        one for one in chosen if measures or one == "success" or (table.loc[one, ["now", "then"]] != 0).any()
    ]
    told: dict[Any, dict[str, float]] = table.loc[chosen].to_dict("index")  # type: ignore[assignment]
    rows = [
        Row(name.replace("_", " "), (_mark(row, "now", False), _mark(row, "then", True)), unit(name))
        for name, row in told.items()
    ]
    about = "; ".join(_change(name, row) for name, row in list(told.items())[:3])
    return Rows("Now and with the improvements", f"{about}.", tuple(rows), own=True)


def tornado(table: pd.DataFrame, measure: str, likely: float) -> Rows:
    """How far the difference swings with each input from its 5th to its 95th percentile; ``table`` is ``Simulation.sensitivity``."""
    part: list[dict[Any, Any]] = table.head(MOST).to_dict("records")
    rows = tuple(
        Row(
            f"{row['input']} ({row['kind']})",
            (Mark("range", likely, min(row["low"], row["high"]), max(row["low"], row["high"])),),
            gap(measure),
        )
        for row in part
    )
    widest = f"{rows[0].label} matters most" if rows else "nothing is uncertain"
    about = f"The difference in {measure} is {said(likely, gap(measure))}; of all that is not known for sure, {widest}."
    return Rows(
        f"What the difference in {measure} hangs on",
        about,
        rows,
        bars=True,
        origin=likely,
        axis=f"difference in {measure}",
    )


def frontier(found: Portfolio) -> Line:
    """The best score that can be had for each cost, and the chosen selection."""
    table = found.frontier
    names = tuple(str(one) or "nothing" for one in table["improvements"])
    labels = tuple(
        f"{said(c, '')}: {s:.4g} with {n}"
        for c, s, n in zip(table["cost"], table["score"], names, strict=True)
    )
    chosen = ", ".join(found.chosen) or "nothing"
    proof = "No other selection does better" if found.exact else f"No selection can exceed {found.bound:.4g}"
    about = (
        f"Chosen for {said(found.cost, '')}: {chosen}, from {found.base:.4g} to {found.score:.4g}. {proof}."
    )
    x, y = (tuple(map(float, table[name])) for name in ("cost", "score"))
    return Line(
        "The most that can be had for each cost",
        about,
        x,
        y,
        labels,
        (found.cost, found.score),
        ("cost", ""),
        names,
    )


def research(table: pd.DataFrame) -> Rows:
    """What knowing each input would be worth, from 0; what is no more than noise is said so."""
    part: list[dict[Any, Any]] = table.head(MOST).to_dict("records")
    rows = tuple(
        Row(
            f"{row['input']} ({row['kind']})" + ("" if row["worth"] > row["noise"] else " – noise"),
            (Mark("worth", row["worth"], 0.0, row["worth"]),),
        )
        for row in part
    )
    told = [row for row in part if row["worth"] > row["noise"]]
    about = (
        f"Research {told[0]['input']} ({told[0]['kind']}) first."
        if told
        else "No single input is worth researching: the choice would stay."
    )
    return Rows("What to research first", about, rows, bars=True, axis="worth of knowing it before choosing")


def _mark(row: Mapping[str, float], when: str, then: bool) -> Mark:
    value, low, high = (float(row[f"{when}{end}"]) for end in ("", "_low", "_high"))
    return Mark(when, value, low, high, then)


def _change(name: str, row: Mapping[str, float]) -> str:
    return (
        f"{name.replace('_', ' ')} goes from {said(row['now'], unit(name))} to {said(row['then'], unit(name))} "
        f"(difference {said(row['difference_low'], gap(name))} to {said(row['difference_high'], gap(name))})"
    )
