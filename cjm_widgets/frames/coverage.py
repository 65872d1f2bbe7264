"""How much of a map rests on evidence: by cell, by lane and step, by stage (R58). See docs/evidence.md.

A cell's claims are its cards, or, in a lane that draws a column of steps, the value of the step. It knows evidence.py
and pandas; nothing changes its argument.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from cjm_widgets.model.errors import DataError

from .evidence import counted, judge
from .reading import amounts, column, moments, texts
from .spread import spans

MEASURES = ("share", "claims", "researched", "partly", "assumed", "rows", "n", "reliability")
"""What a coverage matrix can show."""


def cells(
    cards: pd.DataFrame, evidence: pd.DataFrame, steps: pd.DataFrame, lanes: pd.DataFrame, **how: Any
) -> pd.DataFrame:
    """What each cell that says something rests on, a row per (lane, step), in the map's order.

    ``claims`` in it, how many are ``researched``, ``partly`` or ``assumed``, the ``share`` researched, ``state`` (the
    weakest of its claims), ``rows`` and ``n`` behind it, the mean ``reliability``. A card that spans steps is a claim in
    each. ``how`` as for ``evidence.state``.

    >>> steps = pd.DataFrame({"emotion": [1.0, None]}, index=["find", "pay"])
    >>> lanes = pd.DataFrame({"column": ["emotion"]}, index=["feeling"])
    >>> rows = pd.DataFrame({"step": ["find"], "lane": ["feeling"], "kind": ["survey"], "n": [80]})
    >>> cells(pd.DataFrame(), rows, steps, lanes)[["state", "n"]].to_dict("index")
    {('feeling', 'find'): {'state': 'partly', 'n': 80}}
    """
    claims = _claims(cards, steps, lanes)
    judged = judge(claims, evidence, **how)
    table = pd.DataFrame({s: (judged["state"] == s).astype("int64") for s in _STRENGTH})
    table["claims"], table["weakest"] = 1, judged["state"].map(_STRENGTH).astype("int64")
    table["reliability"], table["lane"], table["step"] = (
        judged["reliability"],
        claims["lane"],
        claims["spans"],
    )
    table = table.explode("step").dropna(subset=["step", "lane"])
    grouped = table.groupby(["lane", "step"], sort=False, observed=True)
    found = grouped[["claims", "researched", "partly", "assumed"]].sum()
    found["share"] = found["researched"] / found["claims"]
    found["state"] = grouped["weakest"].min().map(_WORDS).astype("str")
    found["reliability"] = grouped["reliability"].mean()
    behind = _behind(cards, evidence, steps, found.index, how.get("weights"))
    found["rows"], found["n"] = behind["rows"], behind["n"]
    order = pd.MultiIndex.from_product([texts(lanes.index), texts(steps.index)], names=["lane", "step"])
    return found.reindex(order[order.isin(found.index)])


def coverage(
    cards: pd.DataFrame,
    evidence: pd.DataFrame,
    steps: pd.DataFrame,
    lanes: pd.DataFrame,
    *,
    measure: str = "share",
    **how: Any,
) -> pd.DataFrame:
    """A matrix, lanes down and steps across: the share of claims that are researched, or another measure of ``cells``.

    A cell that says nothing is missing. DataError where there is no such measure.

    >>> cards = pd.DataFrame({"step": ["pay"], "lane": ["pains"]}, index=["slow"])
    >>> steps, lanes = pd.DataFrame(index=["find", "pay"]), pd.DataFrame(index=["pains"])
    >>> coverage(cards, pd.DataFrame(), steps, lanes).loc["pains"].tolist()
    [nan, 0.0]
    """
    if measure not in (*MEASURES, "state"):
        raise DataError(f"There is no measure {measure!r}. Use one of {', '.join(MEASURES)}, state.")
    found = cells(cards, evidence, steps, lanes, **how)
    wide = found[measure].unstack("step")
    return wide.reindex(index=texts(lanes.index), columns=texts(steps.index)).rename_axis(
        index="lane", columns="step"
    )


def by_stage(
    cards: pd.DataFrame,
    evidence: pd.DataFrame,
    steps: pd.DataFrame,
    stages: pd.DataFrame,
    lanes: pd.DataFrame,
    **how: Any,
) -> pd.DataFrame:
    """What each stage rests on (R58), a row per stage: its claims by state, the share researched, and its evidence.

    ``rows``, ``n``, ``sources``, ``kinds`` and ``newest`` are of all evidence inside the stage, each row once.

    >>> steps = pd.DataFrame({"stage": ["buy"]}, index=["pay"])
    >>> rows = pd.DataFrame({"step": ["pay"], "kind": ["ticket"], "n": [7]})
    >>> by_stage(pd.DataFrame(), rows, steps, pd.DataFrame(index=["buy"]), pd.DataFrame())[["claims", "n"]].values.tolist()
    [[0, 7]]
    """
    stage_of = dict(zip(texts(steps.index), texts(column(steps, "stage")), strict=True))
    found = cells(cards, evidence, steps, lanes, **how)
    counts = found[["claims", "researched", "partly", "assumed"]]
    stage = pd.Series(found.index.get_level_values("step").map(stage_of), index=found.index, dtype="str")
    out = counts.groupby(stage.to_numpy()).sum().reindex(texts(stages.index), fill_value=0)
    out["share"] = (out["researched"] / out["claims"]).where(out["claims"] > 0)
    placed = _placed(cards, evidence)
    placed["stage"] = placed["step"].map(stage_of)
    held = placed[counted(evidence, how.get("weights")).to_numpy()]
    grouped = held.groupby("stage")
    out["rows"] = grouped.size()
    out["n"] = grouped["n"].sum()
    out["sources"] = grouped["source"].nunique()
    out["kinds"] = grouped["kind"].agg(
        lambda kinds: ", ".join(sorted({k for k in kinds if isinstance(k, str)}))
    )
    out["newest"] = grouped["date"].max()
    out[["rows", "n", "sources"]] = out[["rows", "n", "sources"]].fillna(0).astype("int64")
    out["kinds"] = out["kinds"].fillna("").astype("str")
    return out.rename_axis("stage")


_STRENGTH = {"assumed": 0, "partly": 1, "researched": 2}
_WORDS = {rank: word for word, rank in _STRENGTH.items()}


def _claims(cards: pd.DataFrame, steps: pd.DataFrame, lanes: pd.DataFrame) -> pd.DataFrame:
    """The cards, and the values of lanes that draw a column: card, step, lane, author, and the steps each spans."""
    held = {c: texts(column(cards, c)) for c in ("step", "lane", "author")}
    own = pd.DataFrame({"card": texts(cards.index), **held, "spans": spans(cards, steps)})
    names = texts(steps.index)
    values = [
        _values(names[steps[column].notna().to_numpy()], lane)
        for lane, column in zip(texts(lanes.index), texts(column(lanes, "column")), strict=True)
        if isinstance(column, str) and column in steps.columns
    ]
    return pd.concat([own, *values], ignore_index=True)


def _values(steps: pd.Series[Any], lane: str) -> pd.DataFrame:
    blank = pd.Series([None] * len(steps), dtype="str")
    held = steps.reset_index(drop=True)
    spanned = pd.Series([[s] for s in held], dtype="object")
    return pd.DataFrame({"card": blank, "step": held, "lane": lane, "author": blank, "spans": spanned})


def _placed(cards: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """Each row of evidence with the step and lane it is in: its card's, or its own."""
    own = texts(column(evidence, "card"))
    ids = texts(cards.index)
    home = {c: dict(zip(ids, texts(column(cards, c)), strict=True)) for c in ("step", "lane")}
    out = pd.DataFrame(
        {c: own.map(home[c]).where(own.notna(), texts(column(evidence, c))) for c in ("step", "lane")}
    )
    out["n"] = amounts(column(evidence, "n"))
    source, kind = (texts(column(evidence, c)).str.strip().str.lower() for c in ("source", "kind"))
    out["kind"], out["source"] = kind, source.where(source.notna(), "unnamed " + kind.fillna("other"))
    out["date"] = moments(column(evidence, "date")).view("datetime64[us]")
    return out


