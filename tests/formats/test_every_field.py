"""Every field of every table survives save, load, difference and merge, and its texts are found in a library: one by one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from cjm_widgets.formats import versions
from cjm_widgets.formats.cjm_file import MapFile, dumps, loads
from cjm_widgets.formats.library import Library
from cjm_widgets.frames.tables import DTYPES
from cjm_widgets.model import schema
from cjm_widgets.model.columns import Column

FIELDS = [(table.name, column) for table in schema.TABLES.values() for column in table.columns]
pytestmark = pytest.mark.filterwarnings("ignore::cjm_widgets.model.errors.CjmWarning")


def two(column: Column) -> tuple[Any, Any]:
    """Two values the column may hold."""
    if column.type == schema.BOOL:
        return True, False
    if column.type == schema.DURATION:
        return pd.Timedelta("48min"), pd.Timedelta("3D")
    if column.type == schema.DATE:
        return pd.Timestamp("2026-03-01"), pd.Timestamp("2026-04-01")
    if column.type == schema.TEXTS:
        return ["calm: 4"], ["hurried: 2", "ünruhig"]
    if column.type in (schema.NUMBER, schema.INTEGER):
        low = column.low if column.low is not None else -2
        return low, low + 1
    return tuple(column.allowed[:2]) if column.allowed else ("Erste", "Zweite")  # type: ignore[return-value]


def held(table: str, **columns: Any) -> MapFile:
    """A map with one table of two rows, the second as the field is, the first with what is given."""
    known = schema.TABLES[table]
    ids = [("a", "b"), ("b", "a")] if len(known.index) > 1 else ["a", "b"]
    index = (
        pd.MultiIndex.from_tuples(ids, names=known.index)
        if len(known.index) > 1
        else pd.Index(ids, name=known.index[0])
    )
    made = {}
    for name, value in columns.items():
        column = known.column(name)
        assert column is not None
        dtype = DTYPES[column.type]
        made[name] = pd.Series([value, None], dtype=dtype).set_axis(index)
    return MapFile({"title": "Made up"}, {table: pd.DataFrame(made, index=index)})


def cell(one: MapFile, table: str, column: str) -> Any:
    return one.tables[table][column].iloc[0]


@pytest.mark.parametrize(("table", "column"), FIELDS, ids=lambda v: getattr(v, "name", v))
def test_it_survives_a_file_and_its_change_is_told_and_made(table: str, column: Column) -> None:
    first, second = two(column)
    old, new = held(table, **{column.name: first}), held(table, **{column.name: second})
    again = loads(dumps(new))
    assert cell(again, table, column.name) == second
    assert again.tables[table][column.name].dtype == new.tables[table][column.name].dtype
    assert pd.isna(again.tables[table][column.name].iloc[1])
    found = versions.diff(old, new)
    assert found[["table", "column"]].values.tolist() == [[table, column.name]]
    assert (found["old"].iloc[0], found["new"].iloc[0]) == (first, second)
    assert cell(versions.apply(found, old), table, column.name) == second


@pytest.mark.parametrize(("table", "column"), FIELDS, ids=lambda v: getattr(v, "name", v))
def test_it_is_merged_and_settled(table: str, column: Column) -> None:
    first, second = two(column)
    base, ours, theirs = (held(table, **{column.name: value}) for value in (None, first, second))
    merged = versions.merge(base, ours, base)
    assert cell(merged.map_file, table, column.name) == first
    clash = versions.merge(base, ours, theirs)
    assert clash.conflicts[["table", "column"]].values.tolist() == [[table, column.name]]
    assert cell(clash.map_file, table, column.name) == first
    for side, value in (("theirs", second), ("ours", first)):
        again = loads(dumps(clash.filed()))
        done = versions.settle(again, {0: side})
        assert cell(done, table, column.name) == value
        assert done.tables[table][column.name].dtype == ours.tables[table][column.name].dtype
        assert "conflicts" not in done.tables
    assert pd.isna(cell(versions.settle(clash.filed(), {0: "base"}), table, column.name))


TEXTS = [(t, c) for t, c in FIELDS if c.type == schema.TEXT and not c.allowed and c.name != "image"]


@pytest.mark.parametrize(("table", "column"), TEXTS, ids=lambda v: getattr(v, "name", v))
def test_its_text_is_found_in_a_library(tmp_path: Any, table: str, column: Column) -> None:
    (tmp_path / "made.cjm.json").write_text(
        dumps(held(table, **{column.name: "Überweisung"})), encoding="utf-8"
    )
    found = Library(tmp_path).find("überweisung")
    assert found[["table", "column"]].values.tolist() == [[table, column.name]]


def test_the_field_s_types_are_all_here() -> None:
    assert {c.type for _, c in FIELDS} == set(DTYPES)
    assert dt.date(2026, 3, 1) == two(Column("x", schema.DATE, ""))[0].date()
