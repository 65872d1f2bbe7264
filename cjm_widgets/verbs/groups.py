"""Several groups' maps made one: what each changed since a common start, conflicts side by side, cards with who wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from cjm_widgets.model import schema

if TYPE_CHECKING:
    from cjm_widgets.formats.cjm_file import MapFile

GROUP = "group"
COLUMNS = ("table", "id", "column", "base")


def merged(files: Mapping[str, MapFile], base: MapFile | None) -> tuple[MapFile, pd.DataFrame]:
    """One map of several by the groups' names, and a row for each place in dispute; ``cjm.merge_groups`` says how."""
    from cjm_widgets.formats import versions
    from cjm_widgets.formats.versions.grouping import apart

    start = base if base is not None else _bare(next(iter(files.values())))
    files = apart(files, start)
    first, *others = files
    made = _marked(files[first], start, first)
    told: dict[tuple[Any, ...], dict[str, Any]] = {}
    for name in others:
        done = versions.merge(start, made, _marked(files[name], start, name))
        _note(told, done.conflicts, files, name)
        made = done.map_file
    rows = [{"table": t, "id": i, "column": c, **held} for (t, i, c), held in told.items()]
    return made, pd.DataFrame(rows, columns=[*COLUMNS, *files, "taken"], dtype=object)


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
