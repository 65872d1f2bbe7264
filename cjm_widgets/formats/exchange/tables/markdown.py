"""A map as a Markdown table, for mail and for wikis: a row per step, a column per lane, the cards of a cell parted by ``<br>``."""

from __future__ import annotations

import html
import re

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.formats.exchange.losses import Loss, Reading
from cjm_widgets.formats.exchange.text import Source, read_text
from cjm_widgets.formats.sheet import frame_of
from cjm_widgets.model.errors import BrokenFile

from . import grid

_ACTIVE = re.compile(r"([\\`*_\[\]|~$#!])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>()#+\-.!|~$&\"',:;=?@^/%•])")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")
_BREAK = re.compile(r"<br\s{0,9}/?>", re.IGNORECASE)
_MARKER = re.compile(r"(?m)^(\s*)([-+•])")
_BULLET = re.compile(r"^\s*[-*+•]\s+")


def write(held: MapFile) -> tuple[str, list[Loss]]:
    """A heading with the title and one table; everything in it is text: no HTML, no link, no picture comes out of a card.

    >>> from cjm_widgets.templates import load
    >>> print(write(load("classic"))[0].split("\\n")[2][:26])
    | Stage | Step | Emotion |
    """
    rows, losses = grid.wide(held)
    title = held.meta.get("title")
    lines = [f"# {_safe(title)}", ""] if isinstance(title, str) and title.strip() else []
    head, *body = [f"| {' | '.join(map(_safe, row))} |" for row in rows]
    return "\n".join([*lines, head, "|" + " --- |" * len(rows[0]), *body]) + "\n", losses


def _safe(text: str) -> str:
    clean = "".join(c if c in "\n\t" or c.isprintable() or c.isspace() else "\ufffd" for c in text)
    made = _ACTIVE.sub(r"\\\1", html.escape(clean.strip(), quote=False))
    made = _MARKER.sub(r"\1\\\2", made)
    return made.replace("\r", "").replace("\n", "<br>").replace("\t", " ")


def read(source: Source, **said: str | None) -> Reading:
    """The map of the first table in a Markdown file; a ``str`` of several lines is the text itself, else a path.

    Which way the table lies is found as for any sheet. ``BrokenFile`` where there is no table.
    """
    text, name = read_text(source, is_text=isinstance(source, str) and "\n" in source)
    lines = text.split("\n")
    at = next(
        (
            i
            for i, one in enumerate(lines[1:], 1)
            if "-" in one and "|" in lines[i - 1] and _RULE.fullmatch(one)
        ),
        None,
    )
    if at is None:
        raise BrokenFile(f"{name} holds no table: a row of cells between |, and a row of --- below it.")
    body = [lines[at - 1]]
    for one in lines[at + 1 :]:
        if "|" not in one or not one.strip():
            break
        body.append(one)
    frame = frame_of([_cells(one) for one in body], name=name, header=0)
    title = next((_plain(one.lstrip("# ")) for one in lines[: at - 1] if re.match(r"#{1,6} ", one)), "")
    found = grid.from_frame(frame, title, **said)
    rest = sum(bool(one.strip()) for one in lines[at + len(body) :])
    more = (Loss(f"{rest:,} lines below the table are not read", at + len(body) + 1),) if rest else ()
    return Reading(found.map, (*found.losses, *more))


def _cells(line: str) -> list[str | None]:
    said = line.strip().removeprefix("|")
    parts = re.split(r"(?<!\\)((?:\\\\)*)\|", said)
    cells = ["".join(pair) for pair in zip(parts[::2], [*parts[1::2], ""], strict=True)]
    if said.endswith("|") and not cells[-1].strip():
        cells = cells[:-1]
    return [_plain(cell) or None for cell in cells]


def _plain(cell: str) -> str:
    """A cell as people see it: its breaks as lines, without bullets, its escapes read."""
    lines = [_BULLET.sub("", one) for one in _BREAK.split(cell)]
    return "\n".join(html.unescape(_ESCAPED.sub(r"\1", one)).strip() for one in lines).strip()
