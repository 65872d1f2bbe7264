"""Handouts from one notebook: what a student never sees, and marks that have no other end."""

from __future__ import annotations

import copy
import json

import pytest

from cjm_widgets.cli import main
from cjm_widgets.model.errors import BrokenFile, DataError
from cjm_widgets.workshop import handout, nbgrader
from workshop.made import code, notebook, words

CODE_STUB = "# YOUR CODE HERE\nraise NotImplementedError()"
SOLVED = "def f(x):\n    ### BEGIN SOLUTION\n    y = x + 1\n    return y\n    ### END SOLUTION\n\nf(1)"
TESTED = "assert f(1)\n### BEGIN HIDDEN TESTS\nassert f(2) == 3\n### END HIDDEN TESTS"
MARKED = "Say why.\n\n=== BEGIN MARK SCHEME ===\nOne point for the customer.\n=== END MARK SCHEME ==="


def sources(made):
    return [cell["source"] for cell in made["cells"]]


def test_a_student_gets_stubs_at_the_indent_of_the_solution():
    made = handout.student(notebook(code(SOLVED), code(TESTED), words(MARKED)))
    assert sources(made) == [
        "def f(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()\n\nf(1)",
        "assert f(1)",
        "Say why.\n",
    ]


def test_an_instructor_gets_everything_but_the_marks():
    made = handout.answers(notebook(code(SOLVED), code(TESTED), words(MARKED)))
    assert sources(made) == [
        "def f(x):\n    y = x + 1\n    return y\n\nf(1)",
        "assert f(1)\nassert f(2) == 3",
        "Say why.\n\nOne point for the customer.",
    ]


def test_whole_cells_of_solutions_are_emptied_or_left_out():
    graded = {"nbgrader": {"solution": True, "grade": False, "grade_id": "a", "schema_version": 3}}
    given = notebook(
        code("answer = 42", **graded),
        words("Because of them.", **graded),
        code("cjm.solve()", tags=["solution"]),
        words("Wait five minutes here.", tags=["instructor"]),
    )
    made = handout.student(given)
    assert sources(made) == [CODE_STUB, nbgrader.TEXT_STUB]
    kept = made["cells"][0]["metadata"]["nbgrader"]
    assert kept | graded["nbgrader"] == kept, "nbgrader finds its cells by their metadata"
    assert len(handout.answers(given)["cells"]) == 4


def test_outputs_are_cleared_and_the_notebook_given_stays_as_it_was():
    given = notebook(code("1", {"exercise": "x"}), widgets={"state": "secret"})
    before = copy.deepcopy(given)
    for make in (handout.student, handout.answers):
        made = make(given)
        assert made["cells"][0]["outputs"] == []
        assert made["cells"][0]["execution_count"] is None
        assert "secret" not in json.dumps(made)
    assert given == before


@pytest.mark.parametrize("make", [handout.student, handout.answers])
@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("### BEGIN SOLUTION\nx = 1", "has no “END SOLUTION”"),
        ("x = 1\n### END SOLUTION", "no “BEGIN SOLUTION” before it"),
        ("### BEGIN SOLUTION\n### BEGIN SOLUTION\n### END SOLUTION", "inside another"),
        ("### BEGIN HIDDEN TESTS\nx", "has no “END HIDDEN TESTS”"),
    ],
)
def test_a_mark_without_its_other_end_hands_out_nothing(make, source, says):
    with pytest.raises(DataError, match=says):
        make(notebook(words("Fine."), code(source)))


def test_sources_may_be_lists_of_lines():
    assert sources(handout.student(notebook(code(SOLVED.splitlines(keepends=True))))) == sources(
        handout.student(notebook(code(SOLVED)))
    )


def test_the_command_writes_beside_and_never_over(tmp_path, capsys):
    place = tmp_path / "day one.ipynb"
    place.write_text(handout.text(notebook(code(SOLVED))), encoding="utf-8")
    assert main(["handout", str(place), "--student"]) == 0
    made = tmp_path / "day one-student.ipynb"
    assert "y = x + 1" not in made.read_text(encoding="utf-8")
    made.write_text("worked on", encoding="utf-8")
    assert main(["handout", str(place), "--student"]) == 1
    assert "is there already" in capsys.readouterr().err
    assert made.read_text(encoding="utf-8") == "worked on"
    assert main(["handout", str(place), "--answers", "-o", str(made), "--overwrite"]) == 0
    assert "y = x + 1" in made.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "[]", '{"nbformat": 3, "worksheets": []}', "\x00\xff", "[" * 100_000])
def test_what_is_no_notebook_is_said(tmp_path, text):
    place = tmp_path / "odd.ipynb"
    place.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenFile, match="no notebook"):
        handout.read(place)
