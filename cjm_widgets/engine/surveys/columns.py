"""Which column of a survey is which: as said, else by the names people give them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cjm_widgets.frames.joining import bare
from cjm_widgets.model.errors import DataError

USUAL = {
    "score": ("score", "rating", "answer", "nps", "enps", "csat", "ces", "sentiment"),
    "at": ("date", "at", "time", "timestamp", "submitted", "answered", "created"),
    "step": ("step", "touchpoint"),
    "stage": ("stage", "phase"),
    "persona": ("persona", "segment"),
    "verbatim": ("verbatim", "comment", "comments", "feedback", "text"),
}
"""Names that are looked for, the first there is wins; those of the voice-of-customer CSV (date, score, verbatim, stage) come first."""


def frame(answers: Any) -> pd.DataFrame:
    """The answers as a DataFrame of pandas: one is taken as it is, polars and Arrow tables are turned into one."""
    if isinstance(answers, pd.DataFrame):
        return answers
    for turn in ("to_pandas", "df"):
        if callable(getattr(answers, turn, None)):
            found = getattr(answers, turn)()
            if isinstance(found, pd.DataFrame):
                return found
    raise DataError(
        f"A survey is a DataFrame (pandas, polars or Arrow), a row per answer, not {type(answers).__name__}. "
        "From a file: pd.read_csv(...)."
    )


def columns(answers: pd.DataFrame, said: Mapping[str, str | None]) -> tuple[dict[str, str], list[str]]:
    """The column of each part, of those that are there; and which were guessed, in words. ``""`` said of a part is none.

    >>> found, guessed = columns(pd.DataFrame(columns=["Date", "Score", "where"]), {"step": "where"})
    >>> found, guessed
    ({'score': 'Score', 'at': 'Date', 'step': 'where'}, ['score is “Score”', 'at is “Date”'])
    """
    found, guessed = dict[str, str](), list[str]()
    alike = {bare(str(name)): str(name) for name in reversed(list(answers.columns))}
    taken = {name for name in said.values() if name}
    for part, names in USUAL.items():
        told = said.get(part)
        if told:
            found[part] = _there(answers, told, part)
        elif told is None:
            usual = next((alike[one] for one in names if one in alike and alike[one] not in taken), None)
            if usual is not None:
                found[part] = usual
                guessed.append(f"{part} is “{usual}”")
                taken.add(usual)
    if "score" not in found:
        raise DataError(f"Which column holds the answers? m.survey(df, score='…'). {_have(answers)}")
    return found, guessed


def _there(answers: pd.DataFrame, name: str, part: str) -> str:
    if name not in answers.columns:
        raise DataError(f"There is no column {name!r} for {part}. {_have(answers)}", column=name)
    if list(answers.columns).count(name) > 1:
        raise DataError(f"There are several columns {name!r}: rename all but one.", column=name)
    return name


def _have(answers: pd.DataFrame) -> str:
    return f"There are: {', '.join(map(str, answers.columns))}."
