"""A sheet as a map: texts become cards, the emotion column becomes the curve, everything else stays a column of steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from cjm_widgets.model import schema

from . import feelings
from .across import Across
from .lanes import Lane
from .layers import in_order
from .long import Long
from .source import Source
from .tables import complete, empty
from .wide import Wide

Frames = dict[str, pd.DataFrame]


def to_tables(source: Source) -> Frames:
    """The four tables of a map with what a sheet holds; the sheet is not changed. Emotions are kept as −2 to +2."""
    steps = _steps(source)
    frames = {"stages": _stages(source), "steps": steps, "lanes": _lanes(source), "cards": _cards(source)}
    if isinstance(source, Wide | Across):
        for lane in source.lanes():
            if lane.kind != "text":
                steps[_column(lane)] = _values(source, lane, steps.index)
    scale = scale_of(source)
    if scale != feelings.KEPT:
        steps["emotion"] = feelings.convert(steps["emotion"], scale, feelings.KEPT)
    return {name: _typed(name, frame) for name, frame in frames.items()}


def _typed(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    known = empty(name)
    if not len(frame):
        return known
    frame.index = pd.Index(frame.index, dtype="str", name=known.index.name)
    return complete(name, frame)


def _steps(source: Source) -> pd.DataFrame:
    wired = source.steps(0, source.size())
    rows = [row[:3] for row in wired["rows"]]
    frame = pd.DataFrame(rows, columns=["id", "name", "stage"]).set_index("id")
    return frame[["stage", "name"]].astype("str")


def _stages(source: Source) -> pd.DataFrame:
    rows = [row[:2] for row in source.stages()["rows"]]
    return pd.DataFrame(rows, columns=["id", "name"]).set_index("id").astype("str")


def _lanes(source: Source) -> pd.DataFrame:
    rows = [_lane_row(lane) for lane in in_order(source.lanes())]
    columns = ["id", "name", "kind", "role", "side", "carrier", "column", "visible"]
    return pd.DataFrame(rows, columns=columns).set_index("id")


def _lane_row(lane: Lane) -> dict[str, Any]:
    cards = lane.kind in ("text", "cards")
    kind = "cards" if cards else lane.kind
    column = None if cards else _column(lane)
    return {"id": lane.id, "name": lane.name, "kind": kind, "role": lane.role, "side": lane.side,
            "carrier": lane.carrier, "column": column, "visible": lane.visible}  # fmt: skip


def _column(lane: Lane) -> str:
    """An emotion on a scale that can be declared is the map's emotion; on another it stays a column of its own."""
    return "emotion" if _scale(lane) else lane.name


def _scale(lane: Lane) -> str | None:
    if lane.kind != "emotion" or lane.domain is None:
        return None
    return next((name for name, ends in schema.SCALES.items() if list(ends) == lane.domain), None)


def scale_of(source: Source) -> str:
    """The name of the scale the sheet's emotions are on; −2 to +2 where there is no such column."""
    return next((name for lane in source.lanes() if (name := _scale(lane))), feelings.KEPT)


def _values(source: Wide | Across, lane: Lane, index: pd.Index) -> pd.Series:
    series = source.column(lane)
    return pd.Series(series.array, index=index)


def _cards(source: Source) -> pd.DataFrame:
    if isinstance(source, Long):
        table = source.cards(source.order)
        return pd.DataFrame(table["rows"], columns=table["columns"]).set_index("id")
    rows = [
        {"id": f"{lane.id}-{step}-{n}", "step": step, "lane": lane.id, "text": text}
        for lane in source.lanes()
        if lane.kind == "text"
        for step, cell in zip(_ids(source), source.column(lane), strict=True)
        for n, text in enumerate(texts(cell), 1)
    ]
    return pd.DataFrame(rows, columns=["id", "step", "lane", "text"]).set_index("id")


def _ids(source: Source) -> list[str]:
    return [row[0] for row in source.steps(0, source.size())["rows"]]


def texts(cell: Any) -> Iterator[str]:
    """The cards in one cell of a sheet: the entries of a list, or the lines of a text.

    >>> list(texts("Calls\\nWrites"))
    ['Calls', 'Writes']
    """
    if isinstance(cell, list | tuple | set):
        yield from (str(one) for one in cell)
    elif isinstance(cell, str):
        yield from (line for line in cell.split("\n") if line.strip())
    elif cell is not None and not (pd.api.types.is_scalar(cell) and pd.isna(cell)):
        yield str(cell)
