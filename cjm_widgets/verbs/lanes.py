"""Columns of other tables as lanes: tickets, reviews, visits, revenue, joined by step."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any

import pandas as pd

from cjm_widgets.frames import keys
from cjm_widgets.frames.joining import Joined, join
from cjm_widgets.frames.lanes import kind_of
from cjm_widgets.model import schema
from cjm_widgets.model.errors import CjmWarning, DataError

from .held import Held
from .putting import put, with_rows

TAKEN = frozenset(c.name for c in schema.STEPS.columns)


class Lanes(Held):
    """``lane``."""

    def lane(
        self,
        column: str,
        values: pd.Series[Any] | Mapping[Any, Any] | None = None,
        *,
        source: str = "",
        name: str = "",
        unit: str = "",
        hint: str = "",
        names: Mapping[Any, str | None] | None = None,
        fill: Any = None,
    ) -> pd.DataFrame:
        """A column of steps as a lane, with its source named in the rail; one edit that can be undone.

        ``values`` is a Series (``tickets.groupby("step").size()``) whose labels are steps: by ``names``, id, name, or alike to one. Without values
        the column that is there gets its source. ``unit`` stands behind the numbers: a currency (``EUR``) or any word. ``fill`` is put
        where a step has no value, 0 for counts. Gives a report, a row per label: value, id, how, why, rows; labels that name no step are also
        a ``CjmWarning``. ``DataError`` where two labels are one step, or the column is one that every map has.

        >>> m = cjm.JourneyMap.from_template("classic")
        >>> m.steps = pd.DataFrame({"name": ["Pays"]}, index=["pay"])
        >>> m.lane("tickets", pd.Series({"PAYS": 12}), source="Helpdesk export, May")["how"].tolist()
        ['alike']
        >>> m.lanes.loc["tickets", "source"], m.steps.loc["pay", "tickets"].item()
        ('Helpdesk export, May', 12)
        """
        if column in TAKEN and not column.startswith(schema.FEELING):
            raise DataError(
                f"Every map has a column {column!r} of steps. Choose another name for the lane.",
                "steps",
                column=column,
            )
        steps = self._now()["steps"]
        made = _joined(values, steps, names)
        if values is not None:
            held = placed(_series(values), made, steps.index, fill)
        elif column not in steps.columns:
            raise DataError(
                f"Steps have no column {column!r}: give its values, m.lane({column!r}, series).",
                "steps",
                column=column,
            )
        else:
            held = steps[column]
        row = row_of(
            self.tables["lanes"], column, held, {"name": name, "source": source, "unit": unit, "hint": hint}
        )
        lanes = with_rows(self.tables["lanes"], row)
        put(self, {"lanes": lanes}, {} if values is None else {column: held})
        _warn(made, column)
        return made.report


def row_of(
    lanes: pd.DataFrame, column: str, held: pd.Series[Any], said: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """The row of lanes that draws a column of steps: the one there is, or a new one."""
    there = (
        lanes.index[(lanes["column"] == column).to_numpy()] if "column" in lanes.columns else lanes.index[:0]
    )
    told = {key: text for key, text in said.items() if text}
    if len(there):
        return {str(there[0]): told}
    fresh = {
        "name": column,
        "kind": kind_of(held),
        "role": "metric",
        "side": "customer",
        "column": column,
        "visible": True,
    }
    return {keys.unique([*map(str, lanes.index), column], "lane")[-1]: fresh | told}


def _series(values: pd.Series[Any] | Mapping[Any, Any]) -> pd.Series[Any]:
    if isinstance(values, pd.Series | Mapping):
        return values if isinstance(values, pd.Series) else pd.Series(dict(values))
    raise DataError(
        f"A lane takes a Series with steps as its index, or a dict, not {type(values).__name__}.", "steps"
    )


def _joined(values: Any, steps: pd.DataFrame, names: Mapping[Any, str | None] | None) -> Joined:
    if values is None:
        return join([], steps, "steps", names)
    held = _series(values)
    if held.index.nlevels > 1:
        raise DataError(
            f"The Series has {held.index.nlevels} levels, {', '.join(map(str, held.index.names))}: one of them must be the step.",
            "steps",
        )
    return join(held.index.to_series(), steps, "steps", names)


def placed(values: pd.Series[Any], made: Joined, index: pd.Index[Any], fill: Any = None) -> pd.Series[Any]:
    """The values at the steps they belong to, in the order of the steps. ``DataError`` where two belong to one."""
    ids = made.ids
    twice = ids[ids.duplicated(keep=False) & ids.notna()]
    if len(twice):
        labels = ", ".join(repr(str(values.index[at])) for at in twice.index[twice == twice.iloc[0]])
        raise DataError(
            f"{labels} are all the step {twice.iloc[0]!r}: add them up first, values.groupby(...).sum().",
            "steps",
            str(twice.iloc[0]),
        )
    held = values[ids.notna().to_numpy()].set_axis(pd.Index(ids.dropna()))
    out = held.reindex(pd.Index([keys.text(one) for one in index]))
    if pd.api.types.is_integer_dtype(held.dtype) and fill is None:
        out = out.astype("Int64")
    elif fill is not None:
        out = out.fillna(fill)
        out = out.astype(held.dtype) if pd.api.types.is_integer_dtype(held.dtype) else out
    return out.set_axis(index)


def _warn(made: Joined, column: str) -> None:
    lost = made.lost
    if len(lost):
        some = ", ".join(
            f"{value} ({why})" for value, why in zip(lost["value"][:4], lost["why"][:4], strict=True)
        )
        warnings.warn(
            f"{len(lost)} of {len(made.report)} labels of {column!r} name no step and are not on the map: {some}. "
            "names={'label': 'step id'} says where they belong, or None that they belong nowhere.",
            CjmWarning,
            stacklevel=3,
        )
