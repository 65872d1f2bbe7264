"""Checks of the blueprint: what we do on and behind the stage, where it fails and where the customer waits."""

from __future__ import annotations

from collections.abc import Iterator

from .finding import Spot, rule, spot
from .reading import BLUEPRINT, Reading
from .values import number


@rule(
    "frontstage-without-backstage",
    "warning",
    "A frontstage action has nothing behind it",
    why="What customers see is carried by what they do not see; an action with nothing behind it stops working first.",
    how="Add the backstage action of that step, or link the card to one.",
    needs="R52 R53",
)
def frontstage_without_backstage(map: Reading) -> Iterator[Spot]:
    for item in map.by_role.get("frontstage", ()):
        if item.steps and not map.in_steps(item, "backstage", "support") and item.id not in map.linked:
            yield spot(item, f"The frontstage action {item.name} has no backstage action behind it.")


@rule(
    "backstage-without-support",
    "note",
    "A backstage action names no support",
    why="The system or partner behind an action is what has to change when the action does.",
    how="Name the system, supplier or process in the lane of support, or link the card to it.",
    needs="R52",
)
def backstage_without_support(map: Reading) -> Iterator[Spot]:
    for item in map.by_role.get("backstage", ()):
        if item.steps and not map.in_steps(item, "support") and item.id not in map.linked:
            yield spot(item, f"The backstage action {item.name} names no system or partner that supports it.")


@rule(
    "action-without-customer-step",
    "warning",
    "An action of ours belongs to no customer experience",
    why="Every blueprint action relates to a customer experience; one that does not is work nobody asked for.",
    how="Say what the customer does or meets in that step, or move the action to where they do.",
    needs="R54",
)
def action_without_customer_step(map: Reading) -> Iterator[Spot]:
    customer = [role for role in map.by_role if role not in BLUEPRINT]
    for role in BLUEPRINT:
        for item in map.by_role.get(role, ()):
            if item.steps and not map.in_steps(item, *customer):
                yield spot(item, f"The {role} action {item.name} stands where the map shows no customer.")


@rule(
    "fail-point-without-recovery",
    "warning",
    "A fail point has no recovery",
    why="How a failure is put right decides more of the judgement than the failure.",
    how="Link the card to the one that puts it right, or add an improvement that names it.",
    needs="R10 R53",
)
def fail_point_without_recovery(map: Reading) -> Iterator[Spot]:
    leaving = {row.get("source") for _, row in map.rows("links")}
    for item in map.items:
        if item.row.get("fail_point") is not True or item.id in leaving or ("cards", item.id) in map.improved:
            continue
        yield spot(item, f"The fail point {item.name} has no link to what puts it right.", "fail_point")


@rule(
    "wait-point-without-duration",
    "warning",
    "A wait point does not say how long",
    why="Ten minutes and ten days are different waits; decisions rest on which it is.",
    how="Fill “wait” of the step with the time spent waiting.",
    needs="R63",
)
def wait_point_without_duration(map: Reading) -> Iterator[Spot]:
    for item in map.items:
        if item.row.get("wait_point") is True and item.steps and not _timed(map, item.steps):
            yield spot(
                item,
                f"At the wait point {item.name} the map does not say how long the wait is.",
                "wait_point",
            )


def _timed(map: Reading, steps: tuple[str, ...]) -> bool:
    rows = (map.document.row("steps", step) for step in steps)
    return any(number(row.get(column)) is not None for row in rows for column in ("wait", "duration"))


RULES = (
    frontstage_without_backstage,
    backstage_without_support,
    action_without_customer_step,
    fail_point_without_recovery,
    wait_point_without_duration,
)
