"""What every diagram of a map is made of: boxes for cards, steps and stages, and arrows between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.formats.exchange.outline import Outline
from cjm_widgets.frames.reading import as_text, column, ends

CARRIED = {
    "meta": ("title",),
    "stages": ("name",),
    "steps": ("name", "stage"),
    "cards": ("step", "lane", "text"),
    "lanes": ("*",),
    "links": ("kind", "text"),
    "transitions": ("probability", "count"),
}
"""What the diagrams have room for."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow between two boxes, by their ids, and the word on it."""

    start: str
    end: str
    text: str


def arrows(held: MapFile, shown: Outline) -> Iterator[Arrow]:
    """The links between cards; between steps the moves that were told, and where there are none the order of the steps."""
    cards = {card.id for step in shown.steps for card in step.cards}
    steps = [step.id for step in shown.steps]
    links = held.tables.get("links")
    if links is not None and len(links):
        both = ends(links)
        for source, target, text, kind in zip(
            both["source"], both["target"], column(links, "text"), column(links, "kind"), strict=True
        ):
            if source in cards and target in cards:
                yield Arrow(
                    f"card-{source}",
                    f"card-{target}",
                    as_text(text) or as_text(kind) or "" if text is not None else "",
                )
    moves = held.tables.get("transitions")
    told = False
    if moves is not None and len(moves):
        both = ends(moves)
        for source, target in zip(both["source"], both["target"], strict=True):
            if source in steps and target in steps:
                told = True
                yield Arrow(f"step-{source}", f"step-{target}", "")
    if not told:
        yield from (Arrow(f"step-{a}", f"step-{b}", "") for a, b in pairwise(steps))


def one_line(text: str) -> str:
    """A text in one line without control characters."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in text).split())
