"""Checks of personas: how many, of what share, and whether the map is drawn for one of them."""

from __future__ import annotations

from collections.abc import Iterator

from cjm_widgets.model.document import Row

from .finding import Spot, rule
from .reading import Reading
from .values import filled, number, quoted, text

FEWEST, MOST, OFF = 3, 5, 0.02


@rule(
    "few-personas",
    "note",
    "There are fewer than three personas",
    why="Three to five personas cover a customer base; with fewer, whole segments are neglected.",
    how="Profile the segments this map is not for as well: their journeys differ.",
    needs="R46 R83",
)
def few_personas(map: Reading) -> Iterator[Spot]:
    count = len(_customers(map))
    if 0 < count < FEWEST:
        yield Spot(
            f"There {'is' if count == 1 else 'are'} {count} persona{'' if count == 1 else 's'}; three to five cover a customer base.",
            "personas",
        )


@rule(
    "many-personas",
    "note",
    "There are more than five personas",
    why="More than five are not kept apart in anybody's head, and each needs a map of its own.",
    how="Merge personas whose journeys are the same.",
    needs="R46",
)
def many_personas(map: Reading) -> Iterator[Spot]:
    held = _customers(map)
    if len(held) > MOST:
        yield Spot(
            f"There are {len(held)} personas; three to five cover a customer base.", "personas", held[MOST][0]
        )


@rule(
    "shares-off",
    "warning",
    "The shares of the personas do not add up",
    why="Shares that do not add to one leave customers out, or count them twice.",
    how="Correct the shares, or add the persona that is missing.",
    needs="R45 R46",
)
def shares_off(map: Reading) -> Iterator[Spot]:
    shares = [number(row.get("share")) for _, row in _customers(map)]
    known = [share for share in shares if share is not None]
    total = sum(known)
    whole = len(known) == len(shares) >= FEWEST
    if total > 1 + OFF or (whole and total < 1 - OFF):
        yield Spot(f"The shares of {len(known)} personas add to {total:.0%}.", "personas", None, "share")


@rule(
    "share-without-number",
    "note",
    "A persona's share rests on no number",
    why="46 % of 13 customers and of 13,000 are two different things.",
    how="Fill “n” with how many customers the share rests on.",
    needs="R46 R63",
)
def share_without_number(map: Reading) -> Iterator[Spot]:
    for id_, row in map.rows("personas"):
        if number(row.get("share")) is not None and number(row.get("n")) is None:
            what = f"The share of persona {map.name('personas', id_)} does not say how many customers it rests on."
            yield Spot(what, "personas", id_, "n")


@rule(
    "persona-without-goals",
    "note",
    "A persona has no goals",
    why="A persona is profiled before mapping so that stages can be judged by what it wants.",
    how="Fill “goals”, and “challenges” beside them.",
    needs="R49 R47",
)
def persona_without_goals(map: Reading) -> Iterator[Spot]:
    for id_, row in map.rows("personas"):
        if not filled(row.get("goals")) and row.get("kind") != "anti":
            yield Spot(f"The persona {map.name('personas', id_)} has no goals.", "personas", id_, "goals")


@rule(
    "persona-not-of-map",
    "error",
    "The map is for a persona that is not there",
    why="Readers cannot see whose journey it is, and comparisons between personas leave it out.",
    how="Name one of the personas in the metadata “persona”, or add the one that is meant.",
    needs="R43 R45",
)
def persona_not_of_map(map: Reading) -> Iterator[Spot]:
    said, held = map.meta.get("persona"), dict(map.rows("personas"))
    for one in said if isinstance(said, list) else [said]:
        name = text(one)
        if name and held and name not in held and all(name != text(row.get("name")) for row in held.values()):
            yield Spot(
                f"The map is for {quoted(name)}, and no persona is called that.", "meta", None, "persona"
            )


@rule(
    "hypothesis-persona",
    "note",
    "The map is drawn for a persona that is a hypothesis",
    why="A persona nobody has met leads the team back to reasoning from its own point of view.",
    how="Check it against customers, and change its “kind” to primary or secondary.",
    needs="R50 R61",
)
def hypothesis_persona(map: Reading) -> Iterator[Spot]:
    for id_, row in map.rows("personas"):
        mine = map.meta.get("persona") in (id_, row.get("name"))
        if mine and row.get("kind") == "hypothesis" and map.meta.get("state") != "hypothesis":
            yield Spot(
                f"The map is drawn for {map.name('personas', id_)}, who is a hypothesis.",
                "personas",
                id_,
                "kind",
            )


def _customers(map: Reading) -> list[tuple[str, Row]]:
    """The personas that stand for customers: not those the offer is not for."""
    return [(id_, row) for id_, row in map.rows("personas") if row.get("kind") != "anti"]


RULES = (
    few_personas,
    many_personas,
    shares_off,
    share_without_number,
    persona_without_goals,
    persona_not_of_map,
    hypothesis_persona,
)
