"""Lucidchart's CSV of a process (Import data > Process diagram): ids from 1, stages as swimlanes that contain their steps."""

from __future__ import annotations

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.formats.exchange.losses import Loss, left_out
from cjm_widgets.formats.exchange.outline import outline
from cjm_widgets.formats.exchange.tables import grid

from .parts import CARRIED, arrows, one_line

HEAD = ["Id", "Name", "Shape Library", "Page ID", "Contained By", "Group", "Line Source", "Line Destination",
        "Source Arrow", "Destination Arrow", "Status", "Text Area 1", "Comments"]  # fmt: skip


def write(held: MapFile) -> tuple[str, list[Loss]]:
    """The CSV and what is lost.

    >>> from cjm_widgets.templates import load
    >>> write(load("classic"))[0].splitlines()[1].split(",")[:4]
    ['1', 'Page', '', '']
    """
    shown = outline(held)
    rows: list[list[str]] = [_row("Page", text=shown.title or "Customer journey")]
    ids: dict[str, str] = {}

    def add(key: str, row: list[str]) -> str:
        rows.append(row)
        ids[key] = str(len(rows))
        return ids[key]

    names = {lane.id: lane.name for lane in shown.lanes}
    for at, stage in enumerate(shown.stages):
        box = add(f"stage-{at}", _row("Swim Lane", "Flowchart Shapes", "1", text=stage.name or "No stage"))
        for step in stage.steps:
            add(f"step-{step.id}", _row("Process", "Flowchart Shapes", "1", box, text=step.name))
            for card in step.cards:
                said = f"{names[card.lane]}: {card.text}"
                add(f"card-{card.id}", _row("Note", "Flowchart Shapes", "1", box, text=said))
    rows += [_line(ids[one.start], ids[one.end], one.text) for one in arrows(held, shown)]
    body = [[str(at), *row] for at, row in enumerate(rows, 1)]
    return grid.text([HEAD, *body]), left_out(held, CARRIED)


def _row(name: str, library: str = "", page: str = "", inside: str = "", *, text: str) -> list[str]:
    return [name, library, page, inside, "", "", "", "", "", "", one_line(text), ""]


def _line(start: str, end: str, text: str) -> list[str]:
    return ["Line", "", "1", "", "", start, end, "None", "Arrow", "", one_line(text), ""]
