"""Checks of what any table must keep: what it names exists, numbers lie in their range, words are those agreed on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cjm_widgets.model import schema
from cjm_widgets.model.document import Row
from cjm_widgets.model.edits import PAGE_TABLES, Set

from .finding import Mend, Spot, rule
from .reading import Reading
from .values import filled, number, quoted, text

NEEDED = frozenset({("cards", "step"), ("cards", "lane"), ("steps", "stage")})
"""References a row is drawn by: only a person can say where it belongs instead."""
TIMES = ("duration_low", "duration", "duration_high")


@rule(
    "dangling-reference",
    "error",
    "A row names one that is not there",
    why="What it names was removed or renamed; the row is left out wherever the two are shown together.",
    how="Name a row that is there, add the missing one, or empty the field.",
    needs="R40 R51",
)
def dangling_reference(map: Reading) -> Iterator[Spot]:
    for table in schema.TABLES.values():
        for column in table.columns:
            if column.type == schema.REF:
                yield from _lost(map, table.name, column)
    for column_name, curve in map.curves.items():
        persona = column_name.removeprefix(schema.FEELING)
        if column_name != "emotion" and not map.has("personas", persona):
            what = f"The column “{column_name}” of steps holds the feelings of a persona that is not there."
            yield Spot(what, "steps", None, column_name, next(iter(curve)))


def _lost(map: Reading, table: str, column: schema.Column) -> Iterator[Spot]:
    for id_, row in map.rows(table):
        named = row.get(column.name)
        if filled(named) and not map.has(column.refers, named):
            what = f"The {_single(table)} {map.name(table, id_)} names {quoted(str(named))}, which is not in {column.refers}."
            yield Spot(
                what, table, id_, column.name, *_jump(map, table, id_, row), _empty(table, id_, column.name)
            )


def _empty(table: str, id_: str, column: str) -> Mend:
    return None if (table, column) in NEEDED or table not in PAGE_TABLES else (Set(table, id_, column, None),)


@rule(
    "dangling-link",
    "error",
    "An arrow starts or ends nowhere",
    why="An arrow with one end cannot be drawn.",
    how="Remove it, or let it start and end at a card (a move: start at a step) that is there.",
    needs="R53 R41",
)
def dangling_link(map: Reading) -> Iterator[Spot]:
    # The target of a transition may be an outcome, which is no step.
    for table, to, ends in (("links", "cards", ("source", "target")), ("transitions", "steps", ("source",))):
        for id_, row in map.rows(table):
            lost = [end for end in ends if not map.has(to, row.get(end))]
            if lost:
                named = row.get(lost[0])
                wrong = (
                    f"names {quoted(str(named))}, which is not in {to}"
                    if filled(named)
                    else f"has no {lost[0]}"
                )
                yield Spot(f"The {'link' if table == 'links' else 'move'} “{id_}” {wrong}.", table, id_)


@rule(
    "span-backwards",
    "error",
    "A card ends before it starts",
    why="A card spans from its step to a later one; this one cannot be drawn as it says.",
    how="Name in “until” a later step, or empty it.",
    needs="R1",
)
def span_backwards(map: Reading) -> Iterator[Spot]:
    for id_, row in map.rows("cards"):
        first, last = map.place(row.get("step")), map.place(row.get("until"))
        if first is not None and last is not None and last < first:
            what = f"The card {map.name('cards', id_)} starts at {map.name('steps', row['step'])} and ends before it, at {map.name('steps', row['until'])}."
            yield Spot(
                what, "cards", id_, "until", row["step"], row.get("lane"), (Set("cards", id_, "until", None),)
            )


@rule(
    "durations-out-of-order",
    "error",
    "A step's shortest time is longer than its longest",
    why="Low, likely and high span the range that simulations draw from; in another order they span nothing.",
    how="Put the three times in order: low, likely, high.",
    needs="R63",
)
def durations_out_of_order(map: Reading) -> Iterator[Spot]:
    for step, row in map.rows("steps"):
        told = [(column, value) for column in TIMES if (value := number(row.get(column))) is not None]
        values = [value for _, value in told]
        if values != sorted(values):
            mend = tuple(
                Set("steps", step, column, new, old)
                for (column, old), new in zip(told, sorted(values), strict=True)
                if old != new
            )
            what = f"The times of step {map.name('steps', step)} are not in order: {' > '.join(c for c, _ in sorted(told, key=lambda t: -t[1]))}."
            yield Spot(what, "steps", step, told[0][0], step, None, mend)


@rule(
    "negative-time",
    "error",
    "A time is below zero",
    why="No step takes less than no time; sums and simulations over it are wrong.",
    how="Correct the time: perhaps two dates were taken from one another the wrong way round.",
    needs="R63",
)
def negative_time(map: Reading) -> Iterator[Spot]:
    for table, columns in (("steps", (*TIMES, "wait")), ("cards", ("wait",))):
        for id_, row in map.rows(table):
            for column in columns:
                value = number(row.get(column))
                if value is not None and value < 0:
                    what = f"The {column.replace('_', ' ')} of {_single(table)} {map.name(table, id_)} is {value:g} seconds."
                    yield Spot(what, table, id_, column, *_jump(map, table, id_, row))


@rule(
    "out-of-range",
    "error",
    "A number lies outside its range",
    why="Colours, sums and rankings rest on the range; a number outside of it distorts them all.",
    how="Correct it: severities go from 1 to 5, shares from 0 to 1.",
    needs="R27 R38",
)
def out_of_range(map: Reading) -> Iterator[Spot]:
    for table, column in _numbers():
        for id_, row in map.rows(table):
            value = number(row.get(column.name))
            if value is None or (table, column.name) == ("steps", "emotion"):
                continue
            if (column.low is not None and value < column.low) or (
                column.high is not None and value > column.high
            ):
                what = f"The {column.name} of {_single(table)} {map.name(table, id_)} is {value:g}; it must be {_range(column)}."
                yield Spot(what, table, id_, column.name, *_jump(map, table, id_, row))


@rule(
    "not-a-number",
    "error",
    "A text stands where a number should be",
    why="It is left out of every sum, curve and ranking without anybody noticing.",
    how="Write a number, or empty the field.",
    needs="R63",
)
def not_a_number(map: Reading) -> Iterator[Spot]:
    for table, column in _numbers():
        for id_, row in map.rows(table):
            value = row.get(column.name)
            if filled(value) and number(value) is None:
                what = f"The {column.name} of {_single(table)} {map.name(table, id_)} is {quoted(str(value))}, which is no number."
                yield Spot(what, table, id_, column.name, *_jump(map, table, id_, row))


@rule(
    "unusual-word",
    "note",
    "A field holds a word that is not among those agreed on",
    why="Filters, weights and colours know the agreed words; another is kept, and counts as none.",
    how="Use one of the agreed words, or keep yours and silence the finding.",
    needs="R24 R32 R57",
)
def unusual_word(map: Reading) -> Iterator[Spot]:
    for table in schema.TABLES.values():
        for column in table.columns:
            if column.allowed:
                yield from _unusual(map, table.name, column)


def _unusual(map: Reading, table: str, column: schema.Column) -> Iterator[Spot]:
    for id_, row in map.rows(table):
        word = row.get(column.name)
        if not filled(word) or word in column.allowed:
            continue
        meant = next((a for a in column.allowed if _alike(a) == _alike(str(word))), None)
        mend = None if meant is None or table not in PAGE_TABLES else (Set(table, id_, column.name, meant),)
        said = f"“{meant}” is meant" if meant else f"agreed are {', '.join(column.allowed)}"
        what = f"The {column.name} of {_single(table)} {map.name(table, id_)} is {quoted(str(word))}; {said}."
        yield Spot(what, table, id_, column.name, *_jump(map, table, id_, row), mend)


@rule(
    "shares-over-one",
    "error",
    "More than all customers leave a step",
    why="The shares of the moves away from a step, and of those who give up there, cannot exceed one.",
    how="Correct the probabilities of the step's transitions.",
    needs="R41 R42",
)
def shares_over_one(map: Reading) -> Iterator[Spot]:
    totals: dict[str, float] = defaultdict(float)
    for _, row in map.rows("transitions"):
        totals[str(row.get("source"))] += number(row.get("probability")) or 0
    for step, total in totals.items():
        if total > 1.001:
            what = f"The moves away from step {map.name('steps', step)} add to {total:.1%}."
            yield Spot(what, "transitions", None, "probability", step if map.has("steps", step) else None)


def _numbers() -> Iterator[tuple[str, schema.Column]]:
    kinds = (schema.NUMBER, schema.INTEGER)
    return ((t.name, c) for t in schema.TABLES.values() for c in t.columns if c.type in kinds)


def _range(column: schema.Column) -> str:
    return f"{column.low:g} or more" if column.high is None else f"from {column.low:g} to {column.high:g}"


def _alike(word: str) -> str:
    return "".join(c for c in word.casefold() if c.isalnum())


def _single(table: str) -> str:
    return {"evidence": "evidence"}.get(table, table.removesuffix("s"))


def _jump(map: Reading, table: str, id_: str, row: Row) -> tuple[str | None, str | None]:
    """The step and lane to jump to, where they are there."""
    step = id_ if table == "steps" else text(row.get("step")) or None
    lane = id_ if table == "lanes" else text(row.get("lane")) or None
    return step if map.has("steps", step) else None, lane if map.has("lanes", lane) else None


RULES = (
    dangling_reference,
    dangling_link,
    span_backwards,
    durations_out_of_order,
    negative_time,
    out_of_range,
    not_a_number,
    unusual_word,
    shares_over_one,
)
