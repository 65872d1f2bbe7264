"""Marks added up, by exercise and by student, and as CSV that a spreadsheet opens and runs nothing of."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from cjm_widgets.formats.guard import guarded

LONGEST = 32_000
"""A cell of Excel holds 32,767 characters."""
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def totals(marks: pd.DataFrame) -> pd.DataFrame:
    """Points, of how many, and how many answers a person should read: a row for each student and exercise.

    >>> marks = pd.DataFrame({"student": ["ann"], "exercise": ["first"], "points": [1.0], "of": [2.0], "read": [True]})
    >>> totals(marks).to_dict("records")
    [{'student': 'ann', 'exercise': 'first', 'points': 1.0, 'of': 2.0, 'read': 1, 'share': 0.5}]
    """
    kept = marks.groupby(["student", "exercise"], sort=False)[["points", "of", "read"]].sum().reset_index()
    return kept.assign(share=_share(kept))


def by_student(marks: pd.DataFrame) -> pd.DataFrame:
    """A row for each student: the points of each exercise, all ``points`` of ``of``, ``share``, how many answers a person should
    ``read``, and how many ``problems`` there are with what was handed in. Nothing stands where an exercise was in no notebook of theirs.

    >>> marks = pd.DataFrame({"student": ["ann", "bob"], "exercise": ["first", "second"], "points": [1.0, 0.5], "of": [2.0, 1.0],
    ...     "read": [True, False], "reason": ["1 of 2", ""]})
    >>> by_student(marks).to_dict("records")[0]
    {'student': 'ann', 'first': 1.0, 'second': nan, 'points': 1.0, 'of': 2.0, 'share': 0.5, 'read': 1, 'problems': 0}
    """
    graded = marks[marks["of"].gt(0)]
    points = graded.groupby(["student", "exercise"], sort=False)["points"].sum().unstack("exercise")
    order = list(dict.fromkeys(graded["exercise"]))
    sums = marks.groupby("student", sort=False)[["points", "of", "read"]].sum()
    problems = (marks["of"].eq(0) & marks["reason"].ne("")).groupby(marks["student"]).sum()
    sums.insert(2, "share", _share(sums))
    own = points.reindex(index=sums.index, columns=order)
    own.columns = [
        name if name not in (*sums.columns, "problems") else f"{name} (exercise)" for name in order
    ]
    return pd.concat([own, sums, problems.rename("problems")], axis=1).rename_axis("student").reset_index()


def csv(table: pd.DataFrame) -> str:
    """A table as CSV. What learners wrote is never a formula there: an apostrophe stands before a text that would be one.

    Characters that no text has are left out, and a text too long for a cell of Excel is cut, which is said.

    >>> csv(pd.DataFrame({"reason": ["=1+1"]}))
    "reason\\n'=1+1\\n"
    """
    texts = table.select_dtypes(["object", "string"]).columns
    kept = table.assign(**{name: table[name].map(_guarded) for name in texts}).rename(columns=_guarded)
    return str(kept.to_csv(index=False, lineterminator="\n"))


def _guarded(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    said = _ODD.sub("", value)
    if len(said) > LONGEST:
        said = f"{said[:LONGEST]} … ({len(said) - LONGEST:,} more characters)"
    return guarded(said) if said else said


def _share(table: pd.DataFrame) -> pd.Series[float]:
    return (table["points"] / table["of"].where(table["of"] > 0)).round(3)
