"""Improvements in order: the likely effect, for how many it is adopted, over its cost. One unit only, as others do not compare."""

from __future__ import annotations

import pandas as pd

from cjm_widgets.model.errors import DataError

from .priorities import score
from .ranking import stability
from .reading import column, texts

FORMULA = "likely * adoption / cost"
GUESSES = ("low", "high")


def per_cost(improvements: pd.DataFrame) -> pd.DataFrame:
    """``score``, ``rank`` and ``why``, with the ranks that hold in 90 % of draws between the low and the high guess.

    The same as ``score(improvements, formula=FORMULA)``, but that rows of several units have no rank. A cost or an adoption
    that is missing gives no score.

    >>> rows = pd.DataFrame({"likely": [5.0, 2], "adoption": 1.0, "cost": [10, 1], "unit": "pp"}, index=["chat", "sign"])
    >>> per_cost(rows)[["score", "rank"]].values.tolist()
    [[2.0, 1], [0.5, 2]]
    """
    whole = improvements.reindex(
        columns=improvements.columns.union(["likely", "adoption", "cost", "unit"], sort=False)
    )
    found = score(whole, formula=FORMULA)
    scored = found["score"].notna()
    units = texts(column(whole, "unit")[scored.reindex(whole.index).to_numpy(dtype=bool)])
    if len(set(units)) > 1:
        told = "units differ: " + ", ".join(sorted({str(unit or "none") for unit in units}))
        return found.assign(
            rank=pd.array([pd.NA] * len(found), dtype="Int64"), why=found["why"].mask(scored, told)
        )
    return found.join(_between(whole).reindex(found.index))


def _between(rows: pd.DataFrame) -> pd.DataFrame:
    """The ranks between which the guesses leave each row; nothing where the guesses cannot be drawn from."""
    names = ["rank_low", "rank_high"]
    try:
        return stability(rows, formula=FORMULA, within={"likely": GUESSES})[names]
    except DataError:
        return pd.DataFrame(columns=names)
