"""The tables of a journey map, declared as data: names, types, allowed values, texts.

Everything else that must know a column (frames, the file, the page, the docs) reads it here.
This module knows only the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass

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

FORMAT = 1
"""The format version written to ``*.cjm.json``; a file with a higher one is newer than this package."""

TEXT, NUMBER, INTEGER, BOOL, DURATION, DATE, TEXTS, REF, ENUM = (
    "text",
    "number",
    "integer",
    "bool",
    "duration",
    "date",
    "texts",
    "ref",
    "enum",
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column the package knows: its name, type and what it may hold."""

    name: str
    type: str
    about: str
    allowed: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a map: its name, the name of its index (or of its two key columns) and its columns."""

    name: str
    index: tuple[str, ...]
    about: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column | None:
        """The column of that name, or None where the column is the user's own."""
        return next((c for c in self.columns if c.name == name), None)


def _text(name: str, about: str, allowed: tuple[str, ...] = ()) -> Column:
    return Column(name, ENUM if allowed else TEXT, about, allowed)


def _number(name: str, about: str, low: float | None = None, high: float | None = None) -> Column:
    return Column(name, NUMBER, about, low=low, high=high)


def _ref(name: str, to: str, about: str) -> Column:
    return Column(name, REF, about, refers=to)


STAGES = Table(
    "stages",
    ("stage",),
    "a phase of the journey",
    (
        _text("name", "what the stage is called"),
        _text("goal", "what the customer tries to reach in it"),
        _text("time_frame", "how long the phase usually lasts, in words"),
    ),
)
STEPS = Table(
    "steps",
    ("step",),
    "a moment inside a stage, a column of the grid",
    (
        _ref("stage", "stages", "the stage it belongs to"),
        _text("name", "what the step is called, in the customer's voice"),
        _number("emotion", "how good it feels, -2 very bad to +2 very good", -2, 2),
        Column("moment_of_truth", BOOL, "a contact with outsized effect on judgement"),
        Column("duration_low", DURATION, "the time it takes when it goes fast"),
        Column("duration", DURATION, "the time it likely takes"),
        Column("duration_high", DURATION, "the time it takes when it goes slow"),
        Column("wait", DURATION, "the time spent waiting, kept apart from the duration"),
        Column("arc", INTEGER, "the dramatic arc: how gripping it is, 1 low to 5 high", low=1, high=5),
        _text("quote", "what a customer said of it, unaltered"),
        _text("moment_reason", "why it is a moment of truth"),
        _text("opens", "the path of a map this step opens"),
    ),
)
FEELING = "emotion:"
"""``emotion:dana`` is the column of steps that holds the curve of the persona dana."""
LANES = Table(
    "lanes",
    ("lane",),
    "a row of the grid",
    (
        _text("name", "what the lane is called"),
        _text("hint", "a line that says what belongs in it"),
        _text("kind", "how its cells are drawn", KINDS),
        _text("role", "what it means, apart from its label", ROLES),
        _text("side", "whose side of the service it is on", SIDES),
        _text("column", "the column of steps it draws; nothing where it holds cards"),
        _text("source", "where its data comes from"),
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
        _ref("step", "steps", "the step whose cell it is in"),
        _ref("lane", "lanes", "the lane whose cell it is in"),
        _text("text", "what it says"),
        Column("severity", INTEGER, "how bad it is, 1 to 5", low=1, high=5),
        _text("channel", "the medium that carries the contact"),
        _text("place", "where the contact happens", PLACES),
        _text("team", "who acts on it"),
        _text("effort", "the effort it takes"),
        _ref("goal", "stages", "the stage whose goal it serves"),
        Column("fail_point", BOOL, "prone to go wrong"),
        Column("wait_point", BOOL, "the customer waits here"),
        _ref("until", "steps", "the last step it spans"),
        _text("barrier", "what kind of obstacle it is", BARRIERS),
        _text("image", "a picture as a data: address, PNG, JPEG, GIF or WebP, at most 500 kB"),
        _text("author", "who wrote it", AUTHORS),
        _text("perceived_team", "whom the customer believes to act"),
        _number("reach", "how many it reaches in a period", 0),
        _number("impact", "how much it moves for each, 0.25 to 3 (RICE) or 1 to 10 (ICE)", 0),
        _number("confidence", "how sure, as a share (RICE) or 1 to 10 (ICE)", 0),
        _number("ease", "how easy it is, 1 to 10", 0),
        _number("work", "the work it takes, in person-months or job size", 0),
        _number("business_value", "its value to the business", 0),
        _number("customer_value", "its value to the customer", 0),
        _number("time_criticality", "what waiting costs", 0),
        _number("risk_reduction", "the risk it takes away or the chance it opens", 0),
        _text("kano", "its Kano class", KANO),
    ),
)
LINKS = Table(
    "links",
    ("source", "target"),
    "an arrow between two cards",
    (_text("kind", "what the arrow means", LINK_KINDS), _text("text", "a word on the arrow")),
)
TRANSITIONS = Table(
    "transitions",
    ("source", "target"),
    "a move between two steps, or to an outcome",
    (
        _number("probability", "the share that makes this move", 0, 1),
        _number("count", "how many were seen to make it", 0),
        Column("assumed", BOOL, "not measured"),
    ),
)
PERSONAS = Table(
    "personas",
    ("persona",),
    "a composite of one segment",
    (
        _text("name", "what the persona is called"),
        _text("job", "what they do"),
        _text("demographics", "age, household, place"),
        _text("quote", "a sentence they would say"),
        _text("goals", "what they want"),
        _text("challenges", "what stands in their way"),
        _text("values", "what they hold dear"),
        _text("fears", "what they are afraid of"),
        _text("marketing_message", "how to speak to them"),
        _text("elevator_pitch", "the offer in one breath"),
        _number("share", "the share of customers they stand for", 0, 1),
        Column("n", INTEGER, "how many customers the share rests on", low=0),
        Column("traits", TEXTS, "traits with a mark of 1 to 5, as “name: 4”"),
        _text("kind", "what kind of persona it is", ("primary", "secondary", "anti", "hypothesis")),
        _text("colour", "its colour, as #rrggbb"),
        _text("source", "where it comes from"),
        _text("author", "who wrote it", AUTHORS),
    ),
)
EVIDENCE = Table(
    "evidence",
    ("evidence",),
    "something observed",
    (
        _ref("card", "cards", "the card it supports"),
        _ref("step", "steps", "the step it supports"),
        _text("kind", "how it was observed", EVIDENCE_KINDS),
        _text("text", "what was observed"),
        _text("source", "where it comes from"),
        Column("date", DATE, "when it was observed"),
        Column("n", INTEGER, "how many it rests on", low=0),
        _number("sentiment", "how good it sounds, -1 to 1", -1, 1),
        _ref("lane", "lanes", "the lane of the cell it supports, beside the step"),
        _text("author", "who wrote it", AUTHORS),
    ),
)
PROPOSITION = Table(
    "propositions",
    ("proposition",),
    "one entry of a value proposition canvas",
    (
        _text("kind", "which field of the canvas it stands in", PROPOSITIONS),
        _text("text", "what it says"),
        _ref("persona", "personas", "whose job, pain or gain it is"),
        _ref("answers", "propositions", "the job, pain or gain that a product, reliever or creator answers"),
        _ref("card", "cards", "the card it belongs to"),
    ),
)
WAIVERS = Table(
    "waivers",
    ("waiver",),
    "a finding of the checks that is silenced, with the reason",
    (
        _text("code", "the code of the rule"),
        _text("row", "the id of the row it is silenced for; nothing for the whole map"),
        _text("reason", "why it may stay"),
    ),
)
IMPROVEMENTS = Table(
    "improvements",
    ("improvement",),
    "something we could do",
    (
        _text("name", "what it is called"),
        _ref("card", "cards", "the card it answers"),
        _ref("step", "steps", "the step it changes"),
        _text("lever", "what it moves"),
        _number("low", "a low guess of its effect"),
        _number("likely", "the likely effect"),
        _number("high", "a high guess of its effect"),
        _text("unit", "the unit of the effect"),
        _number("adoption", "the share it reaches", 0, 1),
        _number("cost", "what it costs", 0),
        _text("effort", "the effort it takes"),
        _text("team", "who would do it"),
        _text("status", "how far it is"),
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
