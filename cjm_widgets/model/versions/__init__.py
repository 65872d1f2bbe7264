"""Versions of a map as plain values: what changed between two, and three merged into one.

A map is what its file says, as JSON values (docs/file-format.md), so that what is equal here is equal on disk, dtypes
included. Standard library only.
"""

from . import words as words
from .compare import Operations as Operations, apply as apply, changes as changes
from .judge import Conflict as Conflict
from .merge import merge as merge
from .sheets import (
    Json as Json,
    Sheet as Sheet,
    Whole as Whole,
    raw_of as raw_of,
    same as same,
    whole_of as whole_of,
)
from .words import Told as Told, told as told
