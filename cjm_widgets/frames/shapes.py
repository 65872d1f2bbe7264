"""Which way a person's sheet lies, and which of its columns name the steps and stages.

Recognised: wide (one row a step, a column a lane), across (lanes down, steps or stages across) and long (one row a
card: stage, step, lane, text). What was understood is said in one sentence, with how to say it otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from cjm_widgets.model.errors import ShapeError

from . import keys
from .lanes import role_of

Layout = Literal["wide", "across", "long"]
LAYOUTS: tuple[Layout, ...] = ("wide", "across", "long")

_WORDS = {
    "stage": ("stage", "phase", "episode", "milestone", "section", "etappe", "buying stage", "buying cycle"),
    "step": ("step", "step name", "name", "title", "moment", "activity", "event", "page", "schritt", "task"),
    "lane": ("lane", "layer", "row", "category", "swimlane", "type", "kind", "element", "ebene"),
    "text": ("text", "value", "content", "card", "note", "notes", "description", "item", "inhalt"),
    "emotion": (
        "emotion",
        "emotions",
        "sentiment",
        "mood",
        "feeling",
        "feelings",
        "emotion score",
        "happiness",
    ),
}


@dataclass(frozen=True, slots=True)
class Field:
    """Where something stands: in a column, by its id, or in a level of the index, by its number."""

    column: str | None = None
    level: int | None = None

    def __bool__(self) -> bool:
        return self.column is not None or self.level is not None


NOWHERE = Field()


@dataclass(frozen=True, slots=True)
class Reading:
    """How a frame is read."""

    layout: Layout
    step: Field = NOWHERE
    stage: Field = NOWHERE
    lane: Field = NOWHERE
    text: Field = NOWHERE
    emotion: str | None = None

    def sentence(self, frame: pd.DataFrame) -> str:
        """What was understood, by whoever read the sheet too, and how to say it otherwise."""
        sheet = frame.attrs.get("read")
        before = f" {keys.text(sheet)}" if isinstance(sheet, str) and sheet else ""
        return f"{_SAYS[self.layout](self, frame)}{before} Not so? Say {_override(self)}."


def read(
    frame: pd.DataFrame,
    layout: str | None = None,
    *,
    step: str | None = None,
    stage: str | None = None,
    emotion: str | None = None,
    lane: str | None = None,
    text: str | None = None,
) -> Reading:
    """How the frame is read; arguments say it where it is not to be guessed. ``ShapeError`` where it cannot be.

    >>> read(pd.DataFrame({"phase": ["A"], "step": ["x"], "Actions": ["y"]})).layout
    'wide'
    """
    if layout is not None and layout not in LAYOUTS:
        raise ShapeError(f"There is no layout {layout!r}: {', '.join(map(repr, LAYOUTS))} are allowed.")
    said = {"step": step, "stage": stage, "lane": lane, "text": text, "emotion": emotion}
    fields = {what: _said(frame, what, name) if name else _found(frame, what) for what, name in said.items()}
    chosen = layout or _guess(frame, fields, said)
    return {"wide": _wide, "across": _across, "long": _long}[chosen](frame, fields, said)


def _guess(frame: pd.DataFrame, fields: dict[str, Field], said: dict[str, str | None]) -> Layout:
    if said["lane"] and said["text"]:
        return "long"
    where = fields["step"] or fields["stage"]
    lane, text = fields["lane"].column, fields["text"].column
    if lane and text and where and (_says_so(lane, text) or _is_list(frame, lane, where)):
        return "long"
    return "across" if _lies_across(frame) else "wide"


def _says_so(lane: str, text: str) -> bool:
    return _plain(lane) in ("lane", "layer", "swimlane") and _plain(text) in ("text", "card", "content")


def _is_list(frame: pd.DataFrame, lane: str, step: Field) -> bool:
    """A list names lanes in its lane column, or comes back to a step; a column “kind” alone makes none."""
    lanes = {v for v in frame.iloc[:, keys.columns(frame).index(lane)] if isinstance(v, str)}
    known = sum(1 for name in lanes if role_of(name))
    if lanes and known >= max(1, len(lanes) / 2):
        return True
    steps = frame.iloc[:, keys.columns(frame).index(step.column)] if step.column else frame.index
    return bool(len(frame) > 1 and pd.Index(steps).has_duplicates and frame.shape[1] <= 8)


def _lies_across(frame: pd.DataFrame) -> bool:
    """Lane names stand in the first column, or in the index, and not in the header."""
    if frame.shape[1] < 2 or not 1 < len(frame) <= 200:
        return False
    header = sum(1 for c in keys.columns(frame) if role_of(c))
    return any(
        sum(1 for name in names if role_of(name)) >= max(2, header + 1)
        for names in _lane_names(frame)
        if names
    )


def _lane_names(frame: pd.DataFrame) -> list[list[str]]:
    first = frame.iloc[:, 0]
    in_column = [v for v in first if isinstance(v, str)]
    in_index = [v for v in frame.index if isinstance(v, str)]
    return [names if len(set(names)) == len(frame) else [] for names in (in_column, in_index)]


def _wide(frame: pd.DataFrame, fields: dict[str, Field], said: dict[str, str | None]) -> Reading:
    stage, step = fields["stage"], fields["step"]
    if not said["step"]:
        step = _named(frame, step) if step and step != stage else _names(frame, stage)
    if stage and not step and not said["stage"] and len(frame) and _unique(frame, stage):
        stage, step = NOWHERE, stage
    return Reading("wide", step, stage, emotion=_curve(frame, fields["emotion"].column))


def _named(frame: pd.DataFrame, step: Field) -> Field:
    """The names beside ids: a table of steps, as a map has it, keeps ids in its index and names in a column."""
    if step.level is None:
        return step
    for column, (_, series) in zip(keys.columns(frame), frame.items(), strict=True):
        if _plain(column) in ("name", "step name") and len(frame) and series.map(type).isin((str,)).all():
            return Field(column)
    return step


def emotion_of(frame: pd.DataFrame) -> str | None:
    """The column that is drawn as the curve: one named so that holds numbers; None where there is none."""
    return _curve(frame, _found(frame, "emotion").column)


def _curve(frame: pd.DataFrame, column: str | None) -> str | None:
    if column is None:
        return None
    series = frame.iloc[:, keys.columns(frame).index(column)]
    return column if pd.api.types.is_numeric_dtype(series) else None


def _names(frame: pd.DataFrame, stage: Field) -> Field:
    """Where the steps' names are when no header says so: in the index, else in the first column of short, unlike texts."""
    index = frame.index
    if isinstance(index, pd.MultiIndex):
        level = index.nlevels - 1
        return Field(level=level) if stage.level != level else NOWHERE
    if (
        not pd.api.types.is_numeric_dtype(index.dtype)
        and not isinstance(index, pd.DatetimeIndex)
        and len(index)
    ):
        return Field(level=0) if stage.level != 0 else NOWHERE
    for column, (_, series) in zip(keys.columns(frame), frame.items(), strict=True):
        if column != stage.column and not role_of(column) and _short_texts(series):
            return Field(column)
    return NOWHERE


