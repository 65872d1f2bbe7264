"""The tables of a journey map, declared as data: names, types, allowed values, texts.

Everything else that must know a column (frames, the file, the page, the docs) reads it here.
This module knows only the standard library.
"""

from __future__ import annotations

from .allowed import (
    AUTHORS as AUTHORS,
    BARRIERS as BARRIERS,
    CARRIERS as CARRIERS,
    CHANNELS as CHANNELS,
    EVIDENCE_KINDS as EVIDENCE_KINDS,
    KANO as KANO,
    KINDS as KINDS,
    LINK_KINDS as LINK_KINDS,
    PLACES as PLACES,
    PROPOSITIONS as PROPOSITIONS,
    ROLES as ROLES,
    SCALES as SCALES,
    SIDES as SIDES,
    STATES as STATES,
    TIMES_TO_IMPLEMENT as TIMES_TO_IMPLEMENT,
    TOUCHPOINTS as TOUCHPOINTS,
)
from .around import EVIDENCE, IMPROVEMENTS, OUTCOMES, PERSONAS, PROPOSITION, WAIVERS
from .columns import (
    BOOL as BOOL,
    DATE as DATE,
    DURATION as DURATION,
    ENUM as ENUM,
    INTEGER as INTEGER,
    NUMBER as NUMBER,
    REF as REF,
    TEXT as TEXT,
    TEXTS as TEXTS,
    Column as Column,
    Table as Table,
    number,
    ref,
    text,
)

FORMAT = 1
"""The format version written to ``*.cjm.json``; a file with a higher one is newer than this package."""


