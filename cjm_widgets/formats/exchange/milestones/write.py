"""A map as a journey in Markdown with milestones and steps: a field per lane, a bullet per card where a cell has several."""

from __future__ import annotations

import re
from typing import Any

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.formats.exchange.draft import slug
from cjm_widgets.formats.exchange.losses import Loss, left_out
from cjm_widgets.formats.exchange.outline import Card, Outline, Row, Stage, Step, outline, records
from cjm_widgets.frames.reading import as_text, ends

from .fields import KNOWN, OURS, PLAIN, ROLES, camel, is_bare, pretty, quoted, unquoted
from .read import KEPT

CARRIED = {
    "meta": ("title", "journey_markdown"),
    "stages": ("name", "goal", "description"),
    "steps": ("name", "stage", "emotion", "moment_of_truth", "moment_reason", "persona"),
    "cards": ("step", "lane", "text", "author", "provenance"),
    "lanes": ("*",),
    "personas": ("name", "job", "kind"),
    "transitions": (),
    "evidence": ("card", "step", "source", "kind", "author"),
}
_OF_ROLE = {
    "actions": "description", "thoughts": "thinking", "motivations": "motivation", "questions": "informationNeed", "obstacles": "anxiety",
    "needs": "expectation", "goals": "desiredOutcome", "touchpoints": "touchpoint", "channels": "channel", "pain_points": "painPoint",
    "opportunities": "opportunity", "evidence": "physicalEvidence", "frontstage": "frontstage", "backstage": "backstage",
    "support": "supportProcesses", "policy": "policy",
}  # fmt: skip
"""The field a lane takes by what it means, where its name is none of theirs."""


def write(held: MapFile) -> tuple[str, list[Loss]]:
    """The text and what is lost.

    In this format a text without provenance was written by a model: ours carry ``user-modified`` where nobody said who wrote them.

    >>> from cjm_widgets.templates import load
    >>> print(write(load("classic"))[0].split("\\n---\\n")[1].strip().split("\\n")[0])
    ## Milestone: awareness
    """
    shown = outline(held)
    fields = _fields([lane for lane in shown.lanes if not lane.column])
    told = _Told(held, shown, fields)
    lines = [*told.preamble()]
    for stage in shown.stages:
        lines += told.milestone(stage)
        for step in stage.steps:
            lines += told.step(step)
    losses = left_out(held, CARRIED)
    if shown.astray:
        losses.append(Loss(f"{len(shown.astray)} cards lie in no cell and are not in the file"))
    return "\n".join(lines) + "\n", losses


def _fields(lanes: list[Row]) -> dict[str, str]:
    """The field of each lane: its own name where that is one of theirs, what it means, else one of ours."""
    used: dict[str, str] = {}
    by_name = {lane.id: camel(lane.name) for lane in lanes}
    for lane in lanes:
        field = by_name[lane.id]
        if field in KNOWN and field not in used and ROLES.get(field, "other") == (lane.role or "other"):
            used[field] = lane.id
    for lane in lanes:
        if lane.id in used.values():
            continue
        wish = _OF_ROLE.get(lane.role, "")
        if not wish or wish in used:
            wish, number = f"map_{by_name[lane.id]}", 2
            while wish in used or wish in OURS:
                wish, number = f"map_{by_name[lane.id]}{number}", number + 1
        used[wish] = lane.id
    return {id_: field for field, id_ in used.items()}