def _behind(
    cards: pd.DataFrame, evidence: pd.DataFrame, steps: pd.DataFrame, index: pd.Index[Any], weights: Any
) -> pd.DataFrame:
    """Rows and n behind each cell: on its cards, on it and on its step, as ``evidence.support`` gives them."""
    own = texts(column(evidence, "card"))
    placed = _placed(cards, evidence)[["step", "lane", "n"]].assign(card=own, rows=1)
    placed = placed[counted(evidence, weights).to_numpy()]
    by_card = placed.dropna(subset=["card"]).groupby("card")[["rows", "n"]].sum()
    spread = pd.DataFrame(
        {"card": texts(cards.index), "lane": texts(column(cards, "lane")), "step": spans(cards, steps)}
    )
    on_cards = spread.explode("step").join(by_card, on="card").groupby(["lane", "step"])[["rows", "n"]].sum()
    loose = placed[placed["card"].isna()]
    on_cell = loose[loose["lane"].notna()].groupby(["lane", "step"])[["rows", "n"]].sum()
    on_step = loose[loose["lane"].isna()].groupby("step")[["rows", "n"]].sum()
    around = on_step.reindex(index.get_level_values("step"), fill_value=0).set_axis(index, axis=0)
    near = (held.reindex(index, fill_value=0) for held in (on_cards, on_cell))
    return sum(near, around).fillna(0).astype(np.int64)
