"""What the headers of a person's sheet say of its layers: role, side of the service, who carries it out, and their order.

The words are those of service blueprints in English and German, with some French and Spanish. Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .lanes import Lane

_STAFF = (
    r"(employees?|staff|agents?|crew|contact (person(nel)?|people)|mitarbeit\w*|personals?|équipe|empleados?)"
)
_ACTS = r"(actions?|activit\w*|does|tasks?|handlung\w*|aktion\w*|tätigkeit\w*|acciones)"
_ROLES = {
    # The blueprint comes first: "Frontstage actions" are no customer's actions, "Employee mood" is no customer's emotion.
    "staff_emotion": rf"\b{_STAFF}\W*(emotion|feel|mood|sentiment|morale|stimmung|gefühl)|mitarbeiter\w*(stimmung|gefühl)",
    "policy": r"\bpolic(y|ies)\b|\bregulat(ion|ory)|compliance|richtlinie|vorschrift|regelwerk|\bnormativas?\b|\bpolitiques\b",
    "evidence": r"physical evidence|tangible|\bprops\b|arte?i?fa[ck]te?s?\b|physische|preuves?\b|evidencias?\b",
    "backstage": rf"back[ _-]?(stage|office)|^back$|off[ _-]?stage|behind the scenes|\binvisible|non-visible|unsichtbar|hinterbühne"
    rf"|hinter den kulissen|arrière-scène|coulisses|internal {_ACTS}",
    "frontstage": rf"front[ _-]?(stage|office|line)|^front$|\bon[ _-]?stage|\bvisible {_STAFF}|{_STAFF}\b.*\bvisible|visible {_ACTS}|{_ACTS}\W+visible"
    rf"|sichtbare|vorderbühne|avant-scène|\b{_STAFF}('s)?[ /-]*{_ACTS}|mitarbeiter\w*(aktion|handlung)|(provider|company|organi[sz]ation)('s)?[ -]{_ACTS}"
    rf"|^{_STAFF}$",
    "support": rf"support(ing)? (process|system|function|team|{_ACTS})|\b(?-i:IT)[ -]?(systems?|systeme|process)|system {_ACTS}|back ?-?end",
    "actions": r"(?<!sf)actions?|activit|does|doing|handlung|tun\b|\baktion(en)?\b|kundenaktion|\bacciones\b",
    "thoughts": r"think|thought|mindset|gedank",
    "motivations": r"motiv|drivers?\b",
    "questions": r"question|uncertain|fragen?\b",
    "obstacles": r"obstacle|barrier|hinder|hindernis",
    "needs": r"\bneeds?\b|wants?\b|expectation|bedürfnis",
    "goals": r"\bgoals?\b|jobs?\b|ziele?\b",
    "touchpoints": r"touch ?-?points?|contact|kontaktpunkt",
    "channels": r"channels?|medium|kanal|kanäle",
    "emotion": r"emotions?|feel(s|ings?)?\b|sentiment|mood|satisfaction|happiness|stimmung|gefühl",
    "pain_points": r"pain|friction|frustrat|problems?\b|issues?\b|schmerz",
    "gains": r"\bgains?\b|delight",
    "opportunities": r"opportunit|ideas?\b|improve|solution|chancen?\b|ideen",
    "quotes": r"quotes?|verbatim|zitat",
    "any_evidence": r"evidence|beweis",
    "any_support": r"support|systems?\b|systeme\b|\b(?-i:IT)\b|unterstützung|unterstützende|lieferant|suppliers?\b|vendors?\b|third part(y|ies)"
    r"|\bsoporte\b|\bapoyo\b|soutien",
    "metric": r"\bmetrics?\b|\bKPIs?\b|kennzahl|messgröße|\bindicateurs?\b",
    "time": r"^(time|duration|zeit|dauer|timing|waits?|waiting)\b|\b(waiting|lead|cycle) times?\b|time (taken|needed|spent|frame)|wartezeit|zeitbedarf|zeitrahmen",
}
_FOUND = [(role.removeprefix("any_"), re.compile(words, re.IGNORECASE)) for role, words in _ROLES.items()]
SIDES = {"evidence": "evidence", "frontstage": "frontstage", "backstage": "backstage", "support": "support"}
"""The side a role stands on, where it is not the customer's."""
_LINE = re.compile(
    r"^\W*(line of (external |internal )?(interaction|visibility)|(sichtbarkeits|interaktions)(linie|grenze)|linie der )",
    re.IGNORECASE,
)
_CUSTOMER = re.compile(
    r"^\W*(the )?(customers?|users?|clients?|guests?|patients?|kund(e|en|in|innen))\W*$", re.IGNORECASE
)
_TECHNOLOGY = re.compile(
    r"tech|digital|web ?(site|seite)?\b|\bapps?\b|software|self-?service|systems?\b|kiosk|online|\b(?-i:IT)\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(rf"\b{_STAFF}|\bpeople|\bpersons?\b|menschen|mitarbeiter", re.IGNORECASE)
_SPINE = {"evidence": 0, "actions": 1, "frontstage": 2, "backstage": 3, "support": 4}
_BESIDE = (None, "other", "policy", "staff_emotion")


def role_of(name: str) -> str | None:
    """The role a layer's name tells, or None.

    >>> role_of("Pain points"), role_of("Employee actions (invisible)"), role_of("IT systems")
    ('pain_points', 'backstage', 'support')
    """
    return None if is_line(name) else next((role for role, words in _FOUND if words.search(name)), None)


def carrier_of(name: str, role: str | None) -> str | None:
    """Who carries out a layer of ours, people or technology, where its name says one of the two.

    >>> carrier_of("Frontstage technology", "frontstage"), carrier_of("Frontstage", "frontstage")
    ('technology', None)
    """
    if role not in ("frontstage", "backstage"):
        return None
    people, technology = _PEOPLE.search(name), _TECHNOLOGY.search(name)
    return None if bool(people) == bool(technology) else "people" if people else "technology"


def is_line(name: str) -> bool:
    """Whether a row of a sheet is only the name of a line between layers; here those are drawn from the roles.

    >>> is_line("--- Line of visibility ---")
    True
    """
    return bool(_LINE.search(name))


def in_order(lanes: Iterable[Lane]) -> list[Lane]:
    """The lanes of a sheet from the evidence down to the support, where it has layers of ours; else as they are.

    Only the layers a blueprint is made of are moved; any other stays below the one it stood below. A layer of no known
    role, of policies or of staff's feelings takes the side of that one. A layer called only “Customer” holds actions.

    >>> from cjm_widgets.frames.lanes import Lane
    >>> sheet = [Lane(n, n, role=role_of(n), side=SIDES.get(role_of(n), "customer")) for n in ("Backstage", "Kitchen", "Actions")]
    >>> [(lane.name, lane.side) for lane in in_order(sheet)]
    [('Actions', 'customer'), ('Backstage', 'backstage'), ('Kitchen', 'backstage')]
    """
    given = [replace(lane) for lane in lanes]
    if not name_customer(given):
        return given
    placed: list[tuple[int, Lane]] = []
    rank, side = 0, "customer"
    for lane in given:
        if lane.role in _SPINE:
            rank, side = _SPINE[lane.role], lane.side or "customer"
        elif lane.role in _BESIDE and side in ("frontstage", "backstage", "support"):
            lane = replace(lane, side=side)
        placed.append((rank, lane))
    return [lane for _, lane in sorted(placed, key=lambda one: one[0])]


def name_customer(lanes: Iterable[Lane]) -> bool:
    """Let a lane called only “Customer” hold the actions, where layers of ours stand beside it; whether any do."""
    given = list(lanes)
    ours = any(lane.side in ("frontstage", "backstage", "support") for lane in given)
    for lane in given:
        if ours and lane.role is None and _CUSTOMER.search(lane.name):
            lane.role = "actions"
    return ours
