"""How submissions lie: folders, copies, kept answers beside notebooks, zip files of learning platforms, and bombs."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

import cjm_widgets as cjm
from cjm_widgets.cli import main
from cjm_widgets.model.errors import DataError, FileError
from cjm_widgets.workshop import collected, course, gradebook
from cjm_widgets.workshop.answer import Answer
from workshop.made import code, hand_in, notebook

RIGHT, WRONG = {"side": "the customer's"}, {"side": "the software's"}


def answer(said, at=""):
    return Answer("first-stages", said=said, at=at)


def held(*answers):
    return json.dumps(
        notebook(code("ex", *(one.json() for one in answers), cjm={"exercise": "first-stages"}))
    )


def packed(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return out.getvalue()


def points(folder):
    """Of the one question: 1.0 where RIGHT was handed in last."""
    marks = cjm.grades(folder)
    return marks[marks["what"].eq("question side")].groupby("student")["points"].sum().to_dict()


def test_kept_work_beside_a_notebook_whose_outputs_were_cleared_counts(tmp_path):
    hand_in(tmp_path, "ann")
    (tmp_path / "ann" / "my-work").mkdir()
    (tmp_path / "ann" / "my-work" / "first-stages.answer.json").write_text(
        json.dumps(answer(RIGHT).json()), encoding="utf-8"
    )
    assert points(tmp_path)["ann"] == 1
    assert set(cjm.grades(tmp_path)["notebook"]) == {"ann/my-work/first-stages.answer.json"}


def test_the_newest_of_several_counts_wherever_it_lies(tmp_path):
    hand_in(tmp_path, "ann", answer(RIGHT, "2030-05-01T12:00:00+02:00"), name="one.ipynb")
    hand_in(tmp_path, "ann", answer(WRONG, "2030-05-01T10:30:00+01:00"), name="two.ipynb")
    hand_in(tmp_path, "ann", answer(WRONG, "yesterday"), name="three.ipynb")
    marks = cjm.grades(tmp_path)
    assert points(tmp_path) == {"ann": 1.0}
    assert set(marks["notebook"]) == {"ann/one.ipynb"}
    assert set(marks["older"]) == {2}


def test_copies_in_one_folder_are_one_student(tmp_path):
    for name, said in (("ann", RIGHT), ("ann-Copy1", WRONG), ("ann (2)", WRONG), ("bob", WRONG)):
        (tmp_path / f"{name}.ipynb").write_text(held(answer(said, "2030-01-01" if said is RIGHT else "")))
    assert points(tmp_path) == {"ann": 1.0, "bob": 0.0}


def test_kept_work_beside_several_notebooks_is_nobodys(tmp_path):
    for name in ("ann", "bob"):
        (tmp_path / f"{name}.ipynb").write_text(held(answer(WRONG)))
    (tmp_path / "my-work").mkdir()
    (tmp_path / "my-work" / "first-stages.answer.json").write_text(json.dumps(answer(RIGHT).json()))
    marks = cjm.grades(tmp_path)
    assert points(tmp_path) == {"ann": 0.0, "bob": 0.0}
    assert marks.loc[marks["student"].eq(""), "reason"].str.contains("beside several notebooks").all()
    (tmp_path / "bob.ipynb").unlink()
    assert points(tmp_path) == {"ann": 1.0}


PLATFORMS = {
    "Moodle, a folder each": ("Ann Lee_123_assignsubmission_file_/one.ipynb", "Ann Lee"),
    "Moodle, flat": ("Ann Lee_123_assignsubmission_file_one.ipynb", "Ann Lee"),
    "Canvas": ("leeann_4711_998877_one.ipynb", "leeann"),
    "Canvas, late": ("leeann_LATE_4711_998877_one.ipynb", "leeann"),
    "Blackboard": ("Homework_1_alee_attempt_2030-01-02-03-04-05_one.ipynb", "alee"),
    "Brightspace": ("12345-678 - Ann Lee - Jan 2, 2030 104 PM/one.ipynb", "Ann Lee"),
    "folders": ("ann/deep/one.ipynb", "ann"),
}


@pytest.mark.parametrize(("name", "student"), PLATFORMS.values(), ids=PLATFORMS.keys())
def test_the_zip_of_a_learning_platform_is_read_as_it_is(tmp_path, name, student):
    place = tmp_path / "all.zip"
    place.write_bytes(packed(**{name: held(answer(RIGHT)), "__MACOSX/ann/._one.ipynb": "x"}))
    assert points(place) == {student: 1.0}


def test_two_students_of_one_name_are_two(tmp_path):
    place = tmp_path / "all.zip"
    names = [f"Ann Lee_{number}_assignsubmission_file_one.ipynb" for number in (1, 2)]
    place.write_bytes(packed(**dict(zip(names, (held(answer(RIGHT)), held(answer(WRONG))), strict=True))))
    assert points(place) == {"Ann Lee (1)": 1.0, "Ann Lee (2)": 0.0}


def test_a_students_own_zip_is_looked_into_and_a_folder_packed_whole_is_none(tmp_path):
    own = packed(**{"x/one.ipynb": held(answer(RIGHT)), "x/my-work/a.answer.json": "{"})
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ann.zip").write_bytes(own)
    (tmp_path / "in" / "bob.zip").write_bytes(b"PK\x03\x04 cut off")
    marks = cjm.grades(tmp_path / "in")
    assert points(tmp_path / "in") == {"ann": 1.0}
    assert marks["reason"].str.contains("no whole zip").groupby(marks["student"]).sum().to_dict() == {
        "ann": 0,
        "bob": 1,
    }
    assert marks["reason"].str.contains("no JSON").sum() == 1
    place = tmp_path / "day.zip"
    place.write_bytes(packed(**{"day/ann/one.ipynb": held(answer(RIGHT))}))
    assert points(place) == {"ann": 1.0}


def test_a_bomb_is_a_row_and_the_others_are_graded(tmp_path):
    place = tmp_path / "all.zip"
    place.write_bytes(packed(**{"ann/one.ipynb": held(answer(RIGHT)), "eve/one.ipynb": b" " * 40_000_000}))
    marks = cjm.grades(place)
    assert points(place) == {"ann": 1.0}
    assert "unpacks to more than" in marks.loc[marks["student"].eq("eve"), "reason"].item()


def test_tables_by_exercise_and_by_student(tmp_path):
    hand_in(tmp_path, "ann", answer(RIGHT))
    hand_in(tmp_path, "bob", {"exercise": 3})
    by = cjm.grades(tmp_path, by="student").set_index("student")
    assert by["first-stages"].to_dict() == {"ann": 1.0, "bob": 0.0}
    assert by["problems"].to_dict() == {"ann": 0, "bob": 1}
    assert cjm.grades(tmp_path, by="exercise")["share"].tolist()[0] == 0.2
    with pytest.raises(DataError, match="'mark', 'exercise', 'student'"):
        cjm.grades(tmp_path, by="week")


def test_the_command_writes_a_row_for_each_student(tmp_path, capsys):
    hand_in(tmp_path / "in", "ann", answer(RIGHT))
    assert main(["grade", str(tmp_path / "in"), "--students", str(tmp_path / "students.csv")]) == 0
    assert "students.csv" in capsys.readouterr().out
    assert (tmp_path / "students.csv").read_text("utf-8-sig").splitlines()[1].startswith("ann,1.0,1.0,5.0")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1"])
def test_no_cell_of_the_csv_is_a_formula(text):
    import pandas as pd

    assert gradebook.csv(pd.DataFrame({text: [text]})).count("'") == 2


def test_odd_characters_and_long_texts_fit_a_spreadsheet():
    import pandas as pd

    made = gradebook.csv(pd.DataFrame({"reason": ["a\x00\ud800b", "x" * 40_000]}, dtype=object))
    assert made.splitlines()[1] == "ab"
    assert made.splitlines()[2].endswith('… (8,000 more characters)"')
    made.encode("utf-8")


def test_a_map_too_large_for_a_workshop_is_said_at_once(tmp_path):
    table = {"columns": [{"name": "name", "dtype": "str"}], "rows": [["x"]] * 30_000}
    hand_in(
        tmp_path,
        "eve",
        {
            "exercise": "first-stages",
            "map": json.dumps({"format": "cjm", "version": 1, "tables": {"x": table}}),
        },
    )
    marks = collected.collected(tmp_path, course.exercises())
    assert marks["points"].sum() == 0
    assert len(marks) == 5


def test_a_zip_without_notebooks_is_said(tmp_path):
    place = tmp_path / "all.zip"
    place.write_bytes(packed(**{"a.txt": "x"}))
    with pytest.raises(FileError, match="no notebook"):
        cjm.grades(place)
