"""What is known in numbers, in sentences: paths, evidence, checks, improvements and what a simulation says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pandas as pd

from cjm_widgets.frames import coverage, moves
from cjm_widgets.frames.reading import as_text, column
from cjm_widgets.show.words import duration, number

from .content import Tables, names, size_of
from .phrases import between, counted, listed, percent, quoted

Unit = Callable[[float], str]


def leaving(tables: Tables, most: int) -> Iterator[str]:
    """Where people leave: the moves to ends that are not a success, the largest share first."""
    found = moves.moves(tables["transitions"], tables["steps"])
    found = found[(found["kind"] == "outcome") & found["share"].notna()]
    if not len(found):
        return
    ends = {str(i): row for i, row in tables["outcomes"].iterrows()}
    lost = found[[not _is_success(ends.get(str(target))) for _, target in found.index]]
    called = names(tables["steps"])
    told = [
        _move(pair, row, called, ends)
        for pair, row in lost.sort_values("share", ascending=False, kind="stable").iterrows()
    ]
    if told:
        yield f"People leave at {listed(told, most)}."
    if lost["assumed"].eq(True).any():
        yield f"{counted(int(lost['assumed'].eq(True).sum()), 'of these shares is', 'of these shares are')} assumed, not measured."


def _is_success(row: Any) -> bool:
    return row is not None and row.get("success") is not pd.NA and bool(row.get("success") == True)  # noqa: E712  # may be missing


def _move(pair: Any, row: pd.Series[Any], steps: Mapping[str, str], ends: Mapping[str, Any]) -> str:
    source, target = (str(one) for one in pair)
    end = ends.get(target)
    called = end.get("name") if end is not None and isinstance(end.get("name"), str) else target
    sure = f"; {between(row['low'], row['high'], 0.95, row['n'])[1:-1]}" if pd.notna(row["low"]) else ""
    return f"{quoted(steps.get(source, source))} ({percent(row['share'])} to {quoted(called)}{sure})"


def evidence(tables: Tables) -> Iterator[str]:
    """How much of the map rests on evidence."""
    cells = coverage.cells(tables["cards"], tables["evidence"], tables["steps"], tables["lanes"])
    claims = int(cells["claims"].sum()) if len(cells) else 0
    if not claims:
        return
    states = [
        (int(cells[s].sum()), w)
        for s, w in (("researched", "researched"), ("partly", "partly so"), ("assumed", "assumed"))
    ]
    first = next(n for n, _ in states if n)
    yield f"Of {counted(claims, 'claim')} in its cells {'is' if first == 1 else 'are'} {listed([f'{n:,} {w}' for n, w in states if n], 3)}."
    rows = tables["evidence"]
    if len(rows):
        n = size_of(rows)
        behind = f", with n = {number(n)} in all" if n else ""
        yield f"Behind it {'is' if len(rows) == 1 else 'are'} {counted(len(rows), 'row')} of evidence{behind}."


def checks(findings: pd.DataFrame | None) -> Iterator[str]:
    """How many findings of the checks are open, by level."""
    if findings is None:
        return
    findings = findings[~findings["silenced"].astype(bool)]
    if not len(findings):
        yield "The checks find nothing."
        return
    levels = findings["severity"].value_counts(sort=False)
    yield f"The checks find {listed([f'{count:,} {_plural(str(level), int(count))}' for level, count in levels.items()], 5)}."


def _plural(level: str, count: int) -> str:
    return level if count == 1 or level == "info" else f"{level}s"


def improvements(tables: Tables, most: int) -> Iterator[str]:
    """What is proposed."""
    rows = tables["improvements"]
    if not len(rows):
        return
    titles = [
        quoted(n if isinstance(n, str) and n.strip() else i)
        for i, n in zip(rows.index, column(rows, "name"), strict=True)
    ]
    steps = names(tables["steps"])
    at = [steps.get(as_text(v) or "", "") for v in column(rows, "step")]
    told = [f"{n} at {quoted(step)}" if step else n for n, step in zip(titles, at, strict=True)]
    yield f"{counted(len(rows), 'improvement is', 'improvements are')} proposed: {listed(told, most)}."


def simulated(outcomes: pd.DataFrame | None, interval: float) -> Iterator[str]:
    """What a simulation says of all of them together: success first, then what else changes."""
    if outcomes is None or "success" not in outcomes.index:
        return
    rows: dict[str, dict[str, float]] = outcomes.T.to_dict()  # type: ignore[assignment]  # measures are texts
    yield f"If all are carried out, the simulation takes success {_change(rows['success'], interval, percent, _points)}."
    for measure, unit in (("time", duration), ("cost", _plain), ("net", _plain)):
        if measure in rows and rows[measure]["difference"]:
            called = {"net": "Value less cost"}.get(measure, measure.capitalize())
            yield f"{called} for each customer goes {_change(rows[measure], interval, unit, unit)}."


def _change(row: Mapping[str, float], interval: float, level: Unit, step: Unit) -> str:
    now, then, by, low, high = (
        float(row[c]) for c in ("now", "then", "difference", "difference_low", "difference_high")
    )
    sure = f"{number(round(interval * 100, 1))} % interval {_signed(low, step)} to {_signed(high, step)}"
    return f"from {level(now)} to {level(then)}, a change of {_signed(by, step)} ({sure})"


def _signed(value: float, unit: Unit) -> str:
    return ("+" if value > 0 else "") + unit(value)


def _points(share: float) -> str:
    return f"{number(round(share * 100, 1))} points"


def _plain(value: float) -> str:
    return number(round(value, 2))
