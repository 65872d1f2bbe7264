"""The title page of a notebook: title, authors, day, and the contents from its headings."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

MOST = 200
_HEAD = re.compile(r"^(#{1,3})\s+(.+?)\s*#*\s*$")
_MARKS = re.compile(r"[*_`]|\[([^\]]*)\]\([^)]*\)")


def cover(cells: list[Any], metadata: Mapping[str, Any], name: str, day: dt.date) -> str:
    """The title page as HTML; every text is escaped.

    >>> cells = [{"cell_type": "markdown", "source": "# Meal <kit>\\n## Where it hurts"}]
    >>> html = cover(cells, {}, "nb", dt.date(2026, 11, 22))
    >>> "<h1>Meal &lt;kit&gt;</h1>" in html, 'href="#Where-it-hurts"' in html
    (True, True)
    """
    found = list(headings(cells))
    title = metadata.get("title") or next((said for level, said in found if level == 1), name)
    authors = [
        str(one.get("name") if isinstance(one, Mapping) else one) for one in metadata.get("authors") or ()
    ]
    lines = [", ".join(authors), f"{day:%d %B %Y}".lstrip("0")]
    told = "".join(f"<p>{escape(one)}</p>" for one in lines if one)
    items = "".join(
        f'<li class="level-{level}"><a href="#{escape(anchor(said))}">{escape(said)}</a></li>'
        for level, said in found[:MOST]
        if level > 1
    )
    contents = f'<nav aria-label="Contents"><ol>{items}</ol></nav>' if items else ""
    return f'<header class="cjm-cover"><h1>{escape(str(title))}</h1>{told}{contents}</header>'


def headings(cells: list[Any]) -> Iterator[tuple[int, str]]:
    """The headings of the first three levels, without marks; what stands in code is none."""
    for cell in cells:
        if cell.get("cell_type") != "markdown":
            continue
        source, fenced = cell.get("source", ""), False
        for line in ("".join(source) if isinstance(source, list) else source).splitlines():
            fenced = fenced != line.lstrip().startswith(("```", "~~~"))
            head = None if fenced else _HEAD.match(line)
            if head:
                yield len(head[1]), _MARKS.sub(lambda found: found[1] or "", head[2])


def anchor(said: str) -> str:
    """The id nbconvert gives a heading."""
    return said.replace(" ", "-")
