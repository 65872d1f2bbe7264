"""The tables of a journey map, declared as data: names, types, allowed values, texts.

Everything else that must know a column (frames, the file, the page, the docs) reads it here.
This module knows only the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass

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

KINDS = ("cards", "text", "chips", "number", "flag", "duration", "time", "emotion")
"""How a lane draws its cells."""

ROLES = (
    "actions",
    "thoughts",
    "motivations",
    "questions",
    "obstacles",
    "needs",
    "goals",
    "touchpoints",
    "channels",
    "emotion",
    "pain_points",
    "gains",
    "opportunities",
    "quotes",
    "metric",
    "evidence",
    "frontstage",
    "backstage",
    "support",
    "other",
)
"""What a lane means, apart from its label."""

SIDES = ("evidence", "customer", "frontstage", "backstage", "support")
PLACES = ("on-site", "off-site", "online", "phone", "in person", "marketing")
BARRIERS = ("structural", "cost", "process", "uncertainty")
STATES = ("current", "future", "draft", "hypothesis")
LINK_KINDS = ("sequence", "trigger", "needs", "message")
EVIDENCE_KINDS = (
    "interview",
    "survey",
    "analytics",
    "ticket",
    "review",
    "observation",
    "assumption",
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
        _text("quote", "what a customer said of it, unaltered"),
    ),
)
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
    t.name: t for t in (STAGES, STEPS, LANES, CARDS, LINKS, TRANSITIONS, PERSONAS, EVIDENCE, IMPROVEMENTS)
}
"""The tables in the order they are written."""

META = ("title", "objective", "scenario", "persona", "state", "updated", "teams", "language")
"""The metadata the package knows; the user's own is kept beside it."""
