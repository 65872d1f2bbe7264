"""Grades: what is met and what is missing, and submissions that are broken or hostile."""

from __future__ import annotations

import json

import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets.cli import main
from cjm_widgets.formats import cjm_file
from cjm_widgets.model.errors import DataError, FileError
from cjm_widgets.workshop import collected, course, exercise
from cjm_widgets.workshop.answer import Answer
from cjm_widgets.workshop.grading import grade
from workshop.made import code, hand_in, notebook

FIRST = course.load("first-stages")


def solved(stages=("Notice", "Choose", "Buy", "Ride")):
    m = cjm.JourneyMap.from_template("blank")
    m.stages = pd.DataFrame(
        {"name": list(stages), "goal": "Be done"}, index=[f"s{i}" for i in range(len(stages))]
    )
    m.steps = pd.DataFrame(
        {"name": list(stages), "stage": list(m.stages.index)}, index=[f"t{i}" for i in range(len(stages))]
    )
    lane = m.lanes.index[0]
    m.cards = pd.DataFrame(
        {"step": m.steps.index, "lane": lane, "text": "Rides"}, index=[f"c{i}" for i in range(len(stages))]
    )
    return cjm_file.dumps(m._file())


def points(marks):
    return [mark.points for mark in marks]


def test_a_solved_exercise_has_all_its_points():
    marks = grade(FIRST, Answer("first-stages", solved(), {"side": "the customer's"}))
    assert all(mark.met for mark in marks)
    assert sum(points(marks)) == FIRST.points


def test_part_of_it_has_part_of_them_with_the_reason():
    marks = grade(FIRST, Answer("first-stages", solved(("Notice", "Notice")), {"side": "the software's"}))
    assert points(marks) == [0.5, 1.0, 1.0, 0.5, 0.0]
    assert marks[0].reason == "2 of 4"
    assert "Notice" in marks[3].reason
    assert marks[4].reason == "not yet right"


def test_nothing_handed_in_has_no_points_and_no_praise():
    marks = grade(FIRST, Answer("first-stages"))
    assert points(marks)[:3] == [0.0, 0.0, 0.0]
    assert marks[1].reason == "0 of 1; missing: there are no stages yet"
    assert marks[-1].reason == "not answered"


def test_a_text_is_held_against_its_rubric_and_left_to_a_person():
    one = exercise.read({"id": "why", "title": "Why", "task": "Say why.", "questions": [{"id": "q", "text": "Why?", "rubric": [
        {"says": "Names the customer.", "words": [["customer", "guest"]]},
        {"says": "Names a number.", "words": [["share", "per cent"], ["of all"]], "points": 2},
    ]}]})  # fmt: skip
    marks = grade(one, Answer("why", said={"q": "Because a GUEST leaves; a share of them."}))
    assert points(marks) == [1.0, 0.0]
    assert [mark.read for mark in marks] == [True, True]
    assert marks[1].reason == "nothing said of: of all"
    assert [mark.read for mark in grade(one, Answer("why"))] == [False, False]


