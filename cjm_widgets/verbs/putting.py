"""Several tables changed from Python as one edit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cjm_widgets.frames.tables import check_ids, complete

from .held import Held


def put(
    m: Held,
    frames: Mapping[str, pd.DataFrame],
    steps: Mapping[str, pd.Series[Any]] | None = None,
    label: str = "",
) -> None:
    """Hold these tables from now on, and these columns of steps: one edit, one step of undo, called ``label``.

    What Python changed before is an edit of its own. The table of steps stays the one it is, whoever has a name for it.
    """
    ready = {}
    for name, frame in frames.items():
        check_ids(name, frame)
        ready[name] = complete(name, frame)
    session, source = m._bound.session, m._bound.source
    with session.lock:
        session.pull()
        for name, frame in ready.items():
            source.tables[name].become(frame)
        for column, series in (steps or {}).items():
            source.tables["steps"].frame[column] = series
        source.renew()
        session.pull(label)


def with_rows(frame: pd.DataFrame, rows: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    """The table with these rows: those that are there take the values, others come behind. Dtypes stay where they can.

    >>> old = pd.DataFrame({"name": ["Emotion"]}, index=["emotion"])
    >>> with_rows(old, {"emotion": {"name": "Feels"}, "nps": {"name": "NPS"}})["name"].to_dict()
    {'emotion': 'Feels', 'nps': 'NPS'}
    """
    if not rows:
        return frame
    made = pd.DataFrame.from_dict({str(id_): dict(row) for id_, row in rows.items()}, orient="index")
    out = frame.copy()
    known = [id_ for id_ in made.index if id_ in out.index]
    for name in made.columns:
        if name not in out.columns:
            out[name] = pd.Series([None] * len(out), index=out.index, dtype=object)
    for id_ in known:
        for name, value in rows[id_].items():
            out.at[id_, name] = value
    fresh = made.drop(index=known)
    if len(fresh):
        fresh.index.name = out.index.name
        kept = {c: out[c].dtype for c in out.columns}
        fresh = fresh.reindex(columns=out.columns)
        fresh = fresh.astype(
            {c: kept[c] for c in fresh.columns if fresh[c].isna().all() or _fits(fresh[c], kept[c])}
        )
        out = pd.concat([out, fresh]) if len(out) else fresh
    return out


def _fits(column: pd.Series[Any], dtype: Any) -> bool:
    try:
        column.astype(dtype)
    except (TypeError, ValueError):
        return False
    return True
