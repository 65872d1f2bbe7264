"""A draft map from a log: its steps in the order they are met, stages, moves with counts, times, and what all of it rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from cjm_widgets.engine.from_map import FAILURES, LEFT
from cjm_widgets.engine.logs import Edges, Log
from cjm_widgets.model.errors import DataError

from .places import places, stages
from .variants import Paths, paths

OTHER = "Other"


@dataclass(frozen=True)
class Draft:
    """The tables of a map and what it says of itself; ``found`` are its journeys, ``edges`` its counts, under the names of the steps."""

    tables: dict[str, pd.DataFrame]
    about: str
    found: Paths
    edges: Edges


def draft(
    log: Log,
    ends: Sequence[str] = (),
    success: Sequence[str] | None = None,
    rare: float = 0.02,
    most: int = 20,
    quiet: Any = None,
    name: str = "",
) -> Draft:
    """The draft of a log. Activities that fewer than ``rare`` of the cases meet, and all beyond the ``most`` most frequent, are gathered
    in one step. ``DataError`` for an end that is not in the log, or numbers out of range."""
    _checked(rare, most)
    source = name or log.source.name
    raw = paths(log, ends)
    met = _met(raw)
    _there(ends, met, "ends")
    good = list(ends) if success is None else list(success)
    _there(good, dict.fromkeys(ends, 1), "success")
    gathered = _rare(met, raw.cases, ends, rare, most)
    names = dict.fromkeys(gathered, _free(OTHER, met)) if len(gathered) > 1 else {}
    found = raw.named(names)
    counts = log.edges(names=names or None, ends=list(ends), quiet=quiet)
    where = places(found, ends)
    if where.empty:
        raise DataError("Every journey of the log begins with its end: name the ends apart from the steps.")
    ids = _ids([*where.index, *ends])
    tables = {
        "stages": _stages(where),
        "steps": _steps(where, counts, ids, found),
        "transitions": _moves(counts, ids),
        "outcomes": _outcomes(counts, ends, good, ids),
        "lanes": _lanes(source),
        "cards": _cards(where, ids, gathered if names else [], met),
    }
    about = _about(log, source, raw, counts, gathered if names else [], ends, rare)
    tables["evidence"] = _evidence(
        tables["steps"], ids, source, about, raw.cases, gathered if names else [], met
    )
    last = pd.Timestamp(counts.frame["last"].max()).tz_localize(None).normalize()
    tables["evidence"]["date"] = last.as_unit("us")
    return Draft(tables, about, found, counts)


def _checked(rare: Any, most: Any) -> None:
    if isinstance(rare, bool) or not isinstance(rare, int | float | np.number) or not 0 <= rare < 1:
        raise DataError(f"rare={rare!r}: a share of cases from 0 to below 1 is allowed.")
    if isinstance(most, bool) or not isinstance(most, int | np.integer) or most < 1:
        raise DataError(f"most={most!r}: one step or more is allowed.")


def _there(named: Sequence[str], known: Mapping[str, int], what: str) -> None:
    strange = [one for one in named if one not in known]
    if strange:
        listed = ", ".join(map(repr, list(known)[:12])) or "none"
        raise DataError(f"{what}: the log has no {strange[0]!r} that could be one. There are: {listed}.")


def _met(found: Paths) -> dict[str, int]:
    """How many cases meet each activity, the most frequent first."""
    met: dict[str, int] = {}
    for path, cases in zip(found.frame["path"], found.frame["cases"], strict=True):
        for one in set(path):
            met[one] = met.get(one, 0) + int(cases)
    return dict(sorted(met.items(), key=lambda item: (-item[1], item[0])))


def _rare(met: Mapping[str, int], cases: int, ends: Sequence[str], rare: float, most: int) -> list[str]:
    steps = [one for one in met if one not in ends]
    return [one for place, one in enumerate(steps) if place >= most or met[one] < rare * cases]


def _free(name: str, taken: Mapping[str, Any]) -> str:
    while name in taken:
        name += " (gathered)"
    return name


def _ids(names: Sequence[str]) -> dict[str, str]:
    """An id for each name, made of its letters and figures; LEFT is kept for leaving."""
    made: dict[str, str] = {}
    taken = {LEFT}
    for name in names:
        base = re.sub(r"\W+", "_", name.strip().lower()).strip("_") or "step"
        one = next(
            t for n in range(1, len(names) + 3) if (t := base if n == 1 else f"{base}_{n}") not in taken
        )
        made[name] = one
        taken.add(one)
    return made


def _stages(where: pd.Series) -> pd.DataFrame:
    names = list(dict.fromkeys(stages(where)))
    return pd.DataFrame({"name": names}, index=pd.Index([name.lower() for name in names], name="stage"))


def _steps(where: pd.Series, counts: Edges, ids: Mapping[str, str], found: Paths) -> pd.DataFrame:
    """Times are means over all visits but the open ones, a last visit taking none: so the chain's time is that of the log."""
    rows = counts.frame[~counts.frame["kind"].isin(["start", "open"])].groupby("source", observed=True)
    sums = rows[["count", "seconds", "seconds_sq"]].sum().reindex(where.index, fill_value=0)
    n = sums["count"].astype("float64").where(sums["count"] > 0)
    mean = sums["seconds"] / n
    sd = np.sqrt((sums["seconds_sq"] / n - mean**2).clip(lower=0))
    begun = counts.frame[counts.frame["kind"].astype("str").to_numpy() == "start"]
    entry = begun.groupby(begun["target"].astype("str"))["count"].sum().reindex(where.index, fill_value=0)
    told = counts.steps()
    cases = pd.Series(_met(found)).reindex(where.index)
    made = pd.DataFrame(
        {
            "stage": stages(where).str.lower(),
            "name": where.index,
            "duration": pd.to_timedelta((mean * 1e6).round(), unit="us"),
            "duration_sd": pd.to_timedelta((sd * 1e6).round(), unit="us"),
            "duration_n": sums["count"],
            "entry": entry / max(int(entry.sum()), 1),
            "cases": cases,
            "visits": told["visits"].reindex(where.index),
            "median_until_next": told["median"].reindex(where.index),
        }
    )
    return made.set_axis(pd.Index([ids[one] for one in where.index], name="step"))


