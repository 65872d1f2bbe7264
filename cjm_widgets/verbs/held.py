"""What every verb may use of a map."""

from __future__ import annotations

from collections import UserDict
from collections.abc import MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from cjm_widgets.frames.live import Bound
from cjm_widgets.model import schema
from cjm_widgets.model.errors import DataError

if TYPE_CHECKING:
    from cjm_widgets.formats.cjm_file import MapFile


class Tables(UserDict[str, pd.DataFrame]):
    """The tables of a map by name. What is put in or taken out here is so in the map."""

    def __init__(self, held: Held, frames: dict[str, pd.DataFrame]) -> None:
        self.data, self._held = frames, held

    def __setitem__(self, name: str, frame: pd.DataFrame) -> None:
        self._held[name] = frame
        self.data[name] = frame

    def __delitem__(self, name: str) -> None:
        del self._held[name]
        del self.data[name]


class Held:
    """A map as its verbs see it: its tables, its metadata, and the session that edits them."""

    meta: dict[str, Any]
    path: Path | None
    _own: dict[str, pd.DataFrame]
    _bound: Bound

    @property
    def tables(self) -> MutableMapping[str, pd.DataFrame]:
        """All tables by name."""
        raise NotImplementedError

    def __setitem__(self, name: str, frame: pd.DataFrame) -> None:
        """Put a table of that name into the map."""
        raise NotImplementedError

    def __delitem__(self, name: str) -> None:
        """Take a table of one's own out of the map. ``DataError`` for one that belongs to every map."""
        if name in schema.TABLES:
            raise DataError(f"{name} belongs to every map. Empty it: m.{name} = m.{name}.iloc[:0].", name)
        del self._own[name]

    def _file(self) -> MapFile:
        """The map as a file holds it."""
        raise NotImplementedError

    def _become(self, held: MapFile) -> None:
        """Hold what a file holds, as one change that can be undone."""
        raise NotImplementedError

    def _ids(self) -> dict[str, list[str]]:
        """The ids pages know the rows by, table by table."""
        return {name: table.keys.ids() for name, table in self._bound.source.tables.items()}

    def _now(self) -> MutableMapping[str, pd.DataFrame]:
        """The tables, with what Python changed taken in."""
        self._bound.session.pull()
        return self.tables