class _Told:
    """The parts of the file as lines."""

    def __init__(self, held: MapFile, shown: Outline, fields: dict[str, str]) -> None:
        self.held, self.shown, self.fields = held, shown, fields
        kept = held.meta.get("journey_markdown")
        self.kept: dict[str, Any] = kept if isinstance(kept, dict) else {}
        personas = held.tables.get("personas")
        self.people = [row for _, row in records(personas)] if personas is not None else []
        self.sources = _sources(held)
        self.next = _next(held, {step.id for step in shown.steps})
        self.ids = _ids(shown)
        self.stages: set[str] = set()

    def preamble(self) -> list[str]:
        lines = ["---", f"journey: {_value(self.shown.title or 'Customer journey')}"]
        lines += [f"{key}: {_line(self.kept[key])}" for key in KEPT[:2] if self.kept.get(key)]
        people = [
            {"name": one.get("name", ""), "role": one.get("job", ""), "type": one.get("kind", "primary")}
            for one in self.people
        ]
        people = [*people, *(a for a in self.kept.get("actors", ()) if isinstance(a, dict))]
        for at, one in enumerate(people):
            lines += ["personas:"] if at == 0 else []
            items = [(k, v) for k, v in one.items() if v]
            lines += [
                f"{'  - ' if n == 0 else '    '}{k}: {_value(str(v))}" for n, (k, v) in enumerate(items)
            ]
        lines += [f"{key}: {_line(self.kept[key])}" for key in KEPT[2:] if self.kept.get(key)]
        named = [
            f"  - {self.fields[lane.id]}: {quoted(lane.name)}"
            for lane in self.shown.lanes
            if lane.id in self.fields
        ]
        return [*lines, *(["custom-fields:"] if named else []), *named, "---"]

    def milestone(self, stage: Stage) -> list[str]:
        id_ = _unlike(slug(stage.id or stage.name) or "no-stage", self.stages)
        name = stage.name or "No stage"
        rows = self.held.tables.get("stages")
        row = dict(records(rows)).get(stage.id or "", {}) if rows is not None else {}
        about = str(row.get("description") or stage.goal or name)
        lines = [
            "",
            f"## Milestone: {id_}",
            "",
            f"- title: {_value(name)}",
            f"- description: {_value(about)}",
        ]
        return lines + ([f"- goal: {_value(stage.goal)}"] if stage.goal else [])

    def step(self, step: Step) -> list[str]:
        id_, more = self.ids[step.id], step.more
        lines = ["", f"### Step: {id_}", ""]
        lines += [f"- persona: {_value(self._who(more))}"] if self._who(more) else []
        lines += [f"- title: {_value(step.name)}"] if step.name != pretty(id_) else []
        lines += [f"- emotionValence: {step.emotion:.10g}"] if step.emotion is not None else []
        if more.get("moment_of_truth") is True:
            lines.append(f"- momentOfTruth: {_value(str(more.get('moment_reason') or 'true'))}")
        cells: dict[str, list[Card]] = {}
        for card in step.cards:
            cells.setdefault(card.lane, []).append(card)
        first = sorted(cells, key=lambda lane: self.fields.get(lane) != "description")
        for lane in first:
            if lane in self.fields:
                lines += self._cell(self.fields[lane], cells[lane])
        follow = ", ".join(f"→ {self.ids[end]}" for end in self.next.get(step.id, ()))
        return lines + ([f"- next: {follow}"] if follow else [])

    def _who(self, more: dict[str, Any]) -> str:
        """Who walks the step: what the file said, else all personas that can stand in a list."""
        names = [str(one["name"]) for one in self.people if one.get("name")]
        alike = [name for name in names if is_bare(name) and not set(name) & set(",[]")]
        said = more.get("persona")
        return str(said) if said else f"[{', '.join(alike)}]" if alike else ""

    def _cell(self, field: str, cards: list[Card]) -> list[str]:
        if len(cards) == 1 and is_bare(cards[0].text):
            return [f"- {field}: {cards[0].text}", *self._behind(cards[0], "  ")]
        lines = [f"- {field}:"]
        for card in cards:
            parts = card.text.split("\n")
            plain = all(PLAIN.fullmatch(one) and is_bare(one) for one in parts)
            lines += (
                [f"  - {parts[0]}", *(f"    {one}" for one in parts[1:])]
                if plain
                else [f"  - {quoted(card.text)}"]
            )
            lines += self._behind(card, "    ")
        return lines

    def _behind(self, card: Card, room: str) -> list[str]:
        said = card.more.get("provenance")
        if not isinstance(said, str):
            source = self.sources.get(card.id)
            author = card.more.get("author")
            said = f"source: {source}" if source else None if author == "model" else "user-modified"
        return [f"{room}- _provenance: {_line(said)}"] if said else []


def _value(text: str) -> str:
    """A value behind a colon: as it is, where it is read as it was; else in quotes."""
    is_list = re.fullmatch(r"\[[^\[\]\"']*\]", text) is not None
    as_is = is_list or (is_bare(text) and unquoted(text) == text)
    return text if as_is and text.isprintable() else quoted(text)


def _line(value: Any) -> str:
    return " ".join(str(value).split())


def _ids(shown: Outline) -> dict[str, str]:
    used: set[str] = set()
    return {step.id: _unlike(slug(step.id) or "step", used) for step in shown.steps}


def _unlike(wish: str, used: set[str]) -> str:
    made, number = wish, 2
    while made in used:
        made, number = f"{wish}-{number}", number + 1
    used.add(made)
    return made


def _sources(held: MapFile) -> dict[str, str]:
    """Where each card comes from: the first source of its evidence."""
    frame = held.tables.get("evidence")
    found: dict[str, str] = {}
    for _, row in records(frame) if frame is not None else ():
        card, source = as_text(row.get("card")), row.get("source")
        if card and isinstance(source, str) and source:
            found.setdefault(card, source)
    return found


def _next(held: MapFile, steps: set[str]) -> dict[str, list[str]]:
    moves = held.tables.get("transitions")
    found: dict[str, list[str]] = {}
    if moves is not None and len(moves):
        both = ends(moves)
        for source, target in zip(both["source"], both["target"], strict=True):
            if source in steps and target in steps:
                found.setdefault(source, []).append(target)
    return found
