"""A journey in Markdown with milestones and steps, line by line: every field of a step becomes a card, provenance its author."""

from __future__ import annotations

import re
from typing import Any

from cjm_widgets.formats.exchange.draft import Draft
from cjm_widgets.formats.exchange.losses import Loss, Reading
from cjm_widgets.formats.exchange.text import Source, read_text
from cjm_widgets.frames.reading import as_number
from cjm_widgets.model.errors import BrokenFile

from .fields import OURS, pretty, role, unquoted

MOST = 20_000
HEADING = re.compile(r"(#{2,3}) (Milestone|Step): *(\S.*?)\s*", re.IGNORECASE)
_BULLET = re.compile(r"( *)- (.*)")
_FIELD = re.compile(r"([^\W\d][\w-]*): ?(.*)")
_ARROW = re.compile(r"(?:→|->) *([^\s,;]+)")
KEPT = ("created", "last-modified", "structure", "active-categories")


def read(source: Source) -> Reading:
    """The map of such a file; a ``str`` of several lines is the text itself, else a path.

    Milestones become stages, steps steps, fields cards in a lane of that name, ``emotionValence`` the emotion, ``next`` moves. What
    carries no provenance was written by a model, by the rules of the format: its cards say so (``author``). ``BrokenFile`` where
    there is no step.
    """
    text, name = read_text(source, is_text=isinstance(source, str) and "\n" in source)
    lines = text.split("\n")
    if sum(bool(HEADING.fullmatch(one)) for one in lines) > MOST:
        raise BrokenFile(f"{name} has more than {MOST:,} milestones and steps. Cut it into parts.")
    made = _Reader()
    start = made.preamble(lines)
    for number, line in enumerate(lines[start:], start + 1):
        made.line(line.expandtabs(2), number)
    made.end()
    if not made.draft.rows.get("steps"):
        raise BrokenFile(f"{name} has no “### Step: …” heading: it is no journey of milestones and steps.")
    return Reading(made.draft.done(), tuple(made.losses))


