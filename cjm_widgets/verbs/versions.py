"""Versions of a map: what changed, two merged into one, and the way back across saves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from .held import Held

if TYPE_CHECKING:
    from cjm_widgets.formats.journal import Shelf
    from cjm_widgets.formats.versions import Diff, Merge


class Versions(Held):
    """``diff``, ``merge``, ``disconnects``, ``snapshot``, ``snapshots``, ``restore``."""

    _shelf: Shelf | None

    def diff(self, other: Versions) -> Diff:
        """What changed from this map to another, one row a change: added, removed, moved, re-scored, re-worded, changed.

        >>> a, b = cjm.JourneyMap(title="A"), cjm.JourneyMap(title="B")
        >>> a.diff(b)[["table", "column", "kind"]].values.tolist()
        [['meta', 'title', 're-worded']]
        """
        from cjm_widgets.formats import versions

        self._now(), other._now()
        return versions.diff(self._file(), other._file())

    def changes_since(self, other: Versions) -> dict[str, dict[str, str]]:
        """What changed since another map, for a grid to mark: ``rows`` and ``cells`` by place, each with its kind.

        ``JourneyGrid(m, since=other)`` draws it.
        """
        lanes = {lane.column: lane.id for lane in self._bound.source.lanes() if lane.column}
        out: dict[str, dict[str, str]] = {"rows": {}, "cells": {}}
        for table, id_, column, kind in other.diff(self)[["table", "id", "column", "kind"]].itertuples(
            index=False
        ):
            if id_ is None or table == "meta":
                continue
            if column is None:
                out["rows"][f"{table}\0{id_}"] = kind
            else:
                out["cells"][
                    f"{table}\0{id_}\0{lanes.get(column, column) if table == 'steps' else column}"
                ] = kind
        return out

    def merge(self, base: Versions, theirs: Versions) -> Merge:
        """Take in what ``theirs`` changed since ``base``; what both changed stays ours and is listed in ``.conflicts``.

        The map holds the result, and it can be undone. ``merge(...).take("theirs")`` gives it with other choices.
        """
        from cjm_widgets.formats import versions

        for one in (self, base, theirs):
            one._now()
        done = versions.merge(base._file(), self._file(), theirs._file())
        self._become(done.map_file)
        return done

    def disconnects(self, future: Versions) -> pd.DataFrame:
        """Where this map and the one that is aimed at differ (R5), the widest gap first."""
        from cjm_widgets.frames import versions

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
