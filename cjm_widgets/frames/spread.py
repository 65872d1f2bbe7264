"""Cards that span several steps rest on what all of these hold, not on what the first holds. It knows pandas only."""

from __future__ import annotations

from typing import Any

import pandas as pd

from .reading import column, texts


def spans(cards: pd.DataFrame, steps: pd.DataFrame) -> pd.Series[Any]:
    """The steps each card stands in, from its step to the one in ``until``; none where its step is unknown.

    >>> cards = pd.DataFrame({"step": ["a", "b"], "until": ["b", None]})
    >>> spans(cards, pd.DataFrame(index=["a", "b"])).tolist()
    [['a', 'b'], ['b']]
    """
    names = texts(steps.index).tolist()
    at = {name: i for i, name in enumerate(names)}
    begins, ends = texts(column(cards, "step")), texts(column(cards, "until"))
    pairs = ((at.get(a), at.get(b)) for a, b in zip(begins, ends, strict=True))
    out = [[] if a is None else names[a : max(a, a if b is None else b) + 1] for a, b in pairs]
    return pd.Series(out, dtype="object")


def ends(cards: pd.DataFrame, steps: pd.DataFrame) -> list[list[int]]:
    """The positions of the first and the last step of each card that spans several.

    >>> cards = pd.DataFrame({"step": ["a", "b"], "until": ["c", None]})
    >>> ends(cards, pd.DataFrame(index=["a", "b", "c"]))
    [[0, 2]]
    """
    at = {name: i for i, name in enumerate(texts(steps.index))}
    until = texts(column(cards, "until"))
    named = until.notna().to_numpy()
    pairs = zip(texts(column(cards, "step"))[named], until[named], strict=True)
    found = ([at.get(a, -1), at.get(b, -1)] for a, b in pairs)
    return [[a, b] for a, b in found if 0 <= a < b]


def spread(claims: pd.DataFrame, evidence: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Claims with ``spans`` (lists of steps), and evidence in which each span of several is a step of its own.

    Such a step holds again what hangs on the cells and steps it is made of, once each, so that what counts by step counts
    a spanning card rightly. What hangs on a card is not repeated. Nothing is copied where nothing spans.

    >>> claims = pd.DataFrame({"card": ["x"], "step": ["a"], "lane": ["l"], "spans": [["a", "b"]]})
    >>> _, rows = spread(claims, pd.DataFrame({"step": ["a", "b", "c"], "n": [1, 2, 4]}))
    >>> rows["n"].tolist()
    [1, 2, 4, 1, 2]
    """
    wide = claims["spans"].map(len) > 1
    plain = claims.drop(columns="spans")
    if not wide.any():
        return plain, evidence
    named = claims["spans"].map(_name)
    plain["step"] = texts(plain["step"]).where(~wide.to_numpy(), named.to_numpy())
    made = pd.DataFrame({"wide": named[wide], "step": claims["spans"][wide]}).drop_duplicates("wide")
    loose = texts(column(evidence, "card")).isna()
    at = pd.DataFrame({"row": range(len(evidence)), "step": texts(column(evidence, "step"))})[loose]
    found = made.explode("step").merge(at, on="step").sort_values("row", kind="stable")
    again = evidence.iloc[found["row"].to_numpy()].copy(deep=False)
    again["step"] = found["wide"].to_numpy(dtype=object)
    held = evidence.astype({"step": "object"}) if "step" in evidence.columns else evidence
    return plain, pd.concat([held, again.astype({"step": "object"})], ignore_index=True)


def _name(steps: list[str]) -> str:
    """A name no step has."""
    return f"{steps[0]}\0{steps[-1]}" if steps else ""