def _short_texts(series: pd.Series) -> bool:
    if not (isinstance(series.dtype, pd.StringDtype) or series.dtype == object) or not len(series):
        return False
    head = series.iloc[:200].tolist()
    texts = [v for v in head if isinstance(v, str)]
    return len(texts) == len(head) and len(set(texts)) == len(texts) and max(map(len, texts)) <= 80


def _unique(frame: pd.DataFrame, field: Field) -> bool:
    return bool(field.column and frame.iloc[:, keys.columns(frame).index(field.column)].is_unique)


def _across(frame: pd.DataFrame, fields: dict[str, Field], said: dict[str, str | None]) -> Reading:
    if said["lane"]:
        return Reading("across", lane=fields["lane"])
    in_column, in_index = (
        sum(1 for n in names if role_of(n)) for names in (_lane_names(frame) if frame.size else ([], []))
    )
    if frame.shape[1] and in_column >= in_index and not (in_column == 0 and frame.index.dtype == "str"):
        return Reading("across", lane=Field(keys.columns(frame)[0]))
    return Reading("across", lane=Field(level=0))


def _long(frame: pd.DataFrame, fields: dict[str, Field], said: dict[str, str | None]) -> Reading:
    for what in ("lane", "text"):
        if not fields[what].column:
            raise ShapeError(
                f"A long list needs a column for the {what}; the columns are {_list(keys.columns(frame))}. "
                f"Say which: JourneyGrid(df, layout='long', {what}='…')."
            )
    step, stage = fields["step"], fields["stage"]
    if not step and not stage:
        raise ShapeError(
            "A long list needs a column for the step or the stage: JourneyGrid(df, layout='long', step='…')."
        )
    if not step:
        step, stage = stage, NOWHERE
    return Reading("long", step, stage, fields["lane"], fields["text"])


