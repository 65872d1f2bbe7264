"""What passes between teams: links whose two ends belong to different ones, and who is thought to act but does not.

It knows pandas; nothing changes its argument.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from cjm_widgets.model.checks.values import AND
from cjm_widgets.model.errors import DataError

from .reading import column, ends, flags, texts, times, words


def handoffs(cards: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """The links between cards of different teams, counted per pair and direction, most first.

    ``giver`` is the team at the start of the arrow, ``receiver`` the one at its end; ``kinds`` counts them by kind;
    ``waits`` is at how many of the receiving cards the customer waits, and ``wait`` for how long in all (timedelta).
    A link that goes both ways counts once each way. Two spellings that differ in case or outer blanks are one team; where
    a card names several (“Shop, Web”), nothing is handed over to one of them.
    ``attrs``: ``total``, ``inside`` (links within one team) and ``unknown`` (an end has no team, or is no card).

    >>> cards = pd.DataFrame({"team": ["Shop", "Kitchen", "Shop"], "wait": pd.to_timedelta([None, "5min", None])}, index=list("abc"))
    >>> links = pd.DataFrame({"source": ["a", "b", "a"], "target": ["b", "c", "c"], "kind": "trigger"})
    >>> found = handoffs(cards, links)
    >>> found[["giver", "receiver", "handoffs", "waits"]].values.tolist(), found.attrs["total"]
    ([['Kitchen', 'Shop', 1, 0], ['Shop', 'Kitchen', 1, 1]], 2)
    """
    arrows = _arrows(cards, links)
    crossing = arrows[arrows["crosses"]]
    grouped = crossing.groupby(["giver", "receiver"], sort=True)
    out = grouped.size().rename("handoffs").reset_index()
    pairs = pd.MultiIndex.from_frame(out[["giver", "receiver"]])
    out["kinds"] = pd.Series([_kinds(part) for _, part in grouped["kind"]], dtype="str")
    met = crossing.drop_duplicates(["giver", "receiver", "target"])
    waiting = met[met["waits"]].groupby(["giver", "receiver"])
    out["waits"] = waiting.size().reindex(pairs, fill_value=0).to_numpy("int64")
    out["wait"] = waiting["wait"].sum().reindex(pairs).fillna(pd.Timedelta(0)).astype("timedelta64[us]").array
    out = out.sort_values("handoffs", ascending=False, kind="stable", ignore_index=True)
    out.attrs.update(_counts(arrows, len(crossing)))
    return out


def teams(cards: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Each team, the busiest first: its ``cards``, and how much ``comes_in`` from others, ``goes_out`` to them and ``stays``.

    ``partners`` is with how many other teams it exchanges anything. Counted as in ``handoffs``.

    >>> cards = pd.DataFrame({"team": ["Shop", "Kitchen", "Shop"]}, index=list("abc"))
    >>> links = pd.DataFrame({"source": ["a", "b", "a"], "target": ["b", "c", "c"]})
    >>> teams(cards, links).loc["Shop"].tolist()
    [2, 1, 1, 1, 1]
    """
    arrows = _arrows(cards, links)
    known = arrows.dropna(subset=["giver", "receiver"])
    inside, crossing = ~known["crosses"], known[known["crosses"]]
    held = _team_of(cards).dropna()
    out = held.value_counts(sort=False).rename("cards").to_frame()
    out["comes_in"] = crossing["receiver"].value_counts()
    out["goes_out"] = crossing["giver"].value_counts()
    out["stays"] = known.loc[inside, "giver"].value_counts()
    turned = crossing.rename(columns={"giver": "receiver", "receiver": "giver"})
    out["partners"] = pd.concat([crossing, turned]).groupby("giver")["receiver"].nunique()
    out = out.fillna(0).astype("int64")
    busy = -(out["comes_in"] + out["goes_out"])
    out.attrs.update(_counts(arrows, len(crossing)))
    return out.iloc[busy.argsort(kind="stable")].rename_axis("team")


def owners(cards: pd.DataFrame) -> pd.DataFrame:
    """The cards where another team acts than the customer believes: ``text``, ``step``, ``lane``, ``team``, ``perceived_team``.

    >>> cards = pd.DataFrame({"team": ["Courier", "Shop"], "perceived_team": ["Shop", "shop "]}, index=["bring", "sell"])
    >>> owners(cards).index.tolist()
    ['bring']
    """
    out = pd.DataFrame({c: texts(column(cards, c)) for c in ("text", "step", "lane")})
    for name in ("team", "perceived_team"):
        out[name] = words(column(cards, name))
    other = out["team"].str.casefold() != out["perceived_team"].str.casefold()
    found = out[other & out["team"].notna() & out["perceived_team"].notna()]
    return found.set_axis(cards.index[found.index], axis=0)


def chosen(cards: pd.DataFrame, links: pd.DataFrame, by: str) -> pd.DataFrame:
    """``handoffs`` or ``teams``. DataError where ``by`` is neither ``pair`` nor ``team``."""
    if by not in ("pair", "team"):
        raise DataError(f"Handoffs are counted by 'pair' or by 'team', not by {by!r}.")
    return handoffs(cards, links) if by == "pair" else teams(cards, links)


def _arrows(cards: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """A row per link and direction: giver, receiver, kind, and the wait at the receiving card."""
    arrows = ends(links)
    arrows["kind"] = words(column(links, "kind"))
    back = arrows[flags(column(links, "both"))].rename(columns={"source": "target", "target": "source"})
    arrows = pd.concat([arrows, back]).sort_index(kind="stable").reset_index(drop=True)
    ids = texts(cards.index)
    team = dict(zip(ids, _team_of(cards), strict=True))
    wait = pd.Series(times(column(cards, "wait")).astype("timedelta64[us]").array, index=ids)
    point = dict(zip(ids, flags(column(cards, "wait_point")), strict=True))
    for end, name in (("source", "giver"), ("target", "receiver")):
        arrows[name] = pd.Series(arrows[end].map(team).array, dtype="str")
    ends_known = zip(arrows["giver"].tolist(), arrows["receiver"].tolist(), strict=True)
    arrows["crosses"] = pd.Series([_apart(*pair) for pair in ends_known], dtype="bool")
    arrows["wait"] = wait[~wait.index.duplicated()].reindex(arrows["target"]).array
    arrows["waits"] = arrows["wait"].gt(pd.Timedelta(0)) | arrows["target"].map(point).eq(True)
    return arrows


def _team_of(cards: pd.DataFrame) -> pd.Series[Any]:
    """The team of each card, in the spelling that comes first."""
    said = words(column(cards, "team"))
    first: dict[str, str] = {}
    found = [
        None if not isinstance(t, str) else first.setdefault(" ".join(t.casefold().split()), t) for t in said
    ]
    return pd.Series(found, dtype="str")


def _apart(giver: Any, receiver: Any) -> bool:
    """Whether both ends name a team, and none of them in common."""
    if not isinstance(giver, str) or not isinstance(receiver, str):
        return False
    left, right = ({part.casefold().strip() for part in AND.split(team)} for team in (giver, receiver))
    return left.isdisjoint(right)


def _kinds(part: pd.Series[Any]) -> str:
    counted = part.fillna("no kind").value_counts(sort=False)
    return ", ".join(
        f"{kind} {n}" for kind, n in sorted(counted.items(), key=lambda one: (-one[1], str(one[0])))
    )


def _counts(arrows: pd.DataFrame, crossing: int) -> dict[Hashable, int]:
    unknown = int((arrows["giver"].isna() | arrows["receiver"].isna()).sum())
    return {"total": crossing, "inside": len(arrows) - crossing - unknown, "unknown": unknown}
