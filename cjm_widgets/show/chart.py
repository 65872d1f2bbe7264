"""What a chart holds, as plain data: rows of marks with intervals, or a line of points; both drawn by Bokeh and as a still SVG."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mark:
    """One value with the interval around it; ``then`` says whether it is of the future (drawn full) or of today (drawn hollow)."""

    name: str
    value: float
    low: float
    high: float
    then: bool = True


@dataclass(frozen=True)
class Row:
    """A label and its marks; ``unit`` is written beside the numbers."""

    label: str
    marks: tuple[Mark, ...]
    unit: str = ""


@dataclass(frozen=True)
class Rows:
    """Rows of marks. ``own`` gives each row an axis of its own, as their units differ; ``bars`` are drawn from the axis ``origin``."""

    title: str
    about: str
    rows: tuple[Row, ...]
    own: bool = False
    bars: bool = False
    origin: float = 0.0
    axis: str = ""


@dataclass(frozen=True)
class Line:
    """Points from left to right, each the best that can be had up to there (drawn as stairs), one of them marked."""

    title: str
    about: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    labels: tuple[str, ...]
    marked: tuple[float, float] | None = None
    axes: tuple[str, str] = ("", "")
    names: tuple[str, ...] = field(default=())


def span(values: list[float], *, zero: bool = False) -> tuple[float, float]:
    """The least and the most an axis shows: all values with a margin, and 0 where bars begin there.

    >>> span([0.2, 0.4])
    (0.188, 0.412)
    """
    low, high = min(values), max(values)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high == 0:
        return 0.0, 1.0
    room = (high - low) * 0.06 or abs(high) * 0.1 or 1.0
    return (low if zero and low == 0 else round(low - room, 12)), (
        high if zero and high == 0 else round(high + room, 12)
    )


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round numbers between two ends, at most so many.

    >>> ticks(0.188, 0.412)
    [0.2, 0.25, 0.3, 0.35, 0.4]
    """
    from math import ceil, floor, log10

    size = 10.0 ** floor(log10((high - low) / most))
    step = next(size * one for one in (1, 2, 2.5, 5, 10, 20) if (high - low) / (size * one) <= most)
    return [round(k * step, 12) for k in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)]


def said(value: float, unit: str) -> str:
    """A number as an axis says it.

    >>> said(0.125, "%"), said(5400.0, "s"), said(-3.5, "")
    ('12.5 %', '1 h 30 min', '−3.5')
    """
    from .words import duration, number

    if unit == "points":
        return f"{number(round(value * 100, 4))} points"
    if unit == "%":
        return f"{number(round(value * 100, 4))} %"
    return duration(value) if unit == "s" else number(value) + (f" {unit}" if unit else "")
