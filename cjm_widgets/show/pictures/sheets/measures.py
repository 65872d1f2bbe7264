"""Measures of a simulation as people read them, as js/src/views/impact/words.ts has it."""

from __future__ import annotations

import math

LESS = frozenset(("time", "time_sd", "cost", "steps"))
"""Measures of which less is better."""
SHOWN = ("success", "time", "value", "net", "cost", "satisfaction", "peak_end", "volume")
LABELS = {
    "time": "Time of a journey", "cost": "Cost of a journey", "value": "Value of a journey", "net": "Value less cost",
    "satisfaction": "Mean feeling on the way", "peak_end": "Strongest and last moment", "volume": "Journeys that begin",
}  # fmt: skip
KINDS = {"effect": "effect", "going on": "going on today", "time": "time today"}
LEVERS = {
    "pass_through": "going on", "move": "a way on", "duration": "time", "wait": "wait", "emotion": "feeling",
    "cost": "cost", "volume": "visits", "servers": "servers",
}  # fmt: skip
_UNITS = (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1))


def better(measure: str, change: float) -> bool:
    """Whether a change is for the better."""
    return change < 0 if measure in LESS else change > 0


def label_of(measure: str, ends: str) -> str:
    """What a measure is called; ``ends`` names the ends that count."""
    if measure == "success":
        return f"Journeys that end in {ends}" if ends else "Journeys that end well"
    return LABELS.get(measure, measure.replace("_", " "))


def say(measure: str, value: float, currency: str, unit: float | None = None) -> str:
    """A measure's value: shares in per cent, times in a fitting unit, money with its currency.

    >>> say("success", 0.0412, ""), say("time", 5400, ""), say("value", 19.5, "EUR")
    ('4.1 %', '90.0 min', '19.50 EUR')
    """
    if not math.isfinite(value):
        return "–"
    size = abs(value if unit is None else unit)
    if is_share(measure):
        return f"{_fixed(value * 100, 1 if size < 0.1 else 0)} %"
    if measure.startswith("time"):
        name, length = next((one for one in _UNITS if size >= 2 * one[1]), _UNITS[-1])
        return f"{_fixed(value / length, 1)} {name}"
    if measure in ("cost", "value", "net"):
        told = _fixed(value, 2 if size < 100 else 0)
        return f"{told} {currency}" if currency else told
    return _fixed(value, 2)


def say_change(measure: str, value: float, currency: str, unit: float | None = None) -> str:
    """A change, with its sign; points where the measure is a share.

    >>> say_change("success", 0.011, ""), say_change("time", -7200, "")
    ('+1.1 pp', '−2.0 h')
    """
    if not math.isfinite(value):
        return "–"
    sign = "+" if value > 0 else ""
    if is_share(measure):
        size = abs(value if unit is None else unit)
        return f"{sign}{_fixed(value * 100, 1 if size < 0.1 else 0)} pp"
    return sign + say(measure, value, currency, unit)


def is_share(measure: str) -> bool:
    """Whether a measure is a share of journeys."""
    return measure == "success" or measure.startswith("ends in ")


def _fixed(value: float, digits: int) -> str:
    told = f"{value:,.{digits}f}"
    return told.lstrip("-") if not told.strip("-0.,") else told.replace("-", "−")
