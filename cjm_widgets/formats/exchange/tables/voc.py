"""Voice of the customer as CSV or Excel: a row per answer, with date, score, and where there are some verbatim and stage."""

from __future__ import annotations

import pandas as pd

from cjm_widgets.formats.exchange.text import Source, raw, read_text
from cjm_widgets.formats.guard import unguarded
from cjm_widgets.formats.spreadsheet import read_csv, read_excel
from cjm_widgets.model.errors import BrokenFile, ShapeError

MOST_ROWS = 200_000
NEEDED = ("date", "score")
LEFT_OUT = "left_out"
"""In ``attrs``: what was skipped, as rows of reason, rows, example."""


def read(source: Source, *, duplicates: str = "drop") -> pd.DataFrame:
    """The answers in such a file, for ``m.survey``.

    ``date`` and ``score`` are needed, in any capitals; ``verbatim``, ``stage`` and every other column come along. Rows that are the
    same in every column as one before, and have more than a date, a score and a stage to tell them by, are skipped and counted:
    two people who gave the same mark on the same day, without a word, are two. ``duplicates="keep"`` skips none.
    ``ShapeError`` where a column is missing, ``BrokenFile`` for more than 200,000 answers or 20 MB.

    >>> read(b"date,score,verbatim\\n2026-05-02,9,Easy\\n2026-05-02,9,Easy\\n2026-05-02,9,\\n")["score"].tolist()
    [9.0, 9.0]
    """
    frame, name = _table(source)
    labels = [str(unguarded(str(label))) for label in frame.columns]
    small = [label.strip().casefold() for label in labels]
    missing = [part for part in NEEDED if small.count(part) != 1]
    if missing:
        raise ShapeError(
            f"{name} needs one column {' and one '.join(missing)}; it has {', '.join(map(repr, labels)) or 'none'}. "
            "Rename them in the file, or give any table to m.survey(df, score='…', at='…')."
        )
    if len(frame) > MOST_ROWS:
        raise BrokenFile(
            f"{name} has {len(frame):,} answers; at most {MOST_ROWS:,} are read. Cut it into parts."
        )
    known = {"date", "score", "verbatim", "stage"}
    made = frame.set_axis(
        [s if s in known else label for s, label in zip(small, labels, strict=True)], axis=1
    )
    for at, kind in enumerate(made.dtypes):
        if kind in ("object", "str"):
            made.isetitem(at, made.iloc[:, at].map(lambda v: unguarded(v) if isinstance(v, str) else v).array)
    if pd.api.types.is_integer_dtype(made["score"].dtype):
        made["score"] = made["score"].astype("float64")
    made = made.dropna(how="all")
    return _different(made, duplicates).reset_index(drop=True)


def _table(source: Source) -> tuple[pd.DataFrame, str]:
    data, name = raw(source)
    if data.startswith(b"PK"):
        return read_excel(data), name
    text, _ = read_text(data, name=name)
    return read_csv(text.encode("utf-8"), header=0), name


def _different(made: pd.DataFrame, duplicates: str) -> pd.DataFrame:
    telling = [c for c in made.columns if c not in ("date", "score", "stage")]
    twice = made.duplicated().to_numpy() & made[telling].notna().any(axis=1).to_numpy()
    if duplicates == "keep" or not twice.any():
        return made
    rows = ", ".join(str(int(at) + 2) for at in made.index[twice][:3])
    said = ("the same in every column as a row before, skipped", int(twice.sum()), f"row {rows}")
    kept: pd.DataFrame = made[~twice]
    kept.attrs[LEFT_OUT] = [said]
    return kept
