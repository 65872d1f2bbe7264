"""Three versions of a map made one: what either side changed is in it; what both changed is ours, and listed."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from cjm_widgets.model import schema
from cjm_widgets.model.order import weave

from .judge import GONE, Conflict, Judge, Place
from .rows import merge_sheets
from .sheets import Json, Sheet, Whole, keys_of, text_of

META = "meta"
"""What a conflict calls the metadata."""


def merge(
    base: Whole, ours: Whole, theirs: Whole, decided: Collection[Place] = ()
) -> tuple[Whole, list[Conflict]]:
    """The merged map and its conflicts, in the order of the tables. ``decided`` are the places where theirs wins.

    >>> b, o, t = Whole({"a": 1, "b": 1}), Whole({"a": 2, "b": 1}), Whole({"a": 1, "b": 3})
    >>> merge(b, o, t)[0].meta
    {'a': 2, 'b': 3}
    """
    needed: set[Place] = set()
    while True:
        judge = Judge(decided, needed)
        made = _merged(base, ours, theirs, judge)
        more = _still_needed(base, ours, theirs, made) - judge.conflicts.keys()
        if more <= needed:
            return made, list(judge.conflicts.values())
        needed |= more


def _merged(base: Whole, ours: Whole, theirs: Whole, judge: Judge) -> Whole:
    meta = judge.mapping(META, "", base.meta, *_dated(base.meta, ours.meta, theirs.meta))
    extra = judge.mapping("", "", base.extra, ours.extra, theirs.extra)
    odd = judge.mapping("", "", base.odd, ours.odd, theirs.odd)
    made: dict[str, Sheet] = {}
    for name in {**ours.tables, **theirs.tables}:
        found = _table(name, base.tables.get(name), ours.tables.get(name), theirs.tables.get(name), judge)
        if found is not None:
            made[name] = found
    names = weave(list(base.tables), list(ours.tables), list(theirs.tables), made.keys())
    return Whole(meta, {name: made[name] for name in names}, extra, odd)


def _dated(
    base: Mapping[str, Json], ours: Mapping[str, Json], theirs: Mapping[str, Json]
) -> tuple[Mapping[str, Json], Mapping[str, Json]]:
    """Both sides with the later of two dates of change: that both were changed is no conflict."""
    a, b = ours.get("updated"), theirs.get("updated")
    if not isinstance(a, str) or not isinstance(b, str) or base.get("updated") in (a, b):
        return ours, theirs
    return {**ours, "updated": max(a, b)}, {**theirs, "updated": max(a, b)}


def _table(
    name: str, base: Sheet | None, ours: Sheet | None, theirs: Sheet | None, judge: Judge
) -> Sheet | None:
    sides = [side for side in (ours, theirs) if side is not None]
    if len(sides) == 1 and base is not None and name in schema.TABLES:
        # A file leaves a table out that has no rows: that says nothing of its columns.
        made = merge_sheets(name, base, ours or base.blank(), theirs or base.blank(), judge)
        return made if made.order else None
    if ours is not None and theirs is not None:
        start = base if base is not None else Sheet()
        if len({keys_of(name, s.head) for s in (*sides, *([base] if base is not None else []))}) == 1:
            return merge_sheets(name, start, ours, theirs, judge)
    return _one_of(name, base, ours, theirs, judge)


def _one_of(
    name: str, base: Sheet | None, ours: Sheet | None, theirs: Sheet | None, judge: Judge
) -> Sheet | None:
    """One of the two as a whole: one side took the table out, or gave its index another form."""
    told = [GONE if side is None else _values(side) for side in (base, ours, theirs)]
    won = judge.pick((name, None, None), told[0], told[1], told[2])
    return ours if won is told[1] else theirs


def _values(sheet: Sheet) -> Json:
    return {
        "head": dict(sheet.head),
        "columns": [dict(spec) for spec in sheet.columns.values()],
        "rows": [dict(sheet.rows[id_]) for id_ in sheet.order],
    }


def _still_needed(base: Whole, ours: Whole, theirs: Whole, made: Whole) -> set[Place]:
    """Rows that one side took out while the other began to name them."""
    out: set[Place] = set()
    for name, sheet in made.tables.items():
        for column in schema.TABLES[name].columns if name in schema.TABLES else ():
            if column.refers and column.name in sheet.columns:
                out |= _lost(name, column.name, column.refers, (base, ours, theirs, made))
    return out


def _lost(table: str, column: str, target: str, maps: tuple[Whole, Whole, Whole, Whole]) -> set[Place]:
    base, ours, theirs, made = (m.tables.get(target, Sheet()).rows for m in maps)
    sides = [m.tables.get(table, Sheet()).rows for m in maps[1:3]]
    out: set[Place] = set()
    for id_, row in maps[3].tables[table].rows.items():
        named = text_of(row.get(column))
        if not named or named in made or named not in base:
            continue
        gone = sides[0] if named not in ours else sides[1]
        if (named in ours or named in theirs) and text_of(gone.get(id_, {}).get(column)) != named:
            out.add((target, named, None))
    return out
