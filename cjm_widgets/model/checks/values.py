"""Values as checks take them: a text where a number should be is no number, blanks are nothing. Standard library only."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from typing import Any

from cjm_widgets.model.document import Row

AND = re.compile(r"\s*(?:,|;|/|&|\+|\band\b|\bund\b)\s*", re.IGNORECASE)
"""What stands between two teams that act together."""
SHOWN = 60
"""Characters of a name that a sentence shows."""


def text(value: object) -> str:
    """A text without the blanks around it; nothing where it is no text."""
    return value.strip() if isinstance(value, str) else ""


def filled(value: object) -> bool:
    """Whether a cell holds something: blanks and empty lists are nothing."""
    return bool(value.strip()) if isinstance(value, str) else value not in (None, [], {})


def number(value: object) -> float | None:
    """A number, or None: a flag is none, and neither is what is not finite."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def day(value: object) -> dt.date | None:
    """The day an ISO date or time names, or None."""
    try:
        return dt.date.fromisoformat(text(value)[:10])
    except ValueError:
        return None


def quoted(name: str) -> str:
    """A name in quotes on one line, shortened.

    >>> quoted("Pay")
    '“Pay”'
    """
    line = " ".join(name.split())
    return f"“{line if len(line) <= SHOWN else line[: SHOWN - 1].rstrip() + '…'}”"


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them.

    >>> listed(["a team", "an effort", "a reason"])
    'a team, an effort and a reason'
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def flat(row: Row) -> Row:
    """The row with lists as texts, and without empty ones."""
    if not any(isinstance(value, list | dict) for value in row.values()):
        return row
    return {k: _one(value) for k, value in row.items() if filled(value)}


def _one(value: Any) -> Any:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value) if isinstance(value, dict) else value
