"""One value of a map as a cell of a sheet, and back. Knows no file.

A value is what the map file holds (docs/file-format.md): a duration is ISO text there, and a time of the clock in a cell.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Callable
from typing import Any

import pandas as pd

from cjm_widgets.formats.values import Json, duration_nanoseconds, duration_text
from cjm_widgets.model import schema
from cjm_widgets.model.versions import same

from .escaping import loosely

MARK = "json:"
"""What a cell begins with that holds a value no cell has a form for."""
TEXT, NUMBER, WHOLE, FLAG, DURATION, DATE, TEXTS, ANY = (
    "text",
    "number",
    "whole number",
    "flag",
    "duration",
    "date",
    "texts",
    "anything",
)
WANTED = {
    NUMBER: "a number",
    WHOLE: "a whole number",
    FLAG: "TRUE or FALSE",
    DURATION: "a duration such as 0:48:00 or 48 min",
    DATE: "a date such as 2026-03-01",
    TEXTS: "texts, a line each",
    ANY: f"a value; what begins with {MARK} must be JSON",
}
FIRST = dt.datetime(1900, 3, 1)
"""Before this day Excel counts a day that never was."""
_DAYS = 2_900_000
_EXACT = 10**15
_PREFIXES = (
    (("float", "Float", "double"), NUMBER),
    (("int", "Int", "uint", "UInt"), WHOLE),
    (("bool",), FLAG),
    (("timedelta64",), DURATION),
    (("datetime64", "timestamp"), DATE),
    (("object",), ANY),
)
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


class Unfit(ValueError):
    """A cell that does not hold what its column wants."""


def form_of(table: str, key: str, dtype: Json) -> str:
    """What the cells of a column hold.

    >>> form_of("steps", "wait", "timedelta64[us]"), form_of("transitions", "variants", "object")
    ('duration', 'texts')
    """
    if isinstance(dtype, dict):
        return form_of(table, key, dtype.get("of", "str"))
    found = next((form for starts, form in _PREFIXES if str(dtype).startswith(starts)), TEXT)
    known = schema.TABLES.get(table)
    column = known.column(key) if known is not None else None
    return TEXTS if found == ANY and column is not None and column.type == schema.TEXTS else found


def cell_of(form: str, value: Json, bare: bool = False) -> Any:
    """A value as a cell holds it; ``bare`` is for files that know only texts.

    >>> cell_of("duration", "PT48M"), cell_of("texts", ["a", "b"]), cell_of("anything", {"a": 1})
    (datetime.timedelta(seconds=2880), 'a\\nb', 'json:{"a": 1}')
    """
    if value is None:
        return None
    made = _WRITERS[form](value)
    return made if not bare or isinstance(made, str) else _bare(form, value, made)


def value_of(form: str, cell: Any) -> Json:
    """What a person left in a cell, as a value of its column. Raises Unfit.

    >>> value_of("duration", "48 min"), value_of("text", 12.0), value_of("number", "1,5")
    ('PT48M', '12', 1.5)
    """
    if cell is None or cell == "":
        return cell if form in (TEXT, ANY) else None
    try:
        return _READERS[form](cell)
    except (ValueError, TypeError, OverflowError) as error:
        raise Unfit(f"{str(cell)[:60]!r} is not {WANTED.get(form, 'a text')}") from error


def unchanged(form: str, cell: Any, value: Json) -> bool:
    """Whether a cell still shows what was written into it for a value, as far as programs keep it."""
    was = cell_of(form, value)
    if cell is None or cell == "" or was is None:
        return (cell is None or cell == "") and (was is None or was == "")
    if isinstance(was, str) and isinstance(cell, str):
        return was == cell or loosely(was) == loosely(cell)
    if isinstance(was, bool) or isinstance(cell, bool):
        return was is cell
    if isinstance(was, int | float) and isinstance(cell, int | float):
        return math.isclose(was, cell, rel_tol=1e-12)
    if type(was) is type(cell) and isinstance(was, dt.datetime | dt.timedelta):
        gap: float = abs((was - cell) / dt.timedelta(milliseconds=1))
        return gap <= 1
    try:
        return same(value_of(form, cell), value)
    except Unfit:
        return False


def _bare(form: str, value: Json, made: Any) -> str:
    if form == ANY:
        return MARK + json.dumps(value)
    if isinstance(made, bool):
        return "TRUE" if made else "FALSE"
    return repr(made) if isinstance(made, int | float) else str(value)


def _text(value: Json) -> Any:
    return value if isinstance(value, str) else MARK + json.dumps(value)


def _number(value: Json) -> Any:
    return {"inf": "inf", "-inf": "-inf"}[value["$"]] if isinstance(value, dict) else value


def _whole(value: Json) -> Any:
    return value if abs(value) < _EXACT else str(value)


def _span(value: Json) -> Any:
    nanoseconds = duration_nanoseconds(value)
    fits = nanoseconds >= 0 and nanoseconds % 1_000_000 == 0 and nanoseconds < _DAYS * 86_400 * 10**9
    return dt.timedelta(milliseconds=nanoseconds // 1_000_000) if fits else value


def _moment(value: Json) -> Any:
    try:
        found = dt.datetime.fromisoformat(value)
    except ValueError:
        return value
    short = len(value.partition(".")[2]) <= 6 and found.tzinfo is None and found.microsecond % 1000 == 0
    return found if short and found >= FIRST else value


def _lines(value: Json) -> str:
    plain = isinstance(value, list) and value and all(isinstance(v, str) and _is_line(v) for v in value)
    return "\n".join(value) if plain else MARK + json.dumps(value)


def _is_line(text: str) -> bool:
    return bool(text) and text == text.strip() and len(text.splitlines()) == 1 and not text.startswith(MARK)


def _anything(value: Json) -> Any:
    if isinstance(value, str):
        return MARK + json.dumps(value) if value.startswith(MARK) else value
    if isinstance(value, bool) or (type(value) is int and abs(value) < _EXACT):
        return value
    return MARK + json.dumps(value)


def _to_text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ").removesuffix(" 00:00:00")
    return str(cell)


def _to_number(cell: Any) -> Json:
    if isinstance(cell, bool):
        raise ValueError
    if isinstance(cell, str):
        plain = cell.strip()
        cell = float(plain.replace(",", ".") if re.fullmatch(r"-?\d+,\d+", plain) else plain)
    found = float(cell)
    if math.isnan(found):
        raise ValueError
    return {"$": "inf" if found > 0 else "-inf"} if math.isinf(found) else found


def _to_whole(cell: Any) -> Json:
    if isinstance(cell, bool):
        raise ValueError
    if isinstance(cell, str):
        return int(cell.strip())
    if int(cell) != cell:
        raise ValueError
    return int(cell)


def _to_flag(cell: Any) -> Json:
    found = cell if isinstance(cell, bool) else _FLAGS.get(_to_text(cell).strip().lower())
    if found is None:
        raise ValueError
    return found


def _to_span(cell: Any) -> Json:
    if isinstance(cell, str):
        clock = re.fullmatch(r"\s*(\d+):([0-5]\d)(?::([0-5]\d))?\s*", cell)
        if clock:
            hours, minutes, seconds = (int(part or 0) for part in clock.groups())
            return duration_text(((hours * 60 + minutes) * 60 + seconds) * 10**9)
        return duration_text(duration_nanoseconds(cell))
    if isinstance(cell, dt.time):
        cell = dt.timedelta(
            hours=cell.hour, minutes=cell.minute, seconds=cell.second, microseconds=cell.microsecond
        )
    if isinstance(cell, dt.datetime):
        cell = cell - dt.datetime(1899, 12, 30 if cell >= FIRST else 31)
    if not isinstance(cell, dt.timedelta):
        raise ValueError
    return duration_text(round(cell / dt.timedelta(microseconds=1)) * 1000)


def _to_moment(cell: Any) -> Json:
    if isinstance(cell, str):
        cell = cell.strip()
        pd.to_datetime(cell, format="ISO8601")
        return cell
    if isinstance(cell, dt.datetime):
        return cell.isoformat().removesuffix("T00:00:00")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    raise ValueError


def _to_texts(cell: Any) -> Json:
    text = _to_text(cell)
    if text.startswith(MARK):
        return json.loads(text[len(MARK) :])
    return [line.strip() for line in text.splitlines() if line.strip()]


def _to_anything(cell: Any) -> Json:
    if isinstance(cell, str):
        return json.loads(cell[len(MARK) :]) if cell.startswith(MARK) else cell
    if isinstance(cell, dt.timedelta):
        return {"$": "duration", "v": _to_span(cell)}
    if isinstance(cell, dt.datetime):
        return {"$": "time", "v": cell.isoformat()}
    return {"$": "clock", "v": cell.isoformat()} if isinstance(cell, dt.time) else cell


_WRITERS: dict[str, Callable[[Json], Any]] = {
    TEXT: _text,
    NUMBER: _number,
    WHOLE: _whole,
    FLAG: bool,
    DURATION: _span,
    DATE: _moment,
    TEXTS: _lines,
    ANY: _anything,
}
_READERS: dict[str, Callable[[Any], Json]] = {
    TEXT: _to_text,
    NUMBER: _to_number,
    WHOLE: _to_whole,
    FLAG: _to_flag,
    DURATION: _to_span,
    DATE: _to_moment,
    TEXTS: _to_texts,
    ANY: _to_anything,
}
