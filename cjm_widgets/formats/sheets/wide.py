"""A map as one wide sheet that looks as the map does: stages over steps, lanes down. Knows no file.

Every cell says what of the map it shows, so that what people change there is found again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cjm_widgets.formats.values import Json
from cjm_widgets.model.versions import Sheet, Whole

from .cells import TEXT, cell_of
from .leaves import form_in

BULLET = "• "
INDENT = "  "


@dataclass(frozen=True, slots=True)
class WideLane:
    """A lane: its id, name, role and side, the column of steps it draws or nothing, and that column's form."""

    id: str
    name: str
    role: str
    side: str
    column: str
    form: str


@dataclass(frozen=True, slots=True)
class Wide:
    """The sheet: ``bands`` are (stage id, name, how many steps); ``cells`` by lane and step; ``cards`` the ids shown there."""

    title: str
    bands: tuple[tuple[str, str, int], ...]
    steps: tuple[tuple[str, str], ...]
    lanes: tuple[WideLane, ...]
    cells: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    cards: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)


def wide(whole: Whole) -> Wide:
    """The wide sheet of a map. Lanes that are hidden are left out, and cards that lie in no shown cell.

    >>> wide(Whole({"title": "Kit"})).title
    'Kit'
    """
    steps, cards = whole.tables.get("steps", Sheet()), whole.tables.get("cards", Sheet())
    lanes = lanes_of(whole)
    held: dict[tuple[str, str], list[str]] = {}
    for id_ in cards.order:
        row = cards.rows[id_]
        held.setdefault((text(row.get("lane")), text(row.get("step"))), []).append(id_)
    cells: dict[tuple[str, str], Any] = {}
    for lane in lanes:
        for step in steps.order:
            cell = _cell(lane, steps.rows[step], cards, held.get((lane.id, step), ()))
            if cell is not None:
                cells[lane.id, step] = cell
    shown = {lane.id for lane in lanes if not lane.column}
    return Wide(
        text(whole.meta.get("title")) or "Journey map",
        bands(whole),
        tuple((id_, text(steps.rows[id_].get("name"))) for id_ in steps.order),
        lanes,
        cells,
        {place: tuple(ids) for place, ids in held.items() if place[0] in shown and place[1] in steps.rows},
    )


def lanes_of(whole: Whole) -> tuple[WideLane, ...]:
    """The lanes that are drawn."""
    steps, lanes = whole.tables.get("steps", Sheet()), whole.tables.get("lanes", Sheet())
    out = []
    for id_ in lanes.order:
        row = lanes.rows[id_]
        if row.get("visible") is False or row.get("kind") == "paths":
            continue
        column = text(row.get("column"))
        form = form_in("steps", column, steps) if column else TEXT
        out.append(
            WideLane(
                id_, text(row.get("name")) or id_, text(row.get("role")), text(row.get("side")), column, form
            )
        )
    return tuple(out)


def bands(whole: Whole) -> tuple[tuple[str, str, int], ...]:
    """The stages along the steps."""
    steps, stages = whole.tables.get("steps", Sheet()), whole.tables.get("stages", Sheet())
    out: list[tuple[str, str, int]] = []
    for id_ in steps.order:
        stage = text(steps.rows[id_].get("stage"))
        if out and out[-1][0] == stage:
            out[-1] = (*out[-1][:2], out[-1][2] + 1)
        else:
            out.append((stage, text(stages.rows.get(stage, {}).get("name")) or stage, 1))
    return tuple(out)


def bulleted(texts: Sequence[str]) -> str:
    """Cards as lines: each begins with a bullet, and the lines after its first are indented.

    >>> bulleted(["Enters card", "Confirms\\nin the app"])
    '• Enters card\\n• Confirms\\n  in the app'
    """
    return "\n".join(BULLET + one.replace("\n", f"\n{INDENT}") for one in texts)


def unbulleted(cell: str) -> list[str]:
    """The cards of a cell: the opposite of ``bulleted``; a line without a bullet is a card of its own.

    >>> unbulleted("• Enters card\\n• Confirms\\n  in the app\\nPays")
    ['Enters card', 'Confirms\\nin the app', 'Pays']
    """
    out: list[str] = []
    for line in cell.split("\n"):
        if line.startswith(INDENT) and out:
            out[-1] += "\n" + line.removeprefix(INDENT)
        elif line.strip():
            bare = (
                line.removeprefix(BULLET)
                if line.startswith(BULLET)
                else line.strip().removeprefix(BULLET.strip()).strip()
            )
            out.append(bare)
    return out


def text(value: Json) -> str:
    """A value as text; nothing for nothing."""
    return "" if value is None else value if isinstance(value, str) else str(cell_of(TEXT, value))


def _cell(lane: WideLane, step: Mapping[str, Json], cards: Sheet, ids: Sequence[str]) -> Any:
    if lane.column:
        return cell_of(lane.form, step.get(lane.column))
    said = [text(cards.rows[id_].get("text")) for id_ in ids]
    return bulleted(said) if said else None
