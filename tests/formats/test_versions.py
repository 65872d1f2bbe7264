"""The difference of two maps makes the one of the other; three merged hold what each side did and list what both did."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import cjm_widgets.formats.versions as versions
from cjm_widgets.formats.cjm_file import MapFile, dumps, loads
from formats.maps import edited, maps

few = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
pytestmark = pytest.mark.filterwarnings("ignore::cjm_widgets.model.errors.CjmWarning")


@given(maps(), maps())
@few
def test_a_difference_makes_the_new_map_of_the_old(old: MapFile, new: MapFile) -> None:
    assert dumps(versions.apply(versions.diff(old, new), old)) == dumps(new)


@given(st.data())
@few
def test_edits_of_any_kind_are_told_and_made_again(data: Any) -> None:
    old = data.draw(maps())
    new = data.draw(edited(old))
    found = versions.diff(old, new)
    assert dumps(versions.apply(found, old)) == dumps(new)
    assert bool(len(found)) or not found.operations or _only_retyped(found)
    assert found._repr_html_()


def _only_retyped(found: versions.Diff) -> bool:
    """Orders of keys are no news; nothing else may stay untold."""
    return {k for t in found.operations.get("tables", {}).values() for k in t} <= {"columns", "head", "moved"}


@given(maps())
@few
def test_the_same_map_has_no_changes(one: MapFile) -> None:
    again = loads(dumps(one))
    assert versions.diff(one, again).empty
    assert versions.diff(one, again).summary() == "No changes."


@given(st.data())
@few
def test_a_merge_with_one_side_unchanged_is_the_other(data: Any) -> None:
    base = data.draw(maps())
    side = data.draw(edited(base))
    for sides in ((base, side), (side, base), (side, side)):
        done = versions.merge(base, *sides)
        assert dumps(done.map_file) == dumps(side)
        assert done.conflicts.empty


@given(st.data())
@few
def test_a_merge_turned_round_differs_only_where_both_changed(data: Any) -> None:
    base = data.draw(maps())
    one, two = data.draw(edited(base)), data.draw(edited(base))
    left, right = versions.merge(base, one, two), versions.merge(base, two, one)
    assert _places(left) == _places(right)
    mine, other = _cells(left.map_file), _cells(right.map_file)
    apart = {k for k in mine.keys() | other.keys() if mine.get(k) != other.get(k)}
    assert all(_clashes(k, _places(left)) for k in apart)


@given(st.data())
@few
def test_all_theirs_is_the_merge_turned_round(data: Any) -> None:
    base = data.draw(maps())
    one, two = data.draw(edited(base)), data.draw(edited(base))
    taken = versions.merge(base, one, two).take("theirs")
    assert _cells(taken.map_file) == _cells(versions.merge(base, two, one).map_file)


@given(st.data())
@few
def test_every_change_of_one_side_alone_is_in_the_merge(data: Any) -> None:
    base = data.draw(maps())
    one, two = data.draw(edited(base)), data.draw(edited(base))
    done = versions.merge(base, one, two)
    then, now, places = _cells(base), _cells(done.map_file), _places(done)
    for side, other in ((_cells(one), _cells(two)), (_cells(two), _cells(one))):
        for key in side.keys() | then.keys():
            changed = side.get(key) != then.get(key) and other.get(key) in (then.get(key), side.get(key))
            assert not changed or now.get(key) == side.get(key) or _clashes(key, places), key
    assert dumps(loads(dumps(done.filed()))) == dumps(done.filed())


def _places(done: versions.Merge) -> set[Any]:
    return set(done._places)


def _clashes(key: tuple[Any, Any, Any], places: set[Any]) -> bool:
    table, id_, column = key
    wider = {(table, id_, column), (table, id_, None), (table, None, column), (table, None, None)}
    # Rows of a counted table are numbered anew where both sides added some.
    return bool(wider & places) or table == "survey"


def _cells(made: MapFile) -> dict[tuple[Any, Any, Any], Any]:
    """Every cell by place, dtypes apart: 1 and 1.0 are one."""
    out: dict[tuple[Any, Any, Any], Any] = {("meta", None, k): v for k, v in made.meta.items()}
    for name, frame in made.tables.items():
        if name in ("links", "transitions"):
            frame = frame.set_axis([" / ".join(k) for k in frame.index])
        for column in frame.columns:
            for id_, value in frame[column].items():
                if isinstance(value, list | dict) or not pd.isna(value):
                    out[(name, str(id_), column)] = value
    return out


@pytest.mark.parametrize("ids", [["x", "y", "z"], ["x", "x", "z"], [2, 1, 0]])
def test_a_column_called_id_is_not_the_number_of_the_row(ids: list[Any]) -> None:
    """Of a table of one's own whose rows are only counted."""
    old = MapFile({}, {"own": pd.DataFrame({"id": ids, "v": [1, 2, 3]})})
    new = MapFile({}, {"own": pd.DataFrame({"id": ids, "v": [1, 5, 3]})})
    found = versions.diff(old, new)
    assert found[["id", "column", "old", "new"]].values.tolist() == [["1", "v", 2, 5]]
    assert dumps(versions.merge(old, old, new).map_file) == dumps(new)
