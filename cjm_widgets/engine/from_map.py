"""A map's tables read as a chain and its improvements: shares from counts or as stated, ends, times, costs, what was assumed.

What a map does not say is never made up silently: it is refused with the step's name, or noted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cjm_widgets.frames import keys
from cjm_widgets.model import schema
from cjm_widgets.model.errors import DataError

from .chain import Chain, Floats, chain
from .columns import HUGE, flags, numbers
from .entries import entry, start
from .queues import Queue, checked
from .times import Times, times

Tables = Mapping[str, pd.DataFrame]

WORTH = 20.0
"""A stated share is worth so many observations, unless said otherwise."""
ROUNDED = 0.005
"""Rows this close to one were rounded by hand: they are rescaled, and that is noted."""
LEFT = "left"
FAILURES = frozenset(
    {
        "left",
        "leaves",
        "leave",
        "lost",
        "gone",
        "exit",
        "exits",
        "churn",
        "churned",
        "abandoned",
        "dropped",
        "drop-off",
        "drop out",
    }
)
"""Names of ends that are no success, where the map does not say which are."""


@dataclass(frozen=True)
class Said:
    """How to read a map where it leaves things open. ``DataError`` where it is told something else than it knows."""

    success: tuple[str, ...] = ()
    rest: str | None = None
    worth: float = WORTH
    persona: str | None = None
    queues: bool = False

    def __post_init__(self) -> None:
        if self.rest not in (None, LEFT):
            raise DataError(f"rest is {self.rest!r}: {LEFT!r} is allowed, or nothing.")
        if not 0 < self.worth < np.inf:
            raise DataError(f"worth is {self.worth!r}: a number of observations above 0 is allowed.")


@dataclass(frozen=True)
class Read:
    """A chain, and in sentences what was understood or assumed."""

    chain: Chain
    notes: tuple[str, ...]


def read(tables: Tables, said: Said | None = None) -> Read:
    """The chain of a map. ``DataError`` names the step or table that keeps it from being one.

    >>> steps = pd.DataFrame({"name": ["Browse", "Pay"]}, index=["browse", "pay"])
    >>> moves = pd.DataFrame({"source": ["browse", "browse", "pay", "pay"], "target": ["pay", "left", "done", "left"],
    ...                       "count": [60, 40, 54, 6]}).set_index(["source", "target"])
    >>> read({"steps": steps, "transitions": moves}).chain.rows.tolist()
    [[0.0, 0.6, 0.4, 0.0], [0.0, 0.0, 0.1, 0.9]]
    """
    said = said or Said()
    notes: list[str] = []
    steps = _steps(tables, said)
    moves = _moves(tables.get("transitions"), said)
    inside, outcomes = _places(steps, moves, tables.get("outcomes"), notes, said.persona)
    if said.rest == LEFT and LEFT not in outcomes:
        outcomes = [*outcomes, LEFT]
    rows, seen, counted = _rows(inside, outcomes, moves, said, notes)
    possible = _possible(rows, counted, moves, [*inside, *outcomes])
    part = steps.loc[inside]
    spent = times(part)
    queues = _queues(part, spent, notes) if said.queues else []
    wait = numbers(part, "steps", "wait", 0.0, least=0)
    for i, queue in queues:
        wait[i] = queue.wait
    made = chain(
        inside,
        outcomes,
        rows,
        success=_success(outcomes, tables.get("outcomes"), said, notes),
        start=start(part, said.persona),
        time=spent.mean,
        time_var=spent.var,
        time_error=spent.error,
        time_low=spent.low,
        time_high=spent.high,
        wait=wait,
        wait_var=wait**2,
        queues=queues,
        cost=numbers(part, "steps", "cost", 0.0),
        emotion=_emotion(part, said),
        value=_values(outcomes, tables.get("outcomes")),
        seen=seen,
        counted=counted,
        possible=possible,
        names={one: keys.text(part.at[one, "name"]) or one for one in inside} if "name" in part else {},
    )
    return Read(made, tuple(notes))


def _steps(tables: Tables, said: Said) -> pd.DataFrame:
    _known(tables, said.persona)
    steps = tables["steps"].copy(deep=False)
    steps.index = pd.Index([keys.text(one) for one in steps.index], dtype=object)
    return steps


def _known(tables: Tables, persona: str | None) -> None:
    """Nothing where the persona is one of the map's, or has columns; ``DataError`` otherwise: a slip of the pen is no persona."""
    named = [keys.text(one) for one in tables["personas"].index] if "personas" in tables else []
    columns = [
        str(one) for name in ("steps", "transitions") for one in getattr(tables.get(name), "columns", ())
    ]
    if persona and persona not in named and not any(one.endswith(f":{persona}") for one in columns):
        raise DataError(
            f"There is no persona {persona!r}: {', '.join(named) or 'none'} are there.", "personas", persona
        )


