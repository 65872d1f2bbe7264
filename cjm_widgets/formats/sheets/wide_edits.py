"""What people changed in the wide sheet, carried into the tables it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Any

from cjm_widgets.formats.values import Json
from cjm_widgets.model.versions import Sheet, Whole

from .cells import TEXT, unchanged
from .rows import Wrong
from .wide import Wide, WideLane, bulleted, text, unbulleted, wide

Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Added:
    """A step or lane somebody added: its table, what it is called in the sheet as read, its name, what it lies behind, its stage."""

    table: str
    key: str
    name: Any
    before: str
    stage: Any = None


@dataclass(frozen=True)
class WideRead:
    """What was found in a wide sheet: names of stages by the step they begin with, of steps and lanes by id; cells by lane
    and step, and ``at`` how these are called."""

    stages: Mapping[str, Any] = field(default_factory=dict)
    steps: Mapping[str, Any] = field(default_factory=dict)
    lanes: Mapping[str, Any] = field(default_factory=dict)
    cells: Mapping[Place, Any] = field(default_factory=dict)
    at: Mapping[Place, str] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    """The names of cells that belong to no step or lane."""
    added: tuple[Added, ...] = ()
    """Steps and lanes that have a name and no id yet."""
    covered: frozenset[Place] = frozenset()
    """Cells that a merged one covers; of names, the other half is empty."""
    merged: tuple[str, ...] = ()


def widely(base: Whole, read: WideRead, name: str) -> tuple[Whole, list[str]]:
    """The map with what was changed in its wide sheet, and sentences on what could not be taken from there.

    A card that was cut out of one cell and put into another stays the same card. DataError names the cells that do not read.
    """
    written, wrong = wide(base), Wrong()
    tables = dict(base.tables)
    steps = {id_: name for id_, name in read.steps.items() if ("", id_) not in read.covered}
    lanes = {id_: name for id_, name in read.lanes.items() if (id_, "") not in read.covered}
    for table, names in (("stages", _stages(written, read)), ("steps", steps), ("lanes", lanes)):
        if table in tables:
            tables[table] = _renamed(tables[table], names)
    if "steps" in tables:
        tables["steps"] = _valued(tables["steps"], written, read, wrong)
    moves = _Cards(tables.get("cards", Sheet()), written, read)
    if moves.changed:
        tables["cards"] = moves.made()
    wrong.refuse(name)
    return replace(base, tables=tables), list(_said(written, read))


def _stages(written: Wide, read: WideRead) -> dict[str, Any]:
    """The names above the bands by the id of the stage; where one has several bands, one that was changed."""
    out: dict[str, Any] = {}
    at = 0
    for stage, name, count in written.bands:
        step = next((id_ for id_, _ in written.steps[at : at + count] if id_ in read.stages), "")
        at += count
        if step and (stage not in out or unchanged(TEXT, out[stage], name)):
            out[stage] = read.stages[step]
    return out


def _said(written: Wide, read: WideRead) -> Iterator[str]:
    gone = [f"step {name or id_!r}" for id_, name in written.steps if id_ not in read.steps]
    gone += [f"lane {lane.name!r}" for lane in written.lanes if lane.id not in read.lanes]
    if gone:
        yield (
            f"The wide sheet no longer shows {', '.join(gone)}; they stay. Steps and lanes are removed in the sheets of those "
            "names."
        )
    if read.beside:
        yield (
            f"Cells of the wide sheet that belong to no step and lane were not taken: {', '.join(read.beside[:8])}. Give a new "
            "step a name in row 4 and a new lane one in column B."
        )
    if read.merged:
        yield (
            f"Cells of the wide sheet were merged ({', '.join(read.merged[:8])}); what they cover is kept as it was. To remove "
            "it, unmerge them and leave the cells empty."
        )
    for what, ids, shown in (
        ("steps", [id_ for id_, _ in written.steps], read.steps),
        ("lanes", [lane.id for lane in written.lanes], read.lanes),
    ):
        if [id_ for id_ in ids if id_ in shown] != [id_ for id_ in shown if id_ in ids]:
            yield f"The wide sheet shows its {what} in another order, which was not taken. Move rows in the sheet “{what}”."


def _renamed(sheet: Sheet, names: Mapping[str, Any]) -> Sheet:
    rows = dict(sheet.rows)
    for id_, cell in names.items():
        was = rows.get(id_, {})
        shown = text(was.get("name")) or id_
        if id_ in rows and not unchanged(TEXT, cell, shown) and not unchanged(TEXT, cell, was.get("name")):
            rows[id_] = _put(was, "name", None if cell is None else text(cell))
    return replace(sheet, rows=rows)


def _valued(sheet: Sheet, written: Wide, read: WideRead, wrong: Wrong) -> Sheet:
    rows = dict(sheet.rows)
    columns = dict(sheet.columns)
    for lane, step, cell in _cells(written, read):
        if lane.column and not unchanged(lane.form, cell, rows[step].get(lane.column)):
            value = wrong.value(lane.form, cell, read.at[lane.id, step])
            rows[step] = _put(rows[step], lane.column, value)
            columns.setdefault(lane.column, {"name": lane.column})
    return replace(sheet, rows=rows, columns=columns)


def _cells(written: Wide, read: WideRead) -> Iterator[tuple[WideLane, str, Any]]:
    for lane in written.lanes:
        for step, _ in written.steps:
            if lane.id in read.lanes and step in read.steps and (lane.id, step) not in read.covered:
                yield lane, step, read.cells.get((lane.id, step))


def _put(row: Mapping[str, Json], key: str, value: Json) -> dict[str, Json]:
    rest = {k: v for k, v in row.items() if k != key}
    return rest if value is None else {**rest, key: value}


class _Cards:
    """The cards after the edits: texts that stayed, were put in other words, came, went, or lie elsewhere."""

    def __init__(self, cards: Sheet, written: Wide, read: WideRead) -> None:
        self._cards = cards
        self._kept: dict[Place, list[tuple[str | None, str]]] = {}
        self._gone: dict[str, list[str]] = {}
        for lane, step, cell in _cells(written, read):
            ids, place = written.cards.get((lane.id, step), ()), (lane.id, step)
            said = [text(cards.rows[id_].get("text")) for id_ in ids]
            if not lane.column and not unchanged(TEXT, cell, bulleted(said) or None):
                self._match(place, ids, said, unbulleted(text(cell)))
        self.changed = bool(self._kept)

    def _match(self, place: Place, ids: tuple[str, ...], was: list[str], now: list[str]) -> None:
        found: list[tuple[str | None, str]] = [(None, one) for one in now]
        for kind, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            for n in range(b - a):
                if c + n < d and (kind == "equal" or was[a + n] not in now):
                    found[c + n] = (ids[a + n], now[c + n])
                else:
                    self._gone.setdefault(was[a + n], []).append(ids[a + n])
        self._kept[place] = found

    def made(self) -> Sheet:
        """The table of cards with all of it carried out."""
        rows, order = dict(self._cards.rows), list(self._cards.order)
        gone = {id_ for held in self._gone.values() for id_ in held}
        for place, found in self._kept.items():
            before: str | None = None
            for id_, said in found:
                back = None if id_ else next(iter(self._gone.get(said, [])), None)
                if back is not None:
                    self._gone[said].remove(back)
                    gone.discard(back)
                made = id_ or back or _fresh(rows)
                rows[made] = _row(rows.get(made, {"id": made}), place, said)
                order = _placed(order, made, before, moved=id_ is None)
                before = made
        left = [id_ for id_ in order if id_ not in gone]
        return replace(self._cards, rows={id_: rows[id_] for id_ in left}, order=tuple(left))


def _row(was: Mapping[str, Json], place: Place, said: str) -> dict[str, Json]:
    wanted = {"lane": place[0], "step": place[1], "text": said}
    return {**was, **{k: v for k, v in wanted.items() if text(was.get(k)) != v}}


def _fresh(rows: Mapping[str, Any]) -> str:
    return next(id_ for n in range(1, 10**6) if (id_ := f"card-new-{n}") not in rows)


def _placed(order: list[str], id_: str, before: str | None, moved: bool) -> list[str]:
    """A card behind the one above it in its cell; one that was there already keeps its place if that is behind it."""
    at = order.index(before) if before is not None else -1
    if id_ in order and (not moved or before is None) and order.index(id_) > at:
        return order
    rest = [one for one in order if one != id_]
    return (
        [*rest, id_]
        if before is None
        else [*rest[: rest.index(before) + 1], id_, *rest[rest.index(before) + 1 :]]
    )
