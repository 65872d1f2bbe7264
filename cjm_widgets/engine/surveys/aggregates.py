"""Scores as pandas aggregations: ``survey.groupby("step")["score"].agg(cjm.nps)``.

Each takes a column of answers and gives one number; missing values are passed over, no answer at all gives NaN, and an answer that
is none on the scale is a ``DataError`` with counts. ``cjm.scores`` has the same numbers with n and intervals.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from cjm_widgets.model.errors import DataError

from .answers import only
from .kinds import Scale, kind as kind_of


def nps(answers: Any) -> float:
    """Net Promoter Score: % answering 9 or 10 less % answering 0 to 6 on a scale from 0 to 10, in points from −100 to 100.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"step": ["Pay", "Pay", "Eat"], "score": [10, 3, 9]})
    >>> frame.groupby("step")["score"].agg(nps).to_dict()
    {'Eat': 100.0, 'Pay': 0.0}
    """
    return _mean(answers, "nps")


def enps(answers: Any) -> float:
    """Employee Net Promoter Score: the formula of NPS on what employees answer, 0 to 10.

    >>> enps([9, 9, 7, 0])
    25.0
    """
    return _mean(answers, "enps")


def csat(answers: Any, formula: str = "top two", scale: Scale = (1, 5)) -> float:
    """Customer satisfaction: by default the % answering one of the two highest marks; ``formula="mean"`` is the mean answer.

    >>> csat([5, 4, 3, 1]), csat([5, 4, 3, 1], formula="mean")
    (50.0, 3.25)
    """
    return _mean(answers, _formula("csat", formula, {"top two": "csat", "mean": "csat-mean"}), scale)


def ces(answers: Any, formula: str = "mean") -> float:
    """Customer Effort Score, of which there are several: ``formula`` says which.

    ``mean``: CES 2.0, mean agreement 1 to 7 that it was made easy (high is good). ``agree``: % answering 5 to 7. ``net``: % answering
    6 or 7 less % answering 1 to 3. ``effort``: CES 1.0, mean effort 1 to 5 (low is good).

    >>> ces([7, 6, 4, 1]), ces([7, 6, 4, 1], formula="agree"), ces([7, 6, 4, 1], formula="net")
    (4.5, 50.0, 25.0)
    """
    names = {"mean": "ces", "agree": "ces-agree", "net": "ces-net", "effort": "ces1"}
    return _mean(answers, _formula("ces", formula, names))


def _formula(score: str, formula: str, names: dict[str, str]) -> str:
    if formula not in names:
        raise DataError(f"{score} has no formula {formula!r}: {', '.join(names)}.")
    return names[formula]


def _mean(answers: Any, name: str, scale: Scale | None = None) -> float:
    kind = kind_of(name, scale)
    values = only(answers, kind)
    return float(np.mean(kind.added(values))) if len(values) else math.nan
