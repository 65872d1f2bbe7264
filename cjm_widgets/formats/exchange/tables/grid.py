"""A map as rows of texts, wide (a row per step) or long (a row per card), and back by what the sheet says of itself."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pandas as pd

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.formats.exchange.losses import Loss, Reading, left_out
from cjm_widgets.formats.exchange.outline import Outline, Step, outline
from cjm_widgets.formats.guard import guarded
from cjm_widgets.frames import live
from cjm_widgets.frames.convert import scale_of, to_tables
from cjm_widgets.frames.feelings import KEPT

CARRIED = {
    "meta": ("title", "emotion_scale"),
    "stages": ("name",),
    "steps": ("name", "stage", "emotion"),
    "cards": ("step", "lane", "text"),
    "lanes": ("*",),
}
Rows = list[list[str]]
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")


def wide(held: MapFile) -> tuple[Rows, list[Loss]]:
    """A header and a row per step: stage, step, emotion, and a column per lane of cards, the cards of a cell a line each.

    >>> from cjm_widgets.templates import load
    >>> wide(load("classic"))[0][1][:2]
    ['Awareness', 'Notices the need']
    """
    shown = outline(held)
    lanes = [lane for lane in shown.lanes if not lane.column]
    head = ["Stage", "Step", "Emotion", *_heads([lane.name for lane in lanes])]
    body = [
        [
            stage.name,
            step.name,
            emotion(step),
            *("\n".join(c.text for c in step.cards if c.lane == lane.id) for lane in lanes),
        ]
        for stage in shown.stages
        for step in stage.steps
    ]
    return [head, *body], _lost(held, shown)


def long(held: MapFile) -> tuple[Rows, list[Loss]]:
    """A header and a row per card: stage, step, lane, text; the emotion is a row of the lane Emotion."""
    shown = outline(held)
    names = {lane.id: lane.name for lane in shown.lanes}
    body = []
    for stage in shown.stages:
        for step in stage.steps:
            rows = [[stage.name, step.name, names[card.lane], card.text] for card in step.cards]
            if step.emotion is not None or not rows:
                rows.append([stage.name, step.name, "Emotion", emotion(step)])
            body += rows
    return [["Stage", "Step", "Lane", "Text"], *body], _lost(held, shown)


def emotion(step: Step) -> str:
    """The emotion of a step as text, nothing where there is none."""
    return "" if step.emotion is None else f"{step.emotion:.10g}"


def _heads(names: list[str]) -> list[str]:
    """Names of lanes, none twice and none like the columns before them."""
    used, made = {"stage", "step", "emotion"}, []
    for name in names:
        wish, number = name, 2
        while wish.casefold() in used:
            wish, number = f"{name} ({number})", number + 1
        used.add(wish.casefold())
        made.append(wish)
    return made


def _lost(held: MapFile, shown: Outline) -> list[Loss]:
    losses = left_out(held, CARRIED)
    empty = [stage.name for stage in shown.stages if not stage.steps]
    if empty:
        losses.append(Loss(f"stages without steps are not in the file: {', '.join(map(repr, empty[:5]))}"))
    if shown.astray:
        losses.append(Loss(f"{len(shown.astray)} cards lie in no cell and are not in the file"))
    return losses


def text(rows: Rows, sep: str = ",") -> str:
    """Rows as CSV. A text that a spreadsheet program could take for a formula gets an apostrophe before it."""
    out = io.StringIO()
    csv.writer(out, delimiter=sep, lineterminator="\r\n").writerows(
        [[_cell(one) for one in row] for row in rows]
    )
    return out.getvalue()


def _cell(value: str) -> str:
    bare = value.replace("\0", "\ufffd")
    return guarded(bare) if bare and not _is_number(bare) else bare


def _is_number(value: str) -> bool:
    return _NUMBER.fullmatch(value) is not None


def from_frame(frame: pd.DataFrame, title: str = "", **said: str | None) -> Reading:
    """The map of a sheet; its one sentence on how it was read is the first of the losses.

    ``ShapeError`` where it cannot be read as a map; ``said`` names layout, step, stage, lane, text or emotion.
    """
    name = title or str(frame.attrs.get("title") or "")
    source = live.bind(frame, name, **said).source
    meta: dict[str, Any] = {"title": name} if name else {}
    if (scale := scale_of(source)) != KEPT:
        meta["emotion_scale"] = scale
    note = getattr(source, "note", "")
    return Reading(MapFile(meta, to_tables(source)), (Loss(str(note)),) if note else ())
