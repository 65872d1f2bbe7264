"""A document as plain text, for a terminal and for ``text/plain``. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cjm_widgets.show.board import MARK, Board, Lane, board, clean
from cjm_widgets.show.links import counted, left_out

LINES = 40
_WIDTH = 160


def text(doc: Mapping[str, Any], limit: int = LINES) -> str:
    """The document as text: title, size, every step with its lanes, then links and moves, in about ``limit`` lines.

    A line per lane where that fits; else a line per step; the last line says how many steps are left out.

    >>> lane = ["emotion", "Emotion", "emotion", "emotion"]
    >>> doc = {"title": "Kit", "tables": {
    ...     "steps": {"columns": ["id", "name", "emotion"], "rows": [["a", "Pays", -0.4]]},
    ...     "lanes": {"columns": ["id", "name", "kind", "column"], "rows": [lane]}}}
    >>> print(text(doc))
    Kit
    1 step, 0 stages, 1 lane
      Pays
        Emotion: −0.4
    """
    room = max(1, limit - 3)
    shown = board(doc, room, _WIDTH)
    body = _full(shown)
    if len(body) > room:
        body = _brief(shown, room)
    body += _connected(shown, room - len(body))
    return "\n".join([shown.title, shown.extent.split(";")[0], *body])


def _full(shown: Board) -> list[str]:
    lines = []
    for step, name, band in _steps(shown):
        lines += [band] if band else []
        lines.append(f"  {name}")
        lines += [f"    {said}" for said in _lanes(shown, step)]
    left = shown.size - shown.first - len(shown.steps)
    return lines + ([f"{MARK} and {left:,} more steps"] if left > 0 else [])


def _brief(shown: Board, room: int) -> list[str]:
    lines: list[str] = []
    done = 0
    for step, name, band in _steps(shown):
        wanted = [band] if band else []
        wanted.append(clean(f"  {name}: {' | '.join(_lanes(shown, step))}".rstrip(": "), _WIDTH))
        if len(lines) + len(wanted) > room:
            break
        lines, done = lines + wanted, done + 1
    left = shown.size - shown.first - done
    return lines + ([f"{MARK} and {left:,} more step{'' if left == 1 else 's'}"] if left > 0 else [])


def _connected(shown: Board, room: int) -> list[str]:
    """Links as “from, kind, to” and moves, as many as there is room for; how many there are where there is none."""
    between = shown.connections
    links = [
        f"  {one.start} - {one.kind} - {one.end}" + (f" ({one.when})" if one.when else "")
        for one in between.links
    ]
    moves = [
        f"  {one.start} {one.way} {one.end}" + (f" ({one.known})" if one.known else "")
        for one in between.moves
    ]
    lines: list[str] = []
    for word, told, count in (("link", links, between.link_count), ("move", moves, between.move_count)):
        if count:
            held = [clean(_line(one), _WIDTH) for one in told[: max(0, room - len(lines) - 1)]]
            lines += [counted(count, word) + (":" if held else ""), *held]
            lines += [f"  {left_out(len(held), count)}"] if held and len(held) < count else []
    return lines


def _steps(shown: Board) -> list[tuple[int, str, str]]:
    """Position and name of each step, and its stage where one begins."""
    heads: list[str] = []
    for name, goal, count in shown.bands:
        heads += [_line(f"{name} ({goal})" if goal else name), *[""] * (count - 1)]
    return [(i, _line(name), head) for i, (name, head) in enumerate(zip(shown.steps, heads, strict=True))]


def _lanes(shown: Board, step: int) -> list[str]:
    said = [(lane.name, " / ".join(_cards(lane, step))) for lane in shown.lanes]
    return [clean(f"{_line(name)}: {_line(cell)}", _WIDTH) for name, cell in said if cell]


def _cards(lane: Lane, step: int) -> list[str]:
    """The cards of a cell with their marks; the links that leave them are told at the end."""
    notes = lane.notes[step] if lane.notes else []
    marks = [" ".join(f"{letter} {words}".strip() for letter, words in note.marks) for note in notes]
    marks += [""] * (len(lane.cells[step]) - len(marks))
    return [f"{text} [{mark}]" if mark else text for text, mark in zip(lane.cells[step], marks, strict=True)]


def _line(words: str) -> str:
    return " / ".join(words.split("\n")) if "\n" in words else words
