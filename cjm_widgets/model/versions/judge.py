"""Three values to one: what one side changed is taken; where both did, ours, unless it was decided otherwise."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from cjm_widgets.model.order import weave

from .sheets import Json, same

Place = tuple[str, str | None, str | None]
"""Where a conflict is: table (``meta`` for the metadata), row, column; None stands for all of them."""


class _Gone:
    """Stands for what is not there, as None is a value of the metadata."""

    def __repr__(self) -> str:
        return "GONE"


GONE = _Gone()


@dataclass(frozen=True, slots=True)
class Conflict:
    """One place that both sides changed: a cell, or a row, a column or a table that one took out."""

    place: Place
    base: Json
    ours: Json
    theirs: Json


@dataclass(slots=True)
class Judge:
    """Decides, and keeps what could not be decided. ``theirs`` are the places where they are to win."""

    theirs: Collection[Place] = ()
    needed: Collection[Place] = ()
    conflicts: dict[Place, Conflict] = field(default_factory=dict)

    def pick(self, place: Place, base: Json, ours: Json, theirs: Json, loose: bool = False) -> Json:
        """The value that holds both sides' changes; a conflict where none does.

        ``loose`` takes 1 and 1.0 as one, for a column whose dtype a side changed.
        """
        found = settled(base, ours, theirs, loose)
        return found[0] if found else self.clash(place, base, ours, theirs)

    def clash(self, place: Place, base: Json, ours: Json, theirs: Json) -> Json:
        """A conflict, and the side that wins it."""
        told = [None if value is GONE else value for value in (base, ours, theirs)]
        self.conflicts[place] = Conflict(place, *told)
        return theirs if place in self.theirs else ours

    def mapping(
        self,
        table: str,
        prefix: str,
        base: Mapping[str, Json],
        ours: Mapping[str, Json],
        theirs: Mapping[str, Json],
    ) -> dict[str, Json]:
        """Two changed mappings as one, key by key."""
        made = {}
        for key in {**ours, **theirs}:
            values = [side.get(key, GONE) for side in (base, ours, theirs)]
            made[key] = self.pick((table, None, prefix + key), values[0], values[1], values[2])
        kept = {k: v for k, v in made.items() if v is not GONE}
        return {k: kept[k] for k in weave(list(base), list(ours), list(theirs), kept.keys())}


def settled(base: Json, ours: Json, theirs: Json, loose: bool = False) -> tuple[Json] | None:
    """The value both sides agree on, in a tuple, or None where both changed it."""
    for alike in (same, loosely) if loose else (same,):
        if alike(ours, base):
            return (theirs,)
        if alike(theirs, base) or alike(ours, theirs):
            return (ours,)
    return None


def loosely(a: Json, b: Json) -> bool:
    """Whether two values are one but for their type: 1, 1.0 and true are."""
    if isinstance(a, int | float) and isinstance(b, int | float):
        return a == b
    return same(a, b)
