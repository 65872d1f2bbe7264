"""A Mermaid journey as a map. Lines that a map has no place for are kept, so that writing it again keeps them."""

from __future__ import annotations

import math
import re

from cjm_widgets.formats.exchange.draft import Draft
from cjm_widgets.formats.exchange.losses import Loss, Reading
from cjm_widgets.formats.exchange.text import Source, read_text
from cjm_widgets.model import schema
from cjm_widgets.model.errors import BrokenFile, DataError

from .lines import UNKNOWN, Line, line, number

MOST_TASKS = 20_000
_FENCE = re.compile(r"^[ \t>]*(```+|~~~+|:::+)[ \t]*\{?[ \t]*\.?mermaid\b", re.IGNORECASE)
_DIAGRAM = re.compile(r"\s*journey(\s.*)?", re.IGNORECASE)
_Lines = list[tuple[int, str]]


def read(source: Source, *, scale: str | None = None, which: int | None = None) -> Reading:
    """The map of a journey: a ``.mmd`` file, the text itself, or a Markdown file with a ``mermaid`` block.

    ``scale`` names the scale of the scores, 1 to 5 without it (``schema.SCALES``); ``which`` the diagram, counted from 0,
    where a Markdown file has several. ``BrokenFile`` says the line where there is no journey.
    """
    if scale is not None and scale not in schema.SCALES:
        raise DataError(f"There is no scale {scale!r}: {', '.join(schema.SCALES)} are allowed.")
    text, name = read_text(source, is_text=isinstance(source, str) and _is_text(source))
    lines = list(enumerate(text.split("\n"), 1))
    blocks = _fenced(lines)
    if blocks:
        lines = _chosen(blocks, which, name)
    elif which not in (None, 0):
        raise DataError(f"{name} holds one journey; which={which!r} is allowed for Markdown with several.")
    return _Journey(scale or "mermaid").read(lines, name)


def _is_text(source: str) -> bool:
    return "\n" in source or bool(_DIAGRAM.fullmatch(source)) or not source.strip()


def _fenced(lines: _Lines) -> list[_Lines]:
    """The blocks of a Markdown text that hold a journey."""
    blocks: list[_Lines] = []
    fence, held = "", list[tuple[int, str]]()
    for at, raw in lines:
        opened = _FENCE.match(raw)
        if not fence and opened:
            fence, held = opened[1][:3], []
        elif fence and raw.strip(" \t>").startswith(fence):
            blocks, fence = [*blocks, held], ""
        elif fence:
            held.append((at, raw))
    blocks = [*blocks, held] if fence else blocks
    return [block for block in blocks if any(_DIAGRAM.fullmatch(raw) for _, raw in block)]


def _chosen(blocks: list[_Lines], which: int | None, name: str) -> _Lines:
    if which is None and len(blocks) > 1:
        places = ", ".join(f"{i} (line {b[0][0]})" for i, b in enumerate(blocks[:8]))
        raise DataError(
            f"{name} holds {len(blocks)} journeys. Say which: which={places.split(' ')[0]}; there are {places}."
        )
    at = which or 0
    if not 0 <= at < len(blocks):
        raise DataError(
            f"{name} holds {len(blocks)} journeys, counted from 0; which={which!r} is none of them."
        )
    return blocks[at]


