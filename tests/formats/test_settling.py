"""Conflicts settled one after the other give what the merge itself gives where theirs wins."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import cjm_widgets.formats.versions as versions
from cjm_widgets.formats.cjm_file import MapFile, dumps, loads
from cjm_widgets.model.errors import DataError
from formats.maps import edited, maps
from formats.test_versions import _cells

few = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
pytestmark = pytest.mark.filterwarnings("ignore::cjm_widgets.model.errors.CjmWarning")


@given(st.data())
@few
def test_all_settled_as_theirs_is_the_merge_that_takes_theirs(data: Any) -> None:
    base = data.draw(maps())
    done = versions.merge(base, data.draw(edited(base)), data.draw(edited(base)))
    saved = loads(dumps(done.filed()))
    conflicts = versions.conflicts_of(saved.tables)[1]
    settled = versions.settle(saved, dict.fromkeys(conflicts.index, "theirs"))
    assert _cells(settled) == _cells(done.take("theirs").map_file)
    assert versions.conflicts_of(settled.tables)[1].empty


def hours(hours_: list[int]) -> pd.DataFrame:
    waits = pd.to_timedelta(hours_, unit="h").as_unit("us")
    return pd.DataFrame(
        {"name": ["Pays", "Waits"], "queue": waits}, index=pd.Index(["pays", "waits"], name="step")
    )


def three(theirs_gone: bool) -> versions.Merge:
    """One side made a queue longer and a price dearer, the other took the column and the table out."""
    base, kept = (
        MapFile({}, {"steps": hours([1, longest]), "prices": pd.DataFrame({"price": [price]})})
        for longest, price in ((2, 5.0), (9, 7.5))
    )
    gone = MapFile({}, {"steps": base.tables["steps"].drop(columns="queue")})
    return versions.merge(base, *((kept, gone) if theirs_gone else (gone, kept)))


def test_a_column_that_only_one_side_took_out_keeps_every_value() -> None:
    done = three(theirs_gone=True)
    assert done.tables["steps"]["queue"].tolist() == [pd.Timedelta(hours=1), pd.Timedelta(hours=9)]
    assert done.conflicts[["table", "id", "column"]].values.tolist() == [
        ["steps", None, "queue"],
        ["prices", None, None],
    ]


@pytest.mark.parametrize("theirs_gone", [False, True])
def test_a_column_and_a_table_are_settled_either_way(theirs_gone: bool) -> None:
    held = loads(dumps(three(theirs_gone).filed()))
    theirs = versions.settle(held, {0: "theirs", 1: "theirs"})
    ours = versions.settle(held, {0: "ours", 1: "ours"})
    kept, gone = (ours, theirs) if theirs_gone else (theirs, ours)
    assert list(gone.tables) == ["steps"]
    assert list(gone.tables["steps"].columns) == ["name"]
    pd.testing.assert_series_equal(kept.tables["steps"]["queue"], hours([1, 9])["queue"])
    assert kept.tables["prices"]["price"].tolist() == [7.5]
    first = versions.settle(held, {0: "base", 1: "base"})
    assert first.tables["steps"]["queue"].tolist() == hours([1, 2])["queue"].tolist()
    assert first.tables["prices"]["price"].tolist() == [5.0]


def test_a_column_cannot_be_both() -> None:
    with pytest.raises(DataError, match="column queue cannot be both"):
        versions.settle(three(theirs_gone=True).filed(), {0: "both"})
