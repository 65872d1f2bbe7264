"""The values of one column or index level as JSON, with errors that name table, row and column."""

from __future__ import annotations

import warnings
from typing import Any

import pandas as pd

from cjm_widgets.formats.columns import Unread, dump, load, unlisted
from cjm_widgets.formats.values import Json, Misfit
from cjm_widgets.model.errors import BrokenFile, CjmWarning, DataError

Spec = dict[str, Json]


def dumped(
    table: str, column: pd.Series[Any] | pd.Index[Any], label: str, index: pd.Index[Any]
) -> tuple[Json, list[Json]]:
    try:
        return dump(column)
    except Misfit as error:
        row = str(index[error.args[1]]) if len(error.args) > 1 else None
        where = f"Table {table}, column {label}" + (f", row {row}" if row else "")
        raise DataError(f"{where} has {error.args[0]}.", table=table, row=row, column=label) from error


def loaded(table: str, key: str, dtype: Json, values: list[Json], rows: list[Spec]) -> pd.Series[Any]:
    more = unlisted(dtype, values)
    if more:
        said = ", ".join(map(repr, more[:3]))
        text = f"Table {table}, column {key}: {said} is not among its categories; added to them, nothing is lost."
        warnings.warn(text, CjmWarning, stacklevel=2)
    try:
        return load(dtype, values)
    except Unread as error:
        row = rows[error.position].get("id", f"{error.position + 1}, counting from 1")
        raise BrokenFile(
            f"table {table}, row {row}, column {key}: {error.value!r} is not {error.wanted}"
        ) from error
