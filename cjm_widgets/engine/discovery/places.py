"""Where in the journey a step stands: the mean place of its first visit, and the stages that follow from the gaps between."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from .variants import Paths

STAGES = {
    1: ("Journey",),
    2: ("Early", "Late"),
    3: ("Early", "Middle", "Late"),
    4: ("Beginning", "Early", "Late", "End"),
}


def places(found: Paths, apart: Sequence[str] = ()) -> pd.Series:
    """The steps in the order they are met, with the mean place of their first visit: 0 the beginning of a journey, 1 its end. Journeys of
    one event stand at 0; ``apart`` are left out.

    >>> from .variants import Paths
    >>> held = pd.DataFrame({"path": [("a", "b", "a"), ("b",)], "cases": [3, 1], "seconds": 0.0, "ended": None, "example": "x"})
    >>> places(Paths(held)).to_dict()
    {'a': 0.0, 'b': 0.375}
    """
    total: dict[str, float] = {}
    weight: dict[str, float] = {}
    for path, cases in zip(found.frame["path"], found.frame["cases"], strict=True):
        last = max(len(path) - 1, 1)
        for step, place in {step: i for i, step in reversed(list(enumerate(path)))}.items():
            total[step] = total.get(step, 0.0) + cases * place / last
            weight[step] = weight.get(step, 0.0) + cases
    mean = {step: total[step] / weight[step] for step in total if step not in apart}
    order = sorted(mean, key=lambda step: (mean[step], -weight[step], step))
    return pd.Series({step: mean[step] for step in order}, dtype="float64")


def stages(where: pd.Series) -> pd.Series:
    """The stage of each step: parted at the widest gaps between their places, one stage for every three steps, four at most.

    >>> stages(pd.Series({"a": 0.0, "b": 0.1, "c": 0.8, "d": 0.9})).tolist()
    ['Early', 'Early', 'Late', 'Late']
    """
    many = max(1, min(4, -(-len(where) // 3)))
    gaps = where.diff().iloc[1:]
    cuts = set(gaps.nlargest(many - 1).index)
    number = pd.Series([step in cuts for step in where.index], index=where.index).cumsum()
    return number.map(dict(enumerate(STAGES[int(number.max() if len(number) else 0) + 1])))
