"""Random maps with the texts that break files, all made up, and what a map says apart from its ids."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.formats.exchange.draft import Draft
from cjm_widgets.formats.exchange.outline import outline

TRAPS = [
    "Pays", "Call at 10:30", "C# & #5; done", "a;b", "journey planning", "Journey", "title x", "section 9", "accTitle: x",
    "accDescr { y", "%% no", "a%%b", "100%", "<br>", "a<br/>b", "<script>alert(1)</script>", "&amp;", "#35;", "--- ", " x ",
    "a,b", "two\nlines", "=1+1", "@SUM(A1)", "-2", "+1", "'tis", "| a | b |", "\\n", "`x`", "*b* _i_", "[a](b)", "$x$", "]]>",
    "<!--", "{{a}}", "x -> y", '"q"', "%name%", "Ünboxes 😀", "שלום", "x: 3: y", "# h", "- item", "1. one", "null", "~", "true", "!!tag", "&anchor",
    "*alias", "a  b", "\ttab", "\u00a0", "3", "1e5", "2026-03-01", "journey\nsection", "style a: #b;", "end", "```",
]  # fmt: skip
"""Texts that mean something in one of the formats."""
texts = st.sampled_from(TRAPS) | st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=12
)
names = texts.map(str.strip).filter(bool)


@st.composite
def drafts(draw: Any, lanes: tuple[str, ...] = ("Actions", "Pain points"), actors: bool = False) -> MapFile:
    """A map of a few stages and steps, with cards in some cells, or an actor to some steps."""
    made = Draft(title=draw(names))
    for name in draw(st.lists(names, min_size=1, max_size=3, unique=True)):
        stage = made.stage(name)
        for _ in range(draw(st.integers(0, 3))):
            step = made.step(
                draw(names), stage, emotion=draw(st.none() | st.sampled_from([-2.0, -0.4, 0.0, 1.5, 2.0]))
            )
            for lane in lanes:
                for text in draw(st.lists(names, max_size=2)):
                    made.card(step, made.lane(lane), text)
            for actor in draw(st.lists(names, max_size=2, unique=True)) if actors else ():
                made.card(step, made.lane("Actors", "other"), actor, actor=actor)
    return made.done()


def said(held: MapFile, *parts: str) -> list[Any]:
    """What a map says: title, then stages with their steps; of each step the parts named."""
    shown = outline(held)
    lanes = {lane.id: lane.name for lane in shown.lanes}
    take = {
        "emotion": lambda step: None if step.emotion is None else round(step.emotion, 6),
        "cards": lambda step: sorted((lanes[card.lane], card.text) for card in step.cards),
        "actors": lambda step: [card.more["actor"] for card in step.cards if "actor" in card.more],
    }
    rows = [
        (stage.name, [(step.name, *(take[part](step) for part in parts)) for step in stage.steps])
        for stage in shown.stages
    ]
    return [shown.title, rows]
