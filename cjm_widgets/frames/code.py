"""An edit as pandas code that repeats it. ``FRAME`` stands for whatever the frame is called there.

Written from the frame before and after, so that it holds for every way a sheet can lie. Rows are matched by their ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from .compare import rows_between
from .literal import literal, plain
from .watch import changed_rows, differ

FRAME = "\0"
MOST = 2_000
"""More changed cells than this are not written out one by one."""
SHORT = 60
"""Up to so many rows an order is written out whole."""


def statements(
    before: pd.DataFrame,
    after: pd.DataFrame,
    old: Sequence[str] | None = None,
    new: Sequence[str] | None = None,
) -> list[str]:
    """The lines that turn a frame like ``before`` into one like ``after``; ``old`` and ``new`` are their rows' ids.

    >>> before = pd.DataFrame({"a": [1, 2]}, index=["x", "y"])
    >>> print(with_name(statements(before, before.iloc[[1]], ["x", "y"], ["y"]), "df"))
    df = df.drop(index=['x'])
    """
    ids = [str(i) for i in range(max(len(before), len(after)))]
    try:
        return list(_lines(before, after, list(old or ids[: len(before)]), list(new or ids[: len(after)])))
    except ValueError as error:
        return [_cannot(error)]


def cell(frame: pd.DataFrame, row: int, column: int) -> str:
    """The line that writes one cell as it is now."""
    try:
        return _write(frame, row, column)
    except ValueError as error:
        return _cannot(error)


def labels(frame: pd.DataFrame, changed: Mapping[int, Any]) -> str:
    """The line that gives rows the labels they have now; ``changed`` are the labels before, by position."""
    try:
        return _relabel(frame.index, changed)
    except ValueError as error:
        return _cannot(error)


def with_name(lines: Sequence[str], name: str) -> str:
    """The lines with the frame's name put in."""
    return "\n".join(line.replace(FRAME, name) for line in lines)


def _cannot(error: ValueError) -> str:
    return f"# an edit that code cannot repeat: {error}".replace("\n", " ")


def _lines(before: pd.DataFrame, after: pd.DataFrame, old: list[str], new: list[str]) -> Iterator[str]:
    now = before
    if not now.columns.equals(after.columns):
        yield from _columns(now, after)
        now = _with_columns(now, after)
    for column in _recategorised(now, after):
        line, series = _categories(now.iloc[:, column], after.iloc[:, column], _name(after, column))
        yield line
        now = now.copy(deep=False)
        now.isetitem(column, series.array)
    at = {id_: i for i, id_ in enumerate(old)}
    places = [i for i, id_ in enumerate(new) if id_ in at]
    order = [at[new[i]] for i in places]
    if order != list(range(len(old))):
        yield from _take(now.index, order)
        now = now.iloc[order]
    yield from _relabelled(now.index, after.index, places)
    yield from _inserted(after, sorted(set(range(len(new))) - set(places)))
    yield from _cells(now, after, places)


# -- columns


def _columns(before: pd.DataFrame, after: pd.DataFrame) -> Iterator[str]:
    if not (before.columns.is_unique and after.columns.is_unique):
        raise ValueError("columns changed while two of them have one name")
    renamed = _renamed(before, after)
    if renamed:
        yield f"{FRAME} = {FRAME}.rename(columns={{{literal(renamed[0])}: {literal(renamed[1])}}})"
        return
    old, new = list(before.columns), list(after.columns)
    gone = [c for c in old if c not in new]
    if gone:
        yield f"{FRAME} = {FRAME}.drop(columns={literal(gone)})"
    for i, fresh in enumerate(new):
        if fresh not in old:
            dtype = literal(str(after.dtypes.iloc[i]))
            yield f"{FRAME}.insert({i}, {literal(fresh)}, pd.Series(index={FRAME}.index, dtype={dtype}))"
    if [c for c in old if c in new] != [c for c in new if c in old]:
        yield f"{FRAME} = {FRAME}[{literal(new)}]"


def _renamed(before: pd.DataFrame, after: pd.DataFrame) -> tuple[Any, Any] | None:
    """The one column that has another name and is otherwise of the same place and type."""
    old, new = list(before.columns), list(after.columns)
    if len(old) != len(new) or list(before.dtypes) != list(after.dtypes):
        return None
    pairs = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    return pairs[0] if len(pairs) == 1 and pairs[0][1] not in old else None


