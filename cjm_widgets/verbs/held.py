"""What every verb may use of a map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from cjm_widgets.frames.live import Bound

if TYPE_CHECKING:
    from cjm_widgets.formats.cjm_file import MapFile


class Held:
    """A map as its verbs see it: its tables, its metadata, and the session that edits them."""

    meta: dict[str, Any]
    path: Path | None
    _bound: Bound

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """All tables by name."""
        raise NotImplementedError

    def _file(self) -> MapFile:
        """The map as a file holds it."""
        raise NotImplementedError

    def _become(self, held: MapFile) -> None:
        """Hold what a file holds, as one change that can be undone."""
        raise NotImplementedError

    def _ids(self) -> dict[str, list[str]]:
        """The ids pages know the rows by, table by table."""
        return {name: table.keys.ids() for name, table in self._bound.source.tables.items()}

    def _now(self) -> dict[str, pd.DataFrame]:
        """The tables, with what Python changed taken in."""
        self._bound.session.pull()
        return self.tables
