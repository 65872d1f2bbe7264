"""A CSV for Miro's sticky notes (paste a column, or import the file): a note a row, most said first. Miro has no format for maps."""

from __future__ import annotations

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.formats.exchange.losses import Loss, left_out
from cjm_widgets.formats.exchange.outline import outline
from cjm_widgets.formats.exchange.tables import grid

from .parts import CARRIED, one_line

COLOURS = {
    "pain_points": "red",
    "opportunities": "green",
    "actions": "yellow",
    "emotion": "violet",
    "touchpoints": "blue",
}
_ROOM = {**CARRIED, "links": (), "transitions": ()}


def write(held: MapFile) -> tuple[str, list[Loss]]:
    """The CSV and what is lost: ``text`` first, so that the first column pastes as notes, then ``stage, step, lane, colour``.

    >>> from cjm_widgets.templates import load
    >>> write(load("classic"))[0].splitlines()[0]
    'text,stage,step,lane,colour'
    """
    shown = outline(held)
    lanes = {lane.id: lane for lane in shown.lanes}
    rows = [["text", "stage", "step", "lane", "colour"]]
    for stage in shown.stages:
        for step in stage.steps:
            rows.append([one_line(step.name), one_line(stage.name), one_line(step.name), "", "gray"])
            for card in step.cards:
                lane = lanes[card.lane]
                rows.append(
                    [
                        one_line(card.text),
                        one_line(stage.name),
                        one_line(step.name),
                        one_line(lane.name),
                        COLOURS.get(lane.role, "yellow"),
                    ]
                )
    return grid.text(rows), left_out(held, _ROOM)
