"""A comparison of maps as static HTML and as plain text. Standard library only; inline styles alone; every text is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from cjm_widgets.show.board import clean

MARKS = {"added": "＋", "removed": "－", "moved": "⇄", "re-scored": "↕", "re-worded": "✎", "changed": "≠"}
DASHES = ("", "7 4", "2 3", "10 3 2 3", "14 4")
COLOURS = ("#2f7fc1", "#c8561f", "#128a69", "#7e62c4", "#8f5800")
"""A map's line is known by its dashes and by the shape of its points; the colour only helps."""
_STEP, _HEIGHT = 150, 130
_EDGE = "#8885"
_TD = f"text-align:left;vertical-align:top;border:1px solid {_EDGE};padding:3px 6px"
_SMALL = "font-size:11px;opacity:.8"
_MOST = 30
"""So many steps are drawn at most."""


def compare_html(made: Mapping[str, Any]) -> str:
    """The comparison as a table: shared steps across, under each lane a row for every map, the curves on one axis.

    >>> made = {"maps": [{"name": "A"}, {"name": "B"}], "steps": [{"name": "Pay", "in": [True, False]}], "size": 1,
    ...         "curves": [[1.0], [None]], "lanes": [], "disconnects": None}
    >>> "only in A" in compare_html(made)
    True
    """
    maps, steps = [m["name"] for m in made["maps"]], made["steps"][:_MOST]
    head = "".join(f'<th scope="col" style="{_TD}" dir="auto">{_step(one, maps)}</th>' for one in steps)
    rows = "".join(_lane(lane, maps, len(steps)) for lane in made["lanes"])
    left = made["size"] - len(steps)
    more = f"<p>… and {left} more steps</p>" if left > 0 else ""
    style = f"border-collapse:collapse;table-layout:fixed;width:{250 + _STEP * len(steps)}px;font-size:12.5px;overflow-wrap:anywhere;margin:0"
    curve = (
        f'<td colspan="{len(steps)}" style="padding:0;border:1px solid {_EDGE}">{_curves(made, len(steps))}</td>'
        if steps
        else ""
    )
    wide = f'<th scope="row" colspan="2" style="{_TD}">{_legend(maps)}</th>'
    return (
        f'<section aria-label="Maps compared"><div style="overflow-x:auto"><table style="{style}">'
        f'<colgroup><col style="width:130px" /><col style="width:120px" /></colgroup>'
        f'<thead><tr><th colspan="2" style="{_TD}">Step</th>{head}</tr></thead><tbody><tr>{wide}{curve}</tr>{rows}</tbody></table></div>'
        f"{more}{_disconnects(made['disconnects'])}</section>"
    )


def compare_text(made: Mapping[str, Any]) -> str:
    """The comparison in lines: which steps are shared, every marked difference, the disconnects.

    >>> made = {"maps": [{"name": "A"}, {"name": "B"}], "steps": [{"name": "Pay", "in": [True, False]}], "size": 1,
    ...         "curves": [[1.0], [None]], "lanes": [], "disconnects": None}
    >>> print(compare_text(made))
    A against B
      Pay: only in A
    """
    maps = [m["name"] for m in made["maps"]]
    lines = [" against ".join(maps)]
    lines += [f"  {one['name']}: {only(one['in'], maps)}" for one in made["steps"] if only(one["in"], maps)]
    for lane in made["lanes"]:
        for name, row in zip(maps, lane["rows"], strict=True):
            for step, cell in zip(made["steps"], row or (), strict=False):
                lines += [
                    f"  {step['name']}, {lane['name']}, {name}: {item['mark']} {clean(item['text'], 120)}"
                    for item in cell or ()
                    if item.get("mark")
                ]
    found = made["disconnects"]
    lines += [f"  disconnect: {_about(row)}" for row in (found or {}).get("rows", ())]
    return "\n".join(" ".join(line.split("\n")) for line in lines)


def only(held: Sequence[bool], maps: Sequence[str]) -> str:
    """In which maps a step is, where it is not in all.

    >>> only([True, False], ["A", "B"]), only([True, True], ["A", "B"])
    ('only in A', '')
    """
    return "" if all(held) else f"only in {', '.join(m for m, has in zip(maps, held, strict=True) if has)}"


