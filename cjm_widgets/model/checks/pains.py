"""Checks of pain points and of what is done about them: opportunities, teams, effort."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .finding import Spot, rule, spot
from .reading import Item, Reading
from .values import AND, filled, number, text


@rule(
    "pain-without-opportunity",
    "warning",
    "A pain point has no opportunity",
    why="A pain point that nobody answers stays one; the output of a map is action.",
    how="Add an opportunity in that step, or an improvement that names the card.",
    needs="R28 R71",
)
def pain_without_opportunity(map: Reading) -> Iterator[Spot]:
    for item in map.by_role.get("pain_points", ()):
        answered = map.in_steps(item, "opportunities") or _improved(map, item) or item.id in map.linked
        if item.steps and not answered:
            yield spot(item, f"The pain point {item.name} has no opportunity that answers it.")


@rule(
    "pain-without-severity",
    "note",
    "A pain point has no severity",
    why="Without a severity pain points cannot be put in order.",
    how="Give it a severity of 1, an itch, to 5, a reason to leave.",
    needs="R27 R38",
)
def pain_without_severity(map: Reading) -> Iterator[Spot]:
    for item in map.by_role.get("pain_points", ()):
        if item.table == "cards" and number(item.row.get("severity")) is None:
            yield spot(item, f"The pain point {item.name} has no severity.", "severity")


@rule(
    "assumed-pain",
    "warning",
    "A pain point rests on no evidence",
    why="A pain point nobody has seen may be ours and not the customer's.",
    how="Link evidence to it, or say openly that it is assumed and plan how to find out.",
    needs="R58 R59",
)
def assumed_pain(map: Reading) -> Iterator[Spot]:
    if not map.researched:
        return  # assumptions-only says it once for the whole map
    for item in map.by_role.get("pain_points", ()):
        if not map.is_backed(item):
            severity = number(item.row.get("severity"))
            of = "" if severity is None else f" of severity {severity:g}"
            yield spot(item, f"The pain point {item.name}{of} rests on no evidence.")


@rule(
    "opportunity-without-team",
    "warning",
    "An opportunity has no team",
    why="What belongs to nobody is done by nobody.",
    how="Name in “team” who acts on it.",
    needs="R37",
)
def opportunity_without_team(map: Reading) -> Iterator[Spot]:
    yield from _opportunities(map, "team", "has no team that acts on it")


@rule(
    "opportunity-without-effort",
    "warning",
    "An opportunity has no effort",
    why="Without the effort the cheap and the dear look alike, and nothing can be put first.",
    how="Say in “effort” what it takes, as S, M, L, or in “work” how many person-months.",
    needs="R38",
)
def opportunity_without_effort(map: Reading) -> Iterator[Spot]:
    for found in _opportunities(map, "effort", "does not say what effort it takes"):
        if found.table != "cards" or number(map.document.row("cards", found.row or "").get("work")) is None:
            yield found


@rule(
    "opportunity-without-pain",
    "note",
    "An opportunity answers nothing",
    why="An idea that answers no pain point, obstacle or need is a solution looking for a problem.",
    how="Move it to the step whose pain point it answers, or write down the pain point, need or question it meets.",
    needs="R28 R36",
)
def opportunity_without_pain(map: Reading) -> Iterator[Spot]:
    for item in map.by_role.get("opportunities", ()):
        meets = map.in_steps(item, "pain_points", "obstacles", "needs", "questions") or item.id in map.linked
        if item.steps and not meets:
            yield spot(
                item, f"The opportunity {item.name} answers no pain point, obstacle, need or question."
            )


@rule(
    "one-team",
    "warning",
    "One team alone",
    why="A journey crosses departments; a map drawn by one of them shows that one's part.",
    how="Ask the teams behind the other steps, and name them in “team” or in the metadata “teams”.",
    needs="R72 R79",
)
def one_team(map: Reading) -> Iterator[Spot]:
    named = [t for t in (_teams(item.row.get("team")) for item in map.items) if t]
    counts = Counter(name for teams in named for name in teams)
    involved = _teams(map.meta.get("teams"))
    if len(involved) == 1 and len(counts) <= 1:
        yield Spot(f"Only one team, “{next(iter(involved))}”, is involved.", "meta", None, "teams")
    elif len(named) >= 3:
        team, owned = counts.most_common(1)[0]
        if owned >= 0.8 * len(named):
            lane = next((i.lane for i in map.items if team in _teams(i.row.get("team"))), None)
            what = (
                f"One team, “{team}”, owns {owned} of {len(named)} cards with a team: were the others asked?"
            )
            yield Spot(what, "cards", None, "team", None, lane)


@rule(
    "improvement-without-target",
    "warning",
    "An improvement changes nothing on the map",
    why="Its effect cannot be shown, simulated or followed up.",
    how="Name the card it answers or the step it changes.",
    needs="R71 R78",
)
def improvement_without_target(map: Reading) -> Iterator[Spot]:
    for id_, row in map.rows("improvements"):
        if not filled(row.get("card")) and not filled(row.get("step")):
            yield Spot(
                f"The improvement {map.name('improvements', id_)} names no card and no step.",
                "improvements",
                id_,
                "card",
            )


def _opportunities(map: Reading, column: str, says: str) -> Iterator[Spot]:
    told = {row.get("card") for _, row in map.rows("improvements") if filled(row.get(column))}
    for item in map.by_role.get("opportunities", ()):
        if not filled(item.row.get(column)) and item.id not in told and item.table == "cards":
            yield spot(item, f"The opportunity {item.name} {says}.", column)


def _improved(map: Reading, item: Item) -> bool:
    return (item.table, item.id) in map.improved or any(
        ("steps", step) in map.improved for step in item.steps
    )


def _teams(value: object) -> set[str]:
    """The teams a cell names: “Legal, Web” are two."""
    texts = value if isinstance(value, list) else [value]
    return {name for one in texts for name in AND.split(text(one)) if name}


RULES = (
    pain_without_opportunity,
    pain_without_severity,
    assumed_pain,
    opportunity_without_team,
    opportunity_without_effort,
    opportunity_without_pain,
    one_team,
    improvement_without_target,
)
