"""Versions of a map: what changed, two merged into one, and the way back across saves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from .held import Held

if TYPE_CHECKING:
    from cjm_widgets.formats.journal import Shelf
    from cjm_widgets.formats.versions import Diff, Merge


class Versions(Held):
    """``diff``, ``merge``, ``conflicts``, ``settle``, ``disconnects``, ``snapshot``, ``snapshots``, ``restore``."""

    _shelf: Shelf | None

    def diff(self, other: Versions) -> Diff:
        """What changed from this map to another, one row a change: added, removed, moved, re-scored, re-worded, changed.

        >>> a, b = cjm.JourneyMap(title="A"), cjm.JourneyMap(title="B")
        >>> a.diff(b)[["table", "column", "kind"]].values.tolist()
        [['meta', 'title', 're-worded']]
        """
        from cjm_widgets.formats import versions

        _maps("diff", other)
        self._now(), other._now()
        return versions.diff(self._file(), other._file())

    def changes_since(self, other: Versions) -> dict[str, Any]:
        """What changed since another map, for a grid to mark: ``cells``, ``heads`` and the list of ``changes``.

        ``JourneyGrid(m, since=other)`` draws it; ``other.diff(m)`` is the same as a DataFrame.
        """
        from cjm_widgets.formats.versions.places import HEADS, Board, places
        from cjm_widgets.frames.reading import column, texts

        found, then, now = other.diff(self), other._ids(), self._ids()
        cards = self.tables["cards"]
        held = zip(now["cards"], texts(column(cards, "step")), texts(column(cards, "lane")), strict=True)
        board = Board(
            then={name: then[name] for name in HEADS},
            now={name: now[name] for name in HEADS},
            cards={id_: (str(step), str(lane)) for id_, step, lane in held},
            lanes={lane.column: lane.id for lane in self._bound.source.lanes() if lane.column},
        )
        return places(found, board)

    def merge(self, base: Versions, theirs: Versions) -> Merge:
        """Take in what ``theirs`` changed since ``base``; what both changed stays ours, and ``conflicts`` lists it.

        The map holds the result, and it can be undone. ``settle`` decides the conflicts, now or after a save.

        >>> base, ours, theirs = (cjm.JourneyMap(title=t) for t in ("Kit", "Our kit", "Their kit"))
        >>> _ = ours.merge(base, theirs)
        >>> ours.settle("theirs")
        >>> ours.title, len(ours.conflicts)
        ('Their kit', 0)
        """
        from cjm_widgets.formats import versions

        _maps("merge", base, theirs)
        for one in (self, base, theirs):
            one._now()
        done = versions.merge(base._file(), self._file(), theirs._file())
        self._become(done.filed())
        return done

    @property
    def conflicts(self) -> pd.DataFrame:
        """What the last merge, of ``merge`` or of git, left to decide: table, id, column, base, ours, theirs, taken."""
        from cjm_widgets.formats import versions

        return versions.conflicts_of(self.tables)[1]

    def settle(self, side: str | Mapping[Any, str], rows: Any = None) -> None:
        """Decide conflicts: ``settle("theirs")`` all, ``settle("both", [0, 2])`` some, ``settle({0: "base"})`` each its own.

        A side is ours (as it is now), theirs, base, or both (texts and lists). What is decided leaves ``conflicts``; rows
        are named by its index. ``DataError`` where it cannot be done; nothing is changed then.
        """
        from cjm_widgets.formats import versions

        self._now()
        chosen = versions.choices(side, rows, self.conflicts)
        if chosen:
            self._become(versions.settle(self._file(), chosen))

    def disconnects(self, future: Versions) -> pd.DataFrame:
        """Where this map and the one that is aimed at differ (R5), the widest gap first."""
        from cjm_widgets.frames import versions

        _maps("disconnects", future)
        return versions.disconnects(self._now(), future._now())

    def snapshot(self, name: str) -> None:
        """Keep the map as it is now under a name: in the journal beside its file, or in memory until it has one."""
        from cjm_widgets.formats import journal

        self._now()
        if self.path is not None:
            journal.snapshot(self.path, self._file(), name)
            return
        if self._shelf is None:
            self.__dict__["_shelf"] = journal.Shelf()
        self.__dict__["_shelf"].snapshot(self._file(), name)

    @property
    def snapshots(self) -> pd.DataFrame:
        """The versions that can be restored, oldest first: saved ones and named ones."""
        from cjm_widgets.formats import journal

        if self.path is not None:
            return journal.versions(self.path)
        return (self._shelf or journal.Shelf()).versions()

    def restore(self, version: int | str) -> None:
        """Make the map what it was in a version, by number or name. It can be undone; the file is not changed."""
        from cjm_widgets.formats import journal

        held: Any = journal.Shelf() if self._shelf is None else self._shelf
        self._become(journal.restore(self.path, version) if self.path is not None else held.restore(version))


def _maps(verb: str, *given: Any) -> None:
    """``TypeError`` for what is no map, such as its path."""
    for one in given:
        if not isinstance(one, Versions):
            raise TypeError(
                f"m.{verb} takes a JourneyMap, not {type(one).__name__}. JourneyMap.open(path) opens a file, "
                "JourneyMap.from_frame(df) reads a DataFrame."
            )