def _step(one: Mapping[str, Any], maps: Sequence[str]) -> str:
    where = only(one["in"], maps)
    small = f'<div style="{_SMALL};font-weight:normal">◐ {escape(where)}</div>' if where else ""
    return f"{escape(clean(one['name'], 200))}{small}"


def _legend(maps: Sequence[str]) -> str:
    rows = "".join(
        f'<div style="font-weight:normal" dir="auto"><svg width="34" height="10" aria-hidden="true">{_stroke("M0 5H34", i)}</svg> {escape(name)}</div>'
        for i, name in enumerate(maps)
    )
    return f"Emotion{rows}"


def _curves(made: Mapping[str, Any], count: int) -> str:
    drawn = "".join(_stroke(_path(curve[:count]), i) for i, curve in enumerate(made["curves"]))
    width, middle = _STEP * count, _HEIGHT / 2
    zero = f'<line x1="0" x2="{width}" y1="{middle}" y2="{middle}" stroke="currentColor" stroke-opacity=".3"></line>'
    label = "; ".join(
        f"{m['name']}: {', '.join('nothing' if v is None else f'{v:g}' for v in curve[:count])}"
        for m, curve in zip(made["maps"], made["curves"], strict=True)
    )
    return f'<svg role="img" aria-label="{escape(label)}" width="{width}" height="{_HEIGHT}" style="display:block">{zero}{drawn}</svg>'


def _stroke(path: str, at: int) -> str:
    return f'<path d="{path}" fill="none" stroke="{COLOURS[at]}" stroke-width="2" stroke-dasharray="{DASHES[at]}"></path>'


def _path(curve: Sequence[float | None]) -> str:
    out, pen = [], "M"
    for at, value in enumerate(curve):
        if value is None:
            pen = "M"
            continue
        y = 12 + (_HEIGHT - 24) * (2 - max(-2.0, min(2.0, value))) / 4
        out.append(f"{pen}{_STEP * (at + 0.5):g} {y:.1f}")
        pen = "L"
    return "".join(out)


def _lane(lane: Mapping[str, Any], maps: Sequence[str], count: int) -> str:
    rows = []
    for at, (name, row) in enumerate(zip(maps, lane["rows"], strict=True)):
        head = (
            f'<th scope="rowgroup" rowspan="{len(maps)}" style="{_TD}" dir="auto">{escape(clean(lane["name"], 200))}</th>'
            if at == 0
            else ""
        )
        cells = "".join(
            f'<td style="{_TD}" dir="auto">{_cell(row[i] if row else None)}</td>' for i in range(count)
        )
        rows.append(
            f'<tr>{head}<th scope="row" style="{_TD};font-weight:normal" dir="auto">{escape(name)}</th>{cells}</tr>'
        )
    return "".join(rows)


def _cell(cell: Sequence[Mapping[str, str]] | None) -> str:
    if cell is None:
        return f'<span style="{_SMALL}">–</span>'
    return "".join(f"<div>{_item(item)}</div>" for item in cell)


def _item(item: Mapping[str, str]) -> str:
    mark, text = item.get("mark"), escape(clean(item["text"], 300))
    if not mark:
        return text
    shown = f"<del>{text}</del>" if mark == "removed" else text
    was = (
        f'<span style="{_SMALL}"> (was: {escape(clean(item["was"], 200))})</span>' if item.get("was") else ""
    )
    return f'<strong style="{_SMALL}">{MARKS[mark]} {escape(mark)}</strong> {shown}{was}'


def _disconnects(found: Mapping[str, Any] | None) -> str:
    if not found:
        return ""
    rows = "".join(
        f'<li dir="auto">{escape(_about(row))} <span style="{_SMALL}">({escape(row["kind"])})</span></li>'
        for row in found["rows"]
    )
    title = f"Where {found['future']} departs from {found['current']}"
    return f'<h4 dir="auto">{escape(title)}</h4><ol>{rows}</ol>' if rows else ""


def _about(row: Mapping[str, Any]) -> str:
    what = f" “{row['what']}”:" if row.get("what") else ":"
    return f"{row['name']}{what} {row['why']}"
