"""The tables around a map: who it is for, what it rests on, what is offered and what could be done. Standard library only."""

from __future__ import annotations

from .allowed import AUTHORS, EVIDENCE_KINDS, LEVERS, PROPOSITIONS, UNITS
from .columns import BOOL, DATE, INTEGER, TEXTS, Column, Table, number, ref, text

PERSONAS = Table(
    "personas",
    ("persona",),
    "a composite of one segment",
    (
        text("name", "what the persona is called"),
        text("job", "what they do"),
        text("demographics", "age, household, place"),
        text("quote", "a sentence they would say"),
        text("goals", "what they want"),
        text("challenges", "what stands in their way"),
        text("values", "what they hold dear"),
        text("fears", "what they are afraid of"),
        text("marketing_message", "how to speak to them"),
        text("elevator_pitch", "the offer in one breath"),
        number("share", "the share of customers they stand for", 0, 1),
        Column("n", INTEGER, "how many customers the share rests on", low=0),
        Column("traits", TEXTS, "traits with a mark of 1 to 5, as “name: 4”"),
        text("kind", "what kind of persona it is", ("primary", "secondary", "anti", "hypothesis")),
        text("colour", "its colour, as #rrggbb"),
        text("source", "where it comes from"),
        text("author", "who wrote it", AUTHORS),
    ),
)
EVIDENCE = Table(
    "evidence",
    ("evidence",),
    "something observed",
    (
        ref("card", "cards", "the card it supports"),
        ref("step", "steps", "the step it supports"),
        text("kind", "how it was observed", EVIDENCE_KINDS),
        text("text", "what was observed"),
        text("source", "where it comes from"),
        Column("date", DATE, "when it was observed"),
        Column("n", INTEGER, "how many it rests on", low=0),
        number("sentiment", "how good it sounds, -1 to 1", -1, 1),
        ref("lane", "lanes", "the lane of the cell it supports, beside the step"),
        text("author", "who wrote it", AUTHORS),
    ),
)
PROPOSITION = Table(
    "propositions",
    ("proposition",),
    "one entry of a value proposition canvas",
    (
        text("kind", "which field of the canvas it stands in", PROPOSITIONS),
        text("text", "what it says"),
        ref("persona", "personas", "whose job, pain or gain it is"),
        ref("answers", "propositions", "the job, pain or gain that a product, reliever or creator answers"),
        ref("card", "cards", "the card it belongs to"),
    ),
)
WAIVERS = Table(
    "waivers",
    ("waiver",),
    "a finding of the checks that is silenced, with the reason",
    (
        text("code", "the code of the rule"),
        text("row", "the id of the row it is silenced for; nothing for the whole map"),
        text("reason", "why it may stay"),
    ),
)
OUTCOMES = Table(
    "outcomes",
    ("outcome",),
    "an end of the journey",
    (
        text("name", "what it is called"),
        Column("success", BOOL, "the end the service is there for"),
        number("value", "what one journey that ends here is worth, in the map's currency"),
    ),
)
IMPROVEMENTS = Table(
    "improvements",
    ("improvement",),
    "something we could do",
    (
        text("name", "what it is called"),
        ref("card", "cards", "the card it answers"),
        ref("step", "steps", "the step it changes"),
        text("lever", "what it moves", LEVERS),
        number("low", "a low guess of its effect"),
        number("likely", "the likely effect"),
        number("high", "a high guess of its effect"),
        text("unit", "how the effect is said", UNITS),
        number("adoption", "the share it reaches", 0, 1),
        number("cost", "what it costs", 0),
        text("effort", "the effort it takes"),
        text("team", "who would do it"),
        text("status", "how far it is"),
        text("towards", "the step or outcome the move goes to, where the lever is a move"),
        number("work", "the work it takes of its team, in the team's own unit", 0),
        Column("needs", TEXTS, "the improvements it cannot do without"),
        Column("excludes", TEXTS, "the improvements that cannot be done beside it"),
    ),
)
