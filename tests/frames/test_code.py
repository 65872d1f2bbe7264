"""The code of an edit, run on the frame as it was, gives the frame as it is."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from cjm_widgets.frames import history
from cjm_widgets.frames.binding import Binding
from cjm_widgets.frames.code import statements, with_name
from cjm_widgets.frames.literal import literal
from cjm_widgets.model.edits import Move, Remove
from cjm_widgets.model.errors import Refused
from cjm_widgets.model.session import Session
from frames.makers import MAKERS
from frames.test_binding import an_op

CANNOT = "# an edit that code cannot repeat"


@pytest.mark.parametrize(
    "value",
    [
        "a", "it's \"<b>\"\n\0", 3, -1.5, math.inf, -math.inf, True, None, [], ["a", 1], ("a",), (), {"a": [1]}, b"x", 1 + 2j,
        np.int64(3), np.float32(0.5), np.bool_(False), pd.NA, pd.NaT, pd.Timestamp("2026-01-02 03:04:05.678"),
        pd.Timestamp("2026-01-02", tz="Europe/Berlin"), pd.Timedelta("-1D 02:03:04.5"), dt.date(2026, 1, 2), dt.datetime(2026, 1, 2, 3),
        dt.timedelta(seconds=5), pd.Period("2026-01", "M"), pd.Interval(0, 1, closed="left"), np.datetime64("2026-01-02"),
    ],
    ids=repr,
)  # fmt: skip
def test_a_value_as_source_is_that_value(value: Any) -> None:
    made = eval(literal(value), {"pd": pd})
    if value is pd.NA or value is pd.NaT or value is None:
        assert made is value
    else:
        assert made == value


def test_nothing_is_not_a_number_either() -> None:
    assert math.isnan(eval(literal(math.nan), {}))


def test_what_has_no_short_form_is_said() -> None:
    with pytest.raises(ValueError, match="a value of type object has no short form"):
        literal([object()])
    before, after = (
        pd.DataFrame({"a": [None, 1]}, dtype=object),
        pd.DataFrame({"a": [object(), 1]}, dtype=object),
    )
    assert statements(before, after) == [f"{CANNOT}: a value of type object has no short form"]


def run(code: str, frame: pd.DataFrame) -> pd.DataFrame:
    names: dict[str, Any] = {"df": frame, "pd": pd}
    exec(code, names)
    made: pd.DataFrame = names["df"]
    return made


@pytest.mark.parametrize("maker", [m for m in MAKERS if m != "mapped"])
@given(data=st.data())
@settings(max_examples=40, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
def test_the_code_of_any_edits_gives_the_frame(maker: str, data: st.DataObject) -> None:
    source, (frame,) = MAKERS[maker]()
    first = frame.copy(deep=True)
    session = Session(Binding(source))
    for _ in range(data.draw(st.integers(1, 5))):
        act = data.draw(st.sampled_from(["page", "page", "page", "undo", "redo"]))
        try:
            if act == "page":
                session.edit([data.draw(an_op(source)) for _ in range(data.draw(st.integers(1, 3)))])
            else:
                getattr(session, act)()
        except Refused:
            continue
    code = history.code(session.entries, "df")
    if CANNOT not in code:
        pd.testing.assert_frame_equal(run(code, first), frame, check_index_type="equiv", check_freq=False)


@given(data=st.data())
@settings(max_examples=40, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
def test_the_code_of_a_map_names_its_tables(data: st.DataObject) -> None:
    source, _ = MAKERS["mapped"]()
    first = {name: table.frame.copy(deep=True) for name, table in source.tables.items()}
    session = Session(Binding(source))
    for _ in range(data.draw(st.integers(1, 4))):
        try:
            session.edit([data.draw(an_op(source)) for _ in range(data.draw(st.integers(1, 2)))])
        except Refused:
            continue
    code = history.code(session.entries, "m", attribute=True)
    if CANNOT in code:
        return
    m = type("Map", (), first)()
    exec(code, {"m": m, "pd": pd})
    for name, table in source.tables.items():
        pd.testing.assert_frame_equal(getattr(m, name), table.frame, check_index_type="equiv")


def test_what_cannot_be_repeated_is_rare() -> None:
    """The exceptions: rows or columns that change while two columns have one name, and values of strange types."""
    for maker in set(MAKERS) - {"twins"}:
        source, _ = MAKERS[maker]()
        session = Session(Binding(source))
        ids = [row[0] for row in source.steps(0, 9)["rows"]]
        session.edit([Move("steps", ids[-1], ids[0])])
        session.edit([Remove("steps", ids[0])])
        assert CANNOT not in history.code(session.entries, "df"), maker


def frame() -> pd.DataFrame:
    return pd.DataFrame(
        {"a": [1.0, 1.0, 1.0, 1.0, 2.0], "c": pd.Categorical(list("uuvvu"))},
        index=[f"r{i}" for i in range(5)],
    )


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (lambda f: f.assign(a=[3.0, 3.0, 3.0, 3.0, 2.0]), ["df.loc[df['a'] == 1.0, 'a'] = 3.0"]),
        (lambda f: f.assign(a=[1.0, 1.0, 9.0, 1.0, 2.0]), ["df.loc['r2', 'a'] = 9.0"]),
        (lambda f: f.drop(index="r1"), ["df = df.drop(index=['r1'])"]),
        (lambda f: f.rename(columns={"a": "b"}), ["df = df.rename(columns={'a': 'b'})"]),
        (lambda f: f.rename(index={"r0": "x"}), ["df = df.rename(index={'r0': 'x'})"]),
        (lambda f: f.drop(columns="a"), ["df = df.drop(columns=['a'])"]),
        (lambda f: f.assign(c=f["c"].cat.rename_categories({"u": "w"})), ["df['c'] = df['c'].cat.rename_categories({'u': 'w'})"]),
        (lambda f: f.assign(c=f["c"].cat.add_categories(["w"])), ["df['c'] = df['c'].cat.add_categories(['w'])"]),
        (lambda f: f.assign(n=None).astype({"n": "float64"}), ["df.insert(2, 'n', pd.Series(index=df.index, dtype='float64'))"]),
        (lambda f: f[["c", "a"]], ["df = df[['c', 'a']]"]),
    ],
)  # fmt: skip
def test_code_reads_as_a_person_would_write_it(change: Any, lines: list[str]) -> None:
    after = change(frame())
    made = statements(frame(), after)
    ids = [f"r{i}" for i in range(5)]
    if len(after) != 5:
        made = statements(frame(), after, ids, after.index.tolist())
    code = with_name(made, "df")
    assert code.splitlines() == lines
    pd.testing.assert_frame_equal(run(code, frame()), after)


def test_a_row_moved_in_a_long_frame_is_a_short_line() -> None:
    before = pd.DataFrame({"a": range(10_000)})
    order = [*range(1, 5_000), 0, *range(5_000, 10_000)]
    after = before.iloc[order]
    code = with_name(
        statements(before, after, [str(i) for i in range(10_000)], [str(i) for i in order]), "df"
    )
    assert len(code) < 200
    pd.testing.assert_frame_equal(run(code, before), after)


def test_cells_with_the_same_value_elsewhere_are_written_one_by_one() -> None:
    after = frame().assign(a=[3.0, 3.0, 3.0, 1.0, 2.0])
    many = pd.DataFrame({"a": [1.0] * 6}), pd.DataFrame({"a": [3.0] * 5 + [1.0]})
    assert len(statements(frame(), after)) == 3
    assert len(statements(*many)) == 5


def test_too_many_cells_are_not_written_out() -> None:
    before = pd.DataFrame({"a": np.arange(3000.0)})
    assert statements(before, before + 0.5) == [f"{CANNOT}: 3,000 cells of 'a' changed at once"]
