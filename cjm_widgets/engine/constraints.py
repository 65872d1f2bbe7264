"""What a portfolio may hold: a budget, what each team can carry, what needs or excludes what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from numbers import Real

import numpy as np
import pandas as pd

from cjm_widgets.frames import keys
from cjm_widgets.model.errors import DataError

from .chain import Flags, Floats
from .columns import numbers


@dataclass(frozen=True)
class Limits:
    """Sums that may not exceed a most (r × k against r), pairs that go together, pairs that do not."""

    names: tuple[str, ...]
    cost: Floats
    weights: Floats
    most: Floats
    needs: tuple[tuple[int, int], ...] = ()
    excludes: tuple[tuple[int, int], ...] = ()

    def allowed(self, chosen: Floats) -> Flags:
        """Which of the selections (k × D) may be had."""
        ok = (self.weights @ chosen <= self.most[:, None] + 1e-9).all(axis=0)
        for one, other in self.needs:
            ok &= chosen[one] <= chosen[other]
        for one, other in self.excludes:
            ok &= chosen[one] + chosen[other] <= 1
        return np.asarray(ok)


def limits(
    improvements: pd.DataFrame,
    names: Sequence[str],
    *,
    budget: float | None = None,
    capacity: Mapping[str, float] | None = None,
) -> Limits:
    """The limits of a map's improvements, in the order of ``names``.

    A missing cost or work is nothing where no limit asks for it. ``DataError`` where a limit is no number of 0 or more, where
    an improvement has no cost under a budget or no work under a capacity, or where what it needs is not there.
    """
    table = improvements.copy(deep=False)
    table.index = pd.Index([keys.text(one) for one in table.index], dtype=object)
    table = table.loc[list(names)]
    cost = _amounts(table, "cost")
    rows: list[Floats] = []
    most: list[float] = []
    if budget is not None:
        rows.append(_all(cost, names, "cost", "a budget"))
        most.append(_limit("The budget", budget))
    teams = (
        table["team"].astype(object) if "team" in table else pd.Series(None, index=table.index, dtype=object)
    )
    for team, amount in (capacity or {}).items():
        mine = (teams == team).to_numpy(dtype=bool)
        if not mine.any():
            known = ", ".join(sorted({str(t) for t in teams.dropna()})) or "none"
            raise DataError(f"No improvement is done by {team!r}: {known} are named.", "improvements")
        work = _all(np.where(mine, _amounts(table, "work"), 0.0), names, "work", f"the capacity of {team}")
        rows.append(work)
        most.append(_limit(f"The capacity of {team}", amount))
    weights = np.array(rows).reshape(len(rows), len(names))
    return Limits(
        tuple(names),
        np.nan_to_num(cost),
        weights,
        np.array(most),
        _pairs(table, names, "needs", strict=True),
        _pairs(table, names, "excludes", strict=False),
    )


def _limit(what: str, amount: object) -> float:
    if not isinstance(amount, Real) or not float(amount) >= 0:
        raise DataError(f"{what} is {amount!r}: a number of 0 or more is allowed.")
    return float(amount)


def _amounts(table: pd.DataFrame, column: str) -> Floats:
    return numbers(table, "improvements", column)


def _all(values: Floats, names: Sequence[str], column: str, limit: str) -> Floats:
    lost = np.flatnonzero(np.isnan(values))
    if len(lost):
        name = names[lost[0]]
        raise DataError(
            f"The improvement {name!r} has no {column}, so {limit} cannot be kept: "
            f"m.improvements.loc[{name!r}, {column!r}] = …",
            "improvements",
            name,
            column,
        )
    if (values < 0).any():
        name = names[int((values < 0).argmax())]
        raise DataError(f"The {column} of {name!r} is below 0.", "improvements", name, column)
    return values


def _pairs(
    table: pd.DataFrame, names: Sequence[str], column: str, *, strict: bool
) -> tuple[tuple[int, int], ...]:
    place = {name: i for i, name in enumerate(names)}
    out = []
    for name, value in zip(names, table.get(column, ()), strict=False):
        for other in value if isinstance(value, list | tuple) else [value] if isinstance(value, str) else ():
            if str(other) in place:
                out.append((place[name], place[str(other)]))
            elif strict:
                raise DataError(
                    f"The improvement {name!r} needs {other!r}, which is not among those simulated.",
                    "improvements",
                    name,
                )
    return tuple(out)
