"""Checks of what a map is made of: stages, steps, lanes, and how much a reader can take in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from cjm_widgets.model.edits import Set

from .finding import Spot, rule
from .reading import Reading
from .values import filled, text

PAGE, MOST, FEWEST = 15, 60, 4
"""Steps on a page, steps anybody reads, lanes with something in them."""


@rule(
    "stage-without-goal",
    "warning",
    "A stage has no goal",
    why="Without the customer's goal nobody can say whether the stage serves it.",
    how="Write into “goal” what the customer tries to reach in that stage.",
    needs="R34 R19",
)
def stage_without_goal(map: Reading) -> Iterator[Spot]:
    with_goal = {map.stage_of.get(s) for item in map.by_role.get("goals", ()) for s in item.steps}
    for stage, row in map.rows("stages"):
        if not text(row.get("goal")) and stage not in with_goal:
            yield _stage(map, stage, "goal", "says no goal of the customer.")


@rule(
    "stage-without-step",
    "warning",
    "A stage has no step",
    why="A stage without steps shows nothing of what customers do in it.",
    how="Add a step to the stage, or remove the stage.",
    needs="R1 R2",
)
def stage_without_step(map: Reading) -> Iterator[Spot]:
    for stage, _ in map.rows("stages"):
        if stage not in map.steps_of:
            yield _stage(map, stage, None, "has no step.")


@rule(
    "stage-without-time-frame",
    "note",
    "A stage has no time frame",
    why="How long a phase lasts decides when a message helps and when it comes too late.",
    how="Write into “time_frame” how long the phase usually lasts, as “one to three weeks”.",
    needs="R18 R63",
)
def stage_without_time_frame(map: Reading) -> Iterator[Spot]:
    timed = {map.stage_of.get(s) for s, row in map.rows("steps") if filled(row.get("duration"))}
    for stage, row in map.rows("stages"):
        if not filled(row.get("time_frame")) and stage not in timed:
            yield _stage(map, stage, "time_frame", "does not say how long it usually lasts.")


@rule(
    "step-without-stage",
    "warning",
    "A step belongs to no stage",
    why="Readers find their way by stages; a step outside of them hangs in the air.",
    how="Name the step's stage.",
    needs="R1 R16",
)
def step_without_stage(map: Reading) -> Iterator[Spot]:
    for step, row in map.rows("steps"):
        if not filled(row.get("stage")) and map.document.table("stages").order:
            yield _step(map, step, "stage", "belongs to no stage.")


@rule(
    "step-without-card",
    "warning",
    "A step is empty",
    why="A step of which nothing is said was assumed, not looked at.",
    how="Fill in what the customer does there, or remove the step.",
    needs="R67 R21",
)
def step_without_card(map: Reading) -> Iterator[Spot]:
    held = frozenset().union(*map.cells.values())
    for step in map.steps if map.begun else ():
        if step not in held:
            yield _step(map, step, None, "has no card.")


@rule(
    "empty-lane",
    "note",
    "A lane is empty",
    why="An empty row costs room on the page and looks as if nobody knew.",
    how="Fill the lane, or hide it until somebody does.",
    needs="R40 R74",
)
def empty_lane(map: Reading) -> Iterator[Spot]:
    held = {item.lane for item in map.items}
    for lane, row in map.rows("lanes") if map.begun else ():
        if lane in held or row.get("visible") is False or _has_values(map, row.get("column")):
            continue
        if row.get("kind") == "paths" and map.document.table("transitions").order:
            continue
        what = f"The lane {map.name('lanes', lane)} is empty."
        yield Spot(what, "lanes", lane, None, None, lane, (Set("lanes", lane, "visible", False),))


def _has_values(map: Reading, column: object) -> bool:
    return isinstance(column, str) and any(filled(row.get(column)) for _, row in map.rows("steps"))


@rule(
    "too-few-lanes",
    "warning",
    "The map is oversimplified",
    why="Oversimplifying loses the nuance a map is drawn for.",
    how=f"Fill at least {FEWEST} lanes: actions, touchpoints, emotion, pain points are a start.",
    needs="R85 R67",
)
def too_few_lanes(map: Reading) -> Iterator[Spot]:
    held = {item.lane for item in map.items}
    filled_ = held | {lane for lane, row in map.rows("lanes") if _has_values(map, row.get("column"))}
    if map.begun and len(filled_) < FEWEST:
        yield Spot(f"Only {len(filled_)} of the map's lanes say anything; the map is oversimplified.")


@rule(
    "long-map",
    "note",
    "The map is longer than a page",
    why="A map longer than a page can carry is not read to its end.",
    how=f"Draw it as several maps of up to {PAGE} steps: a step can open another map (“opens”).",
    needs="R1 R77",
)
def long_map(map: Reading) -> Iterator[Spot]:
    if PAGE < len(map.steps) <= MOST:
        yield Spot(
            f"The map has {len(map.steps)} steps; a page carries about {PAGE}.",
            "steps",
            map.steps[PAGE],
            None,
            map.steps[PAGE],
        )


@rule(
    "endless-map",
    "warning",
    "The map is too long to be read",
    why="Nobody holds that many steps in mind; what matters is lost among them.",
    how="Merge steps, or split the map by scenario and let a step open another map (“opens”).",
    needs="R43 R74",
)
def endless_map(map: Reading) -> Iterator[Spot]:
    if len(map.steps) > MOST:
        yield Spot(
            f"The map has {len(map.steps)} steps; more than {MOST} are not read.",
            "steps",
            map.steps[MOST],
            None,
            map.steps[MOST],
        )


@rule(
    "uneven-stages",
    "note",
    "One stage holds most of the steps",
    why="Looking at one part closely and at the rest in passing hides what happens before and after.",
    how="Split the big stage, or look again at the short ones: the journey goes from first contact to support.",
    needs="R2 R85",
)
def uneven_stages(map: Reading) -> Iterator[Spot]:
    counts = Counter({stage: len(steps) for stage, steps in map.steps_of.items()})
    if len(counts) < 3 or counts.total() < 8:
        return
    stage, most = counts.most_common(1)[0]
    if most > 0.6 * counts.total():
        yield _stage(map, stage, None, f"holds {most} of {counts.total()} steps.")


@rule(
    "scattered-stage",
    "warning",
    "The steps of a stage do not stand together",
    why="A stage that comes up twice is drawn twice, and readers take it for two.",
    how="Move its steps together, or give the second part a stage of its own.",
    needs="R1 R16",
)
def scattered_stage(map: Reading) -> Iterator[Spot]:
    parts: dict[str, list[str]] = defaultdict(list)
    before: str | None = None
    for step in map.steps:
        stage = map.stage_of.get(step)
        if stage is not None and stage != before:
            parts[stage].append(step)
        before = stage
    for stage, starts in parts.items():
        if len(starts) > 1:
            what = f"The steps of stage {map.name('stages', stage)} do not stand together: it starts again at {map.name('steps', starts[1])}."
            yield Spot(what, "stages", stage, None, starts[1])


def _stage(map: Reading, stage: str, column: str | None, says: str) -> Spot:
    step = next(iter(map.steps_of.get(stage, ())), None)
    return Spot(f"The stage {map.name('stages', stage)} {says}", "stages", stage, column, step)


def _step(map: Reading, step: str, column: str | None, says: str) -> Spot:
    return Spot(f"The step {map.name('steps', step)} {says}", "steps", step, column, step)


RULES = (
    stage_without_goal,
    stage_without_step,
    stage_without_time_frame,
    step_without_stage,
    step_without_card,
    empty_lane,
    too_few_lanes,
    long_map,
    endless_map,
    uneven_stages,
    scattered_stage,
)
