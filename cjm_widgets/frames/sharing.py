"""What of a map is handed on: which lanes and personas, and how much of the evidence. What is left out is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from cjm_widgets.model import schema
from cjm_widgets.model.errors import DataError

from .lanes import Lane
from .reading import column, texts

EVIDENCE = ("rows", "counts", "none")
SAID = "quotes"
"""Lanes of this role hold what people said, word for word."""
Frames = Mapping[str, pd.DataFrame]


@dataclass(slots=True)
class Shared:
    """The tables as they are handed on, and a sentence for each thing that is not."""

    tables: dict[str, pd.DataFrame]
    left_out: list[str] = field(default_factory=list)


def shared(
    tables: Frames,
    lanes: Sequence[Lane],
    *,
    only: Sequence[str] | None = None,
    personas: Sequence[str] | bool = True,
    evidence: str = "rows",
) -> Shared:
    """Copies of the package's tables with what is wanted of them; a table of one's own is never handed on.

    ``only`` names lanes by id or name; without it those that are drawn. A lane that is left out takes its cards and what hangs on
    them, or its column where that is no property of every step. ``personas`` is True, False or ids. ``evidence='counts'`` keeps
    kind, date and n and leaves out what was said, by whom and where: the texts, the quotes of steps and personas, and lanes of
    quotes; a source is a number then. ``'none'`` leaves out the rows too. DataError where a lane or persona is not there.

    >>> steps = pd.DataFrame({"name": ["Pay"], "quote": ["Why so slow?"]}, index=["pay"])
    >>> made = shared({"steps": steps}, [], evidence="counts")
    >>> made.tables["steps"]["quote"].tolist(), made.left_out
    ([None], ['1 quote of a step'])
    """
    if evidence not in EVIDENCE:
        raise DataError(
            f"evidence={evidence!r} is not known: {', '.join(map(repr, EVIDENCE))} are.", "evidence"
        )
    own = [name for name in tables if name not in schema.TABLES]
    made = Shared({name: frame.copy() for name, frame in tables.items() if name in schema.TABLES})
    _count(made, len(own), "table of your own", "tables of your own")
    kept = _kept(lanes, only)
    spoken = [lane for lane in lanes if lane in kept and lane.role == SAID and evidence != "rows"]
    _drop_lanes(made, [lane for lane in lanes if lane not in kept or lane in spoken])
    _keep_personas(made, personas)
    if evidence != "rows":
        _unquoted(made, evidence)
    return made


def _kept(lanes: Sequence[Lane], only: Sequence[str] | None) -> list[Lane]:
    if only is None:
        return [lane for lane in lanes if lane.visible]
    known = {name for lane in lanes for name in (lane.id, lane.name)}
    unknown = [name for name in only if name not in known]
    if unknown:
        names = ", ".join(repr(lane.name) for lane in lanes)
        raise DataError(f"There is no lane {unknown[0]!r}. The lanes are: {names}.", "lanes")
    return [lane for lane in lanes if lane.id in only or lane.name in only]


def _drop_lanes(made: Shared, lanes: Sequence[Lane]) -> None:
    """Take lanes out, with what stands in them and what hangs on that."""
    ids = {lane.id for lane in lanes}
    tables = made.tables
    _count(made, len(lanes), "lane", "lanes")
    if "lanes" in tables:
        tables["lanes"] = tables["lanes"][~texts(tables["lanes"].index).isin(ids).to_numpy()]
    if "steps" in tables:
        spare = {lane.column for lane in lanes if lane.column and not _known(lane.column)}
        tables["steps"] = tables["steps"].drop(columns=[c for c in tables["steps"].columns if c in spare])
    if "cards" not in tables or not ids:
        return
    gone = texts(column(tables["cards"], "lane")).isin(ids).to_numpy()
    _count(made, int(gone.sum()), "card", "cards")
    lost = set(texts(tables["cards"].index[gone]))
    tables["cards"] = tables["cards"][~gone]
    _drop_hanging(made, lost, ids)


def _drop_hanging(made: Shared, cards: set[str], lanes: set[str]) -> None:
    tables = made.tables
    if "links" in tables:
        ends = [texts(pd.Series(tables["links"].index.get_level_values(level))) for level in (0, 1)]
        gone = (ends[0].isin(cards) | ends[1].isin(cards)).to_numpy()
        _count(made, int(gone.sum()), "link", "links")
        tables["links"] = tables["links"][~gone]
    if "evidence" in tables:
        rows = tables["evidence"]
        gone = (texts(column(rows, "card")).isin(cards) | texts(column(rows, "lane")).isin(lanes)).to_numpy()
        _count(made, int(gone.sum()), "row of evidence", "rows of evidence")
        tables["evidence"] = rows[~gone]
    for name in ("improvements", "propositions"):
        if name in tables and "card" in tables[name]:
            frame = tables[name]
            frame["card"] = frame["card"].where(~texts(frame["card"]).isin(cards).to_numpy())


def _known(name: str) -> bool:
    return schema.TABLES["steps"].column(name) is not None


def _keep_personas(made: Shared, personas: Sequence[str] | bool) -> None:
    frame = made.tables.get("personas")
    if frame is None or personas is True:
        return
    ids = texts(frame.index)
    wanted = [] if personas is False else list(personas)
    unknown = [one for one in wanted if one not in set(ids)]
    if unknown:
        raise DataError(f"There is no persona {unknown[0]!r}. There are: {', '.join(ids)}.", "personas")
    gone = ~ids.isin(wanted).to_numpy()
    _count(made, int(gone.sum()), "persona", "personas")
    lost = set(ids[gone])
    made.tables["personas"] = frame[~gone]
    steps = made.tables.get("steps")
    if steps is not None:
        curves = [c for c in steps.columns if str(c).removeprefix(schema.FEELING) in lost and _feeling(c)]
        made.tables["steps"] = steps.drop(columns=curves)
    rows = made.tables.get("propositions")
    if rows is not None and "persona" in rows:
        made.tables["propositions"] = rows[~texts(rows["persona"]).isin(lost).to_numpy()]


def _feeling(name: Any) -> bool:
    return str(name).startswith(schema.FEELING)


def _unquoted(made: Shared, evidence: str) -> None:
    """Take out what people said; sources stay apart from one another and lose their names."""
    for table in ("steps", "personas"):
        frame = made.tables.get(table)
        if frame is not None and "quote" in frame:
            said = int(frame["quote"].notna().sum())
            _count(made, said, f"quote of a {table[:-1]}", f"quotes of {table}")
            frame["quote"] = pd.Series([None] * len(frame), index=frame.index, dtype=object)
    rows = made.tables.get("evidence")
    if rows is None or rows.empty:
        return
    if evidence == "none":
        _count(made, len(rows), "row of evidence", "rows of evidence")
        made.tables["evidence"] = rows.iloc[:0]
        return
    _count(made, len(rows), "text of evidence with its source", "texts of evidence with their sources")
    if "text" in rows:
        rows["text"] = pd.Series([None] * len(rows), index=rows.index, dtype="str")
    if "source" in rows:
        codes = pd.factorize(rows["source"])[0]
        named = [f"source {code + 1}" if code >= 0 else None for code in codes]
        rows["source"] = pd.Series(named, index=rows.index, dtype="str")


def _count(made: Shared, count: int, one: str, many: str) -> None:
    if count:
        made.left_out.append(f"{count:,} {one if count == 1 else many}")
