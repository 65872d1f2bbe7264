"""Steps that end a journey: what is reached after them is an outcome of its own, as a map has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from cjm_widgets.engine.logs import Edges
from cjm_widgets.engine.logs.edges import KEYS, typed_keys
from cjm_widgets.frames import keys
from cjm_widgets.model.errors import DataError

from .assign import Places
from .fold import letters

DONE = "done"


def ends_of(
    given: str | Iterable[str] | Mapping[str, str] | None,
    where: Places,
    names: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """What ends a journey: places, each with the outcome it stands for. The map's outcomes, and those named here.

    ``given`` names activities, steps or outcomes, or maps each to the outcome reached by it; an end that is a step of the map is
    visited, and the outcome after it is ``done`` unless it is named. ``names`` are the places of activities.

    >>> ends_of(["Pay"], Places({"pay": "Pay", "see": "See"}, {"left": "left"}))
    {'left': 'left', 'pay': 'done'}
    """
    named = given if isinstance(given, Mapping) else dict.fromkeys(_listed(given))
    out = {one: one for one in where.ends}
    folded = {letters(text): id_ for id_, name in where.all.items() for text in (name, id_)}
    for one, outcome in named.items():
        text = keys.text(one)
        place = text if text in where.all else (names or {}).get(text) or folded.get(letters(text))
        if place is None:
            raise DataError(
                f"ends names {text!r}, which is no step or outcome of the map and no activity that stands for one: "
                f"{', '.join(where.all)} are there. A rule can lead an activity to one: rules={{{text!r}: 'pay'}}.",
                "steps",
                text,
            )
        reached = keys.text(outcome) if outcome is not None else DONE if place in where.steps else place
        if reached in where.steps:
            raise DataError(
                f"ends leads to {reached!r}, which is a step: name an outcome, as {{'pay': 'bought'}}.",
                "steps",
                reached,
            )
        out[place] = reached
    return out


def _listed(given: str | Iterable[str] | None) -> list[str]:
    return [] if given is None else [given] if isinstance(given, str) else list(given)


def finished(edges: Edges, ends: Mapping[str, str], where: Places) -> Edges:
    """The small table with every end an outcome: from a step that ends journeys a move leads to it."""
    last = {step: outcome for step, outcome in ends.items() if step in where.steps}
    rows = edges.frame
    here = ((rows["kind"] == "end") & rows["source"].isin(list(last))).to_numpy()
    if not here.any():
        return edges
    plain = rows.assign(**{name: rows[name].astype("str") for name in KEYS if name != "day"})
    reached = plain.loc[here, "source"].map(last)
    over = plain[here].assign(source=reached, firsts=plain.loc[here, "count"])
    plain.loc[here, "target"] = reached
    plain.loc[here, "kind"] = "move"
    # Bins of times belong to a span of rows: the moves made here took none, so theirs are new.
    spans = plain.loc[here].groupby(["source", "segment"], dropna=False).ngroup()
    plain.loc[here, "span"] = (spans + int(rows["span"].max()) + 1).astype(rows["span"].dtype)
    frame = typed_keys(pd.concat([plain, over], ignore_index=True))
    frame["span"] = frame["span"].astype(rows["span"].dtype)
    frame["segment"] = pd.concat([rows["segment"], rows.loc[here, "segment"]], ignore_index=True).astype(
        rows["segment"].dtype
    )
    return replace(edges, frame=frame, ends=tuple(sorted({*edges.ends, *last.values()})))
