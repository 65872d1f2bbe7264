"""Versions of a map as plain values: what changed between two, and three merged into one.

A map is what its file says, as JSON values (docs/file-format.md), so that what is equal here is equal on disk, dtypes
included. Standard library only.
"""

from . import words as words
from .compare import Operations as Operations
from .compare import apply as apply
from .compare import changes as changes
from .judge import Conflict as Conflict
from .merge import merge as merge
from .sheets import Json as Json
from .sheets import Sheet as Sheet
from .sheets import Whole as Whole
from .sheets import raw_of as raw_of
from .sheets import same as same
from .sheets import whole_of as whole_of
from .words import Told as Told
from .words import told as told
