"""The tables of a map in HTML: every row that is handed on, with names in place of ids. Every text is escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import urlsplit

from cjm_widgets.model import schema
from cjm_widgets.show.words import clean, words

MOST = 500
"""So many rows of a table are shown at most; the last line says how many more there are."""
LONGEST = 2_000
OFTEN, FEW = 0.3, 6
"""In a table of more than FEW columns, those that fewer than this share of the rows have share one column."""
NAMES = {
    "stages": "Stages",
    "steps": "Steps",
    "lanes": "Lanes",
    "cards": "Cards",
    "links": "Links between cards",
    "transitions": "Moves between steps",
    "outcomes": "Outcomes",
    "personas": "Personas",
    "propositions": "Value proposition",
    "improvements": "Improvements",
    "evidence": "Evidence",
}
_LEFT_OUT = {"id", "image", "height", "visible", "column", "colour"}
Rows = Sequence[Mapping[str, Any]]
Titles = Mapping[str, Mapping[str, str]]


def table(
    name: str, heads: Sequence[str], rows: Iterable[Sequence[str]], count: int | None = None, note: str = ""
) -> str:
    """A table whose cells are text; ``count`` is how many rows there are in all.

    >>> table("Moves", ["From"], [["A <b>"]], 3).count("&lt;b&gt;"), "and 2 more" in table("Moves", ["From"], [["A"]], 3)
    (1, True)
    """
    shown = [list(row) for row in rows]
    head = "".join(f'<th scope="col">{escape(one)}' for one in heads)
    body = "".join(f"<tr>{_cells(row)}" for row in shown)
    left = (count if count is not None else len(shown)) - len(shown)
    more = f'<tr><td colspan="{len(heads)}">… and {left:,} more rows' if left > 0 else ""
    small = f"<small>{escape(note)}</small>" if note else ""
    return (
        f'<div class="wide" tabindex="0" role="group" aria-label="{escape(name)}"><table class="rows"><caption>{escape(name)}{small}</caption>'
        f"<thead><tr>{head}</thead><tbody>{body}{more}</tbody></table></div>"
    )


def _cells(row: Sequence[str]) -> str:
    first = f'<th scope="row">{linked(row[0])}' if row[0] else "<td>"
    return first + "".join(f"<td>{linked(text)}" for text in row[1:])


def linked(text: str) -> str:
    """A text as HTML; a link where all of it is a plain address of the web, and nothing else ever is.

    >>> linked("https://example.org/a?b&c")
    '<a href="https://example.org/a?b&amp;c" rel="noopener noreferrer">https://example.org/a?b&amp;c</a>'
    >>> linked("javascript:alert(1)"), linked("https://a b")
    ('javascript:alert(1)', 'https://a b')
    """
    if not text.startswith(("https://", "http://")) or any(c.isspace() or not c.isprintable() for c in text):
        return escape(text)
    try:
        parts = urlsplit(text)
    except ValueError:
        return escape(text)
    if not parts.hostname or parts.username is not None:
        return escape(text)
    return f'<a href="{escape(text)}" rel="noopener noreferrer">{escape(text)}</a>'


def tables(doc: Mapping[str, Any], evidence: Rows, titles: Titles) -> str:
    """All tables of a document that hold something; ``titles`` are the names of rows by table and id.

    ``evidence`` is not in a document: its rows come beside it.
    """
    held: dict[str, Rows] = {name: rows_in(doc["tables"].get(name, {})) for name in NAMES}
    held["evidence"] = evidence
    return "".join(_one(name, rows, titles) for name, rows in held.items() if rows)


def rows_in(held: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of a document's table."""
    return [dict(zip(held.get("columns", ()), row, strict=False)) for row in held.get("rows", ())]


def titles_in(doc: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """What the rows of a document are called: name or text, by table and id."""
    return {
        name: {
            str(row["id"]): words(row.get("name") or row.get("text"), "text") or str(row["id"])
            for row in rows_in(held)
        }
        for name, held in doc["tables"].items()
    }


def _one(name: str, rows: Rows, titles: Titles) -> str:
    """One table: a column for what most rows have, and one that names the rest, so that few cells are empty."""
    known = schema.TABLES[name]
    filled = Counter(c for row in rows for c, value in row.items() if value not in (None, "", []))
    columns = [c for c, count in filled.items() if count and c not in _LEFT_OUT]
    first = next((c for c in ("name", "text", "source") if c in columns), None)
    columns.sort(key=lambda c: c != first)
    own = (
        [c for c in columns if c == first or filled[c] >= OFTEN * len(rows)]
        if len(columns) > FEW
        else columns
    )
    rest = [c for c in columns if c not in own]
    heads = [_head(c, titles) for c in own] + (["Further"] if rest else [])
    shown = [
        [_said(known, c, row.get(c), titles) for c in own]
        + ([_further(known, rest, row, titles)] if rest else [])
        for row in rows[:MOST]
    ]
    return table(NAMES[name], heads, shown, len(rows)) if columns else ""


def _further(known: schema.Table, columns: Sequence[str], row: Mapping[str, Any], titles: Titles) -> str:
    said = ((c, _said(known, c, row.get(c), titles)) for c in columns)
    return "; ".join(f"{_head(c, titles)}: {text}" for c, text in said if text)


def _head(column: str, titles: Titles) -> str:
    return titles.get("lanes", {}).get(column) or column.replace("_", " ").capitalize()


def _said(known: schema.Table, name: str, value: Any, titles: Titles) -> str:
    """One value in words; what refers to a row by that row's name."""
    column = known.column(name)
    refers = column.refers if column is not None else None
    if name in ("source", "target") and known.name in ("links", "transitions"):
        refers = "cards" if known.name == "links" else "steps"
    if refers and value is not None:
        one = str(value)
        return clean(titles.get(refers, {}).get(one) or titles.get("outcomes", {}).get(one) or one, LONGEST)
    if isinstance(value, list | tuple):
        return clean(", ".join(words(one, "text") for one in value), LONGEST)
    kind = {schema.DURATION: "duration", schema.DATE: "time"}.get(column.type, "text") if column else "text"
    return clean(words(value, kind), LONGEST)
