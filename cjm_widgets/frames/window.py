"""The windows a page asks for, and the document it holds: never more than a page needs, at any size."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from cjm_widgets.model.edits import Insert, Op, Set

from .source import Source, lanes_table


def window(source: Source, low: int, high: int) -> dict[str, Any]:
    """The steps of a window with the stages and cards that go with them."""
    steps = source.steps(low, high)
    columns = steps["columns"]
    ids = [row[0] for row in steps["rows"]]
    at = columns.index("stage")
    stages = source.stages(row[at] for row in steps["rows"] if row[at] is not None)
    return {"steps": steps, "stages": stages, "cards": source.cards(ids)}


def stages_named(source: Source, ops: Sequence[Op]) -> list[Op]:
    """The stages that operations on steps name and do not tell: a page that holds other steps need not know them."""
    named = {op.value for op in ops if isinstance(op, Set) and (op.table, op.column) == ("steps", "stage")}
    named |= {op.row.get("stage") for op in ops if isinstance(op, Insert) and op.table == "steps"}
    told = {op.id for op in ops if isinstance(op, Insert) and op.table == "stages"}
    table = source.stages(sorted(named - told - {None}))
    rows = (dict(zip(table["columns"], row, strict=True)) for row in table["rows"])
    return [Insert("stages", row.pop("id"), row) for row in rows]


def dumps(message: Any) -> str:
    """JSON as short as it can be."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def opened(source: Source, count: int) -> dict[str, Any]:
    """The document with so many of its first steps."""
    tables = window(source, 0, count)
    runs = source.runs()
    if runs is not None:  # all, also those without a step yet, which no page could ask for
        tables["stages"] = source.stages()
    tables["steps"] |= {"size": source.size(), "from": 0}
    tables["lanes"] = lanes_table(source.lanes())
    tables |= source.around()
    doc = {"kind": source.kind, "title": source.title, "note": source.note, "tables": tables, "runs": runs}
    return doc | ({"meta": plain(source.meta)} if source.meta else {})


def plain(meta: Mapping[str, Any]) -> dict[str, Any]:
    """Metadata as JSON has it; what JSON has no word for as text."""
    return {str(name): value if _plain(value) else str(value) for name, value in meta.items()}


def _plain(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return all(map(_plain, value))
    return (
        value is None or isinstance(value, bool | int | str) or (isinstance(value, float) and value == value)
    )
