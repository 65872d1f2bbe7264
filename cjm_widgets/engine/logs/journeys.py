"""A row per case of a log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .count import coded
from .edges import LEFT
from .paths import walked

if TYPE_CHECKING:
    from .log import Log


def journeys(log: Log, names: Mapping[str, str] | None, ends: Sequence[str]) -> pd.DataFrame:
    """How each case went, up to its first end."""
    given, found = coded(log, names, ends)
    rows = log.execute(walked(given, found)).sort_values("case", ignore_index=True)
    steps = np.array(found.steps, dtype=object)
    first, last = (steps[rows[name].to_numpy("int64")] for name in ("first", "last"))
    ended = rows["ended"].to_numpy("int64") > 0
    segment = np.array(found.segments, dtype=object)[rows["seg"].to_numpy("int64")]
    held = {
        "outcome": np.where(ended, last, LEFT), "steps": rows["events"].to_numpy("int64") - ended,
        "seconds": (rows["until"] - rows["began"]).to_numpy("int64") / 1e6,
        "began": pd.to_datetime(rows["began"].to_numpy("int64"), unit="us", utc=True), "first": first, "last": last, "segment": segment,
    }  # fmt: skip
    return pd.DataFrame(held, index=pd.Index(rows["case"], name="case"))
