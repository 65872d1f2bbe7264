"""Charts as still SVG with a table behind: readable on light and dark, without a script, a kernel or a network.

Standard library only; every text is escaped; no colour says anything that shape and words do not.
"""

from __future__ import annotations

from html import escape

from .chart import Line, Mark, Row, Rows, said, span, ticks
from .words import clean

WIDTH, LEFT, RIGHT = 680, 190, 26
FULL, HOLLOW, LINE = "#2f7fc1", "#8a8a8a", "#8886"
_SMALL = 'font-size="11" fill="currentColor"'


def still(chart: Rows | Line) -> str:
    """The chart as HTML: a figure with an SVG that has a description, and the same numbers as a table to unfold.

    >>> row = Row("Success", (Mark("now", 0.5, 0.4, 0.6, False), Mark("then", 0.6, 0.5, 0.7)), "%")
    >>> html = still(Rows("Now and then", "Success goes from 50 % to 60 %.", (row,), own=True))
    >>> 'role="img"' in html, "Success goes from" in html, "<script" in html
    (True, True, False)
    """
    drawn, height = _rows(chart) if isinstance(chart, Rows) else _line(chart)
    table = _rows_table(chart) if isinstance(chart, Rows) else _line_table(chart)
    return (
        f'<figure style="margin:0;max-width:{WIDTH}px"><figcaption style="font-weight:600" dir="auto">{_text(chart.title)}</figcaption>'
        f'<svg role="img" aria-label="{_text(chart.title)}. {_text(chart.about)}" viewBox="0 0 {WIDTH} {height}" '
        f'style="width:100%;height:auto;font-family:inherit;color:inherit">{drawn}</svg>'
        f'<p style="margin:2px 0" dir="auto">{_text(chart.about)}</p>'
        f"<details><summary>The numbers</summary>{table}</details></figure>"
    )


def _text(value: str) -> str:
    return escape(clean(value, 400))


def _rows(chart: Rows) -> tuple[str, int]:
    out, top = [], 6
    shared = (
        None if chart.own else span([v for row in chart.rows for v in _values(row)] or [0.0], zero=chart.bars)
    )
    for row in chart.rows:
        ends = shared or span(_values(row))
        size = 24 if not chart.own else 22 * len(row.marks) + 26
        out.append(_row(row, chart, ends, top))
        top += size
    if shared:
        unit = chart.rows[0].unit if chart.rows else ""
        out.append(_axis(shared, unit, top, 0 if chart.bars else None))
        top += 22
    return "".join(out), top + (18 if chart.axis else 4)


def _values(row: Row) -> list[float]:
    return [v for one in row.marks for v in (one.value, one.low, one.high) if v == v]


def _row(row: Row, chart: Rows, ends: tuple[float, float], top: int) -> str:
    out = [
        f'<text x="{LEFT - 10}" y="{top + 15}" text-anchor="end" {_SMALL}>{_text(clean(row.label, 30))}</text>'
    ]
    for k, one in enumerate(row.marks):
        y = top + 11 + (22 * k if chart.own else 0)
        out.append(_bar(one, row, ends, y, chart.origin) if chart.bars else _mark(one, row, ends, y))
    if chart.own:
        out.append(_axis(ends, row.unit, top + 22 * len(row.marks), None))
    return "".join(out)


def _at(value: float, ends: tuple[float, float]) -> float:
    return round(LEFT + (WIDTH - LEFT - RIGHT) * (value - ends[0]) / ((ends[1] - ends[0]) or 1), 2)


def _mark(one: Mark, row: Row, ends: tuple[float, float], y: int) -> str:
    colour, fill = (FULL, FULL) if one.then else (HOLLOW, "none")
    told = (
        f"{one.name}: {said(one.value, row.unit)} ({said(one.low, row.unit)} to {said(one.high, row.unit)})"
    )
    return (
        f'<g><title>{_text(told)}</title><line x1="{_at(one.low, ends)}" x2="{_at(one.high, ends)}" y1="{y}" y2="{y}" stroke="{colour}" '
        f'stroke-width="2.5"/><circle cx="{_at(one.value, ends)}" cy="{y}" r="5" fill="{fill}" stroke="{colour}" stroke-width="2"/></g>'
    )


