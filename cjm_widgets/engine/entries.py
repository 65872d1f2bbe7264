"""Where journeys begin: the map's own shares, or a persona's."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .chain import Floats
from .columns import numbers


def entry(steps: pd.DataFrame, persona: str | None) -> Floats:
    """The share of each step as it is written; a persona's own (``entry:dana``) where there is such a column.

    >>> entry(pd.DataFrame({"entry": [1.0, 0.0], "entry:dana": [0.2, 0.8]}), "dana").tolist()
    [0.2, 0.8]
    """
    own = f"entry:{persona}"
    return numbers(steps, "steps", own if persona and own in steps else "entry", 0.0, least=0)


def start(steps: pd.DataFrame, persona: str | None) -> Floats:
    """The shares, adding up to one; all at the first step where none is written."""
    told = entry(steps, persona)
    if not told.sum() > 0:
        return np.asarray(np.eye(1, len(steps))[0])
    return np.asarray(told / told.sum())