def _with_columns(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    if _renamed(before, after):
        return before.set_axis(after.columns, axis=1)
    made = {
        i: before[c].array
        if c in before.columns
        else pd.Series(index=before.index, dtype=after.dtypes.iloc[i]).array
        for i, c in enumerate(after.columns)
    }
    return pd.DataFrame(made, index=before.index).set_axis(after.columns, axis=1)


def _recategorised(before: pd.DataFrame, after: pd.DataFrame) -> list[int]:
    both = zip(before.dtypes, after.dtypes, strict=True)
    return [i for i, (a, b) in enumerate(both) if isinstance(b, pd.CategoricalDtype) and a != b]


def _categories(old: pd.Series, new: pd.Series, name: str) -> tuple[str, pd.Series]:
    """The line that gives a column the choices it has now, and the column then."""
    if not isinstance(old.dtype, pd.CategoricalDtype):
        raise ValueError(f"{name} became a column of choices")
    was, now = list(old.cat.categories), list(new.cat.categories)
    put = f"{FRAME}[{name}] = {FRAME}[{name}].cat"
    pairs = {a: b for a, b in zip(was, now, strict=False) if a != b}
    if len(was) == len(now) and len(pairs) == 1 and not set(pairs.values()) & set(was):
        ((a, b),) = pairs.items()
        return f"{put}.rename_categories({{{literal(a)}: {literal(b)}}})", old.cat.rename_categories(pairs)
    if now[: len(was)] == was and old.cat.ordered == new.cat.ordered:
        more = now[len(was) :]
        return f"{put}.add_categories({literal(more)})", old.cat.add_categories(more)
    ordered = bool(new.cat.ordered)
    return f"{put}.set_categories({literal(now)}, ordered={ordered})", old.cat.set_categories(
        now, ordered=ordered
    )


# -- rows


def _take(index: pd.Index, order: list[int]) -> Iterator[str]:
    gone = sorted(set(range(len(index))) - set(order))
    simple = _simple(index)
    if order == sorted(order) and simple:
        yield f"{FRAME} = {FRAME}.drop(index={literal([index[i] for i in gone])})"
    elif len(order) <= SHORT:
        chosen = f"loc[{literal([index[i] for i in order])}]" if simple and order else f"iloc[{order}]"
        yield f"{FRAME} = {FRAME}.{chosen}"
    else:
        yield f"order = [i for i in range(len({FRAME})) if i not in {literal(gone)}]"
        yield from _reorder([i for i in range(len(index)) if i not in gone], order)
        yield f"{FRAME} = {FRAME}.iloc[order]"


def _reorder(now: list[int], order: list[int]) -> Iterator[str]:
    told = rows_between([str(i) for i in now], [str(i) for i in order])
    if told is None:
        raise ValueError(f"{len(order):,} rows were put in another order")
    for id_, before in told.moved:
        at = now.index(int(id_))
        row = now.pop(at)
        to = len(now) if before is None else now.index(int(before))
        now.insert(to, row)
        yield f"order.insert({to}, order.pop({at}))"


def _relabelled(before: pd.Index, after: pd.Index, places: list[int]) -> Iterator[str]:
    now = after[places]
    pairs = enumerate(zip(before.tolist(), now.tolist(), strict=True))
    changed = {i: was for i, (was, is_now) in pairs if differ(was, is_now)}
    if changed:
        yield _relabel(now, changed)


def _relabel(now: pd.Index, changed: Mapping[int, Any]) -> str:
    if _simple(now) and all(plain(old) and old not in now.delete(list(changed)) for old in changed.values()):
        pairs = ", ".join(f"{literal(old)}: {literal(now[i])}" for i, old in changed.items())
        return f"{FRAME} = {FRAME}.rename(index={{{pairs}}})"
    pairs = ", ".join(f"{i}: {literal(now[i])}" for i in changed)
    labels = f"[{{{pairs}}}.get(i, label) for i, label in enumerate({FRAME}.index)]"
    return f"{FRAME}.index = {_index(now, labels)}"


def _index(index: pd.Index, labels: str) -> str:
    if isinstance(index, pd.MultiIndex):
        return f"pd.MultiIndex.from_tuples({labels}, names={FRAME}.index.names)"
    return f"pd.Index({labels}, dtype={FRAME}.index.dtype, name={FRAME}.index.name)"


def _inserted(after: pd.DataFrame, fresh: list[int]) -> Iterator[str]:
    if fresh and (not after.columns.is_unique or after.columns.nlevels > 1):
        raise ValueError("a row was added to columns of several levels or of one name")
    size = len(after) - len(fresh)
    for at in fresh:
        parts = [f"{FRAME}.iloc[:{at}]"] if 0 < at < size else [FRAME] if at and size else []
        parts += [_row(after, at)]
        parts += [f"{FRAME}.iloc[{at}:]"] if 0 < at < size else [] if at else [FRAME] if size else []
        yield f"{FRAME} = " + (f"pd.concat([{', '.join(parts)}])" if len(parts) > 1 else parts[0])
        size += 1


def _row(after: pd.DataFrame, at: int) -> str:
    cells = [(c, after.dtypes.iloc[i], after.iat[at, i]) for i, c in enumerate(after.columns)]
    told = [(c, d, v) for c, d, v in cells if not _missing(v) or d.kind not in "fiub"]
    values = ", ".join(f"{literal(c)}: {_value(v, d)}" for c, d, v in told)
    index = _index(after.index, f"[{literal(after.index[at])}]")
    return (
        f"pd.DataFrame([{{{values}}}], index={index}).reindex(columns={FRAME}.columns).astype({FRAME}.dtypes)"
    )


# -- cells


def _cells(before: pd.DataFrame, after: pd.DataFrame, places: list[int]) -> Iterator[str]:
    for column in range(after.shape[1]):
        old, new = before.iloc[:, column], after.iloc[places, column]
        if old.dtype != new.dtype:
            raise ValueError(f"{after.columns[column]!r} became a column of type {new.dtype}")
        rows = changed_rows(old, new).tolist()
        if len(rows) > 3 and _one_for_another(old, new, rows) and after.columns.is_unique:
            name = _name(after, column)
            was, now = literal(old.iloc[rows[0]]), _value(new.iloc[rows[0]], new.dtype)
            yield f"{FRAME}.loc[{FRAME}[{name}] == {was}, {name}] = {now}"
        elif len(rows) > MOST:
            raise ValueError(f"{len(rows):,} cells of {after.columns[column]!r} changed at once")
        else:
            yield from (_write(after, places[row], column) for row in rows)


def _one_for_another(old: pd.Series, new: pd.Series, rows: list[int]) -> bool:
    """Whether every cell of one value, and no other, got one other value."""
    if old.dtype == object or old.iloc[rows].isna().any():
        return False
    was, now = old.iloc[rows], new.iloc[rows]
    return (
        was.nunique() == 1 and now.nunique(dropna=False) == 1 and int((old == was.iloc[0]).sum()) == len(rows)
    )


def _write(frame: pd.DataFrame, row: int, column: int) -> str:
    value = _value(frame.iat[row, column], frame.dtypes.iloc[column])
    one = value.startswith(("[", "(", "{"))
    if _simple(frame.index) and _simple(frame.columns):
        where = f"{literal(frame.index[row])}, {literal(frame.columns[column])}"
        return f"{FRAME}.{'at' if one else 'loc'}[{where}] = {value}"
    return f"{FRAME}.{'iat' if one else 'iloc'}[{row}, {column}] = {value}"


def _simple(index: pd.Index) -> bool:
    """Whether each label finds its row and nothing else."""
    if isinstance(index, pd.MultiIndex):
        return False
    texts = isinstance(index.dtype, pd.StringDtype) and not index.hasnans
    whole = pd.api.types.is_integer_dtype(index.dtype)
    simple = texts or whole or (index.dtype == object and all(map(plain, index)))
    return bool(simple and index.is_unique)


def _name(frame: pd.DataFrame, column: int) -> str:
    if not frame.columns.is_unique:
        raise ValueError("choices changed while two columns have one name")
    return literal(frame.columns[column])


def _value(value: Any, dtype: Any) -> str:
    return "None" if _missing(value) and dtype != object else literal(value)


def _missing(value: Any) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value)
