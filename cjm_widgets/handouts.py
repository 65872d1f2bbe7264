"""Empty material to fill in by hand: it knows the front door."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd

from cjm_widgets.journey_map import JourneyMap
from cjm_widgets.model.errors import DataError


def blank_deck(path: str | os.PathLike[str], *, stages: int = 4, steps: int = 8, size: str | tuple[float, float] = "16:9",
               overwrite: bool = False) -> Path:  # fmt: skip
    """An empty deck to fill in by hand (R93): a title page, a journey map, and a persona sheet; returns the path.

    ``DataError`` for fewer than 1 or more than 60 steps, or fewer steps than stages; the rest as for ``to_pptx``.

    >>> import tempfile
    >>> cjm.blank_deck(f"{tempfile.mkdtemp()}/blank.pptx").name
    'blank.pptx'
    """
    if not 1 <= stages <= steps <= 60:
        raise DataError(
            f"blank_deck(stages={stages}, steps={steps}): 1 to 60 steps, and no more stages than steps."
        )
    m = JourneyMap.from_template("classic")
    m.cards = m.cards.iloc[:0]
    m.stages = pd.DataFrame(
        {"name": [f"Stage {n + 1}" for n in range(stages)]}, [f"s{n}" for n in range(stages)]
    )
    m.steps = pd.DataFrame(
        {
            "name": [f"Step {n + 1}" for n in range(steps)],
            "stage": [f"s{n * stages // steps}" for n in range(steps)],
        },
        [f"t{n}" for n in range(steps)],
    )
    m.title = "Journey map"
    return m.to_pptx(path, blank=True, size=size, overwrite=overwrite)