@pytest.mark.parametrize(
    ("said", "reason"),
    [("3,5", "right"), (4, "right"), ("40 %", "too high"), ("1", "too low"), ("many", "a number is wanted, not “many”"), (True, "a number is wanted, not “True”"), ("nan", "a number is wanted, not “nan”")],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(said, reason):
    one = exercise.read(
        {
            "id": "n",
            "title": "N",
            "task": "?",
            "questions": [{"id": "n", "text": "?", "kind": "number", "low": 2, "high": 4}],
        }
    )
    assert grade(one, Answer("n", said={"n": said}))[0].reason == reason


BROKEN = {
    "no answer": {},
    "a list": ["exercise"],
    "a text": "{",
    "a number as the map": {"exercise": "first-stages", "map": 3},
    "a map that is none": {"exercise": "first-stages", "map": "{"},
    "a map of another kind": {"exercise": "first-stages", "map": '{"format": "other"}'},
    "deep": {"exercise": "first-stages", "map": "[" * 100_000},
    "odd tables": {"exercise": "first-stages", "map": '{"format": "cjm", "version": 1, "meta": {}, "tables": {"stages": 3}}'},
    "odd answers": {"exercise": "first-stages", "said": {"side": {"a": [1]}}},
    "answers as a list": {"exercise": "first-stages", "said": ["a"]},
    "an unknown exercise": {"exercise": "<script>alert(1)</script>"},
}  # fmt: skip


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_submission_is_a_row_and_the_others_are_graded(tmp_path, data):
    hand_in(tmp_path, "ann", Answer("first-stages", solved(), {"side": "the customer's"}))
    hand_in(tmp_path, "bob", data)
    marks = collected.collected(tmp_path, course.exercises())
    by = marks.groupby("student")["points"].sum()
    assert by["ann"] == FIRST.points
    assert by["bob"] < FIRST.points
    assert marks.loc[marks["student"] == "bob", "reason"].str.len().gt(0).all()


@pytest.mark.parametrize(
    "text", ["", "{}", '{"cells": 3}', '{"cells": [3, {"outputs": 4}]}', "\x00", "[" * 100_000]
)
def test_a_file_that_is_no_notebook_is_a_row(tmp_path, text):
    hand_in(tmp_path, "ann", Answer("first-stages", solved()))
    (tmp_path / "bob.ipynb").write_text(text, encoding="utf-8")
    marks = collected.collected(tmp_path, course.exercises())
    assert "ann" in set(marks["student"])


def test_no_code_of_a_submission_is_run(tmp_path):
    mark = tmp_path / "ran"
    evil = f"open({str(mark)!r}, 'w').write('ran')"
    place = tmp_path / "sub" / "eve" / "one.ipynb"
    place.parent.mkdir(parents=True)
    hostile = {
        "exercise": "first-stages",
        "map": solved().replace("Rides", "__import__('os')"),
        "said": {"side": evil},
    }
    place.write_text(json.dumps(notebook(code(evil, hostile))), encoding="utf-8")
    marks = collected.collected(tmp_path / "sub", course.exercises())
    assert not mark.exists()
    assert marks["points"].sum() == FIRST.points - 1


def test_what_was_not_handed_in_is_said_with_its_points(tmp_path):
    hand_in(tmp_path, "ann")
    (row,) = collected.collected(tmp_path, course.exercises()).to_dict("records")
    assert (row["student"], row["exercise"], row["points"], row["of"]) == (
        "ann",
        "first-stages",
        0.0,
        FIRST.points,
    )
    assert "outputs were cleared. Ask for the folder my-work" in row["reason"]


def test_the_last_answer_of_an_exercise_counts(tmp_path):
    hand_in(
        tmp_path, "ann", Answer("first-stages"), Answer("first-stages", solved(), {"side": "the customer's"})
    )
    assert collected.collected(tmp_path, course.exercises())["points"].sum() == FIRST.points


def test_a_folder_without_notebooks_is_said(tmp_path):
    with pytest.raises(FileError, match="no notebook"):
        collected.collected(tmp_path, {})


def test_the_command_prints_totals_and_keeps_every_mark(tmp_path, capsys):
    hand_in(tmp_path / "in", "=cmd()", Answer("first-stages", solved(), {"side": "the customer's"}))
    assert main(["grade", str(tmp_path / "in"), "-o", str(tmp_path / "grades.csv")]) == 0
    assert "first-stages" in capsys.readouterr().out
    kept = (tmp_path / "grades.csv").read_text(encoding="utf-8")
    assert kept.count("\n") == 1 + 5
    assert kept.startswith("\ufeffstudent,"), "Excel knows by it that this is UTF-8"
    assert "\n'=cmd()," in kept
    assert main(["grade", str(tmp_path / "in"), "-o", str(tmp_path / "grades.csv")]) == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"rules": [{"rule": "eval", "says": "x"}]}, "rule 'eval'; allowed are rows"),
        ({"rules": [{"rule": "rows", "says": "x", "tabel": "stages"}]}, "takes no 'tabel'"),
        ({"rules": [{"rule": "rows", "says": "x"}]}, "needs 'table'"),
        ({"view": "table"}, "allowed are grid"),
        ({"start": {"file": "/etc/passwd"}}, "allowed are course, sample, template"),
        ({"questions": [{"id": "q", "text": "?", "kind": "choice", "options": ["a"], "right": ["b"]}]}, "must name at least one"),
        ({"questions": [{"id": "q", "text": "?", "kind": "number"}]}, "give “low” and “high”"),
        ({"title": ""}, "not empty"),
        ({"hints": "one"}, "a list is needed"),
        ({"hint": []}, "has an entry 'hint'"),
    ],
)  # fmt: skip
def test_an_exercise_that_does_not_fit_says_where(change, says):
    with pytest.raises(DataError, match=says):
        exercise.read({"id": "x", "title": "X", "task": "?", **change})
