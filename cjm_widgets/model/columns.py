"""What a table and a column are, declared as data. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass

TEXT, NUMBER, INTEGER, BOOL, DURATION, DATE, TEXTS, REF, ENUM = (
    "text",
    "number",
    "integer",
    "bool",
    "duration",
    "date",
    "texts",
    "ref",
    "enum",
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column the package knows: its name, type and what it may hold."""

    name: str
    type: str
    about: str
    allowed: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a map: its name, the name of its index (or of its two key columns) and its columns."""

    name: str
    index: tuple[str, ...]
    about: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column | None:
        """The column of that name, or None where the column is the user's own."""
        return next((c for c in self.columns if c.name == name), None)


def text(name: str, about: str, allowed: tuple[str, ...] = ()) -> Column:
    return Column(name, ENUM if allowed else TEXT, about, allowed)


def number(name: str, about: str, low: float | None = None, high: float | None = None) -> Column:
    return Column(name, NUMBER, about, low=low, high=high)


def ref(name: str, to: str, about: str) -> Column:
    return Column(name, REF, about, refers=to)
