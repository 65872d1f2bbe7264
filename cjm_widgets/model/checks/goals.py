"""Checks of goals, needs, touchpoints and obstacles: does what we offer meet what the customer wants?"""

from __future__ import annotations

from collections.abc import Iterator

from .finding import Spot, rule, spot
from .reading import FELT, OFFERS, Item, Reading
from .values import filled, quoted, text


@rule(
    "goal-without-touchpoint",
    "error",
    "A goal has no touchpoint that serves it",
    why="A goal that no contact serves is a promise nobody keeps: customers look for it elsewhere.",
    how="Add a touchpoint in that stage, or name the stage in a touchpoint's “goal”.",
    needs="R35",
)
def goal_without_touchpoint(map: Reading) -> Iterator[Spot]:
    touchpoints = (*map.by_role.get("touchpoints", ()), *map.by_role.get("channels", ()))
    if not touchpoints:
        return  # no-touchpoints says it once for the whole map
    served = {stage for item in touchpoints for stage in _serves(map, item)}
    for stage, row in map.rows("stages"):
        goal = text(row.get("goal"))
        if goal and stage not in served:
            step = next(iter(map.steps_of.get(stage, ())), None)
            what = f"The goal {quoted(goal)} of stage {map.name('stages', stage)} has no touchpoint that serves it."
            yield Spot(what, "stages", stage, "goal", step, touchpoints[0].lane)
    for item in map.by_role.get("goals", ()):
        if item.steps and served.isdisjoint(_serves(map, item)):
            yield spot(item, f"The goal {item.name} has no touchpoint that serves it.")


def _serves(map: Reading, item: Item) -> set[str]:
    """The stages whose goal it serves: the one it names, else those it stands in."""
    said = item.row.get("goal")
    if filled(said) and map.has("stages", said):
        return {str(said)}
    return {map.stage_of[step] for step in item.steps if step in map.stage_of}


@rule(
    "no-touchpoints",
    "warning",
    "The map names no touchpoint",
    why="Each contact is a chance for a good impression, and only a named one can be improved.",
    how="List the contacts of each step in a lane with the role “touchpoints”.",
    needs="R29",
)
def no_touchpoints(map: Reading) -> Iterator[Spot]:
    if map.begun and not map.by_role.get("touchpoints") and not map.by_role.get("channels"):
        lane = next((id_ for id_, role in map.meaning.items() if role == "touchpoints"), None)
        yield Spot("The map names no touchpoint.", "lanes", lane, None, None, lane)


@rule(
    "need-without-offer",
    "warning",
    "Nothing is offered where a need arises",
    why="The gap between a need and what is offered is where customers leave.",
    how="Add a touchpoint or a frontstage action in that step, or a product, reliever or creator for the need.",
    needs="R36 R35",
)
def need_without_offer(map: Reading) -> Iterator[Spot]:
    offered = {str(row.get("card")) for _, row in map.rows("propositions") if row.get("kind") in OFFERS}
    for item in map.by_role.get("needs", ()):
        met = item.id in offered or item.id in map.linked or map.in_steps(item, "touchpoints", "frontstage")
        if item.steps and not met:
            yield spot(item, f"The need {item.name} meets no offer in its step.")


@rule(
    "obstacle-without-type",
    "note",
    "An obstacle has no type",
    why="Structure, cost, process and doubt are taken away by different people in different ways.",
    how="Say in “barrier” whether it is structural, cost, process or uncertainty.",
    needs="R24 R25",
)
def obstacle_without_type(map: Reading) -> Iterator[Spot]:
    return _lacking(map, "obstacles", "barrier", "The obstacle {} does not say what kind of barrier it is.")


@rule(
    "touchpoint-without-channel",
    "note",
    "A touchpoint has no channel",
    why="What the contact is and what carries it are two things: the same contact fails by phone and works online.",
    how="Fill “channel” with the medium that carries the contact, or “place” with where it happens.",
    needs="R31 R32",
)
def touchpoint_without_channel(map: Reading) -> Iterator[Spot]:
    for found in _lacking(
        map, "touchpoints", "channel", "The touchpoint {} names neither a channel nor a place."
    ):
        if not filled(map.document.row("cards", found.row or "").get("place")):
            yield found


@rule(
    "only-touchpoints",
    "warning",
    "The map lists touchpoints and no experience",
    why="Touchpoints at the expense of the whole experience are a known pitfall: each contact good, the journey bad.",
    how="Add what customers feel, think, ask or suffer: an emotion curve, questions, pain points.",
    needs="R82 R3 R39",
)
def only_touchpoints(map: Reading) -> Iterator[Spot]:
    felt = any(map.by_role.get(role) for role in FELT)
    if map.by_role.get("touchpoints") and not felt and not map.emotions:
        yield Spot("The map lists touchpoints, and nothing of what customers feel, think or ask.")


@rule(
    "no-pain-point",
    "note",
    "The map names no pain point",
    why="A journey without a single weak point was seldom looked at from the customer's side.",
    how="Ask customers what annoyed, confused or stopped them, and note it in the lane of pain points.",
    needs="R4 R27",
)
def no_pain_point(map: Reading) -> Iterator[Spot]:
    if map.begun and not map.by_role.get("pain_points") and not map.by_role.get("obstacles"):
        lane = next((id_ for id_, role in map.meaning.items() if role == "pain_points"), None)
        yield Spot("The map names no pain point and no obstacle.", "lanes", lane, None, None, lane)


def _lacking(map: Reading, role: str, column: str, what: str) -> Iterator[Spot]:
    """The cards of a role that leave a field empty."""
    for item in map.by_role.get(role, ()):
        if item.table == "cards" and not filled(item.row.get(column)):
            yield Spot(what.format(item.name), "cards", item.id, column, item.step, item.lane)


RULES = (
    goal_without_touchpoint,
    no_touchpoints,
    need_without_offer,
    obstacle_without_type,
    touchpoint_without_channel,
    only_touchpoints,
    no_pain_point,
)
