"""A user's own sheet that lies the other way, lanes down and steps across, bound as it is.

A row is a lane, a column is a step; columns of two levels are stages over steps.
"""

from __future__ import annotations

from .tell import Across

__all__ = ["Across"]
