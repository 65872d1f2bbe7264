"""Checks of names and texts: there, told apart, and short enough to be read."""

from __future__ import annotations

from collections.abc import Iterator

from cjm_widgets.model.edits import Remove

from .finding import Spot, rule
from .reading import Reading
from .values import filled, text

LONGEST = 200
"""Characters that are read at a glance."""
NAMED = (("stages", "stage"), ("steps", "step"), ("lanes", "lane"), ("personas", "persona"))


@rule(
    "duplicate-name",
    "warning",
    "Two rows have one name",
    why="Two things of one name are taken for one, in talk and in tables.",
    how="Rename one of them, or merge the two.",
    needs="R69 R77",
)
def duplicate_name(map: Reading) -> Iterator[Spot]:
    for table, single in NAMED:
        seen: set[tuple[str, object]] = set()
        for id_, row in map.rows(table):
            key = (text(row.get("name")).casefold(), row.get("stage"))
            if key[0] and key in seen:
                what = f"There is a second {single} {map.name(table, id_)}."
                yield Spot(what, table, id_, "name", *_jump(map, table, id_))
            seen.add(key)


@rule(
    "unnamed-row",
    "warning",
    "A row has no name",
    why="What has no name cannot be spoken of.",
    how="Name it, or remove it.",
    needs="R69",
)
def unnamed_row(map: Reading) -> Iterator[Spot]:
    for table, single in NAMED:
        for id_, row in map.rows(table):
            if not filled(row.get("name")):
                yield Spot(f"The {single} “{id_}” has no name.", table, id_, "name", *_jump(map, table, id_))


@rule(
    "blank-card",
    "note",
    "A card says nothing",
    why="A blank card is a thought nobody finished.",
    how="Write what it should say, or remove it.",
    needs="R40",
)
def blank_card(map: Reading) -> Iterator[Spot]:
    for id_, row in map.rows("cards"):
        if filled(row.get("text")) or filled(row.get("image")):
            continue
        mend = (
            (Remove("cards", id_),)
            if row.keys() <= {"step", "lane", "text"} and id_ not in map.named_cards
            else None
        )
        yield Spot(f"The card “{id_}” says nothing.", "cards", id_, "text", *_jump(map, "cards", id_), mend)


@rule(
    "long-text",
    "note",
    "A text is too long for its cell",
    why="A card is read at a glance; a longer text is not read.",
    how=f"Keep it under {LONGEST} characters, and put the rest into evidence or another card.",
    needs="R1 R77",
)
def long_text(map: Reading) -> Iterator[Spot]:
    for table, column in (("cards", "text"), ("steps", "name"), ("stages", "goal"), ("stages", "name")):
        for id_, row in map.rows(table):
            length = len(text(row.get(column)))
            if length > LONGEST:
                what = f"The text {map.name(table, id_)} has {length} characters; more than {LONGEST} are not read."
                yield Spot(what, table, id_, column, *_jump(map, table, id_))


def _jump(map: Reading, table: str, id_: str) -> tuple[str | None, str | None]:
    """The step and lane to jump to for a row."""
    row = map.document.row(table, id_)
    if table == "cards":
        return row.get("step"), row.get("lane")
    if table == "stages":
        return next(iter(map.steps_of.get(id_, ())), None), None
    return (id_ if table == "steps" else None), (id_ if table == "lanes" else None)


RULES = (duplicate_name, unnamed_row, blank_card, long_text)
