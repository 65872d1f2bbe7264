"""Versions of a map as files hold them: the difference of two, and three merged. Knows the map file and the model."""

from .diff import Diff as Diff
from .diff import apply as apply
from .diff import diff as diff
from .merging import Merge as Merge
from .merging import merge as merge
from .sentences import marks as marks
