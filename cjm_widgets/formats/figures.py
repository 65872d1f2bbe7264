"""Columns of cells as people type them, in the dtype they mean: numbers, shares, dates, TRUE and FALSE; everything else stays text.

A column changes only as a whole: one cell that does not read as the rest keeps the column text. Knows no file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

Cell = Any
"""None, str, bool, int, float, datetime, date, time or timedelta."""

_SPACES = "\u00a0\u202f\u2009 '’"
_NUMBER = re.compile(rf"[-+−]?\d[\d.,{_SPACES}]*(?:[eE][-+]?\d+)?\s?%?")
_LEADING_ZERO = re.compile(r"[-+−]?0\d")
_GROUPS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: (\d{1,2})(:\d{2}(?::\d{2})?))?")
"""Nobody who parts a date with points writes the month first; with strokes, both are written."""
_SAID = (("true", "false"), ("wahr", "falsch"), ("vrai", "faux"), ("vero", "falso"), ("verdadero", "falso"))
"""What spreadsheet programs write for their own yes and no. What people type, such as “ja”, stays as they typed it."""


def decimal_of(cells: Sequence[Cell], unclear: str) -> str:
    """Which of "." and "," parts whole from tenth in these cells; ``unclear`` where they do not tell.

    >>> decimal_of(["1,5", "text"], "."), decimal_of(["1.234,50"], "."), decimal_of(["1,234"], ".")
    (',', ',', '.')
    """
    votes = {".": 0, ",": 0}
    for cell in cells:
        mark = _mark(cell) if isinstance(cell, str) else None
        if mark:
            votes[mark] += 1
    return unclear if votes["."] == votes[","] else max(votes, key=lambda m: votes[m])


def column(cells: Sequence[Cell], decimal: str) -> pd.Series[Any]:
    """The cells in the dtype they mean.

    >>> column(["41 %", None, "7 %"], ".").tolist()
    [0.41, nan, 0.07]
    """
    held = [c for c in cells if c is not None]
    for read in (_flags, _numbers, _durations, _dates):
        made = read(cells, held, decimal) if held else None
        if made is not None:
            return made
    texts: pd.Series[Any] = pd.Series([None if c is None else text(c) for c in cells], dtype="str")
    return texts


def text(cell: Cell) -> str:
    """A cell as text, as the sheet would show it.

    >>> text(3.0), text(dt.datetime(2026, 3, 1)), text(dt.time(0, 48))
    ('3', '2026-03-01', '00:48')
    """
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return str(cell.date()) if cell.time() == dt.time() else cell.isoformat(" ")
    if isinstance(cell, dt.time):
        return cell.isoformat("auto").removesuffix(":00") if cell.second == 0 else cell.isoformat()
    return str(cell)


def number(typed: str, decimal: str) -> float | int | None:
    """The number somebody typed, or None: thousands apart, a percent sign, a comma.

    >>> number("1.234,5", ","), number("12 %", "."), number("007", "."), number("1,2,3", ".")
    (1234.5, 0.12, None, None)
    """
    plain = typed.strip()
    if not _NUMBER.fullmatch(plain) or _LEADING_ZERO.match(plain):
        return None
    share = plain.endswith("%")
    figure = re.sub(rf"[{_SPACES}]", "", plain.rstrip("%")).replace("−", "-")
    whole, _, rest = figure.partition(decimal)
    group = "," if decimal == "." else "."
    bare = whole.lstrip("+-")
    if group in rest or (group in bare and not _GROUPS.fullmatch(bare)) or not _spaced(plain):
        return None
    figure = whole.replace(group, "") + (f".{rest}" if rest else "")
    try:
        value = float(figure)
    except ValueError:
        return None
    if share:
        return float(f"{value / 100:.15g}")
    return int(figure) if re.fullmatch(r"[-+]?\d+", figure) and not rest else value


def _mark(cell: str) -> str | None:
    plain = cell.strip()
    if not _NUMBER.fullmatch(plain):
        return None
    figure = plain.rstrip(f"%{_SPACES}").lstrip("-+−")
    marks = [c for c in figure if c in ".,"]
    if not marks or (len(set(marks)) == 1 and _GROUPS.fullmatch(figure) and not figure.startswith("0")):
        return {".": ",", ",": "."}[marks[0]] if len(marks) > 1 else None
    return marks[-1] if marks.count(marks[-1]) == 1 else None


def _spaced(plain: str) -> bool:
    """Blanks inside a number part its thousands and nothing else."""
    parts = re.split(rf"[{_SPACES}]", re.sub(r"\s?%$", "", plain).lstrip("-+−"))
    return all(len(re.split(r"[.,]", part)[0]) == 3 for part in parts[1:])


def _flags(cells: Sequence[Cell], held: list[Cell], decimal: str) -> pd.Series[Any] | None:
    words = {c.strip().casefold() for c in held if isinstance(c, str)}
    pair = next((pair for pair in _SAID if words <= set(pair)), None)
    if pair is None or not all(isinstance(c, bool | str) for c in held):
        return None
    read = [c.strip().casefold() == pair[0] if isinstance(c, str) else c for c in cells]
    return pd.Series(read, dtype="bool" if len(held) == len(cells) else "boolean")


def _numbers(cells: Sequence[Cell], held: list[Cell], decimal: str) -> pd.Series[Any] | None:
    read = [number(c, decimal) if isinstance(c, str) else c for c in cells]
    if any(c is None for c, given in zip(read, cells, strict=True) if given is not None):
        return None
    values = [c for c in read if c is not None]
    if not all(type(c) in (int, float) for c in values):
        return None
    if all(type(c) is int and abs(c) < 2**63 for c in values):
        return pd.Series(read, dtype="int64" if len(held) == len(cells) else "Int64")
    return pd.Series(read, dtype="float64")


def _durations(cells: Sequence[Cell], held: list[Cell], decimal: str) -> pd.Series[Any] | None:
    if not all(isinstance(c, dt.timedelta) for c in held):
        return None
    return pd.Series(cells, dtype="timedelta64[us]")


def _dates(cells: Sequence[Cell], held: list[Cell], decimal: str) -> pd.Series[Any] | None:
    read = [_year_first(c) if isinstance(c, str) else c for c in cells]
    if any(c is not None and not isinstance(c, dt.date | str) for c in read):
        return None
    if not all(_ISO_DATE.fullmatch(c) for c in read if isinstance(c, str)):
        return None
    try:
        stamps = [None if c is None else pd.Timestamp(c) for c in read]
        return pd.Series(stamps, dtype="datetime64[us]")
    except ValueError:
        return None


def is_day_first(cells: Sequence[Cell]) -> bool:
    """Whether some of these cells are dates written with the day first, such as 01.03.2026."""
    return any(isinstance(c, str) and _DAY_FIRST.fullmatch(c.strip()) for c in cells)


def _year_first(typed: str) -> str:
    found = _DAY_FIRST.fullmatch(typed.strip())
    if not found:
        return typed.strip()
    day, month, year, hour, rest = found.groups()
    return f"{year}-{month:0>2}-{day:0>2}" + (f" {hour:0>2}{rest}" if hour else "")
