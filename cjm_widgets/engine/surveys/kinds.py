"""The scores a survey may be counted by: which answers are allowed, and what each answer adds.

Every score here is the mean of what its answers add: 100, 0 or −100 for NPS, 100 or 0 for a share, the answer itself for a mean.
So intervals, trend and bootstrap are written once.

Sources: NPS, Reichheld, The One Number You Need to Grow (2003); CES, Dixon, Freeman and Toman, Stop Trying to Delight Your
Customers (2010); CES 2.0, Dixon, Toman and DeLisi, The Effortless Experience (2013). Vendors differ: ``formula`` says which.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from cjm_widgets.frames.reading import Floats
from cjm_widgets.model.errors import DataError

Scale = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to count a score.

    ``good`` are the answers that count for it, ``bad`` those against it, both with their ends; without ``good`` it is a mean.
    ``better`` is −1 where a low score is the good one. ``whole`` says that only whole numbers are answers.
    """

    name: str
    label: str
    scale: Scale
    formula: str
    good: Scale | None = None
    bad: Scale | None = None
    better: int = 1
    whole: bool = True

    @property
    def net(self) -> bool:
        """Whether it is a share less another share."""
        return self.bad is not None

    @property
    def span(self) -> Scale:
        """The lowest and the highest score there can be."""
        if self.good is None:
            return self.scale
        return (-100.0, 100.0) if self.net else (0.0, 100.0)

    def added(self, answers: Floats) -> Floats:
        """What each answer adds to the mean.

        >>> kind("nps").added(np.array([10.0, 8.0, 3.0])).tolist()
        [100.0, 0.0, -100.0]
        """
        if self.good is None:
            return answers
        low, high = self.good
        out = 100.0 * ((answers >= low) & (answers <= high))
        if self.bad is not None:
            out -= 100.0 * ((answers >= self.bad[0]) & (answers <= self.bad[1]))
        return np.asarray(out, dtype=np.float64)

    def felt(self, score: float) -> float:
        """A score as an emotion from −2 to +2, in a straight line: the worst there can be is −2, the best +2.

        >>> kind("nps").felt(50.0), kind("ces1").felt(1.0)
        (1.0, 2.0)
        """
        low, high = self.span
        return self.better * (4 * (score - low) / (high - low) - 2)


NPS = Kind(
    "nps",
    "NPS",
    (0, 10),
    "% answering 9 or 10 less % answering 0 to 6, in points from −100 to 100",
    (9, 10),
    (0, 6),
)
KINDS: dict[str, Kind] = {
    one.name: one
    for one in (
        NPS,
        replace(NPS, name="enps", label="eNPS"),
        Kind("csat", "CSAT", (1, 5), "% answering 4 or 5 (top two boxes)", (4, 5)),
        Kind("csat-mean", "CSAT (mean)", (1, 5), "mean answer"),
        Kind("ces", "CES 2.0", (1, 7), "mean agreement that it was made easy: 7 is easiest"),
        Kind("ces-agree", "CES 2.0 (agree)", (1, 7), "% answering 5 to 7, that it was made easy", (5, 7)),
        Kind(
            "ces-net", "CES 2.0 (net)", (1, 7), "% answering 6 or 7 less % answering 1 to 3", (6, 7), (1, 3)
        ),
        Kind("ces1", "CES 1.0 (effort)", (1, 5), "mean effort: 1 is least, so low is good", better=-1),
        Kind("mean", "Mean", (1, 5), "mean answer"),
        Kind("sentiment", "Sentiment", (-1, 1), "mean of −1 to 1", whole=False),
    )
}
"""The scores by name."""


def kind(name: str | Kind, scale: Scale | None = None) -> Kind:
    """The score of that name; on another scale than its own where one is declared. ``DataError`` where that has no meaning.

    Means are means on any scale. The top two boxes of CSAT are those of the declared scale. The classes of NPS and of the other
    shares belong to their own scale: there is no NPS of answers from 1 to 5.

    >>> kind("csat", (1, 7)).formula
    '% answering 6 or 7 (top two boxes)'
    """
    if isinstance(name, Kind):
        return name
    found = KINDS.get(name.casefold().strip())
    if found is None:
        raise DataError(f"There is no score {name!r}. There are: {', '.join(KINDS)}.")
    if scale is None:
        return found
    low, high = (float(end) for end in scale)
    if (low, high) == found.scale:
        return found
    if not low < high:
        raise DataError(f"A scale goes from its lowest to its highest answer, not from {low:g} to {high:g}.")
    return _rescaled(found, low, high)


def _rescaled(found: Kind, low: float, high: float) -> Kind:
    if found.good is None:
        return replace(found, scale=(low, high))
    if found.name == "csat" and high - low >= 2:
        said = f"% answering {high - 1:g} or {high:g} (top two boxes)"
        return replace(found, scale=(low, high), good=(high - 1, high), formula=said)
    own = f"{found.scale[0]:g} to {found.scale[1]:g}"
    raise DataError(
        f"{found.label} is defined on {own}, not on {low:g} to {high:g}: {found.formula}. "
        "Leave scale out, or choose kind='mean' or kind='csat', which know any scale."
    )
