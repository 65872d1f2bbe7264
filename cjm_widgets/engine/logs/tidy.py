"""The tidy log: one table with case, step, at, segment and row, and what was dropped on the way."""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir

from .dialect import micros
from .names import Columns
from .sources import ROW, Source


def tidy(source: Source, columns: Columns, zone: str | None) -> ir.Table:
    """Every row of the log, with null where a case, a step or a time is missing."""
    t = source.table
    return t.select(
        case=_key(t[columns.case]),
        step=_text(t[columns.activity]),
        at=micros(t[columns.at], source.backend.name, zone),
        segment=_text(t[columns.segment]) if columns.segment else ibis.null("string"),
        row=t[ROW].cast("int64") if source.rows else ibis.literal(0, "int64"),
        told=t[columns.at].notnull(),
    )


def whole(rows: ir.Table) -> ir.Table:
    """The rows that count."""
    return rows.filter(rows.case.notnull(), rows.step.notnull(), rows["at"].notnull()).drop("told")


def reasons(rows: ir.Table) -> list[tuple[str, Any]]:
    """Why a row does not count, each row once."""
    case, step = rows.case.notnull(), rows.step.notnull()
    return [
        ("no case", ~case),
        ("no activity", case & ~step),
        ("no time", case & step & ~rows.told),
        ("time that cannot be read", case & step & rows.told & rows["at"].isnull()),
    ]


def _text(column: Any) -> Any:
    """As text; blanks alone are nothing."""
    text = column if column.type().is_string() else column.cast("string")
    return ibis.ifelse(text.strip() == "", ibis.null("string"), text)


def _key(column: Any) -> Any:
    if column.type().is_string():
        return _text(column)
    return column if column.type().is_integer() else column.cast("string")
