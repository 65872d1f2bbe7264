"""Values of a document as a person reads them. Standard library only; it knows neither HTML nor a terminal."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

MARK = "…"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_UNITS = ((86400, "d"), (3600, "h"), (60, "min"))


def words(value: Any, kind: str) -> str:
    """One value as a person reads it.

    >>> words(172800 + 3600, "duration"), words(-0.4, "emotion"), words({"$": "special", "v": "inf"}, "number")
    ('2 d 1 h', '−0.4', '∞')
    """
    if isinstance(value, Mapping):
        return _special(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else "–"
    if isinstance(value, (int, float)):
        return duration(value) if kind == "duration" else number(value, signed=kind == "emotion")
    return (
        re.sub(r"T00:00(:00(\.0+)?)?$", "", str(value)).replace("T", " ", 1) if kind == "time" else str(value)
    )


def number(value: float, signed: bool = False) -> str:
    """A number in few digits: thousands apart, a real minus sign.

    >>> number(1234567), number(0.125), number(-0.00001234), number(1, signed=True)
    ('1,234,567', '0.125', '−1.23e-05', '+1')
    """
    if not math.isfinite(value):
        return "" if math.isnan(value) else ("∞" if value > 0 else "−∞")
    size = abs(value)
    small = size and (size < 0.001 or size >= 1e15)
    text = (
        f"{size:.3g}"
        if small
        else (f"{size:,.3f}".rstrip("0").rstrip(".") if size < 1000 else f"{size:,.0f}")
    )
    return ("−" if value < 0 else "+" if signed and value > 0 else "") + text


SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩", "NGN": "₦", "ILS": "₪"}


def amount(text: str, unit: str) -> str:
    """A number's text with its unit: the sign of a currency before it, its code where it has none, any other word behind.

    >>> amount("−12.5", "EUR"), amount("1,440", "EUR"), amount("3", "CHF"), amount("85", "calls"), amount("85", "")
    ('−€12.50', '€1,440', 'CHF 3', '85 calls', '85')
    """
    if not unit or not text:
        return text
    if not re.fullmatch("[A-Z]{3}", unit):
        return f"{text} {unit}"
    sign, plain = ("−", text[1:]) if text.startswith("−") else ("", text)
    whole, point, rest = plain.partition(".")
    cents = f"{whole}.{rest[:2]:0<2}" if point and rest.isdigit() else plain
    return f"{sign}{SIGNS.get(unit, unit + ' ')}{cents}"


def duration(seconds: float) -> str:
    """Seconds in the two units that say most.

    >>> duration(2880), duration(129600), duration(1.5), duration(0)
    ('48 min', '1 d 12 h', '1.5 s', '0 s')
    """
    rest, parts = abs(seconds), []
    for length, unit in _UNITS:
        count = int(rest // length)
        rest -= count * length
        parts += [f"{count:,} {unit}"] if count else []
    parts += [f"{number(round(rest, 3))} s"] if rest >= 0.0005 or not parts else []
    return ("−" if seconds < 0 else "") + " ".join(parts[:2])


def clean(text: Any, longest: int) -> str:
    """A text without control characters, cut with a mark where it is longer than ``longest``."""
    whole = str(text)
    cut = whole if len(whole) <= longest else whole[:longest].rstrip(MARK) + MARK
    return _CONTROL.sub("", cut)


def _special(value: Mapping[str, Any]) -> str:
    text = str(value.get("v", ""))
    if value.get("$") == "cut":
        return text + MARK
    return {"inf": "∞", "-inf": "−∞"}.get(text, text) if value.get("$") == "special" else text
