"""A difference as a small HTML table; everything from the maps is escaped as text."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from cjm_widgets.formats.versions.sentences import SIGNS, brief, subject

MOST = 200
"""More changes than this are counted, not drawn."""
_CELL = "text-align:left;vertical-align:top;padding:2px 8px"


def page(found: pd.DataFrame, head: str) -> str:
    """The changes as HTML under a heading."""
    body = "".join(_line(change) for change in found.head(MOST).itertuples(index=False))
    more = f"<p>and {len(found) - MOST} more</p>" if len(found) > MOST else ""
    titles = "".join(
        f'<th scope="col" style="{_CELL}">{t}</th>' for t in ("table", "what", "change", "old", "new")
    )
    table = f"<table><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>" if body else ""
    return f"<div><p><b>{escape(head)}</b></p>{table}{more}</div>"


def _line(change: Any) -> str:
    what = subject(change.table, change.id, change.column, change.name)
    old, new = ("" if value is None else brief(value) for value in (change.old, change.new))
    cells = (change.table or "file", what, f"{SIGNS[change.kind]} {change.kind}", old, new)
    return "<tr>" + "".join(f'<td style="{_CELL}">{escape(str(c))}</td>' for c in cells) + "</tr>"
