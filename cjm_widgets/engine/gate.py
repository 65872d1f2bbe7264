"""Whether the model says of today what was seen of today. Until it does, a what-if is shown with a warning.

Where every move was counted, each journey ends once: the counts into the ends say how many succeeded. A chain of such counts
gives the same share exactly, if the counts are of whole journeys, each cut at its first outcome. If it does not, the counting
is wrong: journeys not cut, ends left out, moves of different times put together.
"""

from __future__ import annotations

from dataclasses import dataclass

from cjm_widgets.frames.shares import wilson

from .chain import Chain
from .solve import setting, solve

INTERVAL = 0.90


@dataclass(frozen=True)
class Gate:
    """The share of success as observed, with its interval and on how many journeys, and as the model says."""

    observed: float
    low: float
    high: float
    journeys: float
    modelled: float

    @property
    def passed(self) -> bool:
        """Whether the model lies within what was observed."""
        return self.low <= self.modelled <= self.high

    @property
    def sentence(self) -> str:
        """What the gate found."""
        seen = f"{self.observed:.2%} of {self.journeys:,.0f} journeys ended well (90 % interval {self.low:.2%} to {self.high:.2%})"
        if self.passed:
            return f"The model reproduces what was seen: {seen}, the model says {self.modelled:.2%}."
        return (
            f"The model does not reproduce what was seen: {seen}, the model says {self.modelled:.2%}. The counts are not of "
            f"whole journeys, each cut at its first outcome; no what-if should rest on them."
        )


def gate(made: Chain) -> Gate | None:
    """The gate of a chain whose every row was counted; None where something is only assumed."""
    if not made.counted.all():
        return None
    ends = made.ends * made.seen[:, None]
    total, well = float(ends.sum()), float(ends[:, made.success].sum())
    low, high = wilson(well, total, INTERVAL)
    modelled = float(solve(setting(made)).ends[made.success].sum())
    return Gate(well / total, low, high, total, modelled)
