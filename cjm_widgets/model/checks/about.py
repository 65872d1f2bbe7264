"""Checks of what a map says of itself: for whom, what for, when it was last looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from .finding import Spot, rule
from .reading import Reading
from .values import day, filled, text

REST = dt.timedelta(days=180)
PLACEHOLDER = "Say here what the map is to help you decide."
"""The objective a template starts with; nobody has said anything yet where it still stands."""


@rule(
    "no-objective",
    "warning",
    "The map has no objective",
    why="Step one is to define what the map is for; without it nobody knows what to leave out.",
    how="Write into the metadata “objective” what the map is to help you decide.",
    needs="R6",
)
def no_objective(map: Reading) -> Iterator[Spot]:
    said = map.meta.get("objective")
    if not filled(said) or text(said) == PLACEHOLDER:
        yield _of("objective", "The map does not say what it is to help decide.")


@rule(
    "no-business-goals",
    "note",
    "The map is tied to no business goal",
    why="A map that serves no goal of the business is not paid for twice.",
    how="Name in the metadata “business_goals” what it serves: conversion, loyalty, satisfaction, retention, growth.",
    needs="R7 R76",
)
def no_business_goals(map: Reading) -> Iterator[Spot]:
    if map.begun and not filled(map.meta.get("business_goals")):
        yield _of("business_goals", "The map names no business goal it serves.")


@rule(
    "no-persona",
    "warning",
    "The map is for nobody in particular",
    why="A map is drawn for one persona; one for everybody is true of nobody.",
    how="Name the persona in the metadata “persona”.",
    needs="R43 R45 R83",
)
def no_persona(map: Reading) -> Iterator[Spot]:
    if not filled(map.meta.get("persona")):
        yield _of("persona", "The map does not say whose journey it is.")


@rule(
    "no-scenario",
    "note",
    "The map has no scenario",
    why="One map tells one scenario: the same person buys a gift and a fridge in different ways.",
    how="Describe in the metadata “scenario” the situation the map is about.",
    needs="R43",
)
def no_scenario(map: Reading) -> Iterator[Spot]:
    if map.begun and not filled(map.meta.get("scenario")):
        yield _of("scenario", "The map does not say which scenario it tells.")


@rule(
    "not-updated",
    "warning",
    "The map was not looked at for long",
    why="A map is a living document: touchpoints, channels, needs and the market change.",
    how="Go through it, and set the metadata “updated”, and “next_review” to the day you will look again.",
    needs="R73 R84",
)
def not_updated(map: Reading) -> Iterator[Spot]:
    review, updated = day(map.meta.get("next_review")), day(map.meta.get("updated"))
    if review is not None:
        if map.today > review:
            yield _of("next_review", f"The map was to be reviewed on {review.isoformat()}.")
    elif updated is not None and map.today > updated + REST:
        yield _of(
            "updated", f"The map was last updated on {updated.isoformat()}, more than {REST.days} days ago."
        )


@rule(
    "no-update-date",
    "note",
    "The map does not say when it was last updated",
    why="Readers cannot tell whether it still holds, and nobody is reminded to look again.",
    how="Set the metadata “updated” to a date as 2026-03-01.",
    needs="R73 R84",
)
def no_update_date(map: Reading) -> Iterator[Spot]:
    if map.begun and not filled(map.meta.get("updated")) and not filled(map.meta.get("next_review")):
        yield _of("updated", "The map does not say when it was last updated.")


@rule(
    "unreadable-date",
    "warning",
    "A date does not read",
    why="A date that does not read reminds nobody, and evidence without a date never grows old.",
    how="Write it as year-month-day, as 2026-03-01.",
    needs="R73 R63",
)
def unreadable_date(map: Reading) -> Iterator[Spot]:
    for name in ("updated", "next_review"):
        if filled(map.meta.get(name)) and day(map.meta[name]) is None:
            yield _of(name, f"The metadata “{name}” is “{map.meta[name]}”, which is no date.")
    for id_, row in map.rows("evidence"):
        if filled(row.get("date")) and day(row["date"]) is None:
            yield Spot(
                f"The date of evidence {map.name('evidence', id_)} is “{row['date']}”.",
                "evidence",
                id_,
                "date",
                row.get("step"),
            )


def _of(column: str, what: str) -> Spot:
    return Spot(what, "meta", None, column)


RULES = (
    no_objective,
    no_business_goals,
    no_persona,
    no_scenario,
    not_updated,
    no_update_date,
    unreadable_date,
)