class _Reader:
    def __init__(self) -> None:
        self.draft, self.losses = Draft(), list[Loss]()
        self.names: dict[str, str] = {}
        self.ids: dict[str, str] = {}
        self.moves: list[tuple[str, str, int]] = []
        self.stage: str | None = None
        self.step: str | None = None
        self.field = ""
        self.last: tuple[str, str] | None = None
        self.people: list[dict[str, Any]] = []

    # -- the block at the top

    def preamble(self, lines: list[str]) -> int:
        """Reads it; gives the line after it."""
        start = next((i for i, one in enumerate(lines) if one.strip()), 0)
        if not lines or lines[start].strip() != "---":
            return 0
        end = next((i for i in range(start + 1, len(lines)) if lines[i].strip() == "---"), None)
        if end is None:
            return 0
        key, kept = "", dict[str, Any]()
        for number in range(start + 1, end):
            key = self._top(lines[number], number + 1, key, kept)
        self.draft.meta |= {"journey_markdown": kept} if kept else {}
        self._personas(kept)
        for field, name in self.names.items():
            self.draft.lane(name or pretty(field), role(field, name or pretty(field)))
        return end + 1

    def _top(self, line: str, number: int, key: str, kept: dict[str, Any]) -> str:
        said = _FIELD.fullmatch(line)
        if said and not line.startswith((" ", "-")):
            key, value = said[1], said[2].strip()
            if key == "journey":
                self.draft.meta["title"] = unquoted(value)
            elif key in KEPT and value:
                kept[key] = value
            elif key not in ("personas", "custom-fields", *KEPT):
                self.losses.append(Loss(f"not read: {line.strip()[:60]!r}", number))
            return key
        inner = _FIELD.fullmatch(line.strip().removeprefix("- "))
        if inner and key == "custom-fields":
            self.names[inner[1]] = unquoted(inner[2].strip())
        elif inner and key == "personas":
            if line.strip().startswith("- "):
                self.people.append({})
            if self.people:
                self.people[-1][inner[1]] = unquoted(inner[2].strip())
        elif line.strip():
            self.losses.append(Loss(f"not read: {line.strip()[:60]!r}", number))
        return key

    def _personas(self, kept: dict[str, Any]) -> None:
        for one in self.people:
            kind = one.get("type", "primary")
            if kind in ("primary", "secondary"):
                row = {"name": one.get("name") or "Persona", "job": one.get("role") or None, "kind": kind}
                self.draft.add("personas", str(row["name"]), row)
            else:
                kept.setdefault("actors", []).append(one)

    # -- milestones and steps

    def line(self, line: str, number: int) -> None:
        """Reads a line of the rest."""
        if heading := HEADING.fullmatch(line):
            self._heading(heading)
        elif bullet := _BULLET.fullmatch(line):
            self._bullet(len(bullet[1]), bullet[2].strip(), number)
        elif line.startswith("  ") and line.strip() and self.last is not None and self.last[0] == "cards":
            row = self.draft.rows["cards"][self.last[1]]
            row["text"] = f"{row['text']}\n{line.strip()}"
        elif line.strip() and line.strip() != "---":
            self.losses.append(Loss(f"not read: {line.strip()[:60]!r}", number))

    def _heading(self, heading: re.Match[str]) -> None:
        id_ = heading[3]
        self.field, self.last = "", None
        if heading[2].casefold() == "milestone":
            self.step, self.stage = None, self.draft.add("stages", id_, {"name": pretty(id_)})
        else:
            self.step = self.draft.add("steps", id_, {"stage": self.stage, "name": pretty(id_)})
            self.ids.setdefault(id_, self.step)

    def _bullet(self, depth: int, said: str, number: int) -> None:
        field = _FIELD.fullmatch(said)
        if field and field[1] == "_provenance":
            self._provenance(field[2].strip(), number)
        elif depth == 0 and field and (self.step or self.stage):
            self.field, self.last = field[1], None
            if value := field[2].strip():
                self._value(field[1], value, number)
        elif depth and self.field and self.step and self.field not in OURS:
            self._card(unquoted(said))
        else:
            self.losses.append(Loss(f"not read: {said[:60]!r}", number))

    def _value(self, field: str, value: str, number: int) -> None:
        if self.step is None:
            self._of_stage(field, value, number)
        elif field not in OURS:
            many = value.startswith("[") and value.endswith("]")
            for one in value[1:-1].split(",") if many else [value]:
                if one.strip():
                    self._card(unquoted(one.strip()))
        elif field == "next" and (ends := _ARROW.findall(value)):
            self.moves += [(self.step, end, number) for end in ends]
        else:
            self._of_step(self.draft.rows["steps"][self.step], field, value, number)

    def _of_stage(self, field: str, value: str, number: int) -> None:
        row = self.draft.rows["stages"][self.stage or ""]
        column = {"title": "name", "goal": "goal", "description": "description"}.get(field)
        if column is None:
            self.losses.append(Loss(f"the milestone's {field!r} is not read: {value[:60]!r}", number))
        elif column != "description" or unquoted(value) not in (row.get("name"), row.get("goal")):
            row[column] = unquoted(value)
        self.last = None

    def _of_step(self, row: dict[str, Any], field: str, value: str, number: int) -> None:
        if field == "title":
            row["name"] = unquoted(value)
        elif field == "persona":
            row["persona"] = unquoted(value)
        elif field == "momentOfTruth":
            row |= {"moment_of_truth": True} | ({"moment_reason": unquoted(value)} if value != "true" else {})
        elif field == "emotionValence" and -2 <= float(as_number(value)) <= 2:
            row["emotion"] = float(as_number(value))
        else:
            self.losses.append(Loss(f"{field} {value[:40]!r} cannot be read", number))
        self.last = None

    def _card(self, text: str) -> None:
        name = self.names.get(self.field) or pretty(self.field)
        lane = self.draft.lane(name, role(self.field, name))
        self.last = ("cards", self.draft.card(self.step or "", lane, text, author="model"))

    def _provenance(self, said: str, number: int) -> None:
        if self.last is None:
            if not said.startswith(("user-modified", "auto-composite")):
                self.losses.append(Loss(f"the provenance {said[:60]!r} stands at no card", number))
            return
        row = self.draft.rows["cards"][self.last[1]]
        source = said.partition("source:")[2].strip() if said.startswith("source") else ""
        row["author"] = "source" if source else "person" if said.startswith("user-modified") else "model"
        row["provenance"] = said
        if source:
            about = {"card": self.last[1], "step": row["step"], "kind": "other", "source": source}
            self.draft.add("evidence", f"source-{self.last[1]}", {**about, "author": "source"})

    def end(self) -> None:
        """What can be said only when all is read: the moves, the curve."""
        steps = self.draft.rows.get("steps", {})
        if any("emotion" in row for row in steps.values()):
            self.draft.curve()
        seen = set()
        for start, end, number in self.moves:
            target = self.ids.get(end)
            if target is None:
                self.losses.append(Loss(f"→ {end} leads to no step of the file", number))
            elif (start, target) not in seen:
                seen.add((start, target))
                self.draft.add("transitions", f"{start}-{target}", {"source": start, "target": target})
