"""Versions of a map as files hold them: the difference of two, and three merged. Knows the map file and the model."""

from .diff import Diff as Diff, apply as apply, diff as diff
from .merging import Merge as Merge, merge as merge
from .sentences import marks as marks
from .settling import choices as choices, conflicts_of as conflicts_of, settle as settle
