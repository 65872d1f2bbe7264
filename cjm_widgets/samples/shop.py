"""A made-up event log of a web shop, from a small chain of pages with invented chances and times."""

from __future__ import annotations

import numpy as np
import pandas as pd

_CHAIN: dict[str, dict[str, float]] = {
    "start": {"main": 0.55, "catalog": 0.30, "product": 0.15},
    "main": {"catalog": 0.62, "main": 0.10, "product": 0.08, "leave": 0.20},
    "catalog": {"product": 0.48, "catalog": 0.27, "main": 0.05, "leave": 0.20},
    "product": {"cart": 0.34, "catalog": 0.36, "product": 0.10, "leave": 0.20},
    "cart": {"delivery": 0.58, "catalog": 0.17, "leave": 0.25},
    "delivery": {"payment": 0.66, "cart": 0.08, "leave": 0.26},
    "payment": {"paid": 0.74, "delivery": 0.06, "leave": 0.20},
    "paid": {"leave": 1.0},
}
"""From each page, the chance of each next one; "start" and "leave" are no events."""

_SECONDS = {"main": 14, "catalog": 31, "product": 52, "cart": 26, "delivery": 95, "payment": 68, "paid": 12}
"""The median time on each page; times are log-normal around it."""

ABOUT = (
    "Made up, no real shop: visits walk a chain of seven pages with invented chances, stay for log-normal times "
    "around invented medians, and arrive evenly over four weeks from 2026-01-05."
)


def shop_events(seed: int = 7, visits: int = 2_000) -> pd.DataFrame:
    """Events of a web shop: ``case`` (the visit), ``event`` (the page), ``time``; sorted by case, then time.

    Made up: each visit walks a small chain of pages with invented chances, stays on each for a log-normal time,
    and starts at a random second of four weeks. The same seed gives the same events; ``attrs["about"]`` says all this.

    >>> events = shop_events(visits=3)
    >>> list(events.columns), events["case"].nunique(), events.attrs["about"][:7]
    (['case', 'event', 'time'], 3, 'Made up')
    """
    if visits < 1:
        raise ValueError(f"visits is {visits}; it must be at least 1.")
    random = np.random.default_rng(seed)
    walks = [_walk(random) for _ in range(visits)]
    case = np.repeat(np.arange(1, visits + 1), [len(w) for w in walks])
    event = [page for walk in walks for page in walk]
    frame = pd.DataFrame(
        {"case": [f"visit-{n:05d}" for n in case], "event": event, "time": _times(random, case, event)}
    )
    frame.attrs["about"] = ABOUT
    return frame


def _walk(random: np.random.Generator) -> list[str]:
    walk: list[str] = []
    page = "start"
    while True:
        nexts = _CHAIN[page]
        page = str(random.choice(list(nexts), p=list(nexts.values())))
        if page == "leave":
            return walk
        walk.append(page)


def _times(random: np.random.Generator, case: np.ndarray, event: list[str]) -> pd.Series[pd.Timestamp]:
    medians = np.array([_SECONDS[page] for page in event], dtype="float64")
    stay = pd.Series(medians * random.lognormal(0, 0.8, len(event)), dtype="float64")
    since = stay.groupby(case).cumsum() - stay
    start = random.integers(0, 28 * 24 * 3600, case.max())[case - 1]
    millis = ((since + start) * 1000).round().astype("int64")
    times: pd.Series[pd.Timestamp] = pd.Timestamp("2026-01-05") + pd.to_timedelta(millis, unit="ms")
    return times.dt.as_unit("us")
