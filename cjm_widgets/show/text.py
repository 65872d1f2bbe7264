"""A document as plain text, for a terminal and for ``text/plain``. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cjm_widgets.show.board import MARK, Board, board, clean

LINES = 40
_WIDTH = 160


def text(doc: Mapping[str, Any], limit: int = LINES) -> str:
    """The document as text: title, size, then every step with its lanes, in about ``limit`` lines.

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


def _steps(shown: Board) -> list[tuple[int, str, str]]:
    """Position and name of each step, and its stage where one begins."""
    heads: list[str] = []
    for name, goal, count in shown.bands:
        heads += [_line(f"{name} ({goal})" if goal else name), *[""] * (count - 1)]
    return [(i, _line(name), head) for i, (name, head) in enumerate(zip(shown.steps, heads, strict=True))]


def _lanes(shown: Board, step: int) -> list[str]:
    said = [(lane.name, " / ".join(lane.cells[step])) for lane in shown.lanes]
    return [clean(f"{_line(name)}: {_line(cell)}", _WIDTH) for name, cell in said if cell]


def _line(words: str) -> str:
    return " / ".join(words.split("\n")) if "\n" in words else words