def _moves(counts: Edges, ids: Mapping[str, str]) -> pd.DataFrame:
    f = counts.frame
    kept = f[f["kind"].isin(["move", "left"]).to_numpy()]
    target = kept["target"].astype("str").where(kept["kind"].astype("str") == "move", LEFT)
    pairs = pd.DataFrame(
        {
            "source": kept["source"].astype("str").map(ids),
            "target": target.map({**ids, LEFT: LEFT}),
            "count": kept["count"],
        }
    )
    made = pairs.groupby(["source", "target"])["count"].sum().reset_index()
    place = {one: i for i, one in enumerate([*ids.values(), LEFT])}
    made = made.sort_values(["source", "target"], key=lambda column: column.map(place), ignore_index=True)
    made["probability"] = made["count"] / made.groupby("source")["count"].transform("sum")
    made["assumed"] = False
    return made.set_index(["source", "target"])


def _outcomes(
    counts: Edges, ends: Sequence[str], good: Sequence[str], ids: Mapping[str, str]
) -> pd.DataFrame:
    left = bool((counts.frame["kind"].astype("str") == "left").any())
    rows = [(ids[one], one, one in good and one.lower() not in FAILURES) for one in ends]
    rows += [(LEFT, "Left", False)] if left else []
    made = pd.DataFrame(rows, columns=["outcome", "name", "success"]).set_index("outcome")
    return made if ends else made.drop(columns="success")


def _lanes(source: str) -> pd.DataFrame:
    rows = [
        ("visits", "Visits", "number", "metric", "visits"),
        ("median", "Median time until the next", "duration", "time", "median_until_next"),
        ("paths", "Ways", "paths", "paths", None),
        ("activities", "Gathered here", "cards", "actions", None),
    ]
    made = pd.DataFrame(rows, columns=["lane", "name", "kind", "role", "column"]).set_index("lane")
    return made.assign(source=f"counted from {source}", visible=True)


def _cards(
    where: pd.Series, ids: Mapping[str, str], gathered: Sequence[str], met: Mapping[str, int]
) -> pd.DataFrame:
    """What stands in a gathered step, each with its cases."""
    other = [one for one in where.index if one not in met]
    texts = [f"{one}: {met[one]:,} cases" for one in gathered[:15]]
    texts += [f"and {len(gathered) - 15} more, in the evidence"] if len(gathered) > 15 else []
    rows = [(ids[other[0]], "activities", text) for text in texts] if other else []
    made = pd.DataFrame(rows, columns=["step", "lane", "text"])
    return made.set_axis(pd.Index([f"gathered_{i + 1}" for i in range(len(made))], name="card"))


def _about(
    log: Log,
    source: str,
    raw: Paths,
    counts: Edges,
    gathered: Sequence[str],
    ends: Sequence[str],
    rare: float,
) -> str:
    f = counts.frame
    opened = int(f.loc[f["kind"].astype("str").to_numpy() == "open", "count"].sum())
    dropped = int(log.dropped["rows"].sum())
    begun = (
        f"A draft from data, made by counting {counts.events:,} events of {raw.cases:,} journeys in {source}; nobody has "
        "looked at it yet. Stages are guessed from where in a journey a step is first met."
    )
    said = [
        begun,
        f"Columns: {'; '.join(log.said)}." if log.said else "",
        f"A journey ends at its first {' or '.join(ends)}; what came after is no part of it."
        if ends
        else "No event ends a journey.",
        f"{len(gathered)} activities, each met by fewer than {rare:.0%} of journeys or beyond the most frequent, are gathered in one step."
        if gathered
        else "",
        f"{opened:,} journeys may not be over: they count as neither ended nor left." if opened else "",
        f"{dropped:,} rows do not count: {', '.join(f'{n:,} {why}' for why, n in zip(log.dropped['reason'], log.dropped['rows'], strict=True))}."
        if dropped
        else "",
    ]
    return " ".join(one for one in said if one)


def _evidence(
    steps: pd.DataFrame,
    ids: Mapping[str, str],
    source: str,
    about: str,
    cases: int,
    gathered: Sequence[str],
    met: Mapping[str, int],
) -> pd.DataFrame:
    rows: list[tuple[Any, ...]] = [(None, about, cases)]
    for step, row in steps.iterrows():
        rows.append(
            (
                step,
                f"{int(row['cases']):,} of {cases:,} journeys met it, in {int(row['visits']):,} visits.",
                int(row["cases"]),
            )
        )
        if gathered and row["name"] not in met:
            rows.append(
                (
                    step,
                    "Gathered: " + "; ".join(f"{one} ({met[one]:,} cases)" for one in gathered),
                    len(gathered),
                )
            )
    made = pd.DataFrame(rows, columns=["step", "text", "n"]).assign(kind="analytics", source=source)
    return made.set_axis(pd.Index([f"log_{i + 1}" for i in range(len(made))], name="evidence"))
