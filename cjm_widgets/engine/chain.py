"""A journey as an absorbing Markov chain with rewards: steps that are left again, outcomes that are not.

Rows of ``moves`` and ``ends`` together sum to one. Times are in seconds, emotions on −2 to +2, costs and values in the map's
currency. Nothing here knows a DataFrame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from cjm_widgets.model.errors import DataError

if TYPE_CHECKING:
    from .queues import Queue

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

CLOSE = 1e-9
"""Rows whose sum is this close to one do sum to one."""
LONGEST = 1e7
"""A journey of more moves than this, as expected, is a loop that all but never ends."""


@dataclass(frozen=True)
class Chain:
    """A journey's steps and outcomes, and what moves between them.

    ``moves`` (n × n) leads from step to step, ``ends`` (n × m) from step to outcome, ``start`` (n) says where journeys begin.
    ``time``, ``wait`` with their variances, ``cost`` and ``emotion`` (n) belong to one visit of a step, ``value`` (m) to an outcome;
    ``success`` (m) marks the outcomes the service is there for. ``seen`` (n) is how many observations a row rests on:
    infinite where it is taken as certain. ``counted`` (n) says that they were counted, not assumed; ``possible``
    (n × (n + m)) which moves there are, also where none was seen yet; ``time_low`` and ``time_high``
    (n) are the range the mean time may lie in, where one was given; ``time_error`` (n) is the standard error of one measured.
    ``queues`` are the steps whose waits follow from how many come and how many serve.

    >>> walk = line(["browse", "pay"], going_on=[0.5, 0.8])
    >>> walk.steps, walk.outcomes
    (('browse', 'pay'), ('done', 'left'))
    """

    steps: tuple[str, ...]
    outcomes: tuple[str, ...]
    moves: Floats
    ends: Floats
    start: Floats
    success: Flags
    time: Floats
    time_var: Floats
    wait: Floats
    wait_var: Floats
    cost: Floats
    emotion: Floats
    value: Floats
    seen: Floats
    counted: Flags
    possible: Flags
    time_low: Floats
    time_high: Floats
    time_error: Floats
    names: dict[str, str] = field(default_factory=dict)
    queues: tuple[tuple[int, Queue], ...] = ()

    @property
    def rows(self) -> Floats:
        """Moves and ends side by side (n × (n + m))."""
        return np.concatenate([self.moves, self.ends], axis=1)

    @property
    def leaving(self) -> Flags:
        """Which columns of ``rows`` are ends without success."""
        return np.concatenate([np.zeros(len(self.steps), bool), ~self.success])

    def at(self, step: str) -> int:
        """The place of a step; ``DataError`` where the chain has none of that name."""
        if step not in self.steps:
            raise DataError(
                f"The journey has no step {step!r}. Its steps are {', '.join(self.steps)}.", "steps", step
            )
        return self.steps.index(step)

    def column(self, name: str) -> int:
        """The column of ``rows`` that leads to a step or an outcome."""
        if name in self.steps:
            return self.steps.index(name)
        if name in self.outcomes:
            return len(self.steps) + self.outcomes.index(name)
        ends = ", ".join((*self.steps, *self.outcomes))
        raise DataError(f"The journey leads nowhere called {name!r}. It has: {ends}.", "transitions", name)


DEFAULTS = {
    "start": 0.0,
    "time": 0.0,
    "time_var": 0.0,
    "wait": 0.0,
    "wait_var": 0.0,
    "cost": 0.0,
    "emotion": np.nan,
    "value": 0.0,
    "seen": np.inf,
    "time_low": np.nan,
    "time_high": np.nan,
    "time_error": 0.0,
}
"""What stands where nothing is said of a step (for ``value``: of an outcome)."""


def chain(
    steps: Sequence[str],
    outcomes: Sequence[str],
    rows: npt.ArrayLike,
    *,
    success: Sequence[str],
    counted: npt.ArrayLike | None = None,
    possible: npt.ArrayLike | None = None,
    names: dict[str, str] | None = None,
    queues: Sequence[tuple[int, Queue]] = (),
    **told: npt.ArrayLike | None,
) -> Chain:
    """A checked chain. ``rows`` is n × (n + m): moves to steps, then to outcomes.

    ``told`` holds any of ``start`` (the first step, where nothing is said), ``time``, ``time_var``, ``wait``, ``wait_var``,
    ``cost``, ``emotion``, ``seen``, ``time_low``, ``time_high``, ``time_error`` (n each) and ``value`` (m). ``DataError`` names the step where a
    probability is no probability, a row does not sum to one, or no outcome can be reached.

    >>> chain(["a"], ["done", "left"], [[0, 0.3, 0.7]], success=["done"]).ends.tolist()
    [[0.3, 0.7]]
    """
    n, m = len(steps), len(outcomes)
    matrix = np.asarray(rows, dtype=np.float64).reshape(n, n + m)
    unknown = told.keys() - DEFAULTS.keys()
    if unknown:
        raise TypeError(f"A chain knows no {', '.join(sorted(unknown))}: {', '.join(DEFAULTS)} are allowed.")
    filled = {name: _told(told.get(name), m if name == "value" else n, DEFAULTS[name]) for name in DEFAULTS}
    if told.get("start") is None:
        filled["start"] = np.eye(1, n)[0]
    made = Chain(
        tuple(steps),
        tuple(outcomes),
        matrix[:, :n],
        matrix[:, n:],
        success=np.isin(np.array(outcomes, dtype=object), list(success)),
        counted=np.zeros(n, bool) if counted is None else np.asarray(counted, dtype=bool),
        possible=matrix > 0 if possible is None else np.asarray(possible, dtype=bool),
        names=dict(names or {}),
        queues=tuple(queues),
        **filled,
    )
    check(made)
    return made


def line(steps: Sequence[str], going_on: Sequence[float]) -> Chain:
    """Steps one after the other: each goes on with its share and leaves with the rest; the last goes on to ``done``.

    >>> line(["a", "b"], [0.5, 1.0]).moves.tolist()
    [[0.0, 0.5], [0.0, 0.0]]
    """
    n = len(steps)
    rows = np.zeros((n, n + 2))
    for i, share in enumerate(going_on):
        rows[i, i + 1 if i + 1 < n else n] = share
        rows[i, n + 1] = 1 - share
    return chain(steps, ["done", "left"], rows, success=["done"])


def check(made: Chain) -> None:
    """Nothing where the chain is one; ``DataError`` that names the step otherwise."""
    if not made.steps:
        raise DataError(
            "The journey has no steps: nothing can be simulated. Add steps and transitions.", "steps"
        )
    if not np.isfinite(made.start).all() or (made.start < 0).any() or made.start.sum() <= 0:
        raise DataError(
            "Journeys must begin somewhere: the shares in “entry” of steps are 0 or more.", "steps"
        )
    _check_rows(made)
    _check_reach(made)
    if not made.outcomes or not made.success.any():
        raise DataError(
            "The journey has no outcome that counts as success: m.outcomes.loc['done', 'success'] = True.",
            "outcomes",
        )


def _told(values: npt.ArrayLike | None, size: int, missing: float = 0.0) -> Floats:
    return np.full(size, missing) if values is None else np.asarray(values, dtype=np.float64)


def _check_rows(made: Chain) -> None:
    rows = made.rows
    for i in np.flatnonzero(
        ~np.isfinite(rows).all(axis=1) | (rows < 0).any(axis=1) | (rows > 1 + CLOSE).any(axis=1)
    ):
        raise DataError(
            f"The moves of {_name(made, int(i))} are {_list(rows[i])}: each must be a share from 0 to 1.",
            "transitions",
            made.steps[i],
        )
    sums = rows.sum(axis=1)
    for i in np.flatnonzero(sums == 0):
        raise DataError(
            f"No move starts at {_name(made, int(i))}, though journeys come to it: add where they go from it, or where they end.",
            "transitions",
            made.steps[i],
        )
    for i in np.flatnonzero(np.abs(sums - 1) > CLOSE):
        raise DataError(
            f"The moves of {_name(made, int(i))} sum to {sums[i]:.4g}, not 1. Add what is missing, or rescale them; "
            f"simulate(rest='left') counts what is missing as leaving.",
            "transitions",
            made.steps[i],
        )


def _check_reach(made: Chain) -> None:
    """Every step that can be entered must have a way out, or a journey in it never ends."""
    out = made.ends.sum(axis=1) > 0
    into: list[list[int]] = [[] for _ in made.steps]
    for source, target in zip(*(one.tolist() for one in np.nonzero(made.moves > 0)), strict=True):
        into[target].append(source)
    waiting = np.flatnonzero(out).tolist()
    while waiting:
        fresh = [one for one in into[waiting.pop()] if not out[one]]
        out[fresh] = True
        waiting += fresh
    for i in np.flatnonzero(~out):
        raise DataError(
            f"From {_name(made, int(i))} no outcome can be reached: journeys would go round for ever. "
            f"Add a move to an outcome from it or from a step behind it.",
            "transitions",
            made.steps[i],
        )
    _check_length(made)


def _check_length(made: Chain) -> None:
    try:
        moves = np.linalg.solve(np.eye(len(made.steps)) - made.moves, np.ones(len(made.steps)))
    except np.linalg.LinAlgError:
        moves = np.full(len(made.steps), np.inf)
    for i in np.flatnonzero(~((moves >= 0) & (moves <= LONGEST)))[:1]:
        raise DataError(
            f"From {_name(made, int(i))} a journey would go round more than {LONGEST:,.0f} times before it ends: "
            f"its moves to an outcome, or those of steps behind it, are all but 0.",
            "transitions",
            made.steps[i],
        )


def _name(made: Chain, i: int) -> str:
    step = made.steps[i]
    return f"{made.names.get(step, step)!r}"


def _list(row: Floats) -> str:
    return ", ".join(f"{v:.4g}" for v in row)
