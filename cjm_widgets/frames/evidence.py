"""What each card rests on: researched, partly or assumed, how reliably, how old, and the rows behind it.

Definitions and their reasons are in docs/evidence.md. A row of evidence hangs on a card, on a cell (step and lane) or
on a step; the narrowest one named is the one it hangs on. It knows pandas, the schema and rows.py; nothing changes its
argument, and a million rows take less than a second.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cjm_widgets.model.errors import DataError

from .observed import Floats, Observed, observe
from .reading import amounts, column, texts
from .spread import spans, spread

WEIGHTS: dict[str, float] = {
    "interview": 1.0,
    "observation": 1.0,
    "analytics": 0.7,
    "ticket": 0.7,
    "crm": 0.7,
    "survey": 0.4,
    "review": 0.4,
    "focus group": 0.4,
    "other": 0.4,
    "assumption": 0.0,
}
"""How much a method can show, 0 to 1: interviews and observation above behaviour, behaviour above opinions (R57).
A kind that is not named here counts as ``other``."""

DEEP = ("interview", "observation")
ENOUGH = 5
"""As many people interviewed or observed make a card researched; also where a kind's strength is half its weight."""
SEEN = 0.6
"""A method of at least this weight shows what people do or goes in depth."""
STALE_AFTER = 365
"""Days after which the newest evidence is stale."""


