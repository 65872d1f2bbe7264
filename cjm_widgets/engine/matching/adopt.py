"""Measured numbers as the map's own tables: what was assumed is replaced, what the log does not know stays, the source is noted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from cjm_widgets.engine.from_map import FAILURES
from cjm_widgets.model.errors import DataError

from . import seen
from .match import Match
from .told import about

WHAT = ("transitions", "steps", "personas")
TIMES = ("duration", "duration_sd", "duration_n")
"""What ``steps`` gives where nothing else is said: a simulation reads all three."""
NUMBERS = ("cases", "visits", "goes_on", "drop_off", "returns")
SPANS = ("mean", "median", "p90")
APART = ("work_median", "work_p90", "wait_median", "wait_p90")
"""Measured where the log says when a visit was done."""
DAYS = ("first", "last")
COLUMNS = (*TIMES, *NUMBERS, *SPANS, *APART, *DAYS)
LEFT = "left"

Tables = dict[str, pd.DataFrame]


def adopt(
    match: Match,
    tables: Mapping[str, pd.DataFrame],
    what: str,
    columns: Sequence[str] | Mapping[str, str] | None = None,
    persona: str | None = None,
) -> Tables:
    """The tables of a map that change when measured numbers become its own. ``DataError`` where there are none to take."""
    if what not in WHAT:
        raise DataError(f"m.adopt({what!r}): {', '.join(map(repr, WHAT))} are allowed.")
    if columns is not None and what != "steps":
        raise DataError(f"columns= goes with m.adopt('steps'); {what!r} has none to choose from.")
    if what == "transitions":
        return _transitions(match, tables, persona)
    if what == "steps":
        return _steps(match, tables, columns if columns is not None else TIMES, persona)
    return _personas(match, tables)


def _part(match: Match, persona: str | None) -> Match:
    """The part of the log that is one persona's."""
    if persona is None:
        return match
    segments = [segment for segment, one in match.personas.items() if one == persona]
    if not segments:
        raise DataError(
            f"No segment of the log is the persona {persona!r}: {', '.join(map(repr, match.segments)) or 'none'} are there. "
            "A segment is a persona where it is called like its id or its name.",
            "personas",
            persona,
        )
    return match.where(segment=segments[0])


def _transitions(match: Match, tables: Mapping[str, pd.DataFrame], persona: str | None) -> Tables:
    if match.counting != "next":
        raise DataError(
            "Paths counted eventually are no moves: their shares do not add up to one. m.match(..., count='next') counts moves."
        )
    part = _part(match, persona)
    moves = part._moves()
    own = f":{persona}" if persona else ""
    table = tables["transitions"].copy()
    counts = {
        (source, _called(target, match, tables)): int(n)
        for (source, target), n in zip(moves.index.tolist(), moves["count"], strict=True)
        if source in match.places.steps
    }
    table = _with_rows(table, list(counts))
    sources = {source for source, _ in counts}
    counted = [source in sources for source, _ in table.index.tolist()]
    _put(
        table,
        f"count{own}",
        [counts.get(pair, 0) for pair, yes in zip(table.index, counted, strict=True) if yes],
        counted,
    )
    if f"probability{own}" in table:
        _put(table, f"probability{own}", [None] * sum(counted), counted)
    if not persona and "assumed" in table:
        _put(table, "assumed", [False] * sum(counted), counted)
    steps = tables["steps"].copy()
    begun = part.entries
    if begun.sum() > 0:
        share = [int(begun.get(str(one), 0)) / int(begun.sum()) for one in steps.index]
        _put(steps, f"entry{own}", share, [True] * len(steps))
    text = {
        step: f"Moves from here: {n:,} seen, {about(part)}."
        for step, n in moves["count"].groupby(level=0).sum().items()
    }
    return {"transitions": table, "steps": steps, "evidence": noted(part, tables, "moves", text)}


def _called(target: str, match: Match, tables: Mapping[str, pd.DataFrame]) -> str:
    """Leaving under the name that the map has for it."""
    if target != LEFT:
        return target
    ends = (
        [str(one) for one in tables["transitions"].index.get_level_values(1)]
        if len(tables["transitions"])
        else []
    )
    named = [
        one
        for one in [*map(str, tables["outcomes"].index), *ends]
        if one not in match.places.steps and one.strip().lower() in FAILURES
    ]
    return LEFT if LEFT in named or not named else named[0]


def _with_rows(table: pd.DataFrame, pairs: Iterable[tuple[str, str]]) -> pd.DataFrame:
    there = {(str(source), str(target)) for source, target in table.index.tolist()}
    new = [pair for pair in pairs if pair not in there]
    if not new:
        return table
    index = pd.MultiIndex.from_tuples([*table.index, *new], names=["source", "target"])
    return table.reindex(index)


def _put(frame: pd.DataFrame, column: str, values: Sequence[Any], where: Sequence[bool]) -> None:
    """Some cells of a column, which becomes wide enough for them; others stay."""
    held = frame[column].astype("object").tolist() if column in frame else [None] * len(frame)
    given = iter(values)
    filled = [next(given) if yes else one for one, yes in zip(held, where, strict=True)]
    old = frame[column].dtype if column in frame else None
    made = pd.Series(filled, index=frame.index, dtype="object").infer_objects()
    if old is not None and old != object:
        try:
            made = made.astype(old)
        except (TypeError, ValueError):
            made = pd.Series(filled, index=frame.index).convert_dtypes()
    frame[column] = made


