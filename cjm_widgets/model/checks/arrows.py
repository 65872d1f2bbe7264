"""Links between cards and moves between steps as checks read them. Standard library only; nothing here judges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cjm_widgets.model.document import Row

from .values import text


@dataclass(frozen=True, slots=True)
class Arrow:
    """A link or a move in one direction: a link that goes both ways is two of them."""

    id: str
    source: str
    target: str
    kind: str
    row: Row


def arrows(rows: Iterable[tuple[str, Row]]) -> Iterator[Arrow]:
    """The arrows of a table that name both ends."""
    for id_, row in rows:
        source, target, kind = text(row.get("source")), text(row.get("target")), text(row.get("kind"))
        if source and target:
            yield Arrow(id_, source, target, kind, row)
            if row.get("both") is True:
                yield Arrow(id_, target, source, kind, row)


def out_of(found: Iterable[Arrow]) -> Mapping[str, tuple[Arrow, ...]]:
    """The arrows that leave each end."""
    held: dict[str, list[Arrow]] = defaultdict(list)
    for arrow in found:
        held[arrow.source].append(arrow)
    return {source: tuple(arrows) for source, arrows in held.items()}


def reached(starts: Iterable[str], leaving: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Where one comes to from the starts, the starts among them."""
    seen = set(starts)
    todo = list(seen)
    while todo:
        fresh = [end for end in leaving.get(todo.pop(), ()) if end not in seen]
        seen.update(fresh)
        todo += fresh
    return frozenset(seen)


def variants(row: Row) -> tuple[str, ...]:
    """The named ways a move belongs to; a list is read as a text here."""
    return tuple(name.strip() for name in text(row.get("variants")).split(",") if name.strip())
