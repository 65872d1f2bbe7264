"""A user's own long list, one row per card, bound as it is: columns for the stage, the step, the lane and the text.

Steps, stages and lanes are the values of their columns. A step or lane that has no card yet, and the order they are
drawn in, are kept beside the frame.
"""

from __future__ import annotations

from .tell import Long

__all__ = ["Long"]
