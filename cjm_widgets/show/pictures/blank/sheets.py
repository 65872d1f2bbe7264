"""An empty map and an empty persona sheet on paper, with rows high enough to write in by hand."""

from __future__ import annotations

from collections.abc import Sequence

from cjm_widgets.show.pictures.convert import MARGIN, POINT, paper
from cjm_widgets.show.pictures.look.tokens import theme
from cjm_widgets.show.pictures.shapes import Rect, Shape, line, moved, text
from cjm_widgets.show.pictures.svg import Picture

LANES = ("Steps", "Actions", "Questions", "Touchpoints", "Emotion", "Pain points", "Opportunities")
EMOTION = "Emotion"
FIELDS = ("Who", "Goals", "Needs", "Pains", "Channels", "Quote")
RAIL, HEAD, STAGE = 116.0, 44.0, 46.0


def board(size: str, stages: Sequence[str], lanes: Sequence[str] = LANES) -> Picture:
    """A map to be filled in on a sheet of paper, lying: a column for each stage, empty names as an empty box.

    >>> board("A4", ["", "", ""]).width > board("A4", [""]).height
    True
    """
    wide, high = (one / POINT for one in paper(size))
    look, edge = theme("light"), MARGIN / 25.4 * 96
    column = (wide - 2 * edge - RAIL) / max(1, len(stages))
    row = (high - 2 * edge - HEAD - STAGE) / max(1, len(lanes))
    shapes: list[Shape] = [line([(edge, edge + 30), (wide * 0.6, edge + 30)], look["edge"])]
    for at, name in enumerate(stages):
        shapes += _box(edge + RAIL + at * column, edge + HEAD, column, STAGE, name)
    for at, name in enumerate(lanes):
        y = edge + HEAD + STAGE + at * row
        shapes += _box(edge, y, RAIL, row, name)
        for n in range(len(stages)):
            shapes += _box(edge + RAIL + n * column, y, column, row, "")
        if name == EMOTION:
            shapes.append(
                line([(edge + RAIL, y + row / 2), (wide - edge, y + row / 2)], look["line-2"], dash="4 4")
            )
    return Picture(
        wide, high, tuple(shapes), look["paper"], "Journey map", "An empty journey map to fill in by hand."
    )


def persona(size: str, fields: Sequence[str] = FIELDS) -> Picture:
    """A persona to be filled in on a sheet of paper: a place for a face and a name, and a box for each field."""
    wide, high = (one / POINT for one in paper(size))
    look, edge = theme("light"), MARGIN / 25.4 * 96
    face, top = 120.0, MARGIN / 25.4 * 96 + 140
    shapes: list[Shape] = [
        Rect(edge, edge, face, face, "none", look["edge"], 1, face / 2),
        line([(edge + face + 24, edge + 66), (wide - edge, edge + 66)], look["edge"]),
    ]
    across = 2
    row = (high - edge - top) / -(-len(fields) // across)
    for at, name in enumerate(fields):
        column = (wide - 2 * edge) / across
        shapes += _box(edge + at % across * column, top + at // across * row, column, row, name)
    return Picture(
        wide, high, tuple(shapes), look["paper"], "Persona", "An empty persona sheet to fill in by hand."
    )


def _box(x: float, y: float, w: float, h: float, name: str) -> list[Shape]:
    colours = theme("light")
    shapes: list[Shape] = [Rect(x, y, w, h, "none", colours["edge"], 1)]
    return (
        shapes + moved([text(name, w - 16, 12, colours["ink-2"], most=3, bold=True)], x + 8, y + 7)
        if name
        else shapes
    )
