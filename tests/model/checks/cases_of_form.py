"""Cases of the checks of form: references, numbers, structure, texts, feelings, what a map says of itself, waivers.

Each: the change of the sound map that breaks the rule, the near one that does not, and words the finding says.
"""

from __future__ import annotations

from typing import Any

Case = tuple[dict[str, Any], dict[str, Any], str]
MANY = {f"s{n}": {"stage": "eat", "name": f"Step {n}"} for n in range(57)}
FEW = {f"s{n}": {"stage": "eat", "name": f"Step {n}"} for n in range(12)}
STAGED = {f"s{n}": {"stage": ("find", "order", "eat")[n % 3], "name": f"Step {n}"} for n in range(5)}
EVEN = {f"s{n}": {"stage": "eat", "name": f"Step {n}"} for n in range(4)}
LESS_UNEVEN = {**EVEN, "s9": {"stage": "find", "name": "Again"}}
UNEVEN = {f"s{n}": {"stage": "eat", "name": f"Step {n}"} for n in range(6)}
NO_CARDS = {"cards": None, "evidence": None, "links": None, "propositions": None, "improvements": None}


def steps(**row: Any) -> dict[str, Any]:
    return {"steps": {"asks": row}}


def meta(**said: Any) -> dict[str, Any]:
    return {"meta": said}


def waiver(**row: Any) -> dict[str, Any]:
    return {"waivers": {"w": {"code": "few-personas", "reason": "two are enough"} | row}}


