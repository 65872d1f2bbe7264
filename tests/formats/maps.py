"""Random maps, all made up: every column of the schema, columns and tables of one's own, and edits of any kind."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.frames.tables import DTYPES
from cjm_widgets.model import schema

IDS = [*"abcdefg"]
texts = st.sampled_from(["", "Pays", "Ünboxes 😀", "<b>", "line\nbreak", "1"])
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "str": texts,
    "float64": st.sampled_from([-2.0, -0.5, 0.0, 1.0, 1.5]),
    "Int64": st.integers(0, 3),
    "int64": st.integers(0, 3),
    "boolean": st.booleans(),
    "bool": st.booleans(),
    "timedelta64[us]": st.sampled_from([dt.timedelta(minutes=m) for m in (1, 48, 3000)]),
    "datetime64[us]": st.sampled_from([dt.datetime(2026, 3, 1), dt.datetime(2026, 3, 1, 9, 30)]),
    "object": st.sampled_from([1, 1.0, True, "1", [1], [1.0], {"a": (1, 2)}, dt.timedelta(minutes=1)]),
}
OWN = [*VALUES, "category"]
WHOLE = ("int64", "bool")
"""Dtypes with no room for nothing."""


def _cells(dtype: str, n: int) -> st.SearchStrategy[pd.Series[Any]]:
    if dtype == "category":
        codes = st.lists(st.integers(-1, 2), min_size=n, max_size=n)
        return codes.map(lambda c: pd.Series(pd.Categorical.from_codes(c, ["bad", "fair", "good"])))
    one = VALUES[dtype] if dtype in WHOLE else st.none() | VALUES[dtype]
    return st.lists(one, min_size=n, max_size=n).map(lambda v: _series(v, dtype))


def _series(values: list[Any], dtype: str) -> pd.Series[Any]:
    if dtype != "object":
        return pd.Series(values, dtype=dtype)
    cells = np.empty(len(values), dtype=object)
    for i, value in enumerate(values):
        cells[i] = value
    return pd.Series(cells)


@st.composite
def table(draw: Any, name: str) -> pd.DataFrame:
    known = schema.TABLES[name]
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=5))
    chosen = draw(st.lists(st.sampled_from(known.columns), unique=True, max_size=5))
    columns = {c.name: draw(_cells(DTYPES[c.type], len(ids))) for c in chosen}
    for own in draw(st.lists(st.sampled_from(["nps", "mood", "emotion:dana"]), unique=True, max_size=2)):
        columns[own] = draw(_cells(draw(st.sampled_from(OWN)), len(ids)))
    frame = pd.DataFrame(columns, index=range(len(ids)))
    parts = [pd.Index([f"{i}{k or ''}" for i in ids], dtype="str") for k in range(len(known.index))]
    frame.index = (
        parts[0].rename(known.index[0])
        if len(parts) == 1
        else pd.MultiIndex.from_arrays(parts, names=known.index)
    )
    return frame


@st.composite
def own_table(draw: Any) -> pd.DataFrame:
    n = draw(st.integers(0, 4))
    frame = pd.DataFrame({c: draw(_cells(draw(st.sampled_from(OWN)), n)) for c in ("x", "y")}, index=range(n))
    if draw(st.booleans()):
        frame.index = pd.Index(
            draw(st.lists(st.sampled_from([1, 2, "1", "b"]), min_size=n, max_size=n)), dtype="object"
        )
    else:
        frame.index = pd.RangeIndex(n)
    return frame


metas = st.dictionaries(
    st.sampled_from(["title", "owner", "teams", "mine"]),
    st.none() | texts | st.integers(0, 2) | st.lists(texts, max_size=2),
)


@st.composite
def maps(draw: Any) -> MapFile:
    names = draw(st.lists(st.sampled_from([*schema.TABLES]), unique=True, max_size=4))
    tables = {name: draw(table(name)) for name in names}
    if draw(st.booleans()):
        tables["survey"] = draw(own_table())
    return MapFile(draw(metas), tables)


@st.composite
def edited(draw: Any, start: MapFile) -> MapFile:
    """The map after some edits a person could make."""
    tables = {}
    for name, frame in start.tables.items():
        if draw(st.integers(0, 9)):
            tables[name] = draw(_edited(name, frame))
    more = draw(st.none() | st.sampled_from([*schema.TABLES]))
    if more is not None and more not in start.tables:
        tables[more] = draw(table(more))
    meta = {k: v for k, v in start.meta.items() if draw(st.integers(0, 4))} | draw(metas)
    return MapFile(draw(st.sampled_from([meta, start.meta])), tables)


@st.composite
def _edited(draw: Any, name: str, frame: pd.DataFrame) -> pd.DataFrame:
    made = frame.copy()
    for deed in draw(st.lists(st.sampled_from(DEEDS), max_size=3)):
        made = draw(deed(name, made))
    return made


@st.composite
def _lose_rows(draw: Any, name: str, frame: pd.DataFrame) -> pd.DataFrame:
    return frame[[bool(draw(st.integers(0, 2))) for _ in range(len(frame))]]


@st.composite
def _sort_rows(draw: Any, name: str, frame: pd.DataFrame) -> pd.DataFrame:
    return frame.iloc[draw(st.permutations(range(len(frame))))]


@st.composite
def _add_rows(draw: Any, name: str, frame: pd.DataFrame) -> pd.DataFrame:
    if name not in schema.TABLES or frame.empty:
        return frame
    new = f"new{draw(st.integers(0, 2))}"
    label = new if frame.index.nlevels == 1 else (new,) * frame.index.nlevels
    if label in frame.index:
        return frame
    more = frame.iloc[[draw(st.integers(0, len(frame) - 1))]].copy()
    more.index = (
        pd.Index([label], dtype="str") if frame.index.nlevels == 1 else pd.MultiIndex.from_tuples([label])
    )
    more.index.names = frame.index.names
    at = draw(st.integers(0, len(frame)))
    return pd.concat([frame.iloc[:at], more, frame.iloc[at:]])


@st.composite
def _fill_column(draw: Any, name: str, frame: pd.DataFrame) -> pd.DataFrame:
    columns = [*frame.columns, "nps"]
    known = [c.name for c in schema.TABLES[name].columns] if name in schema.TABLES else []
    label = draw(st.sampled_from(columns + known[:3]))
    column = schema.TABLES[name].column(label) if name in schema.TABLES else None
    dtype = DTYPES[column.type] if column is not None else draw(st.sampled_from(OWN))
    made = frame.copy()
    made[label] = draw(_cells(dtype, len(frame))).set_axis(frame.index)
    return made


@st.composite
def _lose_column(draw: Any, name: str, frame: pd.DataFrame) -> pd.DataFrame:
    if not len(frame.columns):
        return frame
    return frame.drop(columns=draw(st.sampled_from(list(frame.columns))))


@st.composite
def _sort_columns(draw: Any, name: str, frame: pd.DataFrame) -> pd.DataFrame:
    return frame[draw(st.permutations(list(frame.columns)))]


DEEDS = [_lose_rows, _sort_rows, _add_rows, _fill_column, _fill_column, _lose_column, _sort_columns]
