"""CJML 2.0, the Customer Journey Modelling Language of SINTEF (https://cjml.no): XML of touchpoints between actors.

A touchpoint becomes a step; who starts it and who receives it become cards with their ``actor``, the channel a card.
The published example itself refers to an actor that is not declared, so references may lead nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.formats.exchange.draft import Draft
from cjm_widgets.formats.exchange.losses import Loss, Reading, left_out
from cjm_widgets.formats.exchange.outline import Outline, Step, outline
from cjm_widgets.formats.exchange.text import Source, read_text
from cjm_widgets.model.errors import BrokenFile, MissingExtra

CARRIED = {
    "meta": ("title", "scenario", "state"),
    "stages": ("name",),
    "steps": ("name", "stage"),
    "cards": ("actor", "step", "lane", "text", "channel"),
    "lanes": ("*",),
}
MOST = 20_000
_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_OURS = ("initiator", "receiver", "channel")
_POINTS = ("CommunicationPoint", "Action")


def read(source: Source) -> Reading:
    """The map of a CJML file. A ``str`` that begins with ``<`` is the text itself, else a path.

    ``MissingExtra`` without defusedxml; ``BrokenFile`` says where the XML is not well-formed, or that it is the dialect of the
    CJML generator, whose attributes have no quotes. Entities and outside references are refused.
    """
    text, name = read_text(
        source, is_text=isinstance(source, str) and source.lstrip("\ufeff \n\t").startswith("<")
    )
    root = _parsed(text, name)
    if _tag(root) != "CJML":
        raise BrokenFile(f"{name} begins with <{_tag(root)}>, CJML with <CJML>. {_dialect(text)}")
    journeys = [one for one in root if _tag(one) in ("actualJourney", "plannedJourney")]
    if not journeys:
        raise BrokenFile(f"{name} holds no actualJourney and no plannedJourney.")
    losses = (
        [Loss(f"only the first of {len(journeys)} journeys is read: {_said(journeys[0], 'journeyID')!r}")]
        if len(journeys) > 1
        else []
    )
    return _Journey(losses).read(journeys[0])


def _parsed(text: str, name: str) -> Any:
    try:
        from defusedxml import DefusedXmlException
        from defusedxml.ElementTree import ParseError, fromstring
    except ImportError as error:
        raise MissingExtra("defusedxml", "exchange", "Reading CJML") from error
    if text.count("<") > MOST * 30:
        raise BrokenFile(f"{name} has more than {MOST * 30:,} tags. Cut it into parts.")
    bare = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        return fromstring(bare.encode("utf-8", errors="replace"), forbid_dtd=True)
    except DefusedXmlException as error:
        raise BrokenFile(
            f"{name} declares entities or a document type, which is refused: take its DOCTYPE out."
        ) from error
    except ParseError as error:
        line = getattr(error, "position", (0, 0))[0]
        raise BrokenFile(
            f"{name}, line {line}: this is no well-formed XML ({error}). {_dialect(text)}"
        ) from error
    except RecursionError as error:
        raise BrokenFile(f"{name} is nested too deeply to be read.") from error


def _dialect(text: str) -> str:
    if re.search(r"<cjml\b", text) or re.search(r"<actor id=[^\"']", text):
        return (
            "It looks like the export of the CJML generator: quote its attributes, close <actors>, and rename to CJML 2.0, "
            "or copy its table into a sheet and use cjm.read_sheet."
        )
    return "Export it as CJML 2.0."


class _Journey:
    """One journey as it is read."""

    def __init__(self, losses: list[Loss]) -> None:
        self.draft, self.losses = Draft(), losses
        self.actors: dict[str, str] = {}
        self.stages: dict[str, str] = {}

    def read(self, journey: Any) -> Reading:
        state = "current" if _tag(journey) == "actualJourney" else "future"
        title, scenario = _said(journey, "journeyID"), _said(journey, "journeyShortSummary")
        self.draft.meta |= {
            k: v for k, v in (("title", title), ("scenario", scenario), ("state", state)) if v
        }
        for phase in _inside(journey, "journeyPhases"):
            self.stages[phase.get("phaseID") or _said(phase, "phaseName")] = self.draft.stage(
                _said(phase, "phaseName") or phase.get("phaseID") or ""
            )
        for actor in _inside(journey, "actors"):
            id_ = actor.get("actorID") or actor.get("actorIDref") or ""
            self.actors[id_] = _said(actor, "actorName") or _said(actor, "companyName") or id_
        for point in _inside(journey, "touchpoints"):
            self._point(point)
        known = ("journeyID", "journeyShortSummary", "journeyPhases", "actors", "touchpoints")
        self._rest(journey, known)
        return Reading(self.draft.done(), tuple(self.losses))

    def _point(self, point: Any) -> None:
        kind = _tag(point)
        if not kind.endswith(_POINTS):
            self.losses.append(Loss(f"a touchpoint of an unknown kind: <{kind}>"))
            return
        if len(self.draft.rows.get("steps", ())) >= MOST:
            raise BrokenFile(f"There are more than {MOST:,} touchpoints. Cut the journey into parts.")
        ends = {
            end: next((one for one in point if _tag(one) == end), None) for end in ("initiator", "receiver")
        }
        phase = next((one.get("phaseIDref") for one in point if _tag(one) == "belongsTo"), None)
        if phase and phase not in self.stages:
            self.stages[phase] = self.draft.stage(phase)
        label = _said(ends["initiator"], "initiatorLabel") or _said(point, "touchpointID")
        step = self.draft.step(label or None, self.stages.get(phase or ""))
        for end, element in ends.items():
            if element is not None:
                self._end(step, end, element)
        channel = next((one for one in point if _tag(one) == "channel"), None)
        if name := _said(channel, "channelName"):
            self.draft.card(step, self.draft.lane("Channel", "channels"), name, channel=name)
        self._rest(point, ("touchpointID", "belongsTo", *_OURS))

    def _end(self, step: str, end: str, element: Any) -> None:
        ref = next((one.get("actorIDref") for one in element if _tag(one) == "refersTo"), None) or ""
        who = self.actors.get(ref, ref)
        if ref and ref not in self.actors and ref not in self.actors.values():
            self.losses.append(Loss(f"the actor {ref!r} is not declared; taken as its name"))
        label = _said(element, f"{end}Label")
        lane = self.draft.lane(end.capitalize(), "actions" if end == "initiator" else "frontstage")
        self.draft.card(step, lane, label or who, actor=who or None)

    def _rest(self, element: Any, known: tuple[str, ...]) -> None:
        for one in element:
            if _tag(one) not in known and (text := " ".join("".join(one.itertext()).split())):
                self.losses.append(Loss(f"<{_tag(one)}> is not read: {text[:80]!r}"))


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _inside(element: Any, name: str) -> Iterator[Any]:
    return (one for held in element if _tag(held) == name for one in held)


def _said(element: Any, name: str) -> str:
    found = next((one for one in element if _tag(one) == name), None) if element is not None else None
    return "" if found is None else " ".join("".join(found.itertext()).split())


def write(held: MapFile) -> tuple[str, list[Loss]]:
    """CJML 2.0 and what is lost: a touchpoint per step, with the first card of those who act and those who answer.

    >>> from cjm_widgets.templates import load
    >>> write(load("classic"))[0].split("\\n")[1]
    '<CJML version="2.0">'
    """
    shown = outline(held)
    kind = "planned" if held.meta.get("state") == "future" else "actual"
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<CJML version="2.0">', f"  <{kind}Journey>",
             f"    <journeyID>{_text(shown.title or 'journey')}</journeyID>", *_phases(shown)]  # fmt: skip
    if isinstance(held.meta.get("scenario"), str):
        lines.append(f"    <journeyShortSummary>{_text(held.meta['scenario'])}</journeyShortSummary>")
    lines += [*_actors(shown), "    <touchpoints>"]
    dropped = 0
    for stage in shown.stages:
        for step in stage.steps:
            dropped += add_point(lines, shown, step, kind, stage.id)
    lines += ["    </touchpoints>", f"  </{kind}Journey>", "</CJML>"]
    losses = left_out(held, CARRIED)
    if dropped:
        losses.append(
            Loss(f"not in the file: {dropped:,} cards beyond initiator, receiver and channel of their step")
        )
    return "\n".join(lines) + "\n", losses


def _phases(shown: Outline) -> Iterator[str]:
    yield "    <journeyPhases>"
    for id_, name in {stage.id: stage.name for stage in shown.stages if stage.id is not None}.items():
        yield f"      <journeyPhase phaseID={_attribute(id_)}><phaseName>{_text(name)}</phaseName></journeyPhase>"
    yield "    </journeyPhases>"


def _actors(shown: Outline) -> Iterator[str]:
    yield "    <actors>"
    found: dict[str, bool] = {}
    customer = {lane.id for lane in shown.lanes if lane.more.get("side") in (None, "customer")}
    for step in shown.steps:
        for card in step.cards:
            if who := _who(card.more):
                found.setdefault(who, card.lane in customer)
    for who, is_user in found.items():
        tag, name = ("endUser", "actorName") if is_user else ("serviceProvider", "companyName")
        yield f"      <{tag} actorID={_attribute(who)}><{name}>{_text(who)}</{name}></{tag}>"
    yield "    </actors>"


def add_point(lines: list[str], shown: Outline, step: Step, kind: str, stage: str | None) -> int:
    """Adds a touchpoint to the lines; gives how many cards of the step have no place in it."""
    first = next(iter(shown.of_role(step, "actions")), None)
    answer = next(iter(shown.of_role(step, "frontstage", "backstage", "support")), None)
    channel = next(iter(shown.of_role(step, "channels", "touchpoints")), None)
    point = f"{kind}{'CommunicationPoint' if answer else 'Action'}"
    lines += [f"      <{point}>", f"        <touchpointID>{_text(step.id)}</touchpointID>"]
    if stage is not None:
        lines.append(f"        <belongsTo phaseIDref={_attribute(stage)}/>")
    for end, card, label in (
        ("initiator", first, step.name),
        ("receiver", answer, answer.text if answer else ""),
    ):
        if end == "initiator" or card:
            who = _who(card.more) if card else ""
            refers = f"<refersTo actorIDref={_attribute(who)}/>" if who else ""
            lines.append(f"        <{end}>{refers}<{end}Label>{_text(label)}</{end}Label></{end}>")
    if channel:
        lines.append(f"        <channel><channelName>{_text(channel.text)}</channelName></channel>")
    lines.append(f"      </{point}>")
    told = [card for card in (answer, channel) if card] + (
        [first] if first and first.text == step.name else []
    )
    return len(step.cards) - len(told)


def _who(more: dict[str, Any]) -> str:
    return " ".join(str(more.get("actor") or "").split())


def _text(text: str) -> str:
    return escape(_XML.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_XML.sub("\ufffd", text))
