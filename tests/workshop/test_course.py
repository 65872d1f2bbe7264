"""The course: its notebooks in both versions, run and graded; its exercises, its guide, and how hard its texts are to read."""

from __future__ import annotations

import copy
import json
import re

import nbclient
import nbformat
import pytest

import cjm_widgets as cjm
import house
from cjm_widgets import learning
from cjm_widgets.formats import cjm_file
from cjm_widgets.model import checks
from cjm_widgets.workshop import collected, course, handout
from cjm_widgets.workshop.answer import Answer
from cjm_widgets.workshop.grading import grade
from workshop.reading import measured

FOLDER = house.ROOT / "notebooks" / "workshop"
BOOKS = {path.stem: handout.read(path) for path in sorted(FOLDER.glob("*.ipynb"))}
EXERCISES = course.exercises()
GUIDE = (house.ROOT / "docs" / "instructors.md").read_text(encoding="utf-8")


def source(cell):
    return "".join(cell["source"])


def prose(book):
    return "\n\n".join(source(cell) for cell in book["cells"] if cell["cell_type"] == "markdown")


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """All handouts of both versions, run by one kernel, each version in a folder of its own; by version and name."""
    place = tmp_path_factory.mktemp("course")
    books = {
        (kind, name): made(book)
        for kind, made in (("student", handout.student), ("answers", handout.answers))
        for name, book in BOOKS.items()
    }
    cells = []
    for (kind, name), book in books.items():
        (place / kind).mkdir(exist_ok=True)
        move = {"cell_type": "code", "metadata": {}, "source": f"import os; os.chdir({str(place / kind)!r})", "outputs": [], "execution_count": None}  # fmt: skip
        told = [
            copy.deepcopy(cell) | {"id": f"{kind}-{name[:2]}-{n}"} for n, cell in enumerate(book["cells"])
        ]
        cells += [move | {"id": f"{kind}-{name[:2]}-move"}, *told]
    whole = nbformat.from_dict({**BOOKS["02-filling-the-map"], "cells": cells})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(house.ROOT))
        patch.setenv("IPYTHONDIR", str(place / "ipython"))
        patch.setenv("JUPYTER_RUNTIME_DIR", str(place / "runtime"))
        nbclient.NotebookClient(whole, timeout=90, resources={"metadata": {"path": str(place)}}).execute()
    for key in books:
        mine = f"{key[0]}-{key[1][:2]}-"
        books[key]["cells"] = [cell for cell in whole.cells if cell["id"].startswith(mine)]
    return books


def graded(books, kind, place):
    (place / "ann").mkdir()
    for (version, name), book in books.items():
        if version == kind:
            (place / "ann" / f"{name}.ipynb").write_text(json.dumps(book), encoding="utf-8")
    return collected.collected(place, EXERCISES)


def test_there_are_five_handouts_with_the_exercises_of_their_data():
    assert list(BOOKS) == list(course.handouts())
    for name, book in BOOKS.items():
        assert [one.id for one in course.handouts()[name]] == [
            cell["metadata"]["cjm"]["exercise"] for cell in book["cells"] if "cjm" in cell["metadata"]
        ]
        text = prose(book)
        assert {"made up", "Tip.", "Pitfall.", "Next steps", "bring your own"} - {
            w for w in ("made up", "Tip.", "Pitfall.", "Next steps", "bring your own") if w in text
        } == set()
        assert 30 <= sum(one.minutes for one in course.handouts()[name]) <= 45


def test_the_solutions_reach_full_marks_and_say_nothing_odd(executed, tmp_path):
    marks = graded(executed, "answers", tmp_path)
    assert marks.loc[~marks["met"], ["exercise", "says", "reason"]].values.tolist() == []
    assert set(marks["exercise"]) == set(EXERCISES)
    assert said(executed, "answers") == []


def test_the_students_version_runs_gives_nothing_away_and_few_points(executed, tmp_path):
    marks = graded(executed, "student", tmp_path)
    share = marks.groupby("exercise")[["points", "of"]].sum().eval("points / of")
    assert set(share.index) == set(EXERCISES)
    assert share[share > 0.34].to_dict() == {}
    assert said(executed, "student") == []
    for name, book in BOOKS.items():
        kept = "\n".join(source(cell) for cell in handout.student(book)["cells"])
        hidden = [
            source(c)
            for c in book["cells"]
            if {"solution", "instructor"} & set(c["metadata"].get("tags", []))
        ]
        assert hidden
        assert [one for one in hidden if one in kept or ".attempt.say" in kept] == [], name


def said(books, kind):
    return [
        output["text"]
        for (version, _), book in books.items()
        for cell in book["cells"]
        for output in cell.get("outputs", [])
        if version == kind and output.get("name") == "stderr"
    ]


def test_notebooks_are_kept_without_outputs():
    cells = [cell for book in BOOKS.values() for cell in book["cells"]]
    assert [source(cell)[:40] for cell in cells if cell.get("outputs") or cell.get("execution_count")] == []


