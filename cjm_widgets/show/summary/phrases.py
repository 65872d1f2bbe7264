"""The small words of a summary: names, lists, counts, shares. Nothing here knows a map."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

from cjm_widgets.show.words import clean, number

LONGEST = 160
"""A text of the map is cut here, with a mark."""


def quoted(text: Any) -> str:
    """A text of the map, in one line, in quotes.

    >>> quoted(" Waits \\n long ")
    '“Waits long”'
    """
    flat = re.sub(r"\s+", " ", str(text)).strip()
    return f"“{clean(flat, LONGEST)}”"


def listed(parts: Sequence[str], most: int) -> str:
    """Parts as a sentence has them, at most so many; how many more there are is said.

    >>> listed(["a", "b", "c"], 5), listed(["a", "b", "c"], 1)
    ('a, b and c', 'a and 2 more')
    """
    shown = list(parts[:most])
    if len(parts) > most:
        shown.append(f"{len(parts) - most:,} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""


def counted(count: int, one: str, many: str = "") -> str:
    """A count with its word.

    >>> counted(1, "step"), counted(2000, "step")
    ('1 step', '2,000 steps')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """A share as people say it: two figures that count, a tenth below ten.

    >>> percent(0.41), percent(0.0677), percent(0.0004)
    ('41 %', '6.8 %', '0.04 %')
    """
    value = share * 100
    digits = 0 if abs(value) >= 9.95 or value == 0 else 1 if abs(value) >= 0.95 else 2
    return f"{number(round(value, digits))} %"


def between(low: float, high: float, interval: float, n: float | None = None) -> str:
    """An interval of shares in brackets, with n where it is known.

    >>> between(0.35, 0.41, 0.95, 1204)
    '(95 % interval 35 % to 41 %, n = 1,204)'
    """
    known = f", n = {number(n)}" if n is not None and math.isfinite(n) else ""
    return f"({number(round(interval * 100, 1))} % interval {percent(low)} to {percent(high)}{known})"


def sentence(text: str) -> str:
    """A text as a sentence: one end, no more.

    >>> sentence("It is so.."), sentence("Is it?")
    ('It is so.', 'Is it?')
    """
    bare = re.sub(r"\s+", " ", text).strip().rstrip(".")
    return bare if bare.endswith(("?", "!", "…")) else f"{bare}."