def _steps(
    match: Match,
    tables: Mapping[str, pd.DataFrame],
    columns: Sequence[str] | Mapping[str, str],
    persona: str | None,
) -> Tables:
    part = _part(match, persona)
    named = (
        dict(columns)
        if isinstance(columns, Mapping)
        else {one: one for one in ([columns] if isinstance(columns, str) else columns)}
    )
    wrong = [one for one in named if one not in COLUMNS]
    if wrong:
        raise DataError(
            f"columns names {wrong[0]!r}: {', '.join(COLUMNS)} are measured.", "steps", column=wrong[0]
        )
    steps = tables["steps"].copy()
    found = part.steps.reindex([str(one) for one in steps.index])
    met = (found["visits"] > 0).to_list()
    values = _values(part, found)
    if set(named) & set(APART):
        spent = part.spent.reindex(found.index)
        values |= {name: spent[name].tolist() for name in APART}
    own = f":{persona}" if persona else ""
    for column, name in named.items():
        _put(steps, name + own, [value for value, yes in zip(values[column], met, strict=True) if yes], met)
    if "duration" in named and named["duration"] == "duration":
        _clear(steps, ("duration_low", "duration_high", "wait"), met)
    shown = {column: name + own for column, name in named.items() if column not in TIMES}
    text = {step: _sentence(row, part) for step, row in found[met].iterrows()}
    return {
        "steps": steps,
        "lanes": _lanes(tables["lanes"], shown, match.source),
        "evidence": noted(part, tables, "steps", text),
    }


def _values(part: Match, found: pd.DataFrame) -> dict[str, list[Any]]:
    sums = seen.exact(part.edges)

    def spans(one: pd.Series) -> list[Any]:
        return list(pd.to_timedelta(one.reindex(found.index), unit="s"))

    held: dict[str, list[Any]] = {name: found[name].tolist() for name in (*NUMBERS, *SPANS, *DAYS)}
    held |= {"duration": spans(sums.mean), "duration_sd": spans(sums.sd)}
    return held | {
        "duration_n": [
            float(one) if one == one else None for one in sums.steps["visits"].reindex(found.index)
        ]
    }


def _clear(steps: pd.DataFrame, columns: Iterable[str], where: Sequence[bool]) -> None:
    """A guessed range, and a wait told apart: the measured time holds all of it."""
    for name in columns:
        if name in steps:
            _put(steps, name, [None] * sum(where), where)


def _sentence(row: pd.Series, part: Match) -> str:
    share = (
        f"{row['goes_on']:.0%} go on ({row['goes_on_low']:.0%} to {row['goes_on_high']:.0%})"
        if row["n"]
        else "no visit ended"
    )
    return f"{row['visits']:,.0f} visits of {row['cases']:,.0f} cases, {share}; {about(part)}."


def _lanes(lanes: pd.DataFrame, shown: Mapping[str, str], source: str) -> pd.DataFrame:
    """A lane for each column that is drawn, with the source in its rail; one that is there gets the source."""
    out = lanes.copy()
    for column, name in shown.items():
        drawn = [
            id_
            for id_, held in zip(
                out.index, out["column"] if "column" in out else [None] * len(out), strict=True
            )
            if held == name
        ]
        id_ = drawn[0] if drawn else name
        kind = "number" if column in NUMBERS else "time" if column in DAYS else "duration"
        row = {
            "name": name.replace("_", " ").capitalize(),
            "kind": kind,
            "role": "metric",
            "column": name,
            "hint": HINTS.get(column, "measured"),
        }
        if id_ not in out.index:
            out = out.reindex([*out.index, id_])
            for key, value in row.items():
                _put(out, key, [value], [one == id_ for one in out.index])
        _put(out, "source", [source], [one == id_ for one in out.index])
    out.index.name = lanes.index.name
    return out


HINTS = {
    "goes_on": "share of visits, measured",
    "drop_off": "share of visits, measured",
    "returns": "share of visits, measured",
}


def noted(
    part: Match, tables: Mapping[str, pd.DataFrame], what: str, text: Mapping[Any, str]
) -> pd.DataFrame:
    """Evidence of where the numbers come from, a row per step; taking them again from the same log writes over it."""
    table = tables["evidence"].copy()
    ids = {
        f"{what} of {step} in {part.source}": step
        for step in text
        if step in set(map(str, tables["steps"].index))
    }
    new = [id_ for id_ in ids if id_ not in table.index]
    if new:
        name = table.index.name
        table = table.reindex([*table.index, *new])
        table.index.name = name
    at = [one in ids for one in table.index]
    mine = [one for one in table.index if one in ids]
    day = part.edges.frame["last"].max().tz_localize(None).normalize()
    _put(table, "step", [ids[one] for one in mine], at)
    _put(table, "kind", ["analytics"] * len(mine), at)
    _put(table, "text", [text[ids[one]] for one in mine], at)
    _put(table, "source", [part.source] * len(mine), at)
    _put(table, "date", [day] * len(mine), at)
    _put(table, "n", [int(part.steps["cases"].get(ids[one], 0)) for one in mine], at)
    return table


def _personas(match: Match, tables: Mapping[str, pd.DataFrame]) -> Tables:
    named = match.personas
    if not named:
        raise DataError(
            f"No segment of the log is a persona of the map: {', '.join(map(repr, match.segments)) or 'the log has none'}. "
            "m.match(..., segment='the column'), and personas called like its values.",
            "personas",
        )
    starts = match.edges.frame[(match.edges.frame["kind"] == "start").to_numpy()]
    cases = starts.groupby(starts["segment"].astype("str"))["count"].sum()
    shares = {persona: int(cases[segment]) for segment, persona in named.items()}
    total = int(cases.sum())
    table = tables["personas"].copy()
    at = [str(one) in shares for one in table.index]
    mine = [str(one) for one in table.index if str(one) in shares]
    _put(table, "share", [shares[one] / total for one in mine], at)
    _put(table, "n", [total] * len(mine), at)
    _put(table, "source", [match.source] * len(mine), at)
    return {"personas": table}
