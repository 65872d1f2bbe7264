"""Steps and lanes that people added in the wide sheet, as rows of the tables it shows. Knows no file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from cjm_widgets.formats.values import Json
from cjm_widgets.model.errors import DataError
from cjm_widgets.model.versions import Sheet, Whole

from .cells import TEXT, unchanged
from .rows import fresh_id
from .wide import text, wide
from .wide_edits import Added, WideRead


def grown(base: Whole, read: WideRead) -> tuple[Whole, WideRead]:
    """The map with the columns and rows that were added as steps, lanes and stages, and the sheet as read with their ids.

    A new step lies behind the step left of it, in the stage that stands above it or else in that step's; a new lane, which
    holds cards, below the lane above it.

    Raises DataError where the ids of all steps or lanes are gone, for then every cell would be taken for a new one.
    """
    written = wide(base)
    _demand("steps", [id_ for id_, _ in written.steps], read.steps, "row 1")
    _demand("lanes", [lane.id for lane in written.lanes], read.lanes, "column A")
    if not read.added:
        return base, read
    tables = dict(base.tables)
    ids: dict[str, str] = {}
    for one in read.added:
        sheet = tables.get(one.table, Sheet())
        row: dict[str, Json] = {"name": text(one.name)}
        before = ids.get(one.before, one.before)
        if one.table == "steps":
            row |= _stage(tables, sheet, one, before)
        ids[one.key] = id_ = fresh_id(row["name"], one.table, set(sheet.rows))
        tables[one.table] = _with(sheet, {"id": id_, **row}, before)
    return replace(base, tables=tables), _renamed(read, ids)


def _demand(what: str, ids: Sequence[str], found: Collection[str], where: str) -> None:
    if ids and not any(id_ in found for id_ in ids):
        raise DataError(
            f"The sheet “Map” no longer holds the ids of its {what} (hidden {where}), so what belongs to which cannot be told. "
            "Put them back, or delete this sheet and edit the tables; nothing was taken from it."
        )


def _stage(tables: dict[str, Sheet], steps: Sheet, one: Added, before: str) -> dict[str, Json]:
    """The stage of a new step, which is made where its name is new."""
    beside = steps.rows.get(before) or steps.rows.get(steps.order[0] if steps.order else "", {})
    if one.stage is None:
        return {"stage": beside["stage"]} if beside.get("stage") is not None else {}
    stages = tables.get("stages", Sheet())
    known = [
        id_ for id_, row in stages.rows.items() if unchanged(TEXT, one.stage, text(row.get("name")) or id_)
    ]
    known += [
        id_ for id_ in {text(row.get("stage")) for row in steps.rows.values()} if id_ == text(one.stage)
    ]
    if known:
        return {"stage": known[0]}
    made = fresh_id(text(one.stage), "stages", set(stages.rows))
    tables["stages"] = _with(stages, {"id": made, "name": text(one.stage)}, text(beside.get("stage")))
    return {"stage": made}


def _with(sheet: Sheet, row: Mapping[str, Json], before: str) -> Sheet:
    """A row more, behind another one; before all where there is none."""
    at = sheet.order.index(before) + 1 if before in sheet.rows else 0
    columns = dict(sheet.columns)
    for key in row:
        if key != "id":
            columns.setdefault(key, {"name": key})
    order = (*sheet.order[:at], row["id"], *sheet.order[at:])
    return replace(sheet, columns=columns, order=order, rows={**sheet.rows, row["id"]: row})


def _renamed(read: WideRead, ids: Mapping[str, str]) -> WideRead:
    def key(one: str) -> str:
        return ids.get(one, one)

    return replace(
        read,
        steps={key(step): name for step, name in read.steps.items()},
        lanes={key(lane): name for lane, name in read.lanes.items()},
        cells={(key(lane), key(step)): value for (lane, step), value in read.cells.items()},
        at={(key(lane), key(step)): value for (lane, step), value in read.at.items()},
        covered=frozenset((key(lane), key(step)) for lane, step in read.covered),
        added=(),
    )