def _bar(one: Mark, row: Row, ends: tuple[float, float], y: int, origin: float) -> str:
    first, last = sorted((_at(one.low, ends), _at(one.high, ends)))
    told = f"{row.label}: {said(one.low, row.unit)} to {said(one.high, row.unit)}"
    middle = _at(origin, ends)
    return (
        f'<g><title>{_text(told)}</title><rect x="{first}" y="{y - 7}" width="{max(1, round(last - first, 2))}" height="14" fill="{FULL}" '
        f'fill-opacity=".75"/><line x1="{middle}" x2="{middle}" y1="{y - 12}" y2="{y + 12}" stroke="currentColor"/></g>'
    )


def _axis(ends: tuple[float, float], unit: str, y: int, zero: float | None) -> str:
    marks = "".join(
        f'<line x1="{_at(t, ends)}" x2="{_at(t, ends)}" y1="{y}" y2="{y + 4}" stroke="currentColor"/>'
        f'<text x="{_at(t, ends)}" y="{y + 15}" text-anchor="middle" {_SMALL}>{said(t, unit)}</text>'
        for t in ticks(*ends)
    )
    at = (
        ""
        if zero is None
        else f'<line x1="{_at(zero, ends)}" x2="{_at(zero, ends)}" y1="4" y2="{y}" stroke="{LINE}"/>'
    )
    return f'{at}<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" stroke="{LINE}"/>{marks}'


def _line(chart: Line) -> tuple[str, int]:
    height, low = 300, 250
    xs, ys = span(list(chart.x), zero=True), span(list(chart.y))

    def up(value: float) -> float:
        return round(low - (low - 14) * (value - ys[0]) / ((ys[1] - ys[0]) or 1), 2)

    points = [(_at(x, xs), up(y)) for x, y in zip(chart.x, chart.y, strict=True)]
    way = "".join(f"{'H' if k else 'M'}{x}{f'V{y}' if k else f',{y}'}" for k, (x, y) in enumerate(points))
    dots = "".join(
        f'<circle cx="{x}" cy="{y}" r="4" fill="{FULL}"><title>{_text(label)}</title></circle>'
        for (x, y), label in zip(points, chart.labels, strict=True)
    )
    star = ""
    if chart.marked is not None:
        x, y = _at(chart.marked[0], xs), up(chart.marked[1])
        star = (
            f'<path d="M{x},{y - 9}L{x + 9},{y}L{x},{y + 9}L{x - 9},{y}Z" fill="none" stroke="currentColor" stroke-width="2"/>'
            f'<text x="{x}" y="{y - 13}" text-anchor="middle" {_SMALL}>chosen</text>'
        )
    side = "".join(
        f'<text x="{LEFT - 8}" y="{up(t) + 4}" text-anchor="end" {_SMALL}>{said(t, chart.axes[1])}</text>'
        for t in ticks(*ys)
    )
    name = f'<text x="{(LEFT + WIDTH) / 2}" y="{height - 6}" text-anchor="middle" {_SMALL}>{_text(chart.axes[0])}</text>'
    return (
        f'<path d="{way}" fill="none" stroke="{FULL}" stroke-width="2"/>{dots}{star}{side}{_axis(xs, "", low, None)}{name}',
        height,
    )


def _rows_table(chart: Rows) -> str:
    lines = [
        [row.label, one.name, *(said(v, row.unit) for v in (one.value, one.low, one.high))]
        for row in chart.rows
        for one in row.marks
    ]
    return _table(["", "", "value", "low", "high"], lines)


def _line_table(chart: Line) -> str:
    lines = [
        [said(x, ""), said(y, chart.axes[1]), name]
        for x, y, name in zip(chart.x, chart.y, chart.names, strict=True)
    ]
    return _table([chart.axes[0], "score", "improvements"], lines)


def _table(head: list[str], lines: list[list[str]]) -> str:
    style = 'style="text-align:left;padding:1px 10px 1px 0"'
    top = "".join(f'<th scope="col" {style}>{_text(one)}</th>' for one in head)
    body = "".join(
        "<tr>" + "".join(f"<td {style}>{_text(one)}</td>" for one in line) + "</tr>" for line in lines
    )
    return f"<table><tr>{top}</tr>{body}</table>"