def state(
    cards: pd.DataFrame,
    evidence: pd.DataFrame,
    *,
    steps: pd.DataFrame | None = None,
    today: dt.date | str | None = None,
    stale_after: int = STALE_AFTER,
    weights: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """What each card rests on, a row per card.

    ``state`` is **researched** (on the card or its cell: five people interviewed or observed; or two sources of two
    kinds, one of them interview, observation, analytics, ticket or CRM), **partly** (any other evidence) or **assumed**
    (none). An ``assumption``, or a row with n = 0, is no evidence. Rows a model wrote never make a card researched, and
    a card a model wrote is so only where a row by a person or source hangs on the card itself.
    ``n``, ``rows``, ``sources``, ``kinds``, ``newest``, ``age`` (days), ``stale`` and ``reliability`` count the rows on
    the card, its cell and its step; with ``steps``, their table in order, on all cells and steps a card spans. ``reliability`` = (1 − Π(1 − w·n/(n+5)) over kinds) · s/(s+1) for s sources, with w
    from ``WEIGHTS``; n counts half on a step, and half where a model wrote it. ``by_model`` says a model wrote the card.
    ``today`` is the day ages are counted from; ``weights`` replaces some of ``WEIGHTS``. DataError where one is not 0 to 1.

    >>> cards = pd.DataFrame({"step": ["pay", "pay"], "lane": ["pains", "pains"]}, index=["slow", "dear"])
    >>> rows = pd.DataFrame({"card": ["slow"], "kind": ["interview"], "source": ["May"], "n": [5]})
    >>> state(cards, rows)[["state", "n", "kinds", "reliability"]].to_dict("index")["slow"]
    {'state': 'researched', 'n': 5, 'kinds': 'interview', 'reliability': 0.25}
    """
    claims = pd.DataFrame(
        {
            "card": texts(cards.index),
            "step": column(cards, "step"),
            "lane": column(cards, "lane"),
            "author": column(cards, "author"),
        }
    )
    if steps is not None:
        claims["spans"] = spans(cards, steps)
    found = judge(claims, evidence, today=today, stale_after=stale_after, weights=weights)
    return found.set_axis(cards.index, axis=0)


def judge(
    claims: pd.DataFrame,
    evidence: pd.DataFrame,
    *,
    today: dt.date | str | None = None,
    stale_after: int = STALE_AFTER,
    weights: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """As ``state``, for claims: rows with card (an id, or nothing where a value of a step is meant), step, lane, author,
    and ``spans``, the steps each stands in, where some stand in several.

    >>> judge(pd.DataFrame({"card": ["a"], "step": ["s"], "lane": ["l"]}), pd.DataFrame())["state"].tolist()
    ['assumed']
    """
    strength = _weights(weights)
    if "spans" in claims:
        claims, evidence = spread(claims, evidence)
    seen = observe(claims, evidence, list(strength), strength)
    weight = np.array(list(strength.values()))
    by_model = np.asarray(column(claims, "author") == "model", dtype=bool)
    held = seen.on(np.ones(len(seen.at), bool))
    sources = seen.sources(np.ones(len(seen.at), bool))
    states = np.where(
        _researched(seen, weight, by_model), "researched", np.where(held > 0, "partly", "assumed")
    )
    return pd.DataFrame(
        {
            "state": pd.array(states, dtype="str"),
            "n": seen.amount().astype("int64"),
            "rows": held.astype("int64"),
            "sources": sources.astype("int64"),
            "kinds": pd.array(_kinds(seen.kinds(), list(strength)), dtype="str"),
            **_ages(seen.newest(), today, stale_after),
            "reliability": _depth(seen.effective(), weight) * sources / (sources + 1),
            "by_model": by_model,
        },
        index=claims.index,
    )


def support(
    evidence: pd.DataFrame,
    cards: pd.DataFrame,
    *,
    card: str | None = None,
    step: str | None = None,
    lane: str | None = None,
    steps: pd.DataFrame | None = None,
    weights: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """The rows behind a number: of a card, of a step, or of a cell (``step`` and ``lane``), in the order of evidence.

    For a card: the rows on it, on its cells and on its steps. For a cell: those on its cards, on it and on its step. For
    a step: all in it. ``steps`` is needed where cards span several. ``hangs_on`` says card, cell or step; ``counts`` is False for assumptions and rows with n = 0.
    DataError where there is no such card, or nothing is asked for.

    >>> cards = pd.DataFrame({"step": ["pay"], "lane": ["pains"]}, index=["slow"])
    >>> rows = pd.DataFrame({"card": ["slow", None], "step": [None, "pay"], "kind": ["survey", "assumption"]})
    >>> support(rows, cards, card="slow")[["hangs_on", "counts"]].values.tolist()
    [['card', True], ['step', False]]
    """
    if (card is None) == (step is None):
        raise DataError("Say whose evidence: card='…', step='…', or step='…' and lane='…'.", table="evidence")
    own, at, along = (texts(column(evidence, name)) for name in ("card", "step", "lane"))
    hangs = np.select([own.notna(), along.notna()], ["card", "cell"], "step")
    mine, around, lane = _asked(cards, card, step, lane, steps)
    here = (hangs != "card") & at.isin(around).to_numpy()
    if lane is not None:
        here &= (hangs == "step") | (along == lane).to_numpy()
    chosen = own.isin(mine).to_numpy() | here
    found = evidence[chosen].copy(deep=False)
    found["hangs_on"] = pd.array(hangs[chosen], dtype="str")
    found["counts"] = counted(found, weights)
    return pd.DataFrame(found)


def _asked(
    cards: pd.DataFrame, card: str | None, step: str | None, lane: str | None, order: pd.DataFrame | None
) -> tuple[list[str], list[str], str | None]:
    """The cards meant, and the steps and the lane around them."""
    ids, steps, lanes = texts(cards.index), texts(column(cards, "step")), texts(column(cards, "lane"))
    held = steps.map(lambda s: [s], na_action="ignore") if order is None else spans(cards, order)
    if card is None:
        inside = held.map(lambda s: isinstance(s, list) and str(step) in s).astype(bool) & (
            (lanes == str(lane)) if lane is not None else True
        )
        return ids[inside].tolist(), [str(step)], None if lane is None else str(lane)
    rows = np.flatnonzero(ids == str(card))
    if not len(rows):
        raise DataError(
            f"There is no card {card!r} in table cards. m.cards.index lists them.",
            table="cards",
            row=str(card),
        )
    at, lane = held[rows[0]], lanes[rows[0]]
    return [str(card)], at if isinstance(at, list) else [], "" if pd.isna(lane) else str(lane)


def counted(evidence: pd.DataFrame, weights: Mapping[str, float] | None = None) -> pd.Series[Any]:
    """True for each row that is evidence: not an assumption (a kind of weight 0), and n is not 0.

    >>> counted(pd.DataFrame({"kind": ["survey", "assumption", "ticket"], "n": [3, 9, 0]})).tolist()
    [True, False, False]
    """
    strength = _weights(weights)
    nothing = {kind for kind, weight in strength.items() if weight == 0}
    kind = texts(column(evidence, "kind")).str.strip().str.lower()
    n = amounts(column(evidence, "n"))
    return pd.Series(~kind.isin(nothing).to_numpy() & (n > 0), index=evidence.index)


def _weights(given: Mapping[str, float] | None) -> dict[str, float]:
    out = {**WEIGHTS, **{str(k).strip().lower(): v for k, v in (given or {}).items()}}
    for kind, weight in out.items():
        if not 0 <= weight <= 1:
            raise DataError(f"The weight of {kind!r} is {weight!r}. Weights are 0 (no evidence) to 1.")
    return out


def _researched(seen: Observed, weight: Floats, by_model: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """By people and sources alone, on the card or its cell: depth, or two sources of two kinds that show behaviour."""
    near = seen.near & ~seen.model
    kinds = seen.kinds(near)
    two = (seen.sources(near) >= 2) & (kinds.sum(axis=1) >= 2) & kinds[:, weight >= SEEN].any(axis=1)
    deep = np.array([kind in DEEP for kind in seen.names])
    enough = seen.amounts(near)[:, deep].sum(axis=1) >= ENOUGH
    backed = seen.on(seen.direct & ~seen.model) > 0
    found: np.ndarray[Any, Any] = (two | enough) & (backed | ~by_model)
    return found


def _depth(effective: Floats, weight: Floats) -> Floats:
    missed: Floats = np.prod(1 - weight * effective / (effective + ENOUGH), axis=1)
    return 1 - missed


def _kinds(present: np.ndarray[Any, Any], names: list[str]) -> np.ndarray[Any, Any]:
    """The kinds of each claim as a text, strongest first."""
    if not len(present):
        return np.array([], dtype=object)
    patterns, which = np.unique(present, axis=0, return_inverse=True)
    said = [", ".join(n for n, there in zip(names, p, strict=True) if there) for p in patterns]
    return np.array(said, dtype=object)[which.reshape(-1)]


def _ages(newest: np.ndarray[Any, Any], today: dt.date | str | None, stale_after: int) -> dict[str, Any]:
    now = pd.Timestamp(today if today is not None else dt.date.today()).tz_localize(None).normalize()
    dates = pd.Series(newest.view("datetime64[us]"))
    days = (now - dates.dt.normalize()).dt.days.astype("Int64")
    return {"newest": dates.array, "age": days.array, "stale": (days > stale_after).astype("boolean").array}