CASES: dict[str, Case] = {
    # references
    "dangling-reference": (
        {"cards": {"window": {"goal": "gone"}}},
        {"cards": {"window": {"goal": "find"}}},
        "The card “Window” names “gone”, which is not in stages.",
    ),
    "dangling-link": (
        {"links": {"x": {"source": "book", "target": "gone"}}},
        {"transitions": {"eats / gone": {"source": "eats", "target": "gone"}}},
        "“gone”, which is not in cards",
    ),
    "span-backwards": (
        {"cards": {"pay": {"until": "looks"}}},
        {"cards": {"pay": {"until": "pays"}}},
        "The card “Pays at the counter” starts at “Pays” and ends before it, at “Looks around”.",
    ),
    "durations-out-of-order": (
        steps(duration_low=600.0),
        steps(duration_low=120.0, duration_high=120.0),
        "The times of step “Asks” are not in order: duration_low > duration_high > duration.",
    ),
    "negative-time": (steps(wait=-1.0), steps(wait=0.0), "The wait of step “Asks” is -1 seconds."),
    "out-of-range": (
        {"cards": {"slow": {"severity": 6}}},
        {"cards": {"slow": {"severity": 5}}},
        "The severity of card “Nobody knows when” is 6; it must be from 1 to 5.",
    ),
    "not-a-number": (
        {"cards": {"slow": {"reach": "many"}}},
        {"cards": {"slow": {"reach": 30}}},
        "The reach of card “Nobody knows when” is “many”, which is no number.",
    ),
    "unusual-word": (
        {"cards": {"dear": {"barrier": "taste"}}},
        {"cards": {"dear": {"barrier": "process"}}},
        "The barrier of card “No price on the list” is “taste”; agreed are structural, cost, process, uncertainty.",
    ),
    "shares-over-one": (
        {"transitions": {"looks / asks": {"probability": 0.5}}},
        {"transitions": {"looks / asks": {"probability": 0.4000001}}},
        "The moves away from step “Looks around” add to 110.0%.",
    ),
    # structure
    "stage-without-goal": (
        {"stages": {"find": {"goal": " "}}},
        {"stages": {"order": {"goal": None}}},  # a card in the lane of goals says it
        "The stage “Find” says no goal of the customer.",
    ),
    "stage-without-step": (
        {"stages": {"keep": {"name": "Keep", "goal": "Stay", "time_frame": "years"}}},
        {"stages": {"find": {"name": "Look"}}},
        "The stage “Keep” has no step.",
    ),
    "stage-without-time-frame": (
        {"stages": {"find": {"time_frame": None}}},
        {"stages": {"order": {"time_frame": None}}},  # its steps have durations
        "The stage “Find” does not say how long",
    ),
    "step-without-stage": (
        steps(stage=None),
        {"stages": None, **steps(stage=None)},
        "The step “Asks” belongs to no stage.",
    ),
    "step-without-card": (
        {"steps": {"rings": {"stage": "eat", "name": "Rings"}}},
        {"cards": {"table": {"step": "pays"}}},  # a card that spans reaches the step
        "The step “Rings” has no card.",
    ),
    "empty-lane": (
        {"lanes": {"extra": {"name": "Extra", "kind": "cards"}}},
        {"lanes": {"extra": {"name": "Extra", "kind": "cards", "visible": False}}},
        "The lane “Extra” is empty.",
    ),
    "too-few-lanes": (
        {
            **NO_CARDS,
            "cards": None,
            "steps": {"*": {"emotion": None, "mine": "text"}},
            "lanes": {"own": {"name": "Own", "kind": "text", "column": "mine"}},
        },
        {"cards": dict.fromkeys(("know", "sure", "dear", "board", "till", "bake", "book"))},
        "Only 1 of the map's lanes",
    ),
    "long-map": (
        {"steps": FEW},
        {"steps": dict(list(FEW.items())[:11])},
        "The map has 16 steps; a page carries about 15.",
    ),
    "endless-map": ({"steps": MANY}, {"steps": dict(list(MANY.items())[:56])}, "The map has 61 steps"),
    "uneven-stages": ({"steps": UNEVEN}, {"steps": LESS_UNEVEN}, "The stage “Eat” holds 7 of 10 steps."),
    "scattered-stage": (
        {"steps": STAGED},
        {"steps": EVEN},
        "The steps of stage “Find” do not stand together: it starts again at “Step 0”.",
    ),
    # texts
    "duplicate-name": (
        {"lanes": {"pains": {"name": "needs"}}},
        {"steps": {"again": {"stage": "eat", "name": "Asks"}}},  # in another stage
        "There is a second lane “needs”.",
    ),
    "unnamed-row": (steps(name=None), steps(name="x"), "The step “asks” has no name."),
    "blank-card": (
        {"cards": {"x": {"step": "asks", "lane": "pains", "text": "  "}}},
        {"cards": {"know": {"text": None, "image": "data:image/png;base64,"}}},
        "The card “x” says nothing.",
    ),
    "long-text": (
        {"cards": {"walk": {"text": "a" * 201}}},
        {"cards": {"walk": {"text": "a" * 200}}},
        "has 201 characters; more than 200 are not read.",
    ),
    # feelings
    "no-emotion": (
        {"steps": {"*": {"emotion": None}}},
        {"steps": {"*": {"emotion": None}, "asks": {"emotion:ana": 1.0}}},
        "The map says of no step how it feels.",
    ),
    "emotion-missing": (steps(emotion=None), steps(emotion=0.0), "The step “Asks” has no emotion."),
    "flat-emotion": (
        {"steps": {"*": {"emotion": -1.0}}},
        {"steps": {"*": {"emotion": -1.0}, "eats": {"emotion": -0.9}}},
        "The emotion is −1 in all 4 steps.",
    ),
    "emotion-outside-scale": (
        steps(emotion=2.5),
        steps(emotion=2.0),
        "The emotion of step “Asks” is 2.5, outside −2 to +2.",
    ),
    "unknown-scale": (meta(emotion_scale="0-7"), meta(emotion_scale="0..10"), "the emotion scale “0-7”"),
    "no-moment-of-truth": (
        {"steps": {"pays": {"moment_of_truth": False, "moment_reason": None}}},
        {"steps": {"eats": {"moment_of_truth": True}}},
        "No step is marked as a moment of truth.",
    ),
    "many-moments-of-truth": (
        {"steps": {"*": {"moment_of_truth": True}}},
        {"steps": {"*": {"moment_of_truth": True}, "looks": {"moment_of_truth": False}}},
        "4 of 4 steps are moments of truth.",
    ),
    "moment-without-reason": (
        {"steps": {"pays": {"moment_reason": None}}},
        {"steps": {"pays": {"moment_reason": "It decides"}}},
        "The moment of truth “Pays” does not say why it is one.",
    ),
    "reason-without-moment": (
        steps(moment_reason="It decides"),
        steps(moment_reason="It decides", moment_of_truth=True),
        "The step “Asks” says why it is a moment of truth and is not marked as one.",
    ),
    "moment-without-evidence": (
        {"evidence": {"e3": {"kind": "assumption"}}},
        {"evidence": {"e3": {"card": None, "step": "pays"}}},
        "The moment of truth “Pays” rests on no evidence.",
    ),
    "arc-with-gaps": (
        steps(arc=3),
        {"steps": {"*": {"arc": 3}}},
        "The dramatic arc is told for 1 of 4 steps; “Looks around” is the first without.",
    ),
    # what a map says of itself
    "no-objective": (
        meta(objective="Say here what the map is to help you decide."),
        meta(objective="Choose"),
        "what it is to help decide",
    ),
    "no-business-goals": (meta(business_goals=[]), meta(business_goals="loyalty"), "no business goal"),
    "no-persona": (meta(persona=None), meta(persona="Ana"), "whose journey it is"),
    "no-scenario": (meta(scenario=" "), meta(scenario="A gift"), "which scenario"),
    "not-updated": (
        meta(updated="2025-09-01"),
        meta(updated="2025-09-02"),
        "last updated on 2025-09-01, more than 180 days",
    ),
    "no-update-date": (
        meta(updated=None),
        meta(updated=None, next_review="2026-09-01"),
        "when it was last updated",
    ),
    "unreadable-date": (
        meta(updated="spring"),
        meta(updated="2026-02-01T10:00:00"),
        "“updated” is “spring”, which is no date",
    ),
    # waivers
    "unknown-waiver": (
        waiver(code="few-persona"),
        waiver(),
        "silences “few-persona”, which is no check. “few-personas” is meant?",
    ),
    "waiver-without-reason": (waiver(reason=""), waiver(), "The waiver of “few-personas” gives no reason."),
    "waiver-for-nothing": (waiver(row="gone"), waiver(row="ana"), "the row “gone”, which no table has"),
}
