"""Orders of ids: from one to another with the fewest moves, and three woven into one. Standard library only."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

Place = tuple[str, str | None]
"""An id and the one it is put in front of; None puts it at the end."""


@dataclass(frozen=True, slots=True)
class Steps:
    """From one order to another: remove, then move, then insert, each in this order."""

    removed: tuple[str, ...] = ()
    moved: tuple[Place, ...] = ()
    inserted: tuple[Place, ...] = ()


def steps(old: Sequence[str], new: Sequence[str]) -> Steps:
    """What makes one order of the other, with as few moves as can be.

    >>> steps(["a", "b", "c"], ["c", "a", "d"])
    Steps(removed=('b',), moved=(('a', None),), inserted=(('d', None),))
    """
    there, here = set(old), set(new)
    kept = [id_ for id_ in old if id_ in here]
    place = {id_: i for i, id_ in enumerate(id_ for id_ in new if id_ in there)}
    stay = {kept[i] for i in longest_rise([place[id_] for id_ in kept])}
    moved: list[Place] = []
    inserted: list[Place] = []
    following: str | None = None
    following_old: str | None = None
    # From the end to the start: what a row is put in front of then stands where it will. Moves are told before
    # insertions, so they name rows that were there already.
    for id_ in reversed(new):
        if id_ not in there:
            inserted.append((id_, following))
        elif id_ not in stay:
            moved.append((id_, following_old))
        following, following_old = id_, id_ if id_ in there else following_old
    return Steps(tuple(id_ for id_ in old if id_ not in here), tuple(moved), tuple(inserted))


def follow(old: Sequence[str], told: Steps) -> tuple[str, ...]:
    """The order that the steps lead to.

    >>> follow(["a", "b", "c"], steps(["a", "b", "c"], ["c", "a", "d"]))
    ('c', 'a', 'd')
    """
    chain = Chain(old)
    for id_ in told.removed:
        chain.take(id_)
    for id_, before in told.moved:
        chain.take(id_)
        chain.put(id_, before)
    for id_, before in told.inserted:
        chain.put(id_, before)
    return tuple(chain)


def weave(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], kept: Collection[str]
) -> tuple[str, ...]:
    """The ids in ``kept`` in one order that holds what both sides did to the order of ``base``.

    It is our order. What only they moved or added goes in front of the row it stands in front of in theirs, rows that
    we moved passed over. Where both moved a row, ours is its place; where both put rows in one place, ours come first.

    >>> weave("ac", "abc", "xacy", {*"abcxy"})
    ('x', 'a', 'b', 'c', 'y')
    """
    chain = Chain([id_ for id_ in ours if id_ in kept])
    mine = {id_ for id_, _ in steps(base, ours).moved}
    late = {id_ for id_, _ in steps(base, theirs).moved} - mine
    following: str | None = None
    for id_ in reversed(theirs):
        if id_ not in kept:
            continue
        if id_ not in chain:
            chain.put(id_, following)
        elif id_ in late:
            chain.take(id_)
            chain.put(id_, following)
        if id_ not in mine:
            following = id_
    return tuple(chain)


def longest_rise(values: Sequence[int]) -> list[int]:
    """The positions of a longest increasing run of values: the rows that need not move."""
    tails: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for i, value in enumerate(values):
        k = bisect_left(tails, value)
        back.append(at[k - 1] if k else -1)
        if k == len(tails):
            tails.append(value)
            at.append(i)
        else:
            tails[k], at[k] = value, i
    out = []
    i = at[-1] if at else -1
    while i >= 0:
        out.append(i)
        i = back[i]
    return out[::-1]


class Chain:
    """Ids in an order, of which any is taken out or put in at the same small cost."""

    def __init__(self, ids: Sequence[str]) -> None:
        ring: list[str | None] = [None, *ids]
        self._next: dict[str | None, str | None] = dict(zip(ring, [*ring[1:], None], strict=True))
        self._back: dict[str | None, str | None] = {b: a for a, b in self._next.items()}

    def __contains__(self, id_: str) -> bool:
        return id_ in self._next

    def __iter__(self) -> Iterator[str]:
        at = self._next[None]
        while at is not None:
            yield at
            at = self._next[at]

    def take(self, id_: str) -> None:
        """Take an id out."""
        before, after = self._back.pop(id_), self._next.pop(id_)
        self._next[before], self._back[after] = after, before

    def put(self, id_: str, before: str | None) -> None:
        """Put an id in front of another, or at the end."""
        back = self._back[before]
        self._next[back], self._back[id_] = id_, back
        self._next[id_], self._back[before] = before, id_
