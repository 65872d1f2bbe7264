"""What a check is and what it finds. Standard library only; it knows no rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from cjm_widgets.model.edits import Op, to_json

from .reading import Item, Reading

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""Worst first: what contradicts itself or a promise; what weakens the map; what could be better."""
Mend = tuple[Op, ...] | None


@dataclass(frozen=True, slots=True)
class Spot:
    """One place where a rule is not kept: what is wrong in one sentence, and where."""

    what: str
    table: str | None = None
    row: str | None = None
    column: str | None = None
    step: str | None = None
    lane: str | None = None
    mend: Mend = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A check: a stable code, what breaks it, why it matters, how to mend it, the requirements it stands for."""

    code: str
    severity: Severity
    title: str
    why: str
    how: str
    requirements: tuple[str, ...]
    find: Callable[[Reading], Iterable[Spot]]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found. ``mend`` are the edits that put it right, None where only a person can."""

    code: str
    severity: Severity
    what: str
    why: str
    how: str
    where: str = ""
    table: str | None = None
    row: str | None = None
    column: str | None = None
    step: str | None = None
    lane: str | None = None
    mend: Mend = None
    silenced: bool = False
    reason: str | None = None

    def json(self) -> dict[str, Any]:
        """The finding as a message carries it; ``mend`` as a list of operations."""
        plain = asdict(self)
        plain["mend"] = None if self.mend is None else [to_json(op) for op in self.mend]
        return plain


def spot(item: Item, what: str, column: str | None = None, mend: Mend = None) -> Spot:
    """The place of an item, or of one of its fields."""
    return Spot(what, item.table, item.id, column or item.column, item.step, item.lane, mend)


def rule(
    code: str, severity: Severity, title: str, *, why: str, how: str, needs: str
) -> Callable[[Callable[[Reading], Iterable[Spot]]], Rule]:
    """Makes a rule of a function that finds where it is broken; ``needs`` names requirements, as ``"R35 R36"``."""
    return lambda find: Rule(code, severity, title, why, how, tuple(needs.split()), find)
