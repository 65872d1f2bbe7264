"""Checks of the emotion curve and of moments of truth."""

from __future__ import annotations

from collections.abc import Iterator

from cjm_widgets.model.edits import Set
from cjm_widgets.model.schema import FEELING, SCALES

from .finding import Spot, rule
from .reading import Reading
from .values import filled, number, text

LOW, HIGH = SCALES["-2..2"]


@rule(
    "no-emotion",
    "warning",
    "The map says nothing of how it feels",
    why="A journey without feelings is a process chart: it shows what happens and not why customers leave.",
    how="Give each step an emotion from −2 to +2, best from what customers said.",
    needs="R26 R75",
)
def no_emotion(map: Reading) -> Iterator[Spot]:
    if map.begun and not map.emotions:
        lane = next((id_ for id_, role in map.meaning.items() if role == "emotion"), None)
        yield Spot("The map says of no step how it feels.", "lanes", lane, None, None, lane)


@rule(
    "emotion-missing",
    "note",
    "A step has no emotion",
    why="The curve is drawn across the gap as if that step felt like its neighbours.",
    how="Give the step an emotion from −2 to +2.",
    needs="R26",
)
def emotion_missing(map: Reading) -> Iterator[Spot]:
    curve = map.curves.get("emotion")
    for step in map.steps if curve else ():
        if step not in (curve or {}):
            yield Spot(f"The step {map.name('steps', step)} has no emotion.", "steps", step, "emotion", step)


@rule(
    "flat-emotion",
    "warning",
    "All steps feel the same",
    why="No journey feels the same throughout: a flat curve was filled in, not found out.",
    how="Ask customers which step was worst and which best, and start from there.",
    needs="R75 R26",
)
def flat_emotion(map: Reading) -> Iterator[Spot]:
    for column, curve in map.curves.items():
        if len(curve) >= 3 and len(set(curve.values())) == 1:
            value = f"{next(iter(curve.values())):+g}".replace("-", "−").replace("+0", "0")
            whose = f" of {map.name('personas', column.removeprefix(FEELING))}" if column != "emotion" else ""
            yield Spot(f"The emotion{whose} is {value} in all {len(curve)} steps.", "steps", None, column)


@rule(
    "emotion-outside-scale",
    "error",
    "An emotion lies outside the scale",
    why="The curve, the lowest point and every comparison between maps rest on one scale.",
    how="Use −2 to +2; convert numbers of another scale, and declare that in the metadata “emotion_scale”.",
    needs="R26",
)
def emotion_outside_scale(map: Reading) -> Iterator[Spot]:
    for column, curve in map.curves.items():
        for step, value in curve.items():
            if not LOW <= value <= HIGH:
                what = f"The emotion of step {map.name('steps', step)} is {value:g}, outside −2 to +2."
                yield Spot(what, "steps", step, column, step)


@rule(
    "unknown-scale",
    "error",
    "The declared emotion scale is not one the package knows",
    why="Values are shown on the declared scale; an unknown one cannot be shown at all.",
    how=f"Set the metadata “emotion_scale” to one of {', '.join(SCALES)}.",
    needs="R26",
)
def unknown_scale(map: Reading) -> Iterator[Spot]:
    scale = map.meta.get("emotion_scale")
    if filled(scale) and str(scale) not in SCALES:
        yield Spot(
            f"The map declares the emotion scale “{scale}”, which is none of {', '.join(SCALES)}.",
            "meta",
            None,
            "emotion_scale",
        )


@rule(
    "no-moment-of-truth",
    "warning",
    "The map marks no moment of truth",
    why="Some contacts decide more than others; without them everything is equally urgent.",
    how="Mark the few steps after which customers stay or leave.",
    needs="R33 R66",
)
def no_moment_of_truth(map: Reading) -> Iterator[Spot]:
    if (
        map.begun
        and len(map.steps) > 1
        and not any(row.get("moment_of_truth") is True for _, row in map.rows("steps"))
    ):
        yield Spot("No step is marked as a moment of truth.", "steps", None, "moment_of_truth")


@rule(
    "many-moments-of-truth",
    "note",
    "Most steps are moments of truth",
    why="Where everything decides, the mark tells nobody where to begin.",
    how="Keep the mark on the steps with outsized effect on the judgement.",
    needs="R33",
)
def many_moments_of_truth(map: Reading) -> Iterator[Spot]:
    marked = [step for step, row in map.rows("steps") if row.get("moment_of_truth") is True]
    if len(marked) >= 4 and len(marked) > 0.6 * len(map.steps):
        yield Spot(
            f"{len(marked)} of {len(map.steps)} steps are moments of truth.", "steps", None, "moment_of_truth"
        )


@rule(
    "moment-without-reason",
    "note",
    "A moment of truth gives no reason",
    why="Without the reason nobody can tell whether the mark still holds.",
    how="Write into “moment_reason” why this contact decides.",
    needs="R33",
)
def moment_without_reason(map: Reading) -> Iterator[Spot]:
    for step, row in map.rows("steps"):
        if row.get("moment_of_truth") is True and not filled(row.get("moment_reason")):
            what = f"The moment of truth {map.name('steps', step)} does not say why it is one."
            yield Spot(what, "steps", step, "moment_reason", step)


@rule(
    "reason-without-moment",
    "note",
    "A reason for a moment of truth stands at a step that is none",
    why="The reason is not shown, and the step is left out where moments of truth are counted.",
    how="Mark the step as a moment of truth, or empty “moment_reason”.",
    needs="R33",
)
def reason_without_moment(map: Reading) -> Iterator[Spot]:
    for step, row in map.rows("steps"):
        if text(row.get("moment_reason")) and row.get("moment_of_truth") is not True:
            what = f"The step {map.name('steps', step)} says why it is a moment of truth and is not marked as one."
            yield Spot(
                what,
                "steps",
                step,
                "moment_of_truth",
                step,
                None,
                (Set("steps", step, "moment_of_truth", True),),
            )


@rule(
    "moment-without-evidence",
    "warning",
    "A moment of truth rests on no evidence",
    why="Decisions are made on these steps first; a guess there is the dearest one on the map.",
    how="Link evidence to the step or to one of its cards: an interview, tickets, analytics.",
    needs="R33 R58",
)
def moment_without_evidence(map: Reading) -> Iterator[Spot]:
    for step, row in map.rows("steps"):
        if row.get("moment_of_truth") is True and step not in map.backed_steps:
            yield Spot(
                f"The moment of truth {map.name('steps', step)} rests on no evidence.",
                "steps",
                step,
                "moment_of_truth",
                step,
            )


@rule(
    "arc-with-gaps",
    "note",
    "The dramatic arc is told for some steps only",
    why="An arc with gaps shows its peak where somebody happened to fill it in.",
    how="Give each step an arc of 1 to 5, or none.",
    needs="R40",
)
def arc_gaps(map: Reading) -> Iterator[Spot]:
    told = [step for step, row in map.rows("steps") if number(row.get("arc")) is not None]
    missing = [step for step in map.steps if step not in told]
    if told and missing:
        what = f"The dramatic arc is told for {len(told)} of {len(map.steps)} steps; {map.name('steps', missing[0])} is the first without."
        yield Spot(what, "steps", missing[0], "arc", missing[0])


RULES = (
    no_emotion,
    emotion_missing,
    flat_emotion,
    emotion_outside_scale,
    unknown_scale,
    no_moment_of_truth,
    many_moments_of_truth,
    moment_without_reason,
    reason_without_moment,
    moment_without_evidence,
    arc_gaps,
)
