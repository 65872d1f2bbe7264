"""Checks of what a map rests on: who was asked, how, when, and what nobody looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from .finding import Spot, rule, spot
from .reading import ASKED, Reading
from .values import day, filled, listed, number

FEW, PART, OLD = 5, 1 / 3, dt.timedelta(days=730)
"""Customers fewer than which nothing is decided on, the part of the steps evidence must reach, and its age."""


@rule(
    "assumptions-only",
    "warning",
    "The map rests on assumptions only",
    why="A map of assumptions shows the company's own picture; decisions on it are guesses.",
    how="Talk to five customers, or link what you have already: tickets, reviews, analytics.",
    needs="R81 R59 R61",
)
def assumptions_only(map: Reading) -> Iterator[Spot]:
    if map.begun and not map.researched:
        held = len(map.document.table("evidence").order)
        said = (
            "no evidence at all"
            if not held
            else f"{held} assumption{'s' if held > 1 else ''} and no evidence"
        )
        yield Spot(f"The map has {said}.", "evidence")


@rule(
    "too-little-data",
    "warning",
    "There is too little data to decide on",
    why="Too little data on interactions is the case in which a journey map should not be used.",
    how=f"Gather evidence for a third of the steps at least, from {FEW} customers or more, before you decide.",
    needs="R89 R87",
)
def too_little_data(map: Reading) -> Iterator[Spot]:
    if not map.researched:
        return  # assumptions-only says it
    asked = sum(max(number(row.get("n")) or 1, 1) for _, row in map.researched)
    reached = len(map.backed_steps)
    if asked < FEW:
        yield Spot(
            f"All evidence together rests on {asked:g} observation{'s' if asked > 1 else ''}; that is too little to decide on.",
            "evidence",
        )
    elif map.steps and reached < PART * len(map.steps):
        yield Spot(
            f"Evidence reaches {reached} of {len(map.steps)} steps; that is too little to decide on.",
            "evidence",
        )


@rule(
    "no-customer-feedback",
    "warning",
    "No customer speaks in the evidence",
    why="Numbers tell what customers do and not why; feedback ignored is a known pitfall.",
    how="Add interviews, reviews, tickets or a survey.",
    needs="R80 R56",
)
def no_customer_feedback(map: Reading) -> Iterator[Spot]:
    if map.researched and not any(row.get("kind") in ASKED for _, row in map.researched):
        yield Spot(
            "The evidence holds no word of a customer: no interview, survey, ticket or review.", "evidence"
        )


@rule(
    "survey-only",
    "note",
    "All evidence comes from surveys",
    why="Surveys and focus groups miss detail: they answer what was asked, not what happened.",
    how="Add in-depth interviews or observation in context.",
    needs="R57",
)
def survey_only(map: Reading) -> Iterator[Spot]:
    kinds = {row.get("kind") for _, row in map.researched}
    if kinds and kinds <= {"survey", "focus group"}:
        yield Spot(
            f"All {len(map.researched)} pieces of evidence come from surveys.", "evidence", None, "kind"
        )


@rule(
    "stage-without-evidence",
    "warning",
    "A stage rests on no evidence",
    why="Evidence is needed at each stage, not for the map as a whole.",
    how="Link evidence to a step of the stage or to one of its cards.",
    needs="R58",
)
def stage_without_evidence(map: Reading) -> Iterator[Spot]:
    for stage, steps in map.steps_of.items() if map.researched else ():
        if map.backed_steps.isdisjoint(steps):
            yield Spot(
                f"The stage {map.name('stages', stage)} rests on no evidence.",
                "stages",
                stage,
                None,
                steps[0],
            )


@rule(
    "stale-evidence",
    "warning",
    "Evidence is more than two years old",
    why="Customers, channels and offers change; what was true two years ago may not be.",
    how="Look again, or say why it still holds and silence the finding.",
    needs="R73 R84",
)
def stale_evidence(map: Reading) -> Iterator[Spot]:
    for id_, row in map.researched:
        seen = day(row.get("date"))
        if seen is not None and map.today - seen > OLD:
            yield _at(
                map, id_, f"The evidence {map.name('evidence', id_)} is from {seen.isoformat()}.", "date"
            )


@rule(
    "evidence-incomplete",
    "note",
    "Evidence does not say where, when or from how many",
    why="Whoever decides on it has to be able to look it up and to weigh it.",
    how="Fill “source”, “date” and “n”.",
    needs="R56 R63",
)
def evidence_incomplete(map: Reading) -> Iterator[Spot]:
    for id_, row in map.researched:
        missing = [c for c in ("source", "date", "n") if not filled(row.get(c))]
        if missing:
            said = listed([{"source": "no source", "date": "no date", "n": "no number"}[c] for c in missing])
            yield _at(map, id_, f"The evidence {map.name('evidence', id_)} names {said}.", missing[0])


@rule(
    "evidence-without-kind",
    "note",
    "Evidence does not say how it was observed",
    why="Interviews and observation weigh more than surveys; without its kind evidence counts for nothing.",
    how="Say in “kind” whether it is an interview, survey, analytics, ticket, review, observation or assumption.",
    needs="R57",
)
def evidence_without_kind(map: Reading) -> Iterator[Spot]:
    for id_, row in map.rows("evidence"):
        if not filled(row.get("kind")):
            yield _at(
                map,
                id_,
                f"The evidence {map.name('evidence', id_)} does not say how it was observed.",
                "kind",
            )


@rule(
    "evidence-for-nothing",
    "note",
    "Evidence supports nothing",
    why="What is linked to nothing on the map is not found by those who read the map.",
    how="Link it to a card or to a step.",
    needs="R58",
)
def evidence_for_nothing(map: Reading) -> Iterator[Spot]:
    for id_, row in map.rows("evidence"):
        if not filled(row.get("card")) and not filled(row.get("step")):
            yield _at(
                map, id_, f"The evidence {map.name('evidence', id_)} supports no card and no step.", "card"
            )


@rule(
    "unchecked-model-text",
    "warning",
    "A model wrote it and nobody checked",
    why="A model's text reads like knowledge and may be none; on a map it is taken for what customers said.",
    how="Link evidence to it, or check it and set “author” to person.",
    needs="R97",
)
def unchecked_model_text(map: Reading) -> Iterator[Spot]:
    for item in map.items:
        if item.row.get("author") == "model" and not map.is_backed(item):
            yield spot(item, f"The card {item.name} was written by a model and checked by nobody.", "author")
    for table, single in (("personas", "persona"), ("evidence", "evidence")):
        for id_, row in map.rows(table):
            if row.get("author") == "model":
                what = f"The {single} {map.name(table, id_)} was written by a model and checked by nobody."
                yield Spot(what, table, id_, "author", row.get("step"))


def _at(map: Reading, id_: str, what: str, column: str) -> Spot:
    """The place of a piece of evidence: the cell it supports."""
    row = map.document.row("evidence", id_)
    card = map.document.table("cards").rows.get(str(row.get("card")), {})
    return Spot(
        what,
        "evidence",
        id_,
        column,
        row.get("step") or card.get("step"),
        row.get("lane") or card.get("lane"),
    )


RULES = (
    assumptions_only,
    too_little_data,
    no_customer_feedback,
    survey_only,
    stage_without_evidence,
    stale_evidence,
    evidence_incomplete,
    evidence_without_kind,
    evidence_for_nothing,
    unchecked_model_text,
)
