"""Frames that pandas would not change in place: the map goes on with a changed one, the user's names hold the one before."""

from __future__ import annotations

import weakref
from dataclasses import dataclass

import pandas as pd

from .watch import Snapshot


@dataclass(frozen=True, slots=True)
class Left:
    """A frame the map left behind, and how it was then."""

    held: weakref.ref[pd.DataFrame]
    then: Snapshot

    @staticmethod
    def of(frame: pd.DataFrame) -> Left:
        """The frame as it is now. It is not kept alive."""
        return Left(weakref.ref(frame), Snapshot.of(frame))

    def untouched(self) -> bool:
        """Whether nobody has written to it since."""
        frame = self.held()
        return frame is not None and self.then.same(frame)
