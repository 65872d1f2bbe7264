"""The links and moves of a document as ordered tables in HTML: from, kind, to. Every text is escaped.

They stand below the picture and not in it: in a page without a program the height of a row follows its texts, which
nobody knows beforehand, so a drawn arrow would miss its cards. On the cards the links are named instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from .connections import Connections

_TABLE = "border-collapse:collapse;font-size:12.5px;margin:4px 0 8px;color:inherit"
_CELL = "text-align:left;vertical-align:top;border:1px solid #8885;padding:2px 8px"


def connections_html(shown: Connections) -> str:
    """The tables, folded below one line that says how many there are; nothing where there is neither link nor move.

    >>> connections_html(Connections())
    ''
    """
    links = [(one.start, one.kind, one.end, one.when) for one in shown.links]
    moves = [(one.start, one.way, one.end, one.known) for one in shown.moves]
    parts = [
        _table("Links", ("From", "Kind", "To", "When"), links, shown.link_count),
        _table("Moves between steps", ("From", "Leads", "To", "What is known"), moves, shown.move_count),
    ]
    if not any(parts):
        return ""
    counts = [counted(shown.link_count, "link"), counted(shown.move_count, "move")]
    said = " and ".join(count for count in counts if not count.startswith("0 "))
    return f'<details style="margin-top:8px"><summary>{said}, in order</summary>{"".join(parts)}</details>'


def counted(count: int, word: str) -> str:
    """A number with its noun.

    >>> counted(1, "link"), counted(1200, "move")
    ('1 link', '1,200 moves')
    """
    return f"{count:,} {word}" + ("" if count == 1 else "s")


def left_out(shown: int, count: int) -> str:
    """How many are not shown, in words; nothing where all are."""
    return f"… and {count - shown:,} more" if count > shown else ""


def _table(name: str, heads: Iterable[str], rows: list[tuple[str, str, str, str]], count: int) -> str:
    if not count:
        return ""
    head = "".join(f'<th scope="col" style="{_CELL}">{one}</th>' for one in heads)
    body = "".join(f"<tr>{_row(row)}</tr>" for row in rows)
    left = left_out(len(rows), count)
    more = f'<tr><td colspan="4" style="{_CELL}">{left}</td></tr>' if left else ""
    caption = f'<caption style="text-align:left;padding-top:6px"><strong>{name}</strong></caption>'
    return (
        f'<table style="{_TABLE}">{caption}<thead><tr>{head}</tr></thead><tbody>{body}{more}</tbody></table>'
    )


def _row(row: Iterable[str]) -> str:
    return "".join(f'<td style="{_CELL}" dir="auto">{escape(text)}</td>' for text in row)
