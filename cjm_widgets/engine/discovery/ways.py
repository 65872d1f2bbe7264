"""The clusters of a log on its draft map: a persona and a named way for each."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from cjm_widgets.engine.from_map import LEFT

from .draft import Draft
from .variants import JOIN, label


def with_ways(made: Draft, rows: pd.DataFrame, numbers: Any) -> dict[str, pd.DataFrame]:
    """The draft's tables with a persona and a named way for each cluster: its share, its counts of moves, where its journeys begin, and its
    middle journey's moves."""
    ids = dict(zip(made.tables["steps"]["name"], made.tables["steps"].index, strict=True))
    ids |= dict(zip(made.tables["outcomes"]["name"], made.tables["outcomes"].index, strict=True))
    moves, steps = made.tables["transitions"].copy(), made.tables["steps"].copy()
    ways: dict[tuple[str, str], list[str]] = {}
    people = []
    for number, row in rows.iterrows():
        name = f"way_{number}"
        part = made.found.frame[np.asarray(numbers) == number]
        moves[f"count:{name}"] = _walked(part, ids).reindex(moves.index, fill_value=0)
        steps[f"entry:{name}"] = _begun(part, ids).reindex(steps.index, fill_value=0.0)
        for pair in pairwise(row["path"]):
            ways.setdefault((ids[pair[0]], ids[pair[1]]), []).append(f"Way {number}")
        people.append(
            (
                name,
                f"Way {number}: {label(row['path'][:6])}{JOIN + '…' if len(row['path']) > 6 else ''}",
                row["share"],
                row["cases"],
            )
        )
    moves["variants"] = pd.Series(
        [sorted(set(ways.get(one, []))) for one in moves.index], index=moves.index, dtype=object
    )
    personas = pd.DataFrame(people, columns=["persona", "name", "share", "n"]).set_index("persona")
    about = "A cluster of journeys in the log, a hypothesis: no person was asked; here those not over yet count as left."
    people_said = personas.assign(kind="hypothesis", source=about)
    return {**made.tables, "steps": steps, "transitions": moves, "personas": people_said}


def _begun(part: pd.DataFrame, ids: Mapping[str, str]) -> pd.Series:
    """The share of a cluster's journeys that begin at each step; those that begin with their end begin at none."""
    first = pd.Series([ids[path[0]] for path in part["path"]], index=part.index)
    return part["cases"].groupby(first).sum() / part["cases"].sum()


def _walked(part: pd.DataFrame, ids: Mapping[str, str]) -> pd.Series:
    """How often the journeys of a cluster made each move, leaving included."""
    counts: dict[tuple[str, str], int] = {}
    for path, cases, ended in zip(part["path"], part["cases"], part["ended"], strict=True):
        steps = [ids[one] for one in path] + ([] if isinstance(ended, str) else [LEFT])
        for pair in pairwise(steps):
            counts[pair] = counts.get(pair, 0) + int(cases)
    return (
        pd.Series(counts, dtype="int64")
        if counts
        else pd.Series(dtype="int64", index=pd.MultiIndex.from_arrays([[], []]))
    )
