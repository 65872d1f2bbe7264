"""An edit as pandas code that repeats it. ``FRAME`` stands for whatever the frame is called there.

Written from the frame before and after, so that it holds for every way a sheet can lie.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from .watch import changed_rows

FRAME = "\0"
MOST = 2_000
"""More changed cells than this are not written out one by one."""


def literal(value: Any) -> str:
    """A value as Python source; ``ValueError`` for what has no short form."""
    if value is None or value is pd.NA:
        return "None" if value is None else "pd.NA"
    if value is pd.NaT:
        return "pd.NaT"
    if isinstance(value, bool | np.bool_):
        return repr(bool(value))
    if isinstance(value, int | np.integer):
        return repr(int(value))
    if isinstance(value, float | np.floating):
        return f'float("{value}")' if not math.isfinite(value) else repr(float(value))
    if isinstance(value, str):
        return repr(str(value))
    if isinstance(value, pd.Timestamp):
        return f"pd.Timestamp({value.isoformat()!r}{_zone(value)})"
    if isinstance(value, pd.Timedelta):
        return f"pd.Timedelta({value.isoformat()!r})"
    if isinstance(value, dt.datetime | dt.date):
        return f"pd.Timestamp({value.isoformat()!r})"
    if isinstance(value, list | tuple):
        inner = ", ".join(map(literal, value))
        return f"[{inner}]" if isinstance(value, list) else f"({inner}{',' if len(value) == 1 else ''})"
    raise ValueError(f"{type(value).__name__} has no short form")


def _zone(value: pd.Timestamp) -> str:
    return f", tz={str(value.tz)!r}" if value.tz is not None else ""


def statements(before: pd.DataFrame, after: pd.DataFrame) -> list[str]:
    """The lines that turn a frame like ``before`` into one like ``after``."""
    try:
        return list(_lines(before, after))
    except ValueError as error:
        return [f"# an edit that code cannot repeat: {error}"]


def cell(frame: pd.DataFrame, row: int, column: int) -> str:
    """The line that writes one cell as it is now."""
    try:
        return _write(frame, row, column)
    except ValueError as error:
        return f"# an edit that code cannot repeat: {error}"


def _lines(before: pd.DataFrame, after: pd.DataFrame) -> Iterable[str]:
    now = before
    frames = (before, after)
    if not before.columns.equals(after.columns) and not all(f.columns.is_unique for f in frames):
        raise ValueError("columns changed while two of them have one name")
    if not before.index.equals(after.index) and not all(f.index.is_unique for f in frames):
        raise ValueError("rows changed while two of them have one label")
    if not before.columns.equals(after.columns):
        yield from _columns(before, after)
        now = _with_columns(before, after)
    if not now.index.equals(after.index):
        yield from _rows(now, after)
        now = _with_rows(now, after)
    yield from _cells(now, after)


def _columns(before: pd.DataFrame, after: pd.DataFrame) -> Iterable[str]:
    old, new = list(before.columns), list(after.columns)
    if len(old) == len(new):
        renamed = {a: b for a, b in zip(old, new, strict=True) if a != b}
        if len(renamed) == 1 and len(set(new)) == len(new):
            ((a, b),) = renamed.items()
            if b not in old:
                yield f"{FRAME} = {FRAME}.rename(columns={{{literal(a)}: {literal(b)}}})"
                return
    for gone in [c for c in old if c not in new]:
        yield f"{FRAME} = {FRAME}.drop(columns=[{literal(gone)}])"
    for i, fresh in enumerate(new):
        if fresh not in old:
            yield f"{FRAME}.insert({i}, {literal(fresh)}, pd.Series(index={FRAME}.index, dtype={str(after.dtypes.iloc[i])!r}))"
    if [c for c in old if c in new] != [c for c in new if c in old]:
        yield f"{FRAME} = {FRAME}[{literal(new)}]"


def _with_columns(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    old, new = list(before.columns), list(after.columns)
    renamed = [(a, b) for a, b in zip(old, new, strict=False) if a != b]
    if len(old) == len(new) and len(renamed) == 1 and renamed[0][1] not in old:
        return before.set_axis(after.columns, axis=1)
    out = pd.DataFrame(index=before.index)
    for i, column in enumerate(new):
        dtype = after.dtypes.iloc[i]
        out[column] = before[column] if column in old else pd.Series(index=before.index, dtype=dtype)
    return out


def _rows(before: pd.DataFrame, after: pd.DataFrame) -> Iterable[str]:
    old, new = before.index, after.index
    changed = [i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b]
    if len(old) == len(new) and len(changed) == 1 and new[changed[0]] not in old:
        yield f"{FRAME} = {FRAME}.rename(index={{{literal(old[changed[0]])}: {literal(new[changed[0]])}}})"
        return
    gone = [label for label in old if label not in new]
    if gone:
        yield f"{FRAME} = {FRAME}.drop(index={literal(gone)})"
    fresh = [label for label in new if label not in old]
    for label in fresh:
        row = after.iloc[new.get_loc(label)]
        known = {c: v for c, v in row.items() if not _missing(v)}
        values = ", ".join(f"{literal(c)}: {literal(_narrow(v))}" for c, v in known.items())
        yield (
            f"{FRAME} = pd.concat([{FRAME}, pd.DataFrame([{{{values}}}], index=[{literal(label)}])"
            f".reindex(columns={FRAME}.columns).astype({FRAME}.dtypes)])"
        )
    kept = [label for label in old if label in new] + fresh
    if kept != list(new):
        yield f"{FRAME} = {FRAME}.loc[{_labels(new)}]"


def _with_rows(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    if len(before) == len(after) and not set(before.index) >= set(after.index):
        return before.set_axis(after.index)
    fresh = after.loc[[label for label in after.index if label not in before.index]]
    kept = before.loc[[label for label in before.index if label in after.index]]
    out = pd.concat([kept, fresh]) if len(fresh) and len(kept) else (fresh if len(fresh) else kept)
    return out.loc[list(after.index)]


def _cells(before: pd.DataFrame, after: pd.DataFrame) -> Iterable[str]:
    for column in range(after.shape[1]):
        old, new = before.iloc[:, column], after.iloc[:, column]
        name = literal(after.columns[column])
        if isinstance(new.dtype, pd.CategoricalDtype) and old.dtype != new.dtype:
            yield f"{FRAME}[{name}] = pd.Categorical({literal(new.tolist())}, categories={literal(list(new.cat.categories))}, ordered={new.cat.ordered})"
            continue
        rows = changed_rows(old, new)
        if len(rows) > MOST:
            raise ValueError(f"{len(rows):,} cells of {name} changed at once")
        if len(rows) > 3 and new.iloc[rows].nunique() == 1 and old.iloc[rows].nunique() == 1:
            yield f"{FRAME}.loc[{FRAME}[{name}] == {literal(old.iloc[rows[0]])}, {name}] = {literal(new.iloc[rows[0]])}"
            continue
        for row in rows.tolist():
            yield _write(after, row, column)


def _write(frame: pd.DataFrame, row: int, column: int) -> str:
    value = literal(_narrow(frame.iat[row, column]))
    unique = frame.index.is_unique and frame.columns.is_unique
    if unique and not isinstance(frame.index, pd.MultiIndex):
        where = f"{literal(frame.index[row])}, {literal(frame.columns[column])}"
        return f"{FRAME}.{'at' if value.startswith(('[', '(')) else 'loc'}[{where}] = {value}"
    return f"{FRAME}.{'iat' if value.startswith(('[', '(')) else 'iloc'}[{row}, {column}] = {value}"


def _labels(index: pd.Index) -> str:
    return literal(list(index))


def _narrow(value: Any) -> Any:
    return None if _missing(value) and value is not pd.NaT else value


def _missing(value: Any) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value)


def with_name(lines: Sequence[str], name: str) -> str:
    """The lines with the frame's name put in."""
    return "\n".join(line.replace(FRAME, name) for line in lines)
