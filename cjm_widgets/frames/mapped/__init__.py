"""The tables of a ``JourneyMap`` as a page sees them: stages, steps, lanes and cards, each a frame of its own.

A column of steps that the package does not know is a lane too: ``m.steps["nps"] = ...`` is enough. The row for it in
``lanes`` is made when someone first arranges it.
"""

from __future__ import annotations

from .tell import Mapped

__all__ = ["Mapped"]
