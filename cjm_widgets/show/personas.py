"""Personas as static HTML and as plain text, for where no kernel or widgets are.

Standard library only. Inline styles alone, in colours that read on light and dark; every text is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, TypeGuard

from cjm_widgets.show.board import clean

MOST = 24
"""So many personas are shown at most."""
LABELS = {
    "demographics": "Demographics",
    "goals": "Goals",
    "challenges": "Challenges",
    "values": "Values",
    "fears": "Fears",
    "marketing_message": "Message",
    "elevator_pitch": "Elevator pitch",
}
KINDS = {
    "anti": "⊘ Not for them",
    "hypothesis": "? Hypothesis",
    "primary": "Primary",
    "secondary": "Secondary",
}
AUTHORS = {"model": "◆ Written by a model", "source": "Taken from a source"}
_EDGE = "#8885"
_COLOURS = ("#5b7aa8", "#7c6fb0", "#a8668f", "#b3734a", "#5d8a5a", "#4d8a8c")
_LONGEST = 1_000
_SMALL = "font-size:12px;opacity:.8"
_TD = "text-align:left;vertical-align:top;border:0;padding:1px 8px 1px 0;white-space:pre-line;background:none"

Persona = dict[str, Any]


def personas_html(table: Mapping[str, Any], meta: Mapping[str, Any] | None = None) -> str:
    """A table of a document (docs/protocol.md) as cards; ``meta`` says for whom the map is drawn.

    >>> html = personas_html({"columns": ["id", "name"], "rows": [["d", "Dana <b>"]]})
    >>> "Dana &lt;b&gt;" in html
    True
    """
    people = _people(table)
    if not people:
        return "<p>No personas yet.</p>"
    cards = "".join(_card(one, i, meta or {}) for i, one in enumerate(people[:MOST]))
    more = f"<p>… and {len(people) - MOST} more personas</p>" if len(people) > MOST else ""
    grid = "display:flex;flex-wrap:wrap;gap:12px;max-width:100%"
    return f'<section aria-label="Personas"><div style="{grid}">{cards}</div>{more}</section>'


def personas_text(table: Mapping[str, Any], meta: Mapping[str, Any] | None = None) -> str:
    """The personas in lines, for a terminal.

    >>> print(personas_text({"columns": ["id", "name", "goals"], "rows": [["d", "Dana", "Less waste"]]}))
    Personas
      Dana
        Goals: Less waste
    """
    lines = ["Personas"]
    for one in _people(table)[:MOST]:
        lines += [f"  {_line(said)}" for said in _head(one, meta or {})]
        lines += [f"    {label}: {_line(text)}" for label, text in _fields(one)]
    return "\n".join(lines)


def rests_on(persona: Mapping[str, Any]) -> str:
    """The share a persona stands for and what it rests on, in words.

    >>> rests_on({"share": 0.46, "n": 420, "source": "orders.csv"})
    '46 % of customers, n = 420, from orders.csv'
    """
    share, n, source = persona.get("share"), persona.get("n"), _said(persona.get("source"))
    parts = [f"{float(f'{share * 100:.1f}'):g} % of customers"] if _number(share) else []
    parts += [f"n = {n:,.0f}"] if _number(n) else []
    return ", ".join([*parts, *([f"from {source}"] if source else [])])


def traits(value: object) -> list[tuple[str, int]]:
    """Traits with their marks, 0 where one has none.

    >>> traits(["plans ahead: 4", "curious"])
    [('plans ahead', 4), ('curious', 0)]
    """
    found = (re.fullmatch(r"(.*\S)\s*:\s*([1-5])\s*", text, re.DOTALL) for text in _texts(value))
    return [
        (m[1], int(m[2])) if m else (text, 0) for m, text in zip(found, _texts(value), strict=True) if text
    ]


def _card(one: Persona, place: int, meta: Mapping[str, Any]) -> str:
    colour = _colour(one.get("colour"), place)
    style = f"flex:1 1 260px;max-width:420px;border:1px solid {_EDGE};border-radius:10px;padding:12px 14px;overflow-wrap:anywhere"
    name, *rest = _head(one, meta)
    rows = "".join(
        f'<tr><th scope="row" style="{_TD};font-weight:normal;opacity:.75">{escape(label)}</th>'
        f'<td style="{_TD}" dir="auto">{escape(text)}</td></tr>'
        for label, text in _fields(one)
        if label != "Quote"
    )
    quote = clean(_said(one.get("quote")), _LONGEST)
    said = (
        f'<blockquote style="margin:8px 0;border-left:3px solid {colour};padding-left:10px" dir="auto">“{escape(quote)}”</blockquote>'
        if quote
        else ""
    )
    heads = "".join(f'<div style="{_SMALL}" dir="auto">{escape(line)}</div>' for line in rest)
    return (
        f'<article style="{style}"><div style="border-top:4px solid {colour};width:42px;margin-bottom:6px"></div>'
        f'<strong dir="auto">{escape(name)}</strong>{heads}{said}'
        f'<table style="border-collapse:collapse;font-size:12.5px;margin:0">{rows}</table>{_bar(one, colour)}</article>'
    )


def _bar(one: Persona, colour: str) -> str:
    share = one.get("share")
    if not _number(share):
        return ""
    width = 100 * min(max(share, 0.0), 1.0)
    return f'<div style="height:5px;background:{_EDGE};margin-top:8px"><div style="height:5px;width:{width:.1f}%;background:{colour}"></div></div>'


def _head(one: Persona, meta: Mapping[str, Any]) -> Iterator[str]:
    name = _said(one.get("name")) or str(one.get("id"))
    yield clean(name, 200)
    if _said(one.get("job")):
        yield clean(_said(one["job"]), 200)
    flags = [KINDS.get(str(one.get("kind"))), AUTHORS.get(str(one.get("author")))]
    flags += ["● The map is drawn for this persona"] if meta.get("persona") in (one.get("id"), name) else []
    if any(flags):
        yield " · ".join(flag for flag in flags if flag)


def _fields(one: Persona) -> Iterator[tuple[str, str]]:
    if _said(one.get("quote")):
        yield "Quote", clean(_said(one["quote"]), _LONGEST)
    for column, label in LABELS.items():
        if _said(one.get(column)):
            yield label, clean(_said(one[column]), _LONGEST)
    for name, mark in traits(one.get("traits")):
        yield clean(name, 100), "●" * mark + "○" * (5 - mark) + f" {mark} of 5" if mark else "no mark"
    if rests_on(one):
        yield "Share", clean(rests_on(one), 300)


def _people(table: Mapping[str, Any]) -> list[Persona]:
    columns = table.get("columns", [])
    return [dict(zip(columns, row, strict=False)) for row in table.get("rows", [])]


def _said(value: object) -> str:
    """A value of a message as text; a long one travels cut."""
    if isinstance(value, Mapping):
        return str(value.get("v", "")) + ("…" if value.get("$") == "cut" else "")
    return "" if value is None else str(value)


def _texts(value: object) -> list[str]:
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return _said(value).split("\n") if value else []


def _number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _colour(value: object, place: int) -> str:
    if isinstance(value, str) and re.fullmatch(r"#[0-9a-fA-F]{6}", value.strip()):
        return value.strip()
    return _COLOURS[place % len(_COLOURS)]


def _line(words: str) -> str:
    return " / ".join(words.split("\n"))