def _said(frame: pd.DataFrame, what: str, name: str) -> Field:
    columns = keys.columns(frame)
    if name in columns:
        return Field(name)
    levels = [keys.text(n) for n in frame.index.names]
    if name in levels:
        return Field(level=levels.index(name))
    raise ShapeError(f"{what}={name!r} names no column. The columns are {_list(columns)}.")


def _found(frame: pd.DataFrame, what: str) -> Field:
    plain = [_plain(c) for c in keys.columns(frame)]
    levels = [_plain(keys.text(n)) for n in frame.index.names]
    for word in _WORDS[what]:
        if word in plain:
            return Field(keys.columns(frame)[plain.index(word)])
        if word in levels:
            return Field(level=levels.index(word))
    return NOWHERE


def _plain(name: str) -> str:
    return (
        re.sub(r"[\s_\-]+", " ", name).strip().casefold().removeprefix("journey ").removeprefix("customer ")
    )


def _list(names: list[str]) -> str:
    return ", ".join(f"“{n}”" for n in names[:12]) + (", …" if len(names) > 12 else "") or "none"


def _where(field: Field, frame: pd.DataFrame) -> str:
    if field.column is not None:
        return f"“{field.column}”"
    name = frame.index.names[field.level or 0]
    return f"the index “{keys.text(name)}”" if name is not None else "the index"


def _say_wide(reading: Reading, frame: pd.DataFrame) -> str:
    parts = [f"names from {_where(reading.step, frame)}" if reading.step else "steps are numbered"]
    if reading.stage:
        parts.append(f"stages from {_where(reading.stage, frame)}")
    if reading.emotion:
        parts.append(f"the curve from “{reading.emotion}”")
    return f"Read as one row per step: {', '.join(parts)}; every other column is a lane."


def _say_across(reading: Reading, frame: pd.DataFrame) -> str:
    return f"Read with lanes down and steps across: lanes from {_where(reading.lane, frame)}, every other column is a step."


def _say_long(reading: Reading, frame: pd.DataFrame) -> str:
    stage = f", stages from {_where(reading.stage, frame)}" if reading.stage else ""
    return (
        f"Read as one row per card: steps from {_where(reading.step, frame)}{stage}, "
        f"lanes from {_where(reading.lane, frame)}, texts from {_where(reading.text, frame)}."
    )


_SAYS = {"wide": _say_wide, "across": _say_across, "long": _say_long}


def _override(reading: Reading) -> str:
    if reading.layout == "wide":
        return 'layout="across" or "long", or step="…", stage="…", emotion="…"'
    if reading.layout == "across":
        return 'layout="wide" or "long", or lane="…"'
    return 'layout="wide" or "across", or step="…", stage="…", lane="…", text="…"'
