"""Where the customer waits and how long, kept apart from the time steps take.

It knows pandas; nothing changes its argument.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from cjm_widgets.model.errors import DataError

from .reading import column, ends, flags, texts, times, words

HAPPY = "happy"


def waits(
    cards: pd.DataFrame, steps: pd.DataFrame, transitions: pd.DataFrame, variant: str | None = None
) -> pd.DataFrame:
    """Each wait in the order of steps: ``step``, its ``name``, ``card`` and ``text`` (nothing for a step's own), ``team``, ``wait``, ``counts``.

    A step's own wait is its whole wait: those of its cards are parts of it and do not count beside it. A wait point that
    says no time stands without ``wait``. ``counts`` is whether a wait is in the sum: known, and on the way.

    ``attrs["way"]`` is the way summed along: the moves named ``variant``, without it those named happy, and where there are none
    ``all steps``. ``attrs["wait"]`` and ``attrs["duration"]`` are the sums of waits and of durations along it, ``attrs["unknown"]``
    how many wait points on it say no time. DataError where no move has that variant.

    >>> steps = pd.DataFrame({"name": ["Orders", "Eats"], "wait": pd.to_timedelta(["10min", None])}, index=["order", "eat"])
    >>> cards = pd.DataFrame({"step": ["order", "eat"], "wait": pd.to_timedelta(["4min", "1min"])}, index=["queue", "salt"])
    >>> found = waits(cards, steps, pd.DataFrame())
    >>> found[["step", "card", "counts"]].values.tolist(), found.attrs["wait"]
    ([['order', nan, True], ['order', 'queue', False], ['eat', 'salt', True]], Timedelta('0 days 00:11:00'))
    """
    way = _way(transitions, variant)
    own, held = _of_steps(steps), _of_cards(cards)
    place = {step: at for at, step in enumerate(texts(steps.index))}
    timed = set(own.loc[own["wait"].notna(), "step"])
    own = own[own["wait"].notna()]
    both = pd.concat([own, held], ignore_index=True)
    at = both["step"].map(place).fillna(len(place))
    out = both.iloc[at.argsort(kind="stable")].reset_index(drop=True)
    out["name"] = out["step"].map(dict(zip(place, texts(column(steps, "name")), strict=True))).astype("str")
    on_way = out["step"].isin(set(place) if way is None else way & set(place))
    part = out["card"].notna() & out["step"].isin(timed)
    out["counts"] = out["wait"].notna() & on_way & ~part
    walked = pd.Series([way is None or step in way for step in place], dtype="bool")
    out = out[["step", "name", "card", "text", "team", "wait", "counts"]]
    out.attrs = {
        "way": "all steps" if way is None else (variant or HAPPY),
        "wait": out.loc[out["counts"], "wait"].sum(),
        "duration": times(column(steps, "duration"))[walked].sum(),
        "unknown": int((out["wait"].isna() & on_way & ~part).sum()),
    }
    return out


def _of_steps(steps: pd.DataFrame) -> pd.DataFrame:
    blank = pd.Series([None] * len(steps), dtype="str")
    wait = times(column(steps, "wait")).astype("timedelta64[us]")
    return pd.DataFrame(
        {"step": texts(steps.index), "card": blank, "text": blank, "team": blank, "wait": wait}
    )


def _of_cards(cards: pd.DataFrame) -> pd.DataFrame:
    """The cards where the customer waits: those that say how long, and those marked as wait points."""
    held = {
        "step": texts(column(cards, "step")),
        "card": texts(cards.index),
        "text": texts(column(cards, "text")),
    }
    out = pd.DataFrame({**held, "team": words(column(cards, "team"))})
    out["wait"] = times(column(cards, "wait")).astype("timedelta64[us]")
    return out[out["wait"].notna() | flags(column(cards, "wait_point"))]


def _way(transitions: pd.DataFrame, variant: str | None) -> set[str] | None:
    """The steps at an end of a move of the variant; None for all steps."""
    named = [_names(v) for v in column(transitions, "variants")]
    wanted = (variant or HAPPY).strip().casefold()
    chosen = ends(transitions)[[wanted in names for names in named]] if named else pd.DataFrame()
    if not len(chosen):
        if variant is None:
            return None
        known = sorted(set().union(*named))
        raise DataError(
            f"No move is on a way named {variant!r}. Named are: {', '.join(map(repr, known)) or 'none'}; "
            "m.transitions.at[(source, target), 'variants'] = ['happy'] names one.",
            table="transitions",
            column="variants",
        )
    return {end for end in (*chosen["source"], *chosen["target"]) if isinstance(end, str)}


def _names(value: Any) -> set[str]:
    """The variants a cell names: a list of names, or names in a text with commas between."""
    given = (
        value.split(",") if isinstance(value, str) else value if isinstance(value, list | tuple | set) else ()
    )
    return {name.strip().casefold() for name in given if isinstance(name, str) and name.strip()}
