"""Several groups' maps made one: what each changed since a common start, conflicts side by side, cards with who wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from cjm_widgets.model import schema
from cjm_widgets.model.errors import DataError

if TYPE_CHECKING:
    from cjm_widgets.formats.cjm_file import MapFile
    from cjm_widgets.journey_map import JourneyMap

GROUP = "group"
COLUMNS = ("table", "id", "column", "base")


def merge_groups(
    maps: Mapping[str, JourneyMap], base: JourneyMap | None = None
) -> tuple[JourneyMap, pd.DataFrame]:
    """The maps of several groups as one new map, and what they disagree on; none of theirs is changed.

    Rows that only one group made are all kept, and its cards say so in the column ``group``. A row two groups made under one id is
    the same where it says the same; else each has its own, so that nothing is lost. Where groups changed the same cell of a row in
    ``base``, the first one's value stands in the map, and the conflict is a row of the table: ``table``, ``id``, ``column``,
    ``base``, a column for each group, and ``taken``. ``cjm.Compare(*maps.values(), names=list(maps))`` draws the maps side by side.

    Args:
        maps: maps by the groups' names, in the order in which they win.
        base: the map all began with; without it, an empty one, and stages, steps and lanes of one id or name are one.

    Raises:
        DataError: fewer than two maps.
        TypeError: one of them is no ``JourneyMap``.

    >>> import cjm_widgets as cjm
    >>> a, b = (cjm.JourneyMap.from_template("classic") for _ in range(2))
    >>> a.stages.iloc[0, 0], b.stages.iloc[0, 0] = "Notice", "Wake up"
    >>> whole, conflicts = merge_groups({"Red": a, "Blue": b}, base=cjm.JourneyMap.from_template("classic"))
    >>> conflicts[["column", "base", "Red", "Blue", "taken"]].values.tolist()
    [['name', 'Awareness', 'Notice', 'Wake up', 'Red']]
    """
    from cjm_widgets.formats import versions
    from cjm_widgets.formats.versions.grouping import apart
    from cjm_widgets.journey_map import JourneyMap

    _checked(maps, base)
    start = base._file() if base is not None else _bare(next(iter(maps.values()))._file())
    files = {str(name): one._file() for name, one in maps.items()}
    files = apart(files, start)
    names = list(files)
    merged = _marked(files[names[0]], start, names[0])
    told: dict[tuple[Any, ...], dict[str, Any]] = {}
    for name in names[1:]:
        done = versions.merge(start, merged, _marked(files[name], start, name))
        _note(told, done.conflicts, files, name)
        merged = done.map_file
    made = JourneyMap._of(merged)
    rows = [{"table": t, "id": i, "column": c, **held} for (t, i, c), held in told.items()]
    return made, pd.DataFrame(rows, columns=[*COLUMNS, *names, "taken"], dtype=object)


def _checked(maps: Any, base: Any) -> None:
    from cjm_widgets.journey_map import JourneyMap

    if not isinstance(maps, Mapping) or len(maps) < 2:
        raise DataError('Merging needs two maps or more, by name: cjm.merge_groups({"Red": m1, "Blue": m2}).')
    for one in (*maps.values(), *([] if base is None else [base])):
        if not isinstance(one, JourneyMap):
            raise TypeError(
                f"merge_groups takes JourneyMaps, not {type(one).__name__}. JourneyMap.open(path) opens a file."
            )
        one._now()


def _bare(file: MapFile) -> MapFile:
    """A map of the same kind without rows."""
    from cjm_widgets.formats.cjm_file import MapFile

    return MapFile({}, {n: f.iloc[:0] for n, f in file.tables.items() if n in schema.TABLES}, {})


def _marked(file: MapFile, base: MapFile, group: str) -> MapFile:
    """The map with the group behind each card that is not the base's and says no group."""
    from cjm_widgets.formats.cjm_file import MapFile

    cards = file.tables.get("cards")
    if cards is None:
        return file
    known = set(base.tables["cards"].index) if "cards" in base.tables else set()
    said = cards[GROUP] if GROUP in cards else pd.Series(None, index=cards.index, dtype=object)
    new = [pd.isna(one) and id_ not in known for id_, one in zip(cards.index, said, strict=True)]
    told = [group if own else one for own, one in zip(new, said, strict=True)]
    marked = cards.assign(
        **{GROUP: pd.Series(told, index=cards.index, dtype="str" if len(cards) else object)}
    )
    return MapFile(file.meta, {**file.tables, "cards": marked}, file.extra)


def _note(told: dict[Any, Any], conflicts: pd.DataFrame, files: Mapping[str, MapFile], theirs: str) -> None:
    """A row for each place in dispute, with what every group says there, and whose value stands."""
    for one in conflicts.to_dict("records"):
        place = (one["table"], one["id"], one["column"])
        if place not in told:
            said = {name: _said(file, *place) for name, file in files.items()}
            taken = next((name for name, value in said.items() if _same(value, one["ours"])), "")
            told[place] = {"base": one["base"], **said, "taken": taken}
        told[place][theirs] = one["theirs"]


def _said(file: MapFile, table: str, id_: Any, column: str | None) -> Any:
    """What a map says at a place; nothing where it has none."""
    if id_ is None:
        return file.meta.get(column) if table == "meta" and column else None
    frame = file.tables.get(table)
    if frame is None or id_ not in frame.index:
        return None
    row = {name: value for name, value in frame.loc[id_].items() if not _same(value, None)}
    return row.get(column) if column else row


def _same(one: Any, other: Any) -> bool:
    """Whether two values are one; nothing (None, NaN) equals nothing."""
    empty = [
        value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value))) for value in (one, other)
    ]
    return all(empty) if any(empty) else bool(repr(one) == repr(other))
