"""Links between cards and moves between steps of a document, read for showing: in order, in words, bounded.

Standard library only; it knows neither HTML nor a terminal.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .words import clean, number, words

MOST = 200
"""How many links, and how many moves, are shown at most."""

_SIDES = {"evidence": 0, "customer": 0, "frontstage": 1, "backstage": 2, "support": 3}
_LINES = ("interaction", "visibility", "internal")
LINES = {
    "interaction": "Line of interaction",
    "visibility": "Line of visibility",
    "internal": "Line of internal interaction",
}
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """A link as a reader is told it: from, kind, to, and when it is taken; ``source`` is the id of the card it leaves."""

    source: str
    start: str
    kind: str
    end: str
    when: str


@dataclass(frozen=True, slots=True)
class Move:
    """A move as a reader is told it: from, how it leads on, to, the share that takes it, and all that is known; ``source`` is the step's id."""

    source: str
    start: str
    way: str
    end: str
    share: str
    known: str


@dataclass(frozen=True, slots=True)
class Connections:
    """What is shown of links and moves, and how many there are in all."""

    links: list[Link] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    link_count: int = 0
    move_count: int = 0

    def leaving(self, card: str) -> list[Link]:
        """The links that leave a card."""
        return [link for link in self.links if link.source == card]


def connections(
    links: Sequence[Row],
    moves: Sequence[Row],
    cards: Iterable[Row],
    steps: Sequence[Row],
    lanes: Sequence[Row],
) -> Connections:
    """Links in the order of the cards they leave, moves in the order of their steps; those between what is shown.

    >>> cards = [{"id": "a", "text": "Asks", "step": "s"}, {"id": "b", "text": "Answers", "step": "s"}]
    >>> found = connections([{"source": "a", "target": "b", "kind": "trigger"}], [], cards, [{"id": "s"}], [])
    >>> found.links[0].start, found.links[0].kind, found.links[0].end
    ('Asks', 'trigger', 'Answers')
    """
    places = {step.get("id"): at for at, step in enumerate(steps)}
    rows = {lane.get("id"): at for at, lane in enumerate(lanes)}
    shown = [card for card in cards if card.get("step") in places]
    order = sorted(shown, key=lambda card: (places[card.get("step")], rows.get(card.get("lane"), len(rows))))
    at = {card.get("id"): (n, _said(card, "text")) for n, card in enumerate(order)}
    named = [row for row in links if row.get("source") in at and row.get("target") in at]
    named.sort(key=lambda row: (at[row["source"]][0], at[row["target"]][0]))
    told = [_link(row, at[row["source"]][1], at[row["target"]][1]) for row in named[:MOST]]
    names = {step.get("id"): _said(step, "name") for step in steps}
    walked = [row for row in moves if row.get("source") in places]
    walked.sort(key=lambda row: (places[row["source"]], places.get(row.get("target"), len(places))))
    return Connections(told, [_move(row, names, places) for row in walked[:MOST]], len(links), len(moves))


def line_above(lanes: Sequence[Row]) -> list[str]:
    """For each lane the line that is drawn above it, where the side of the service changes: a name of ``LINES``, or nothing.

    >>> line_above([{"side": "customer"}, {"side": "backstage"}, {"side": "frontstage"}, {"side": "support"}])
    ['', 'visibility', '', 'internal']
    """
    out: list[str] = []
    last: int | None = None
    for lane in lanes:
        side = _SIDES.get(str(lane.get("side") or ""))
        out.append(_LINES[side - 1] if side and last is not None and side > last else "")
        last = last if side is None else max(last or 0, side)
    return out


def arrow(link: Link) -> str:
    """A link as its card shows it.

    >>> arrow(Link("a", "Asks", "needs", "CRM", "after six"))
    '→ CRM, needs: after six'
    """
    head, both, _ = link.kind.partition(", both ways")
    return f"{'↔' if both else '→'} {link.end}, {head}" + (f": {link.when}" if link.when else "")


def _link(row: Row, start: str, end: str) -> Link:
    kind = (words(row.get("kind"), "text") or "link") + (", both ways" if row.get("both") is True else "")
    said = [clean(words(row.get(name), "text"), 200) for name in ("text", "condition")]
    return Link(str(row["source"]), start, clean(kind, 60), end, "; ".join(dict.fromkeys(filter(None, said))))


def _move(row: Row, names: Mapping[Any, str], places: Mapping[Any, int]) -> Move:
    source, target = row["source"], row.get("target")
    there, here = places.get(target), places[source]
    if there is None:
        way, end = "leaves to", clean("" if target is None else target, 200)
    else:
        way = "goes on to" if there == here + 1 else "skips to" if there > here else "returns to"
        end = names[target]
    share = _percent(_number(row.get("probability")))
    return Move(str(source), names[source], way, end, share, "; ".join(_known(row, share)))


def _known(row: Row, share: str) -> list[str]:
    """What is known of a move, in words: its share, how many, whether it was measured, the plan, the ways it is on."""
    planned, count = (_number(row.get(name)) for name in ("planned", "count"))
    assumed = "assumed" if row.get("assumed") is True else ""
    said = [", ".join(filter(None, (share, assumed)))] if share or assumed else []
    said += [] if planned is None else [f"{_percent(planned)} planned"]
    said += [] if count is None else [f"seen {number(count)} times"]
    ways = row.get("variants")
    named = [ways] if isinstance(ways, str) and ways else ways if isinstance(ways, list | tuple) else []
    return said + ([clean(f"on the way {', '.join(map(str, named))}", 200)] if named else [])


def _percent(share: float | None) -> str:
    return "" if share is None else f"{number(100 * share)}%"


def _number(value: Any) -> float | None:
    fits = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return value if fits else None


def _said(row: Row, column: str) -> str:
    return clean(words(row.get(column), "text") or row.get("id"), 100)
