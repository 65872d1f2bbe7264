"""The tables of a map as leaves: a header, and rows of values, each in the form its column has. Knows no file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cjm_widgets.formats.values import Json
from cjm_widgets.formats.versions.plain import dtype_of
from cjm_widgets.model.versions import Sheet, Whole
from cjm_widgets.model.versions.sheets import counted, default_levels, keys_of, level_key

from .cells import ANY, TEXT, TEXTS, form_of

META = "meta"
"""What the leaf of the metadata is called; it has no table."""
NAME, VALUE = "name", "value"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One table: ``keys`` head its columns, the first ``levels`` of them are ids; ``forms`` say what each holds."""

    table: str
    keys: tuple[str, ...]
    forms: tuple[str, ...]
    levels: int
    rows: tuple[tuple[Json, ...], ...]


def leaves(whole: Whole) -> Iterator[Leaf]:
    """The metadata, then each table.

    >>> [leaf.table for leaf in leaves(Whole({"title": "Kit"}))]
    ['meta']
    """
    yield Leaf(META, (NAME, VALUE), (TEXT, ANY), 1, tuple(whole.meta.items()))
    for name, sheet in whole.tables.items():
        yield leaf_of(name, sheet)


def leaf_of(name: str, sheet: Sheet) -> Leaf:
    """One table as a leaf."""
    ids, keys = ids_of(name, sheet), keys_in(name, sheet)
    forms = tuple(form_in(name, key, sheet) for key in keys)
    rows = tuple(tuple(sheet.rows[id_].get(key) for key in keys) for id_ in sheet.order)
    return Leaf(name, keys, forms, len(ids), rows)


def keys_in(name: str, sheet: Sheet) -> tuple[str, ...]:
    """What heads the columns of a table: its ids first."""
    return tuple(dict.fromkeys([*ids_of(name, sheet), *sheet.columns]))


def ids_of(name: str, sheet: Sheet) -> tuple[str, ...]:
    """The columns that make the id of a row."""
    return keys_of(name, sheet.head)


def form_in(name: str, key: str, sheet: Sheet) -> str:
    """What the cells of a column of a table hold."""
    if key in sheet.columns:
        return form_of(name, key, dtype_of(name, key, sheet))
    levels = sheet.head.get("index", default_levels(name))
    if counted(sheet.head) is not None:
        return form_of(name, key, "int64")
    found = {level_key(level, i, len(levels)): level.get("dtype", "str") for i, level in enumerate(levels)}
    return form_of(name, key, found.get(key) or dtype_of(name, key, sheet))


def form_of_meta(value: Json) -> str:
    """A list among the metadata is edited as lines."""
    plain = isinstance(value, list) and all(isinstance(v, str) for v in value)
    return TEXTS if plain else ANY