class _Journey:
    """One diagram as it is read, line by line."""

    def __init__(self, scale: str) -> None:
        self.draft, self.losses = Draft(), list[Loss]()
        self.scale, self.ends = scale, schema.SCALES[scale]
        self.kept: list[list[str]] = []
        self.stage: tuple[str, str] | None = None
        self.unknown = False
        self.off: list[int] = []

    def read(self, lines: _Lines, name: str) -> Reading:
        body = self._head(lines, name)
        place = 0
        while place < len(body):
            at, raw = body[place]
            raw, place = _joined(raw, body, place)
            self._take(at, line(raw), raw)
        return self._done()

    def _head(self, lines: _Lines, name: str) -> _Lines:
        """What stands before ``journey``; gives the lines after it."""
        lines = self._front(lines)
        place = 0
        while place < len(lines):
            at, raw = lines[place]
            found = _DIAGRAM.fullmatch(raw)
            if found:
                rest = lines[place + 1 :]
                return [(at, found[1]), *rest] if (found[1] or "").strip() else rest
            raw, place = _joined(raw, lines, place)
            if raw.strip() and not raw.strip().startswith(("%%", "#")):
                first = raw.strip().split()[0][:40]
                raise BrokenFile(
                    f"{name}, line {at}: a journey begins with the word journey, this with {first!r}."
                )
            self._keep(raw)
        raise BrokenFile(f"{name} holds no journey: there is no line with the word journey in it.")

    def _front(self, lines: _Lines) -> _Lines:
        first = next((i for i, (_, raw) in enumerate(lines) if raw.strip()), None)
        if first is None or lines[first][1].strip() != "---":
            return lines
        end = next((i for i, (_, raw) in enumerate(lines) if i > first and raw.strip() == "---"), None)
        if end is None:
            self.losses.append(Loss("the front matter has no end", lines[first][0]))
            return lines[first + 1 :]
        front = [raw for _, raw in lines[first + 1 : end]]
        self.draft.meta["mermaid_front"] = "\n".join(front)
        title = next((m[1] for raw in front if (m := re.match(r"title:\s*(\S.*)", raw))), None)
        if title:
            self.draft.meta["title"] = title.strip().strip("\"'")
        return lines[end + 1 :]

    def _take(self, at: int, found: Line, raw: str) -> None:
        self.losses += [Loss(f"{note}: {raw.strip()[:80]!r}", at) for note in found.notes]
        if found.partial:
            self._keep(raw)
        if found.kind == "title":
            self.draft.meta["title"] = found.text
        elif found.kind == "section":
            self._section(found.text)
        elif found.kind == "task":
            self._task(at, found, raw)
        elif found.kind == "kept":
            self.unknown = raw.strip() == UNKNOWN
            if not self.unknown:
                self._keep(raw)

    def _section(self, name: str) -> None:
        if self.stage is None or self.stage[0] != name:
            self.stage = (name, self.draft.stage(name) if name else "")

    def _task(self, at: int, found: Line, raw: str) -> None:
        if len(self.draft.rows.get("steps", ())) >= MOST_TASKS:
            raise BrokenFile(
                f"There are more than {MOST_TASKS:,} tasks (line {at}). Cut the journey into parts."
            )
        emotion = None if self.unknown else self._emotion(at, found, raw)
        self.unknown = False
        step = self.draft.step(
            found.text or None, (self.stage[1] if self.stage else None) or None, emotion=emotion
        )
        for actor in found.actors:
            self.draft.card(step, self.draft.lane("Actors", "other"), actor, actor=actor)
        for kept in self.kept:
            kept[0] = kept[0] or step

    def _emotion(self, at: int, found: Line, raw: str) -> float | None:
        score = number(found.score)
        if math.isnan(score):
            why = f"the score {found.score[:40]!r} is no number" if found.score else "the score is empty"
        elif not self.ends[0] <= score <= self.ends[1]:
            why = f"the score {found.score[:40]} is off the scale {self.ends[0]:g} to {self.ends[1]:g}"
            self.off.append(at)
        else:
            return round((score - self.ends[0]) / (self.ends[1] - self.ends[0]) * 4 - 2, 9)
        self.losses.append(Loss(f"{why}; the step has no emotion, the line is kept", at))
        if not found.partial:
            self._keep(raw)
        return None

    def _keep(self, raw: str) -> None:
        if raw.strip():
            self.kept.append(["", raw.strip()])

    def _done(self) -> Reading:
        if self.draft.rows.get("steps"):
            self.draft.curve()
            self.draft.meta["emotion_scale"] = self.scale
        if self.kept:
            self.draft.meta["mermaid_kept"] = self.kept
        if self.off:
            self.losses.append(
                Loss("on another scale? Say so: scale='1..10', or another of " + ", ".join(schema.SCALES))
            )
        return Reading(self.draft.done(), tuple(self.losses))


def _joined(raw: str, lines: _Lines, place: int) -> tuple[str, int]:
    """A directive or description that runs over several lines, as one; and the place of the line after it."""
    said = raw.strip()
    ends = (
        "}%%"
        if said.startswith("%%{")
        else "}"
        if re.match(r"accdescr\s{0,20}\{", said, re.IGNORECASE)
        else ""
    )
    if ends and ends not in said:
        for after in range(place + 1, min(place + 201, len(lines))):
            if ends in lines[after][1]:
                return "\n".join(text for _, text in [(0, raw), *lines[place + 1 : after + 1]]), after + 1
    return raw, place + 1
