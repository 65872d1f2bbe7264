"""Opportunities with the two values that place them, as static HTML and as plain text. Standard library only; texts are escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from cjm_widgets.show.board import clean

MOST = 200
"""So many opportunities are listed at most."""
_TD = "text-align:left;vertical-align:top;border:1px solid #8885;padding:3px 8px"


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A card and its two values: numbers, words such as ``'L'``, or None."""

    name: str
    x: Any
    y: Any


def matrix_html(found: Sequence[Opportunity], x: str, y: str) -> str:
    """A table of opportunities, the highest first, then the cheapest.

    >>> "<td" in matrix_html([Opportunity("Save the box", 2, 3)], "work", "impact")
    True
    """
    if not found:
        return "<p>No opportunities yet.</p>"
    head = "".join(
        f'<th scope="col" style="{_TD}">{escape(h)}</th>' for h in ("Opportunity", _head(x), _head(y))
    )
    rows = "".join(
        f'<tr><th scope="row" style="{_TD};font-weight:normal" dir="auto">{escape(clean(one.name, 300))}</th>'
        f'<td style="{_TD}">{escape(said(one.x))}</td><td style="{_TD}">{escape(said(one.y))}</td></tr>'
        for one in _ordered(found)[:MOST]
    )
    more = f"<p>… and {len(found) - MOST} more</p>" if len(found) > MOST else ""
    table = f'<table style="border-collapse:collapse;font-size:12.5px;margin:0"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    return f'<section aria-label="Priorities">{table}{more}</section>'


def matrix_text(found: Sequence[Opportunity], x: str, y: str) -> str:
    """The same in lines.

    >>> print(matrix_text([Opportunity("Save the box", 2, 3.5)], "work", "impact"))
    Priorities
      Save the box: work 2, impact 3.5
    """
    lines = [
        f"  {clean(one.name, 120)}: {x} {said(one.x) or 'not set'}, {y} {said(one.y) or 'not set'}"
        for one in _ordered(found)[:MOST]
    ]
    return "\n".join(["Priorities", *lines])


def said(value: Any) -> str:
    """One value in words; empty where there is none."""
    if value is None or isinstance(value, dict):
        return ""
    return f"{value:g}".replace("-", "−") if isinstance(value, int | float) else str(value)


def _ordered(found: Sequence[Opportunity]) -> list[Opportunity]:
    def key(one: Opportunity) -> tuple[float, float]:
        return -_number(one.y, float("-inf")), _number(one.x, float("inf"))

    return sorted(found, key=key)


_SIZES = {"XS": 1.0, "S": 2.0, "M": 3.0, "L": 4.0, "XL": 5.0}


def _number(value: Any, otherwise: float) -> float:
    if isinstance(value, str):
        return _SIZES.get(value.strip().upper(), otherwise)
    return float(value) if isinstance(value, int | float) else otherwise


def _head(column: str) -> str:
    return column.replace("_", " ").capitalize()
