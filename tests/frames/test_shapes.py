"""Which way a sheet lies and where names and stages stand: what is guessed, what is said, and what cannot be read."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from cjm_widgets.frames.shapes import Field, read
from cjm_widgets.model.errors import ShapeError


def frame(**columns: Any) -> pd.DataFrame:
    return pd.DataFrame(columns)


WIDE = frame(phase=["A", "A"], step=["x", "y"], Actions=["a", "b"], emotion=[1.0, -1.0])
LONG = frame(stage=["A", "A"], step=["x", "y"], lane=["Actions", "Pains"], text=["a", "b"])
ACROSS = frame(
    Lane=["Actions", "Pain points", "Emotion"], Aware=["sees", None, "1"], Buy=["pays", "slow", "-2"]
)
INDEXED = pd.DataFrame({"Aware": ["sees", "slow"], "Buy": ["pays", None]}, index=["Actions", "Pain points"])
LEVELS = pd.DataFrame(
    {"n": [1.0, 2.0]}, index=pd.MultiIndex.from_tuples([("A", "x"), ("A", "y")], names=["stage", "step"])
)
STEPS = pd.DataFrame(
    {"stage": ["a", "a"], "name": ["Hears of it", "Pays"], "emotion": [1.0, -1.0]},
    index=pd.Index(["hears", "pays"], name="step"),
)


@pytest.mark.parametrize(
    ("given", "layout", "step", "stage", "emotion"),
    [
        (WIDE, "wide", Field("step"), Field("phase"), "emotion"),
        (WIDE.rename(columns=str.upper), "wide", Field("STEP"), Field("PHASE"), "EMOTION"),
        (WIDE.rename(columns={"phase": "Buying cycle"}), "wide", Field("step"), Field("Buying cycle"), "emotion"),
        (WIDE.rename(columns={"phase": "Journey stage", "step": "step_name"}), "wide", Field("step_name"), Field("Journey stage"), "emotion"),
        (frame(Moment=["x", "y"], Notes=["a", "a"]), "wide", Field("Moment"), Field(), None),
        (frame(what=["x", "y"], Notes=["a", "a"]), "wide", Field("what"), Field(), None),
        (frame(stage=["x", "y"], Notes=["a", "a"]), "wide", Field("stage"), Field(), None),
        (frame(stage=["A", "A"], Notes=["a", "a"]), "wide", Field(), Field("stage"), None),
        (frame(step=["x", "y"], mood=["good", "bad"]), "wide", Field("step"), Field(), None),
        (LEVELS, "wide", Field(level=1), Field(level=0), None),
        (pd.DataFrame({"visits": [1, 2]}, index=["x", "y"]), "wide", Field(level=0), Field(), None),
        (STEPS, "wide", Field("name"), Field("stage"), "emotion"),
        (STEPS.assign(name=[1.0, 2.0]), "wide", Field(level=0), Field("stage"), "emotion"),
        (frame(visits=[1, 2]), "wide", Field(), Field(), None),
        (pd.DataFrame(), "wide", Field(), Field(), None),
        (LONG, "long", Field("step"), Field("stage"), None),
        (LONG.drop(columns="step"), "long", Field("stage"), Field(), None),
        (ACROSS, "across", Field(), Field(), None),
        (INDEXED, "across", Field(), Field(), None),
    ],
)  # fmt: skip
def test_what_is_guessed(
    given: pd.DataFrame, layout: str, step: Field, stage: Field, emotion: str | None
) -> None:
    reading = read(given)
    assert (reading.layout, reading.step, reading.stage, reading.emotion) == (layout, step, stage, emotion)


def test_where_lanes_stand_across() -> None:
    assert read(ACROSS).lane == Field("Lane")
    assert read(INDEXED).lane == Field(level=0)
    assert (read(LONG).lane, read(LONG).text) == (Field("lane"), Field("text"))


def test_what_is_said_goes_before_what_is_guessed() -> None:
    assert read(WIDE, step="Actions", stage="step").step == Field("Actions")
    assert read(LONG, "wide").layout == "wide"
    assert read(ACROSS, "wide").layout == "wide"
    assert read(LEVELS, step="stage", stage="step").step == Field(level=0)
    assert read(frame(a=["x"], b=["y"], c=["z"]), "long", step="a", lane="b", text="c").text == Field("c")
    assert read(frame(a=[1], satisfied=[3]), emotion="satisfied").emotion == "satisfied"


@pytest.mark.parametrize(
    ("given", "said", "reason"),
    [
        (WIDE, {"layout": "long"}, r"A long list needs a column for the lane; the columns are “phase”.*JourneyGrid\(df, layout='long', lane='…'\)"),
        (WIDE, {"step": "gone"}, "step='gone' names no column. The columns are “phase”, “step”, “Actions”, “emotion”"),
        (WIDE, {"layout": "round"}, "no layout 'round': 'wide', 'across', 'long' are allowed"),
        (frame(lane=["a"], text=["b"]), {"layout": "long"}, "needs a column for the step or the stage"),
        (pd.DataFrame(), {"step": "x"}, "The columns are none"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_the_way_out(
    given: pd.DataFrame, said: dict[str, str], reason: str
) -> None:
    with pytest.raises(ShapeError, match=reason):
        read(given, **said)


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        (WIDE, ["one row per step", "names from “step”", "stages from “phase”", "the curve from “emotion”"]),
        (
            LONG,
            [
                "one row per card",
                "steps from “step”",
                "stages from “stage”",
                "lanes from “lane”",
                "texts from “text”",
            ],
        ),
        (ACROSS, ["lanes down and steps across", "lanes from “Lane”"]),
        (LEVELS, ["names from the index “step”", "stages from the index “stage”"]),
        (frame(visits=[1, 2]), ["steps are numbered"]),
    ],
)
def test_the_sentence_says_what_was_understood_and_how_to_say_otherwise(
    given: pd.DataFrame, parts: list[str]
) -> None:
    said = read(given).sentence(given)
    assert all(part in said for part in parts)
    assert "Not so?" in said
    assert "layout=" in said


def test_the_sentence_says_what_the_reader_of_the_sheet_understood() -> None:
    given = WIDE.copy()
    given.attrs["read"] = "“when”: dates, read with the day first."
    assert "every other column is a lane. “when”: dates, read with the day first. Not so?" in read(
        given
    ).sentence(given)
