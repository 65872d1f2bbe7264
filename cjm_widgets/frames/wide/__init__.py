"""A user's own frame with one row per step and a column per lane, bound as it is.

The columns that name the step and its stage are recognised, every other column is a lane. Lanes' order, height and
visibility are kept beside the frame, so that arranging the picture never touches the user's columns.
"""

from __future__ import annotations

from .tell import Wide

__all__ = ["Wide"]
