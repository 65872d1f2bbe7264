"""The tables of a journey map, declared as data: names, types, allowed values, texts.

Everything else that must know a column (frames, the file, the page, the docs) reads it here.
This module knows only the standard library.
"""

from __future__ import annotations

from .allowed import (
    AUTHORS as AUTHORS,
)
from .allowed import (
    BARRIERS as BARRIERS,
)
from .allowed import (
    EVIDENCE_KINDS as EVIDENCE_KINDS,
)
from .allowed import (
    KANO as KANO,
)
from .allowed import (
    KINDS as KINDS,
)
from .allowed import (
    LINK_KINDS as LINK_KINDS,
)
from .allowed import (
    PLACES as PLACES,
)
from .allowed import (
    PROPOSITIONS as PROPOSITIONS,
)
from .allowed import (
    ROLES as ROLES,
)
from .allowed import (
    SCALES as SCALES,
)
from .allowed import (
    SIDES as SIDES,
)
from .allowed import (
    STATES as STATES,
)
from .allowed import (
    TIMES_TO_IMPLEMENT as TIMES_TO_IMPLEMENT,
)
from .around import EVIDENCE, IMPROVEMENTS, PERSONAS, PROPOSITION, WAIVERS
from .columns import (
    BOOL as BOOL,
)
from .columns import (
    DATE as DATE,
)
from .columns import (
    DURATION as DURATION,
)
from .columns import (
    ENUM as ENUM,
)
from .columns import (
    INTEGER as INTEGER,
)
from .columns import (
    NUMBER as NUMBER,
)
from .columns import (
    REF as REF,
)
from .columns import (
    TEXT as TEXT,
)
from .columns import (
    TEXTS as TEXTS,
)
from .columns import (
    Column as Column,
)
from .columns import (
    Table as Table,
)
from .columns import (
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
        text("column", "the column of steps it draws; nothing where it holds cards"),
        text("source", "where its data comes from"),
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
    (text("kind", "what the arrow means", LINK_KINDS), text("text", "a word on the arrow")),
)
TRANSITIONS = Table(
    "transitions",
    ("source", "target"),
    "a move between two steps, or to an outcome",
    (
        number("probability", "the share that makes this move", 0, 1),
        number("count", "how many were seen to make it", 0),
        Column("assumed", BOOL, "not measured"),
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
