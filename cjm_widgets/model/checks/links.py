"""Checks of the links between cards: loops, ways that part, steps back, teams that only pass on."""

from __future__ import annotations

from collections.abc import Iterator

from .arrows import Arrow
from .finding import Spot, rule, spot
from .reading import Item, Reading
from .values import filled, text

NO_WAY = ("needs", "recovery")
"""Links that are no way on: what a card cannot do without, and what puts it right."""


@rule(
    "link-to-itself",
    "error",
    "A link leads from a card to the same card",
    why="A card neither follows nor needs itself; such an arrow cannot be drawn.",
    how="Remove the link, or let it end at the card that is meant. A step that is repeated is a move to itself in transitions.",
    needs="R53",
)
def link_to_itself(map: Reading) -> Iterator[Spot]:
    cards = map.document.table("cards").rows
    for id_, row in map.rows("links"):
        card = text(row.get("source"))
        if card and card == text(row.get("target")):
            held = cards.get(card, {})
            at = (
                end if map.has(table, end := held.get(column)) else None
                for table, column in (("steps", "step"), ("lanes", "lane"))
            )
            yield Spot(
                f"The link “{id_}” leads from {map.name('cards', card)} to itself.", "links", id_, None, *at
            )


@rule(
    "decision-without-ways",
    "warning",
    "A decision has fewer than two ways out",
    why="Where nothing parts there is no decision; where something does, the map hides a way customers go.",
    how="Link the card to what follows on each way, or draw the moves of its step; else take “decision” off it.",
    needs="R41 R53",
)
def decision_without_ways(map: Reading) -> Iterator[Spot]:
    for item, ways in _decisions(map):
        leaving = {move.target for move in map.moves if move.source in item.steps}
        count = max(len({way.target for way in ways}), len(leaving))
        if count < 2:
            yield spot(
                item, f"The decision {item.name} has {'one way' if count else 'no way'} out.", "decision"
            )


@rule(
    "way-without-condition",
    "note",
    "A way out of a decision does not say when it is taken",
    why="Without the condition nobody can tell who goes which way, or measure how many do.",
    how="Write into “condition” of the link when this way is taken, as “card accepted”; a word in “text” does too.",
    needs="R41 R63",
)
def way_without_condition(map: Reading) -> Iterator[Spot]:
    for item, ways in _decisions(map):
        silent = [w for w in ways if not filled(w.row.get("condition")) and not filled(w.row.get("text"))]
        if len(ways) > 1 and silent:
            to = map.name("cards", silent[0].target)
            more = f"; {len(silent)} of its {len(ways)} ways have none" if len(silent) > 1 else ""
            what = f"The way from the decision {item.name} to {to} has no condition{more}."
            yield Spot(what, "links", silent[0].id, "condition", item.step, item.lane)


@rule(
    "sequence-backwards",
    "note",
    "A sequence runs backwards",
    why="What comes next stands to the right; an arrow to the left is a return, or a card in the wrong step.",
    how="Turn the link round, or say that it is a return: with a condition or a word on it, or a move between the two steps.",
    needs="R41 R53",
)
def sequence_backwards(map: Reading) -> Iterator[Spot]:
    items = {item.id: item for item in map.items if item.table == "cards"}
    moves = {(move.source, move.target) for move in map.moves}
    for link in map.links:
        source, target = items.get(link.source), items.get(link.target)
        if source and target and link.kind == "sequence" and _backwards(map, link, source, target, moves):
            what = f"The sequence from {source.name} leads back to {target.name}, in an earlier step."
            yield Spot(what, "links", link.id, "kind", source.step, source.lane)


@rule(
    "team-only-hands-over",
    "note",
    "A team only passes on what it gets",
    why="Each passing on costs time and loses a little of what was said; a team that does nothing else may be spared.",
    how="Ask what the team adds. Where it adds something, put it on the map; else let the two others talk to each other.",
    needs="R53 R77",
)
def team_only_hands_over(map: Reading) -> Iterator[Spot]:
    names: dict[str, str] = {}
    cards: dict[str, list[Item]] = {}
    of: dict[str, str] = {}
    for item in map.items:
        team = text(item.row.get("team"))
        if team and item.table == "cards":
            of[item.id] = names.setdefault(team.casefold(), team)
            cards.setdefault(of[item.id], []).append(item)
    passed = _passed_on(map, of)
    for team, items in cards.items():
        if all(item.id in passed and item.role != "frontstage" for item in items):
            count = "its only card takes" if len(items) == 1 else f"each of its {len(items)} cards takes"
            yield spot(
                items[0],
                f"The team “{team}” only hands over: {count} from one team and gives to another.",
                "team",
            )


def _passed_on(map: Reading, of: dict[str, str]) -> set[str]:
    """The cards that take from one other team and hand on to a third, and have no link inside their own."""
    givers: dict[str, set[str]] = {}
    takers: dict[str, set[str]] = {}
    for link in map.links:
        giver, taker = of.get(link.source), of.get(link.target)
        if giver and taker and link.kind != "needs":
            givers.setdefault(link.target, set()).add(giver)
            takers.setdefault(link.source, set()).add(taker)
    return {
        card
        for card in givers.keys() & takers.keys()
        if of[card] not in givers[card] | takers[card] and (len(givers[card] | takers[card]) > 1)
    }


def _decisions(map: Reading) -> Iterator[tuple[Item, list[Arrow]]]:
    """The decisions, each with the links that are a way on from it."""
    for item in map.items:
        if item.row.get("decision") is True:
            yield item, [link for link in map.leaving.get(item.id, ()) if link.kind not in NO_WAY]


def _backwards(map: Reading, link: Arrow, source: Item, target: Item, moves: set[tuple[str, str]]) -> bool:
    before, after = map.place(source.step), map.place(target.step)
    back = before is not None and after is not None and after < before
    told = filled(link.row.get("condition")) or filled(link.row.get("text")) or link.row.get("both") is True
    return back and not told and (str(source.step), str(target.step)) not in moves


RULES = (
    link_to_itself,
    decision_without_ways,
    way_without_condition,
    sequence_backwards,
    team_only_hands_over,
)
