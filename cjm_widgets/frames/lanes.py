"""What lane a column makes: its kind by dtype, its role by name, its choices and its range."""

from __future__ import annotations

import math
import re
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd

from .keys import text
from .layers import SIDES, carrier_of, is_line, role_of as role_of

WIRE = (
    "name", "hint", "kind", "role", "side", "column", "source", "visible", "height",
    "options", "domain", "many", "readonly", "format", "carrier", "unit",
)  # fmt: skip
"""A lane's columns as they travel, behind its id."""

ADDED = {"text": "str", "cards": "str", "chips": "category", "number": "float64", "emotion": "float64",
         "flag": "boolean", "duration": "timedelta64[us]", "time": "datetime64[us]"}  # fmt: skip
"""The dtype of a column a page adds, by the lane's kind."""

MOST_LOOKED_AT = 500
"""So many cells are looked at to tell what a column is."""
_SHARE = re.compile(r"share|rate\b|percent|conversion|pass|%|ratio|probab|anteil|quote\b", re.IGNORECASE)


@dataclass(slots=True)
class Lane:
    """One row of the grid: what it draws and how.

    ``column`` is the frame's column it draws, None where it holds cards. As columns are renamed and ids are not, a step
    travels with its lanes' ids as columns.
    """

    id: str
    name: str
    kind: str = "cards"
    role: str | None = None
    side: str | None = "customer"
    hint: str | None = None
    column: str | None = None
    source: str | None = None
    visible: bool = True
    height: int | None = None
    options: list[str] | None = None
    domain: list[float] | None = None
    many: str | None = None
    readonly: bool = False
    format: str | None = None
    carrier: str | None = None
    unit: str | None = None

    def wire(self) -> list[Any]:
        """The lane as it travels, the id first."""
        fields = asdict(self) | {"column": self.id if self.column is not None else None}
        return [self.id, *(fields[name] for name in WIRE)]


def lane_of(id_: str, column: str, series: pd.Series, *, emotion: bool = False) -> Lane:
    """The lane a column makes."""
    lane = named(id_, column, "emotion" if emotion else role_of(column), series)
    lane.kind, lane.column = "emotion" if emotion else kind_of(series), column
    describe(lane, series)
    return lane


def named(id_: str, name: str, role: str | None, series: pd.Series | None = None) -> Lane:
    """A lane with what its name tells: side and carrier. The name of a line above empty cells is out of sight."""
    lane = Lane(id_, name, "text", role, SIDES.get(role or "", "customer"), column=id_)
    lane.carrier = carrier_of(name, role)
    if series is not None and is_line(name):
        lane.visible = not all(map(_says_nothing, series.iloc[:MOST_LOOKED_AT].tolist()))
    return lane


def _says_nothing(value: Any) -> bool:
    return _blank(value) or (isinstance(value, str) and not value.strip(" -–—_.=·\t\n"))


def describe(lane: Lane, series: pd.Series) -> None:
    """Fill in what depends on the values: choices, range, how several cards stand in one cell."""
    lane.options = _options(series) if lane.kind == "chips" else None
    lane.domain = domain_of(lane.kind, series)
    lane.many = many_of(series) if lane.kind == "text" else None
    lane.format = _format(lane, series)


def _format(lane: Lane, series: pd.Series) -> str | None:
    """``percent`` for shares of one, ``whole`` for a curve whose column takes whole numbers only."""
    if lane.column == "arc" and lane.kind == "number":
        return "arc"
    if lane.kind == "emotion" and pd.api.types.is_integer_dtype(series.dtype):
        return "whole"
    return "percent" if lane.kind == "number" and _is_share(lane.name, lane.domain) else None


def kind_of(series: pd.Series) -> str:
    """How cells of a column are drawn, by dtype; mixed columns by what is in them."""
    dtype, types = series.dtype, pd.api.types
    if isinstance(dtype, pd.CategoricalDtype):
        return "chips"
    if types.is_bool_dtype(dtype):
        return "flag"
    if types.is_timedelta64_dtype(dtype):
        return "duration"
    if types.is_datetime64_any_dtype(dtype):
        return "time"
    if types.is_numeric_dtype(dtype) and not types.is_complex_dtype(dtype):
        return "number"
    return _kind_of_objects(series) if dtype == object else "text"


def _kind_of_objects(series: pd.Series) -> str:
    found = [v for v in series.iloc[:MOST_LOOKED_AT].tolist() if not _blank(v)]
    if found and all(isinstance(v, bool | np.bool_) for v in found):
        return "flag"
    if found and all(
        isinstance(v, int | float | np.integer | np.floating) and not isinstance(v, bool) for v in found
    ):
        return "number"
    return "text"


def _blank(value: Any) -> bool:
    return (
        value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))
    )


def many_of(series: pd.Series) -> str | None:
    """How a text cell holds several cards: a list, lines of one text, or not at all."""
    if isinstance(series.dtype, pd.StringDtype):
        return "lines"
    if series.dtype != object:
        return None
    found = [v for v in series.iloc[:MOST_LOOKED_AT].tolist() if not _blank(v)]
    return "list" if any(isinstance(v, list | tuple) for v in found) else "lines"


def domain_of(kind: str, series: pd.Series) -> list[float] | None:
    """The range numbers are drawn in: from zero, or from the lowest below it; the scale of an emotion."""
    if kind not in ("number", "emotion", "duration"):
        return None
    low, high = _range(series)
    if kind == "emotion":
        return scale_of(low, high)
    return [min(0.0, low), max(0.0, high)] if high > low or high != 0 else [0.0, 1.0]


def scale_of(low: float, high: float) -> list[float]:
    """The usual emotion scale that holds these values: −2..2, 1..5, 0..10, −1..1, 0..100, else their own range."""
    for scale in ((-2.0, 2.0), (1.0, 5.0), (1.0, 10.0), (0.0, 10.0), (0.0, 100.0), (-100.0, 100.0)):
        if scale[0] <= low and high <= scale[1]:
            return list(scale)
    return [low, high]


def _range(series: pd.Series) -> tuple[float, float]:
    if series.dtype == object:
        series = pd.Series([_number(v) for v in series.tolist()], dtype="float64")
    if pd.api.types.is_timedelta64_dtype(series.dtype):
        series = series.dt.total_seconds()
    array = series.to_numpy(dtype=float, na_value=math.nan)
    low, high = (
        (float(np.fmin.reduce(array)), float(np.fmax.reduce(array))) if len(array) else (math.nan, math.nan)
    )
    if math.isinf(low) or math.isinf(high):
        array = array[np.isfinite(array)]
        low, high = (float(array.min()), float(array.max())) if len(array) else (math.nan, math.nan)
    return (0.0, 0.0) if math.isnan(low) else (low, high)


def _number(value: Any) -> float:
    try:
        return math.nan if isinstance(value, str) or _blank(value) else float(value)
    except (TypeError, ValueError, OverflowError):
        return math.nan


def _is_share(name: str, domain: list[float] | None) -> bool:
    return bool(domain and domain[0] >= 0 and domain[1] <= 1 and _SHARE.search(name))


def _options(series: pd.Series) -> list[str]:
    dtype = series.dtype
    return [text(c) for c in dtype.categories[:500]] if isinstance(dtype, pd.CategoricalDtype) else []
