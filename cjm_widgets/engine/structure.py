"""How far an answer hangs on the chain forgetting the way a customer came: the same log with a memory of one step and of two.

With a memory of two, a state is a step together with the one before it. Both chains give back the log's own success and mean time
exactly; they differ in the spread of times and in what an improvement brings. That difference is the doubt about the structure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from cjm_widgets.frames import keys

from .chain import Chain
from .counted import counted
from .from_improvements import levers
from .levers import Lever, future
from .measures import measures
from .solve import setting, solve

BEFORE = " › "


def structure(
    events: pd.DataFrame,
    case: str,
    step: str,
    at: str,
    ends: Iterable[str],
    success: Sequence[str],
    improvements: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """A row for what was observed and for a memory of one and of two steps.

    Columns: ``success``, ``time`` and ``time_sd`` (seconds), and ``then`` and ``difference``: success with the improvements, an
    improvement of a step applied to that step whatever came before it. Errors as for ``counted``.
    """
    ended = [keys.text(one) for one in ends]
    rows = {}
    for order in (1, 2):
        log = events if order == 1 else remembered(events, case, step, at, ended)
        found = counted(log, case, step, at, ended)
        made = found.chain(success)
        if order == 1:
            one, given = made, levers(made, improvements)
        else:
            given = _spread(given, one, made)
        now, then = (measures(made, solve(at)) for at in (setting(made), future(made, given)))
        rows[f"memory of {order}"] = {
            name: float(now[name][0]) for name in ("success", "time", "time_sd")
        } | {
            "then": float(then["success"][0]),
            "difference": float((then["success"] - now["success"])[0]),
        }
        seen = found.journeys
    observed = {
        "success": float(seen["outcome"].isin(list(success)).mean()),
        "time": float(seen["seconds"].mean()),
        "time_sd": float(seen["seconds"].std(ddof=0)),
    }
    return pd.DataFrame.from_dict({"observed": observed, **rows}, orient="index").rename_axis("what")


def remembered(events: pd.DataFrame, case: str, step: str, at: str, ends: Sequence[str]) -> pd.DataFrame:
    """The log with each step named together with the one before it; what ends a journey keeps its name.

    >>> log = pd.DataFrame({"who": [1, 1, 1], "what": ["see", "ask", "buy"], "when": pd.to_datetime(range(3))})
    >>> remembered(log, "who", "what", "when", ["buy"])["what"].tolist()
    ['see', 'see › ask', 'buy']
    """
    log = events.sort_values([case, at], kind="stable")
    names = pd.Series([keys.text(one) for one in log[step]], index=log.index, dtype=object)
    before = names.groupby(log[case]).shift(1)
    known = before.notna() & ~names.isin(list(ends))
    return log.assign(**{step: names.where(~known, before.fillna("") + BEFORE + names)})


def _spread(found: Sequence[Lever], first: Chain, second: Chain) -> list[Lever]:
    """Each lever, as read at a memory of one step, once for every state that is its step; a move leads to the state it then makes."""
    made = []
    for one in found:
        step = first.steps[one.step]
        target = [*first.steps, *first.outcomes][one.column] if one.column >= 0 else ""
        for place, state in enumerate(second.steps):
            if state.split(BEFORE)[-1] == step:
                column = _column(second, step, target) if target else -1
                made.append(replace(one, name=f"{one.name} {state}", step=place, column=column))
    return made


def _column(chain: Chain, step: str, target: str) -> int:
    names = [*chain.steps, *chain.outcomes]
    return names.index(target if target in chain.outcomes else step + BEFORE + target)
