"""What can go wrong at each card, how much that weighs and what puts it right: failure mode and effects analysis (FMEA).

Sources: IEC 60812:2018, *Failure modes and effects analysis*; AIAG, *Potential Failure Mode and Effects Analysis*, 4th
edition 2008 (occurrence x severity x detection, each 1 to 10: the risk priority number). docs/blueprint.md says what
these numbers can and cannot do. It knows pandas; nothing changes its argument.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from .reading import as_number, column, ends, flags, texts, words

RATINGS = ("likelihood", "failure_impact", "detection")
TOLD = ("failure_mode", "likelihood", "failure_impact", "recovery")
"""What a fail point should say; detection is asked for only by the risk priority number."""


def fmea(cards: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """The cards where something can go wrong, worst first: fail points, and cards with any column of failure or a recovery.

    ``risk`` is likelihood x failure_impact (1 to 100), ``risk_priority`` that x detection (1 to 1000, IEC 60812 and AIAG);
    both are missing where a rating is, or is no whole number from 1 to 10. ``recovery_cards`` are the cards that a link of
    kind ``recovery`` leads to; ``missing`` says what is not filled in. Equal risks stand by risk_priority, then as in ``cards``.

    >>> cards = pd.DataFrame({"text": ["Pays", "Waits"], "fail_point": [True, None], "likelihood": [3, None],
    ...     "failure_impact": [8, 2], "recovery": ["a second reader", None]}, index=["pay", "wait"])
    >>> fmea(cards, pd.DataFrame())[["risk", "missing"]].values.tolist()
    [[24, 'failure_mode'], [<NA>, 'failure_mode; likelihood; recovery']]
    """
    out = pd.DataFrame({c: texts(column(cards, c)) for c in ("text", "step", "lane", "team")})
    out["failure_mode"] = words(column(cards, "failure_mode"))
    why = {name: _rate(out, name, column(cards, name)) for name in RATINGS}
    out["risk"] = out["likelihood"] * out["failure_impact"]
    out["risk_priority"] = out["risk"] * out["detection"]
    out["recovery"] = words(column(cards, "recovery"))
    out["recovery_cards"] = _recovering(cards, links)
    out["missing"] = _missing(out, why)
    said = [column(cards, c).notna() for c in RATINGS]
    listed = flags(column(cards, "fail_point")) | np.logical_or.reduce(
        [*said, *(out[c].notna() for c in ("failure_mode", "recovery", "recovery_cards"))]
    )
    chosen: pd.DataFrame = out[listed].sort_values(
        ["risk", "risk_priority"], ascending=False, kind="stable", na_position="last"
    )
    return chosen.set_axis(cards.index[chosen.index], axis=0)


def _rate(out: pd.DataFrame, name: str, held: pd.Series[Any]) -> pd.Series[Any]:
    """Puts the ratings that can be counted with into ``out``; says of the others what is wrong, blank where they are right."""
    numbers = held.map(as_number).astype("float64")
    fits = (
        numbers.between(1, 10)
        & (numbers == numbers.round())
        & ~held.map(lambda v: isinstance(v, bool | np.bool_))
    )
    out[name] = numbers.where(fits).astype("Int64")
    told = [
        "" if good else name if blank else f"{name} is {value}, and must be a whole number from 1 to 10"
        for value, blank, good in zip(held.tolist(), held.isna(), fits, strict=True)
    ]
    return pd.Series(told, dtype="str")


def _recovering(cards: pd.DataFrame, links: pd.DataFrame) -> pd.Series[Any]:
    """For each card the ids of those that put it right, in the order of the links; nothing where there is none."""
    arrows = ends(links)
    arrows["kind"], both = words(column(links, "kind")), flags(column(links, "both"))
    back = arrows[both].rename(columns={"source": "target", "target": "source"})
    known = texts(cards.index)
    found = pd.concat([arrows, back]).sort_index(kind="stable")
    found = found[(found["kind"] == "recovery") & found["target"].isin(known)]
    joined = found.groupby("source", sort=False)["target"].agg(", ".join)
    return pd.Series(known.map(joined.to_dict()).array, dtype="str")


def _missing(out: pd.DataFrame, why: dict[str, pd.Series[Any]]) -> pd.Series[Any]:
    blank = {
        "failure_mode": out["failure_mode"].isna(),
        "recovery": out["recovery"].isna() & out["recovery_cards"].isna(),
    }
    parts = [
        why[name] if name in why else pd.Series(np.where(blank[name], name, ""), dtype="str") for name in TOLD
    ]
    parts.append(why["detection"].where(why["detection"] != "detection", ""))
    return pd.Series(["; ".join(filter(None, row)) for row in zip(*parts, strict=True)], dtype="str")
