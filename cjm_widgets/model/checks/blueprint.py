"""Checks of the blueprint: what we do on and behind the stage, where it fails and where the customer waits."""

from __future__ import annotations

from collections.abc import Iterator

from cjm_widgets.model.edits import Move

from .finding import Spot, rule, spot
from .reading import BLUEPRINT, Reading
from .values import filled, number, quoted, text

ABOUT_US = {
    "policy": ("policy", "governs no action of ours in its step"),
    "staff_emotion": ("staff feeling", "stands where none of us acts"),
}
"""Rows beside the blueprint that mean nothing without an action of ours in the same step."""


@rule(
    "frontstage-without-backstage",
    "warning",
    "A frontstage action has nothing behind it",
    why="What customers see is carried by what they do not see; an action with nothing behind it stops working first.",
    how="Add the backstage action or the support of that step, or link the card to one.",
    needs="R52 R53",
)
def frontstage_without_backstage(map: Reading) -> Iterator[Spot]:
    behind = ("backstage", "support")
    for item in map.by_role.get("frontstage", ()):
        if item.steps and not map.in_steps(item, *behind) and not map.linked_to(item, *behind):
            yield spot(item, f"The frontstage action {item.name} has no backstage action behind it.")


@rule(
    "backstage-without-support",
    "note",
    "A backstage action names no support, though the map names some",
    why="The system or partner behind an action is what has to change when the action does.",
    how="Name the system, supplier or process in the lane of support, or link the card to it.",
    needs="R52",
)
def backstage_without_support(map: Reading) -> Iterator[Spot]:
    # Where no support is named at all, the map was drawn without it: one choice, and not a gap at every action.
    if not map.by_role.get("support"):
        return
    for item in map.by_role.get("backstage", ()):
        if item.steps and not map.in_steps(item, "support") and not map.linked_to(item, "support"):
            yield spot(item, f"The backstage action {item.name} names no system or partner that supports it.")


@rule(
    "action-without-customer-step",
    "warning",
    "An action of ours belongs to no customer experience",
    why="Every blueprint action relates to a customer experience; one that does not is work nobody asked for.",
    how="Say what the customer does or meets in that step, move the action to where they do, or link it to what it serves.",
    needs="R54",
)
def action_without_customer_step(map: Reading) -> Iterator[Spot]:
    for role in BLUEPRINT:
        for item in map.by_role.get(role, ()):
            tied = not map.customer_steps.isdisjoint(item.steps) or item.id in map.customer_cards
            if item.steps and not tied:
                yield spot(item, f"The {role} action {item.name} stands where the map shows no customer.")


@rule(
    "fail-point-without-recovery",
    "warning",
    "A fail point has no recovery",
    why="How a failure is put right decides more of the judgement than the failure.",
    how="Write into “recovery” how it is put right, link the card to the one that does it (kind recovery), or add an "
    "improvement that names the card.",
    needs="R10 R53",
)
def fail_point_without_recovery(map: Reading) -> Iterator[Spot]:
    recovered = {link.source for link in map.links if link.kind == "recovery"}
    for item in map.items:
        told = filled(item.row.get("recovery")) or item.id in recovered or ("cards", item.id) in map.improved
        if item.row.get("fail_point") is True and not told:
            yield spot(item, f"The fail point {item.name} does not say how it is put right.", "fail_point")


@rule(
    "wait-point-without-duration",
    "warning",
    "A wait point does not say how long",
    why="Ten minutes and ten days are different waits; decisions rest on which it is.",
    how="Fill “wait” of the card, or of its step, with the time spent waiting.",
    needs="R63",
)
def wait_point_without_duration(map: Reading) -> Iterator[Spot]:
    for item in map.items:
        if item.row.get("wait_point") is True and item.steps:
            rows = (item.row, *(map.document.row("steps", step) for step in item.steps))
            if all(number(row.get("wait")) is None for row in rows):
                what = f"At the wait point {item.name} the map does not say how long the wait is."
                yield spot(item, what, "wait_point")


@rule(
    "other-owner",
    "note",
    "Customers believe that another team acts",
    why="Who is thought to act gets the questions and the blame, and seldom hears of either in time.",
    how="Say at the contact who acts, or agree who answers for it; then silence the finding.",
    needs="R52 R53",
)
def other_owner(map: Reading) -> Iterator[Spot]:
    for item in map.items:
        team, believed = text(item.row.get("team")), text(item.row.get("perceived_team"))
        if team and believed and team.casefold() != believed.casefold():
            what = f"Behind {item.name} acts {quoted(team)}; customers believe it is {quoted(believed)}."
            yield spot(item, what, "perceived_team")


@rule(
    "row-without-action",
    "note",
    "A policy or a staff feeling stands where we do nothing",
    why="A rule governs an action, and staff feel while they act; without one the row says nothing of the service.",
    how="Add the action of that step, or move the card to where the action is.",
    needs="R53 R54",
)
def row_without_action(map: Reading) -> Iterator[Spot]:
    if not any(map.by_role.get(role) for role in BLUEPRINT):
        return
    for role, (noun, says) in ABOUT_US.items():
        for item in map.by_role.get(role, ()):
            if item.steps and not map.in_steps(item, *BLUEPRINT) and not map.linked_to(item, *BLUEPRINT):
                yield spot(item, f"The {noun} {item.name} {says}.")


@rule(
    "lane-across-line",
    "note",
    "A lane stands on the wrong side of a line",
    why="Lines of visibility are drawn where the side changes; a frontstage lane below one seems to be unseen.",
    how="Move the lane up, to the others of its side.",
    needs="R52",
)
def lane_across_line(map: Reading) -> Iterator[Spot]:
    seen = [(id_, row) for id_, row in map.rows("lanes") if row.get("visible") is not False]
    ranked = [
        (id_, BLUEPRINT.index(side)) for id_, row in seen if (side := text(row.get("side"))) in BLUEPRINT
    ]
    for at, (lane, rank) in enumerate(ranked):
        below = next((other for other, deeper in ranked[:at] if deeper > rank), None)
        if below is not None:
            what = f"The lane {map.name('lanes', lane)} is {BLUEPRINT[rank]} and stands below {map.name('lanes', below)}."
            yield Spot(what, "lanes", lane, "side", None, lane, (Move("lanes", lane, below),))


RULES = (
    frontstage_without_backstage,
    backstage_without_support,
    action_without_customer_step,
    fail_point_without_recovery,
    wait_point_without_duration,
    other_owner,
    row_without_action,
    lane_across_line,
)
