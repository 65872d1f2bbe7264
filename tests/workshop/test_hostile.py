"""Any JSON at all as a submission gives rows and never an exception; nothing runs, and it takes no long time."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from cjm_widgets.workshop import collected, course, gradebook
from cjm_widgets.workshop.answer import MIME, Answer
from workshop.test_grading import solved

EXERCISES = course.exercises()
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20),
    st.sampled_from(["first-stages", "__import__('os').system('x')", "=cmd()", "\ud800", "9" * 5000, "x" * 100_000]),
)  # fmt: skip
ANY = st.recursive(
    LEAVES, lambda held: st.lists(held, max_size=4) | st.dictionaries(st.text(max_size=8), held, max_size=4), max_leaves=12
)  # fmt: skip


def told(**parts):
    return st.fixed_dictionaries({}, optional={name: part | ANY for name, part in parts.items()})


TABLE = told(columns=st.lists(ANY, max_size=3), rows=st.lists(ANY, max_size=3), index=ANY)
MAP = told(format=st.just("cjm"), version=st.just(1), meta=ANY, tables=st.dictionaries(st.sampled_from(["stages", "steps", "cards", "lanes", "x"]), TABLE | ANY, max_size=3))  # fmt: skip
ANSWER = told(
    exercise=st.sampled_from([*EXERCISES, *EXERCISES, "\ud800"]), map=MAP.map(json.dumps), said=told(side=ANY), hints=ANY, at=ANY, version=ANY,
)  # fmt: skip
OUTPUT = told(output_type=st.just("display_data"), data=st.fixed_dictionaries({MIME: ANSWER | ANY}))
CELL = told(
    cell_type=st.just("code"),
    metadata=told(cjm=told(exercise=ANY)),
    source=ANY,
    outputs=st.lists(OUTPUT | ANY, max_size=3),
)
NOTEBOOK = told(nbformat=st.just(4), cells=st.lists(CELL | ANY, max_size=3), metadata=ANY)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(held=NOTEBOOK | ANY, beside=ANSWER | ANY)
def test_any_json_gives_rows_and_never_an_exception(tmp_path, held, beside):
    folder = tmp_path / "in" / "eve"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "one.ipynb").write_text(json.dumps(held), encoding="utf-8")
    (folder / "one.answer.json").write_text(json.dumps(beside), encoding="utf-8")
    marks = collected.collected(tmp_path / "in", EXERCISES)
    assert set(marks["student"]) <= {"eve"}
    assert marks["points"].le(marks["of"]).all()
    for table in (marks, gradebook.totals(marks), gradebook.by_student(marks)):
        gradebook.csv(table).encode("utf-8")


SLOW = {
    "deep JSON": '{"cells": ' + "[" * 5_000_000,
    "a deep answer": json.dumps({"cells": [{"outputs": [{"data": {MIME: "[" * 900 + "]" * 900}}]}]}),
    "a number without end": '{"cells": [{"outputs": [{"data": {"%s": %s}}]}]}' % (MIME, "9" * 1_000_000),  # noqa: UP031 - braces
    "a hundred thousand answers": json.dumps({"cells": [{"outputs": [{"data": {MIME: Answer(f"x{n}").json()}} for n in range(100_000)]}]}),
    "answers to one exercise": json.dumps({"cells": [{"outputs": [{"data": {MIME: Answer("first-stages", solved()).json()}}] * 1_900}]}),
    "a source of one word": json.dumps({"cells": [{"cell_type": "code", "source": "exercise(" * 1_000_000}]}),
    "a long text": json.dumps({"cells": [{"outputs": [{"data": {MIME: {"exercise": "first-stages", "said": {"side": "x" * 5_000_000}}}}]}]}),
}  # fmt: skip


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW.keys())
def test_what_is_made_to_be_slow_takes_no_time(tmp_path, text):
    (tmp_path / "eve.ipynb").write_text(text, encoding="utf-8")
    began = time.process_time()
    marks = collected.collected(tmp_path, EXERCISES)
    assert time.process_time() - began < 5
    assert len(marks) < 100