STAGES = Table(
    "stages",
    ("stage",),
    "a phase of the journey",
    (
        text("name", "what the stage is called"),
        text("goal", "what the customer tries to reach in it"),
        text("time_frame", "how long the phase usually lasts, in words"),
    ),
)
STEPS = Table(
    "steps",
    ("step",),
    "a moment inside a stage, a column of the grid",
    (
        ref("stage", "stages", "the stage it belongs to"),
        text("name", "what the step is called, in the customer's voice"),
        number("emotion", "how good it feels, -2 very bad to +2 very good", -2, 2),
        Column("moment_of_truth", BOOL, "a contact with outsized effect on judgement"),
        Column("duration_low", DURATION, "the time it takes when it goes fast"),
        Column("duration", DURATION, "the time it likely takes"),
        Column("duration_high", DURATION, "the time it takes when it goes slow"),
        Column("wait", DURATION, "the time spent waiting, kept apart from the duration"),
        Column("arc", INTEGER, "the dramatic arc: how gripping it is, 1 low to 5 high", low=1, high=5),
        text("quote", "what a customer said of it, unaltered"),
        number(
            "entry",
            "the share of journeys that begin here; nothing in all steps: they begin at the first",
            0,
            1,
        ),
        number("cost", "what one visit of the step costs, in the map's currency"),
        Column("servers", INTEGER, "how many serve here at a time, where people wait for one another", low=1),
        number("arrivals", "how many come to be served in an hour", 0),
        text("moment_reason", "why it is a moment of truth"),
        text("opens", "the path of a map this step opens"),
    ),
)
FEELING = "emotion:"
"""``emotion:dana`` is the column of steps that holds the curve of the persona dana."""
LANES = Table(
    "lanes",
    ("lane",),
    "a row of the grid",
    (
        text("name", "what the lane is called"),
        text("hint", "a line that says what belongs in it"),
        text("kind", "how its cells are drawn", KINDS),
        text("role", "what it means, apart from its label", ROLES),
        text("side", "whose side of the service it is on", SIDES),
        text("carrier", "who carries out what stands in it", CARRIERS),
        text("column", "the column of steps it draws; nothing where it holds cards"),
        text("source", "where its data comes from"),
        text("unit", "its numbers' unit: EUR"),
        Column("visible", BOOL, "whether it is drawn"),
        Column(
            "height", INTEGER, "its height in pixels; nothing where it follows its content", low=24, high=2000
        ),
    ),
)
CARDS = Table(
    "cards",
    ("card",),
    "one item in one cell",
    (
        ref("step", "steps", "the step whose cell it is in"),
        ref("lane", "lanes", "the lane whose cell it is in"),
        text("text", "what it says"),
        Column("severity", INTEGER, "how bad it is, 1 to 5", low=1, high=5),
        text("channel", "the medium that carries the contact"),
        text("place", "where the contact happens", PLACES),
        text("team", "who acts on it"),
        text("effort", "the effort it takes"),
        ref("goal", "stages", "the stage whose goal it serves"),
        Column("fail_point", BOOL, "prone to go wrong"),
        Column("wait_point", BOOL, "the customer waits here"),
        ref("until", "steps", "the last step it spans"),
        text("barrier", "what kind of obstacle it is", BARRIERS),
        text("image", "a picture as a data: address, PNG, JPEG, GIF or WebP, at most 500 kB"),
        text("author", "who wrote it", AUTHORS),
        text("perceived_team", "whom the customer believes to act"),
        text(
            "actor",
            "the person, role or system that acts; a swimlane of its own where cards are grouped by actor",
        ),
        Column("decision", BOOL, "the way parts here: its links say under which condition"),
        Column("wait", DURATION, "how long the customer waits here"),
        text("failure_mode", "how it goes wrong"),
        Column(
            "likelihood",
            INTEGER,
            "how often it goes wrong, 1 hardly ever to 10 nearly always",
            low=1,
            high=10,
        ),
        Column(
            "failure_impact",
            INTEGER,
            "how much that hurts the customer, 1 hardly to 10 it ends the journey",
            low=1,
            high=10,
        ),
        Column(
            "detection", INTEGER, "how likely it escapes notice, 1 always noticed to 10 never", low=1, high=10
        ),
        text("recovery", "how it is put right"),
        number("reach", "how many it reaches in a period", 0),
        number("impact", "how much it moves for each, 0.25 to 3 (RICE) or 1 to 10 (ICE)", 0),
        number("confidence", "how sure, as a share (RICE) or 1 to 10 (ICE)", 0),
        number("ease", "how easy it is, 1 to 10", 0),
        number("work", "the work it takes, in person-months or job size", 0),
        number("business_value", "its value to the business", 0),
        number("customer_value", "its value to the customer", 0),
        number("time_criticality", "what waiting costs", 0),
        number("risk_reduction", "the risk it takes away or the chance it opens", 0),
        text("kano", "its Kano class", KANO),
    ),
)
LINKS = Table(
    "links",
    ("source", "target"),
    "an arrow between two cards",
    (
        text("kind", "what the arrow means", LINK_KINDS),
        text("text", "a word on the arrow"),
        text("condition", "when this way is taken; on the ways out of a decision"),
        Column("both", BOOL, "goes both ways"),
    ),
)
TRANSITIONS = Table(
    "transitions",
    ("source", "target"),
    "a move between two steps, or to an outcome",
    (
        number("probability", "the share that makes this move", 0, 1),
        number("count", "how many were seen to make it", 0),
        Column("assumed", BOOL, "not measured"),
        number("planned", "the share that should make this move, as the service is designed", 0, 1),
        Column(
            "variants",
            TEXTS,
            "the named ways through the journey it belongs to: happy, unhappy, exception, or your own",
        ),
    ),
)
TABLES: dict[str, Table] = {
    t.name: t
    for t in (
        STAGES,
        STEPS,
        LANES,
        CARDS,
        LINKS,
        TRANSITIONS,
        OUTCOMES,
        PERSONAS,
        EVIDENCE,
        IMPROVEMENTS,
        PROPOSITION,
        WAIVERS,
    )
}
"""The tables in the order they are written."""

META = (
    "title",
    "objective",
    "scenario",
    "persona",
    "state",
    "updated",
    "teams",
    "language",
    "expectations",
    "business_goals",
    "emotion_scale",
    "currency",
    "status",
    "owner",
    "tags",
    "parent",
    "frameworks",
    "scope",
    "maturity",
    "time_to_implement",
    "when_to_use",
    "when_not_to_use",
    "pros",
    "cons",
    "next_review",
)
"""The metadata the package knows; the user's own is kept beside it."""
