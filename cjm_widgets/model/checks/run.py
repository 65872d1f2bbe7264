"""All checks, carried out: a document gives findings, a finding gives the edits that mend it. Standard library only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from cjm_widgets.model.document import Document
from cjm_widgets.model.edits import Op
from cjm_widgets.model.errors import DataError, Refused

from . import (
    about,
    blueprint,
    evidence,
    feelings,
    goals,
    links,
    moves,
    offers,
    pains,
    personas,
    references,
    structure,
    texts,
    waivers,
)
from .finding import SEVERITIES, Finding, Rule, Spot
from .reading import Reading

MODULES = (
    references,
    goals,
    pains,
    feelings,
    evidence,
    blueprint,
    links,
    moves,
    personas,
    structure,
    texts,
    offers,
    about,
    waivers,
)
RULES: Mapping[str, Rule] = {rule.code: rule for module in MODULES for rule in module.RULES}
"""All rules by code."""
MOST = 100
"""Findings of one rule that are listed; how many more there are is said in one."""
PLACES = {"links": "Links", "transitions": "Paths", "meta": "About the map"}


def check(document: Document, today: dt.date) -> tuple[Finding, ...]:
    """What the checks find in a map on a day, worst first; silenced findings last.

    A rule that finds more than 100 places lists the first 100 and says how many more there are.

    >>> from cjm_widgets.model.document import document
    >>> check(document({"stages": [("pay", {"name": "Pay"})]}), dt.date(2026, 3, 1))[0].what
    'The stage “Pay” says no goal of the customer.'
    """
    map = Reading(document, today, frozenset(RULES))
    found = [finding for rule in RULES.values() for finding in _found(rule, map)]
    return tuple(sorted(waivers.silence(found, document), key=_rank))


def find_rule(code: str) -> Rule:
    """The rule of a code; ``DataError`` where there is none."""
    if code not in RULES:
        raise DataError(f"There is no check {code!r}. “cjm rules” lists them; checks are {', '.join(RULES)}.")
    return RULES[code]


def mend(
    document: Document, code: str, table: str | None, row: str | None, column: str | None, today: dt.date
) -> tuple[Op, ...]:
    """The edits that mend a finding, looked for anew so that they fit the map as it is now.

    ``Refused`` where the finding is gone or has no mend of its own; ``DataError`` where there is no such rule.
    """
    rule = find_rule(code)
    spots = rule.find(Reading(document, today, frozenset(RULES)))
    same = [spot for spot in spots if (spot.table, spot.row) == (table, row)]
    spot = next((s for s in same if s.column == column), same[0] if same else None)
    if spot is None:
        raise Refused(f"The finding {code} is no longer there: it was mended meanwhile.", table, row)
    if spot.mend is None:
        raise Refused(f"{spot.what} Only you can mend it: {rule.how}", table, row)
    return spot.mend


def _found(rule: Rule, map: Reading) -> Iterator[Finding]:
    count = 0
    for count, spot in enumerate(rule.find(map), 1):
        if count <= MOST:
            yield _finding(rule, map, spot)
    if count > MOST:
        more = count - MOST
        yield _finding(rule, map, Spot(f"{more} more: {rule.title[0].lower()}{rule.title[1:]}."))


def _finding(rule: Rule, map: Reading, spot: Spot) -> Finding:
    return Finding(
        rule.code, rule.severity, spot.what, rule.why, rule.how, _where(map, spot), spot.table, spot.row,
        spot.column, spot.step, spot.lane, spot.mend,
    )  # fmt: skip


def _where(map: Reading, spot: Spot) -> str:
    """The place in a reader's words: a stage, a step, a lane, or the table."""
    if spot.table in ("stages", "personas") and spot.row is not None:
        return _name(map, spot.table, spot.row)
    if spot.step is not None and map.has("steps", spot.step):
        return _name(map, "steps", spot.step)
    if spot.lane is not None and map.has("lanes", spot.lane):
        return _name(map, "lanes", spot.lane)
    return PLACES.get(spot.table or "meta", (spot.table or "").capitalize())


def _name(map: Reading, table: str, id_: str) -> str:
    return map.name(table, id_)[1:-1]


def _rank(finding: Finding) -> tuple[bool, int]:
    return finding.silenced, SEVERITIES.index(finding.severity)
