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
_BESIDE = frozenset(("metric", "policy", "time", "staff_emotion", "paths"))
_LINES = {"interaction": (0, 1), "visibility": (1, None), "internal": (2, 2)}
"""The level each line lies below, and the level that must be there for it: as js/src/layout/rules.ts has them."""
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
    """For each lane the line that is drawn above it, each once: a name of ``LINES``, or nothing. The twin of js/src/layout/rules.ts.

    >>> line_above([{"role": "actions"}, {"role": "frontstage"}, {"side": "backstage"}, {"side": "support"}])
    ['', 'interaction', 'visibility', 'internal']
    """
    levels = [_level(lane) for lane in lanes]
    open_ = [name for name, (_, needs) in _LINES.items() if needs is None or needs in levels]
    out, last = [""] * len(lanes), None
    for at, level in enumerate(levels):
        if level is None:
            continue
        low, high = sorted((level if last is None else last, level))
        last = level
        out[at] = next((name for name in open_ if low <= _LINES[name][0] < high), "")
        open_ = [name for name in open_ if name != out[at]]
    return out


def _level(lane: Row) -> int | None:
    """0 the customer, 1 what they see us do, 2 what they do not see, 3 what supports it; None on no side."""
    role = str(lane.get("role") or "")
    if role in _BESIDE:
        return None
    return _SIDES.get(role, _SIDES.get(str(lane.get("side") or ""), 0 if role else None))


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