def _moves(table: pd.DataFrame | None, said: Said) -> pd.DataFrame:
    """Source, target, share and count of each move, as texts and numbers."""
    if table is None or table.empty:
        raise DataError(
            "The map has no transitions: say how many go where, m.transitions.loc[('browse', 'pay'), 'probability'] = 0.6, "
            "or match an event log.",
            "transitions",
        )
    ends = table.index.to_frame(index=False) if table.index.nlevels == 2 else table[["source", "target"]]
    out = pd.DataFrame(
        {name: [keys.text(v) for v in ends.iloc[:, i]] for i, name in enumerate(("source", "target"))}
    )
    own = f":{said.persona}" if said.persona else ""
    for name in ("probability", "count"):
        chosen = name + own if own and name + own in table.columns else name
        out[name] = numbers(table, "transitions", chosen, least=0, most=1 if name == "probability" else HUGE)
    return out


def _places(
    steps: pd.DataFrame,
    moves: pd.DataFrame,
    ends: pd.DataFrame | None,
    notes: list[str],
    persona: str | None,
) -> tuple[list[str], list[str]]:
    """The steps that take part, and the outcomes: what the map names, then all targets that are no step."""
    known = [] if ends is None else [keys.text(one) for one in ends.index]
    targets = [one for one in dict.fromkeys(moves["target"]) if one not in steps.index and one not in known]
    strange = [one for one in dict.fromkeys(moves["source"]) if one not in steps.index]
    if strange:
        raise DataError(
            f"A move starts at {strange[0]!r}, which is no step of the map.", "transitions", strange[0]
        )
    both = [one for one in known if one in steps.index]
    if both:
        raise DataError(
            f"{both[0]!r} is a step and an outcome: a journey goes on from a step and ends in an outcome. Rename one.",
            "outcomes",
            both[0],
        )
    begun = steps.index[entry(steps, persona) > 0]
    linked = set(moves["source"]) | set(moves["target"]) | set(begun)
    inside = [one for one in steps.index if one in linked]
    apart = [one for one in steps.index if one not in linked]
    if apart:
        notes.append(f"No move leads to or from {', '.join(map(repr, apart))}: left out.")
    used = set(moves["target"])
    return inside, [one for one in known if one in used] + targets


def _rows(
    inside: list[str], outcomes: list[str], moves: pd.DataFrame, said: Said, notes: list[str]
) -> tuple[Floats, Floats, np.ndarray]:
    """The rows of the chain, how many observations each rests on, and whether they were counted."""
    column = {name: i for i, name in enumerate([*inside, *outcomes])}
    rows = np.zeros((len(inside), len(column)))
    seen, counted = np.full(len(inside), said.worth), np.zeros(len(inside), bool)
    counts_all, shares_all = moves["count"].to_numpy(), moves["probability"].to_numpy()
    targets = moves["target"].tolist()
    by_source: dict[str, list[int]] = {}  # pandas would take a millisecond for each step
    for k, source in enumerate(moves["source"]):
        by_source.setdefault(source, []).append(k)
    for source, places in by_source.items():
        i = column[source]
        at = [column[targets[k]] for k in places]
        counts, shares = counts_all[places], shares_all[places]
        if not np.isnan(counts).any() and counts.sum() > 0:
            rows[i, at], seen[i], counted[i] = counts / counts.sum(), counts.sum(), True
        elif np.isnan(shares).any():
            lost = targets[places[int(np.isnan(shares).argmax())]]
            raise DataError(
                f"The move from {source!r} to {lost!r} has neither a probability nor a count beside its fellows: "
                f"m.transitions.loc[({source!r}, {lost!r}), 'probability'] = …",
                "transitions",
                source,
            )
        else:
            rows[i, at] = shares
    return _whole(rows, inside, column.get(LEFT), said, notes), seen, counted


