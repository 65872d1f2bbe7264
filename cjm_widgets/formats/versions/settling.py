"""Conflicts decided one by one: ours, theirs, base or both, from the table an earlier merge left in the map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.formats.columns import dump
from cjm_widgets.formats.values import Json, encode
from cjm_widgets.formats.versions.fitting import fitted
from cjm_widgets.formats.versions.larger import decided, put
from cjm_widgets.formats.versions.merging import COLUMNS, left_over
from cjm_widgets.formats.versions.plain import TIMES, dtype_of, framed, plain
from cjm_widgets.formats.versions.sentences import brief, subject
from cjm_widgets.model.errors import DataError
from cjm_widgets.model.versions import Sheet, Whole
from cjm_widgets.model.versions.merge import META

SIDES = ("ours", "theirs", "base", "both")
BETWEEN = " / "
"""What stands between two texts where both are wanted."""

Choices = Mapping[Any, str]


def conflicts_of(tables: Mapping[str, pd.DataFrame]) -> tuple[str, pd.DataFrame]:
    """The table of conflicts in a map and its name; an empty one where there is none."""
    found = [(name, frame) for name, frame in tables.items() if left_over(name, frame)]
    return found[-1] if found else ("", pd.DataFrame(columns=list(COLUMNS), dtype="object"))


def choices(side: str | Choices, rows: Any, conflicts: pd.DataFrame) -> dict[Any, str]:
    """Which side is to win each row: ``"theirs"`` for all, or for ``rows``; or ``{0: "theirs", 1: "both"}``.

    ``DataError`` for another side, or a row that is not there.
    """
    if isinstance(side, Mapping):
        made = dict(side)
    elif rows is None:
        made = dict.fromkeys(conflicts.index, side)
    else:
        made = dict.fromkeys([rows] if isinstance(rows, int | str) else list(rows), side)
    for chosen in [*([] if isinstance(side, Mapping) else [side]), *made.values()]:
        if chosen not in SIDES:
            raise DataError(f"settle({chosen!r}): a side is one of {', '.join(SIDES)}.", "conflicts")
    for row in made:
        if row not in conflicts.index:
            known = ", ".join(map(str, conflicts.index)) or "none"
            raise DataError(
                f"There is no conflict {row!r}. Rows of m.conflicts: {known}.", "conflicts", str(row)
            )
    return made


def settle(held: MapFile, chosen: Choices) -> MapFile:
    """The map with these conflicts decided; they leave the table, and the table goes with the last one.

    ``both`` is for texts (ours / theirs) and lists; a column or a table is one side's. ``DataError`` where it cannot be
    done; nothing is changed then.

    >>> from cjm_widgets.formats.versions import merge
    >>> a, b, c = (MapFile({"title": t}) for t in ("Kit", "Our kit", "Their kit"))
    >>> settle(merge(a, b, c).filed(), {0: "both"}).meta
    {'title': 'Our kit / Their kit'}
    """
    name, conflicts = conflicts_of(held.tables)
    left = conflicts.drop(index=list(chosen))
    rest = {n: f for n, f in held.tables.items() if n != name} | ({name: left} if len(left) else {})
    whole = plain(MapFile(held.meta, rest, held.extra))
    for row, side in chosen.items():
        whole = _decided(whole, conflicts.loc[row], side)
    return framed(fitted(whole), "the settled map")


def _decided(whole: Whole, one: Any, side: str) -> Whole:
    """The map with one conflict decided; ours is what it holds."""
    table, id_, column = (
        None if _missing(one[name]) else str(one[name]) for name in ("table", "id", "column")
    )
    if side == "ours":
        return whole
    value = _both(one) if side == "both" else one[side]
    if table == META and id_ is None and column is not None:
        return replace(whole, meta=put(whole.meta, column, _json("object", value)))
    if not table or id_ is None:
        return decided(whole, table or "", column, _json("object", value))
    sheet = whole.tables.get(table, Sheet())
    made = _row(sheet, table, id_, value) if column is None else _cell(sheet, table, id_, column, value)
    return replace(whole, tables={**whole.tables, table: made})


def _both(one: Any) -> Any:
    ours, theirs = one["ours"], one["theirs"]
    if isinstance(ours, str) and isinstance(theirs, str):
        return f"{ours}{BETWEEN}{theirs}"
    if isinstance(ours, list) and isinstance(theirs, list):
        return [*ours, *(value for value in theirs if value not in ours)]
    raise DataError(
        f"{subject(one['table'], one['id'], one['column'])} cannot be both {brief(ours)} and {brief(theirs)}: only texts and "
        "lists can. Settle it as 'ours', 'theirs' or 'base'.",
        one["table"],
        one["id"],
        one["column"],
    )


def _cell(sheet: Sheet, table: str, id_: str, column: str, value: Any) -> Sheet:
    if id_ not in sheet.rows:
        raise DataError(
            f"The row {id_!r} of {table} is no longer there, so its {column} cannot be set. Put the row back, or settle "
            "as 'ours'.",
            table,
            id_,
            column,
        )
    row = put(sheet.rows[id_], column, _json(dtype_of(table, column, sheet), value))
    return replace(sheet, rows={**sheet.rows, id_: row})


def _row(sheet: Sheet, table: str, id_: str, value: Any) -> Sheet:
    if not isinstance(value, Mapping):
        rows = {key: row for key, row in sheet.rows.items() if key != id_}
        return replace(sheet, rows=rows, order=tuple(key for key in sheet.order if key != id_))
    row = {key: _json(dtype_of(table, key, sheet), held) for key, held in value.items()}
    order = sheet.order if id_ in sheet.rows else (*sheet.order, id_)
    return replace(sheet, rows={**sheet.rows, id_: row}, order=order)


def _json(dtype: Json, value: Any) -> Json:
    if _missing(value):
        return None
    of = dtype.get("of", "str") if isinstance(dtype, Mapping) else dtype
    if isinstance(of, str) and of.startswith(TIMES):
        return dump(pd.Series([value]))[1][0]
    return encode(value)


def _missing(value: Any) -> bool:
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))
