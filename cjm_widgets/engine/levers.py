"""Improvements: what each moves, by how much, and what a chain becomes when some are carried out.

Every lever on moves is a weight on the odds of a row: going on against leaving, or one move against the others. Weights
multiply and the row is rescaled to one, so that the order of improvements never matters, no share leaves 0 to 1, and an
adoption of nothing changes nothing, exactly. Times are multiplied, emotions and costs added to. docs/simulation.md has the
formulas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from cjm_widgets.model.errors import DataError

from .chain import Chain, Floats
from .served import waited
from .solve import Setting, setting, widened

ODDS = ("pass_through", "move")
ADDED = {("emotion", "points"), ("cost", "absolute"), ("servers", "absolute")}
ALLOWED = {
    "pass_through": ("odds ratio", "percentage points", "relative"),
    "move": ("odds ratio", "percentage points", "relative"),
    "duration": ("factor", "relative", "absolute"),
    "wait": ("factor", "relative", "absolute"),
    "cost": ("factor", "relative", "absolute"),
    "volume": ("factor", "relative"),
    "emotion": ("points",),
    "servers": ("absolute",),
}
"""The units each lever takes; the first is meant where none is said."""
MOST = 1e9
"""No effect multiplies by more than this, or by less than one through it."""
_TIMES = {"duration": ("time", "time_var"), "wait": ("wait", "wait_var")}


@dataclass(frozen=True)
class Lever:
    """One improvement: the step it acts on, what it moves there and by how much, from ``low`` over ``likely`` to ``high``.

    Effects are in log-odds or log-factors, or in points and currency where the lever adds. ``column`` is the column of the
    chain's rows that a ``move`` leads to, −1 otherwise.
    """

    name: str
    kind: str
    step: int
    low: float
    likely: float
    high: float
    adoption: float = 1.0
    column: int = -1
    adds: bool = False


def lever(
    made: Chain,
    name: str,
    kind: str,
    step: str,
    effect: tuple[float, float, float],
    *,
    unit: str | None = None,
    adoption: float = 1.0,
    towards: str | None = None,
) -> Lever:
    """An improvement read at a chain's baseline. ``effect`` is (low, likely, high) in ``unit``.

    ``DataError`` names what does not fit: a lever or unit that is unknown, low above high, a share beyond 0 to 1, a move
    that the step does not have.

    >>> from .chain import line
    >>> round(lever(line(["a"], [0.5]), "clearer", "pass_through", "a", (5, 10, 15), unit="percentage points").likely, 4)
    0.4055
    """
    unit = _unit(name, kind, unit)
    _ordered(name, effect, adoption)
    at = made.at(step)
    column = _column(made, name, kind, at, towards)
    low, likely, high = (_log(made, name, (kind, unit), at, column, one) for one in effect)
    return Lever(name, kind, at, low, likely, high, adoption, column, (kind, unit) in ADDED)


def apply(base: Setting, made: Chain, levers: Sequence[Lever], effects: Floats) -> Setting:
    """The settings with the improvements carried out; ``effects`` is one row per lever, a column per setting.

    A single setting is widened to as many as there are effects.
    """
    many = max(base.many, effects.shape[1] if len(levers) else 1)
    odds = [(one, effect) for one, effect in zip(levers, effects, strict=True) if one.kind in ODDS]
    rest = [(one, effect) for one, effect in zip(levers, effects, strict=True) if one.kind not in ODDS]
    moves, ends = _tilted(base, made, odds)
    changed = {"moves": moves, "ends": ends}
    for one, effect in rest:
        changed |= {} if one.kind == "servers" else _altered(one, effect, changed, base, many)
    out = replace(base, **changed)
    out = replace(out, **{f: widened(getattr(out, f), many) for f in out.__dataclass_fields__})
    more = {one.step: np.zeros(many) for one in levers if one.kind == "servers"}
    for one, effect in rest:
        if one.kind == "servers":
            more[one.step] = more[one.step] + effect
    return waited(out, made, more)


def future(made: Chain, levers: Sequence[Lever], adoption: Floats | None = None) -> Setting:
    """The chain with the likely effects carried out, as far as each is (or as ``adoption`` says)."""
    share = np.array([one.adoption for one in levers]) if adoption is None else adoption
    likely = np.array([one.likely for one in levers])
    return apply(setting(made), made, levers, (share * likely)[:, None])


def spread(values: Floats | float, odds: float) -> Floats:
    """Shares whose odds are multiplied; 0 and 1 stay."""
    shares = np.asarray(values, dtype=np.float64)
    return np.asarray(shares * odds / (1 - shares + shares * odds))


def _unit(name: str, kind: str, unit: str | None) -> str:
    if kind not in ALLOWED:
        raise DataError(
            f"The improvement {name!r} has the lever {kind!r}: {', '.join(ALLOWED)} are allowed.",
            "improvements",
            name,
        )
    unit = unit or ALLOWED[kind][0]
    if unit not in ALLOWED[kind]:
        raise DataError(
            f"The improvement {name!r} gives {kind} in {unit!r}: {', '.join(ALLOWED[kind])} are allowed.",
            "improvements",
            name,
        )
    return unit


def _ordered(name: str, effect: tuple[float, float, float], adoption: float) -> None:
    if not all(np.isfinite(effect)):
        raise DataError(
            f"The effect of {name!r} is not known: fill likely, or low and high.", "improvements", name
        )
    low, likely, high = effect
    if not low <= likely <= high:
        raise DataError(
            f"The effect of {name!r} is {low:g} / {likely:g} / {high:g}: low may not be above likely, nor likely above high.",
            "improvements",
            name,
        )
    if not 0 <= adoption <= 1:
        raise DataError(
            f"The adoption of {name!r} is {adoption:g}: a share from 0 to 1 is allowed.", "improvements", name
        )


def _column(made: Chain, name: str, kind: str, at: int, towards: str | None) -> int:
    if kind != "move":
        return -1
    if towards is None:
        raise DataError(
            f"The improvement {name!r} moves one way on: say which in “towards”, a step or an outcome.",
            "improvements",
            name,
        )
    column = made.column(towards)
    if made.rows[at, column] <= 0:
        raise DataError(
            f"The improvement {name!r} favours the move from {made.steps[at]!r} to {towards!r}, which nobody makes: "
            f"its odds are 0 and stay so. Add the move to the transitions first.",
            "improvements",
            name,
        )
    return column


def _log(made: Chain, name: str, how: tuple[str, str], at: int, column: int, x: float) -> float:
    """An effect as it is added up: log-odds, log-factor, or itself where it is added."""
    kind, unit = how
    if how in ADDED:
        return x
    if kind in ODDS:
        share = (
            float(made.rows[at, column]) if kind == "move" else float(1 - made.rows[at, made.leaving].sum())
        )
        return _log_odds(name, share, x, unit)
    now = float(
        {"cost": made.cost, "volume": made.start}.get(kind, made.wait if kind == "wait" else made.time)[at]
    )
    factor = (
        x if unit == "factor" else 1 + x if unit == "relative" else (now + x) / now if now > 0 else np.nan
    )
    if not (np.isfinite(factor) and factor > 0):
        raise DataError(
            f"The effect {x:g} ({unit}) of {name!r} leaves nothing of the {kind} of {made.steps[at]!r}, which is {now:g}: "
            f"it must stay above 0.",
            "improvements",
            name,
        )
    return _bounded(name, factor, f"the {kind} is multiplied by")


def _bounded(name: str, factor: float, what: str) -> float:
    """The logarithm of a factor; none of a billion and more is an effect."""
    if not 1 / MOST <= factor <= MOST:
        raise DataError(
            f"By {name!r} {what} {factor:g}: from {1 / MOST:g} to {MOST:g} is allowed.", "improvements", name
        )
    return float(np.log(factor))


def _log_odds(name: str, share: float, x: float, unit: str) -> float:
    if unit == "odds ratio":
        if x <= 0:
            raise DataError(
                f"The effect of {name!r} is an odds ratio of {x:g}: it must be above 0.", "improvements", name
            )
        return _bounded(name, x, "odds are multiplied by")
    if share in (0.0, 1.0):
        return 0.0
    then = share + x / 100 if unit == "percentage points" else share * (1 + x)
    if not 0 < then < 1:
        raise DataError(
            f"The effect {x:g} ({unit}) of {name!r} would make a share of {share:.4g} into {then:.4g}: it must stay "
            f"between 0 and 1.",
            "improvements",
            name,
        )
    return float(np.log(then / (1 - then)) - np.log(share / (1 - share)))


def _tilted(base: Setting, made: Chain, odds: Sequence[tuple[Lever, Floats]]) -> tuple[Floats, Floats]:
    """Moves and ends with the weights of all levers on them, each touched row rescaled to one."""
    touched = sorted({one.step for one, _ in odds})
    if not touched:
        return base.moves, base.ends
    n, many = len(made.steps), max(base.many, odds[0][1].shape[0])
    moves, ends = widened(base.moves, many).copy(), widened(base.ends, many).copy()
    for at in touched:
        weights = np.zeros((n + len(made.outcomes), many))
        for one, effect in odds:
            if one.step == at:
                weights[~made.leaving if one.kind == "pass_through" else one.column] += effect
        now = np.concatenate([moves[at], ends[at]])
        row = now * np.exp(weights - weights.max(axis=0))
        row /= row.sum(axis=0)
        row = np.where(
            weights.any(axis=0), row, now
        )  # rescaling what nobody touched would move its last digit
        moves[at], ends[at] = row[:n], row[n:]
    return moves, ends


def _altered(
    one: Lever, effect: Floats, changed: dict[str, Floats], base: Setting, many: int
) -> dict[str, Floats]:
    """The rewards or entries that a lever changes, as new arrays."""
    fields = {"cost": ("cost",), "volume": ("start",), "emotion": ("emotion",)}.get(
        one.kind, _TIMES.get(one.kind, ())
    )
    out = {}
    for field in fields:
        values = widened(changed.get(field, getattr(base, field)), many).copy()
        power = 2 if field.endswith("_var") else 1
        if one.adds:
            values[one.step] = values[one.step] + effect
        else:
            values[one.step] = values[one.step] * np.exp(power * effect)
        out[field] = np.clip(values, -2, 2) if field == "emotion" else values
    return out
