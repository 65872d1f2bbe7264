"""Every error this package raises, as one tree.

CjmError
├── DataError            a table, row or column is not as it must be
│   └── Refused          an edit that does not fit; nothing was changed
├── ShapeError           a frame that cannot be read as a map
├── FileError            a file that cannot be read or written
│   ├── BrokenFile       its text is not a map
│   └── FileChanged      it changed on disk since it was read
└── MissingExtra         a library that is not installed, with the command that installs it

CjmWarning, beside the tree, says what was understood or kept although it is not as it should be.

A message says what is wrong and the value, what is allowed, and what to do.
"""

from __future__ import annotations


class CjmError(Exception):
    """The root: catch it to catch everything this package raises on purpose."""


class DataError(CjmError, ValueError):
    """A table, row or column is not as it must be."""

    def __init__(
        self, message: str, table: str | None = None, row: str | None = None, column: str | None = None
    ) -> None:
        super().__init__(message)
        self.table, self.row, self.column = table, row, column


class Refused(DataError):
    """An edit that does not fit; nothing was changed."""


class ShapeError(CjmError, ValueError):
    """A frame that cannot be read as a map."""


class FileError(CjmError, OSError):
    """A file that cannot be read or written."""


class BrokenFile(FileError):
    """The text of a file is not a map."""


class FileChanged(FileError):
    """The file changed on disk since it was read; saving would lose that change."""


class MissingExtra(CjmError, ImportError):
    """A library that is not installed."""

    def __init__(self, library: str, extra: str, purpose: str) -> None:
        super().__init__(
            f"{purpose} needs {library}, which is not installed. Install it with: pip install 'cjm_widgets[{extra}]'"
        )


class CjmWarning(UserWarning):
    """Something was understood or kept although it is not as it should be; nothing was lost."""
