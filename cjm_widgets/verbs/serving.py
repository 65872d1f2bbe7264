"""What a page shows of the service behind a map: the tables of ``fmea``, ``handoffs`` and ``waits``, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from cjm_widgets.frames import wire
from cjm_widgets.frames.reading import column, texts

if TYPE_CHECKING:
    from .gathered import Verbs

MOST = 200
"""So many rows of each table are sent."""


def service(m: Verbs) -> dict[str, Any]:
    """Each table as ``rows`` and ``total``, how many rows there are in all; beside them the counts and sums of ``attrs``."""
    tables = m._now()
    return {
        "failures": _sent(_with_names(m.fmea().rename_axis("card").reset_index(), tables)),
        "handoffs": _sent(m.handoffs()),
        "waits": _sent(m.waits()),
    }


def _with_names(failures: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The step's name, and the texts of the cards that put it right, in place of ids."""
    steps, cards = tables["steps"], tables["cards"]
    names = dict(zip(texts(steps.index), texts(column(steps, "name")), strict=True))
    said = dict(zip(texts(cards.index), texts(column(cards, "text")), strict=True))
    out = failures.drop(columns="lane")
    out["step"] = out["step"].map(lambda step: names.get(step, step))
    out["by"] = [
        [said.get(one, one) for one in ids.split(", ")] if isinstance(ids, str) else []
        for ids in out.pop("recovery_cards")
    ]
    out["missing"] = out["missing"].str.split("; ").map(lambda parts: [one for one in parts if one])
    return out


def _sent(frame: pd.DataFrame) -> dict[str, Any]:
    shown = frame.head(MOST)
    return {
        "rows": wire.records(shown),
        "total": len(frame),
        "attrs": {str(name): wire.value(value) for name, value in frame.attrs.items()},
    }