def _possible(
    rows: Floats, counted: npt.NDArray[np.bool_], moves: pd.DataFrame, columns: list[str]
) -> npt.NDArray[np.bool_]:
    """The moves there are: those with a share, and of counted steps those on the map that nobody made yet."""
    at = {name: i for i, name in enumerate(columns)}
    found = np.asarray(rows > 0)
    for source, target in zip(moves["source"], moves["target"], strict=True):
        if counted[at[source]]:
            found[at[source], at[target]] = True
    return found


def _whole(rows: Floats, inside: list[str], left: int | None, said: Said, notes: list[str]) -> Floats:
    """Rows that sum to one but for rounding are rescaled; what is missing leaves where that was said."""
    sums = rows.sum(axis=1)
    for i, total in enumerate(sums):
        if said.rest == LEFT and left is not None and total < 1 - ROUNDED:
            rows[i, left] += 1 - total
            notes.append(f"What is missing at {inside[i]!r} ({1 - total:.1%}) counts as leaving.")
        elif 0 < abs(total - 1) <= ROUNDED:
            rows[i] /= total
            if abs(total - 1) > 1e-6:
                notes.append(f"The moves of {inside[i]!r} sum to {total:.4f}: rescaled to 1.")
    return rows


def _success(outcomes: list[str], ends: pd.DataFrame | None, said: Said, notes: list[str]) -> list[str]:
    if said.success:
        unknown = [one for one in said.success if one not in outcomes]
        if unknown:
            raise DataError(
                f"There is no outcome {unknown[0]!r}: {', '.join(outcomes) or 'none'} are there.", "outcomes"
            )
        return list(said.success)
    if ends is not None and "success" in ends and ends["success"].notna().any():
        well = flags(ends, "outcomes", "success")
        return [keys.text(one) for one, good in zip(ends.index, well, strict=True) if good]
    found = [one for one in outcomes if one.strip().lower() not in FAILURES]
    if found:
        notes.append(f"Taken as success: {', '.join(found)}. m.outcomes['success'] says otherwise.")
    return found


def _queues(steps: pd.DataFrame, times: Times, notes: list[str]) -> list[tuple[int, Queue]]:
    """The steps that say how many serve and how many come."""
    servers, come = (numbers(steps, "steps", one, least=0) for one in ("servers", "arrivals"))
    found = []
    for i in np.flatnonzero(~np.isnan(servers) & ~np.isnan(come) & (times.mean > 0)):
        step = str(steps.index[int(i)])
        varied = float(times.var[i] / times.mean[i] ** 2)
        found.append(
            (
                int(i),
                checked(Queue(float(come[i]), float(times.mean[i]), float(servers[i]), 1.0, varied), step),
            )
        )
        notes.append(f"The wait at {step!r} comes from its queue: {found[-1][1].wait:,.0f} s on average.")
    return found


def _emotion(steps: pd.DataFrame, said: Said) -> Floats:
    own = f"{schema.FEELING}{said.persona}"
    return numbers(steps, "steps", own if said.persona and own in steps else "emotion", least=-2, most=2)


def _values(outcomes: list[str], ends: pd.DataFrame | None) -> Floats:
    if ends is None or "value" not in ends:
        return np.zeros(len(outcomes))
    named = dict(zip(map(keys.text, ends.index), numbers(ends, "outcomes", "value", 0.0), strict=True))
    return np.array([named.get(one, 0.0) for one in outcomes], dtype=np.float64)