@pytest.mark.parametrize("one", EXERCISES.values(), ids=EXERCISES.keys())
def test_an_exercise_has_hints_known_checks_and_a_start_that_is_made_up(one):
    assert len(one.hints) >= 3
    for rule in one.rules:
        for code in rule.given.get("codes", ()):
            checks.find_rule(code)
    ((kind, name),) = one.start.items()
    if kind == "course":
        assert "Made up" in course.started(name).meta["about"]
    assert one.after in ("", *EXERCISES)


def test_every_check_the_guide_names_is_one_and_every_handout_is_told():
    codes = re.findall(r"^\|[^|]*\| `([\w-]+)` \|", GUIDE, re.MULTILINE)
    assert len(codes) > 25
    for code in codes:
        checks.find_rule(code)
    assert re.findall(r"^## Handout (\d)", GUIDE, re.MULTILINE) == ["1", "2", "3", "4", "5"]


def test_the_guide_tells_the_minutes_of_the_exercises():
    told = re.findall(r"^\| \d [^|]*\| (\d+) \| ([\d +]+) \| (\d+) \| (\d+) \|", GUIDE, re.MULTILINE)
    given = [[one.minutes for one in made] for made in course.handouts().values()]
    assert [[int(n) for n in row[1].split(" + ")] for row in told] == given
    for begin, exercises, talk, whole in told:
        assert int(begin) + sum(map(int, exercises.split(" + "))) + int(talk) == int(whole) <= 45


@pytest.mark.parametrize("name", [*BOOKS, "the exercises", "the guide"])
def test_the_texts_are_plain_and_their_sentences_short(name):
    tasks = [
        text for one in EXERCISES.values() for text in (one.task, *one.hints, *(r.says for r in one.rules))
    ]
    text = {"the exercises": "\n\n".join(tasks), "the guide": GUIDE}.get(name) or prose(BOOKS[name])
    length, ease = measured(text)
    assert length <= 11
    assert ease >= 72, "Flesch: 70 to 80 is fairly easy"


def test_a_text_of_an_office_would_not_pass():
    length, ease = measured(
        "Stakeholders operationalise customer-centric capabilities across heterogeneous organisational "
        "environments in order to facilitate the identification of improvement opportunities."
    )
    assert (length > 11, ease < 40) == (True, True)


def test_own_work_goes_on_in_the_next_handout_and_a_start_may_be_chosen(tmp_path):
    first = cjm.exercise("own-stages", folder=tmp_path, start="classic")
    first.map.stages["name"] = ["A", "B", "C", "D"]
    first.check()
    assert cjm.exercise("own-map", folder=tmp_path).map.stages["name"].tolist() == ["A", "B", "C", "D"]
    again = cjm.exercise("own-stages", folder=None, start=first.map)
    again.map.stages["name"] = "mine"
    assert first.map.stages["name"].tolist()[0] == "A", "a copy is worked on"
    first.map.save(tmp_path / "own.cjm.json")
    assert (
        cjm.exercise("own-map", folder=None, start=str(tmp_path / "own.cjm.json")).map.stages["name"].iat[0]
        == "A"
    )


def test_the_line_of_progress_counts_what_was_checked_and_what_was_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(learning, "PROGRESS", learning.Progress())
    one, other = (cjm.exercise(id_, folder=tmp_path) for id_ in ("bicycle-budget", "own-decisions"))
    assert other.attempt.told()["progress"] == {"met": 0, "of": 3}
    one.map.improvements.loc[["fit", "key"], "adoption"] = 1.0
    one.attempt.say("now", 13.5)
    one.attempt.say("chat", "It works at the same step as the size questions, and costs more")
    one.attempt.say("doubt", "Test the size with a few.")
    assert one.check()["met"].all()
    assert other.attempt.told()["progress"] == {"met": 1, "of": 3}
    monkeypatch.setattr(learning, "PROGRESS", learning.Progress())
    again = cjm.exercise("own-decisions", folder=tmp_path)
    assert again.attempt.told()["progress"] == {"met": 1, "of": 3}, "a new kernel reads what was kept"


@pytest.mark.parametrize(
    ("adopted", "reason"),
    [([], "success changes by +0, +0.02 is wanted"), (["fit", "slot"], "they cost 48,000, the budget is 40,000"), (["chat"], "+0.02 is wanted")],
)  # fmt: skip
def test_an_effect_says_what_it_lacks(adopted, reason):
    m = cjm.JourneyMap._of(course.started("bicycle-improvements"))
    m.improvements.loc[adopted, "adoption"] = 1.0
    marks = grade(EXERCISES["bicycle-budget"], Answer("bicycle-budget", cjm_file.dumps(m._file())))
    assert marks[0].points == 0
    assert reason in marks[0].reason


@pytest.mark.parametrize("value", [-1.0, 1e308])
def test_counts_that_cannot_be_simulated_are_a_line_of_the_grade(value):
    m = cjm.JourneyMap._of(course.started("bicycle-improvements"))
    m.transitions["count"] = m.transitions["count"].astype("float64")
    m.transitions.iloc[0, 0] = value
    m.transitions = m.transitions
    marks = grade(EXERCISES["bicycle-budget"], Answer("bicycle-budget", cjm_file.dumps(m._file())))
    assert [mark.points for mark in marks[:2]] == [0.0, 0.0]
    assert all(mark.reason for mark in marks)
