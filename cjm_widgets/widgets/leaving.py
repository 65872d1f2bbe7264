"""What a grid says where pandas would not change a frame in place: the names that hold the one before are offered the changed one."""

from __future__ import annotations

from functools import partial

import pandas as pd

from cjm_widgets.frames import live
from cjm_widgets.frames.source import Source

from .door import Door

NOTICE = "left"


class Leaving:
    """The notice of one grid. Names are bound when a person says so, never otherwise."""

    def __init__(self, source: Source) -> None:
        self._told = _count(source)
        self._offered = False

    def changed(self, door: Door, source: Source) -> None:
        """After a change: say so where a frame was left behind by it."""
        count, self._told = self._told, _count(source)
        if self._told > count:
            self._say(door, source)

    def after_cell(self, door: Door, source: Source) -> None:
        """Take the offer away where no name holds a frame before any more."""
        if self._offered and not live.left_names(source):
            self._offered = False
            door.notice(NOTICE, "")

    def _say(self, door: Door, source: Source) -> None:
        names, pandas = live.left_names(source), f"pandas {pd.__version__}"
        self._offered = bool(names)
        if names:
            named = _listed([f"“{name}”" for name in names])
            text = (
                f"{named} could not be changed in place by {pandas}. This map and grid.df have the changed DataFrame, "
                f"{named} still {'is' if len(names) == 1 else 'are'} the one before."
            )
            bind = f"Bind {_listed(names)} to the changed frame"
            act = partial(self._act, door, source)
            door.notice(NOTICE, text, "warning", act, bind=bind, keep="Leave it as it is")
        elif source.kind != "map":  # the tables of a map are looked up, so no name is needed
            text = f"This DataFrame could not be changed in place by {pandas}: the changed one is grid.df."
            door.notice(NOTICE, text, "warning", ok="OK")

    def _act(self, door: Door, source: Source, action: str) -> None:
        self._offered = False
        door.notice(NOTICE, "")
        if action != "bind":
            return
        done, kept = live.bind_names(source)
        if kept:
            text = f"{_listed([f'“{name}”' for name in kept])} was written to in Python meanwhile and is left as it is"
            door.notice(NOTICE, f"{text}: the DataFrame of this map is grid.df.", "warning", ok="OK")
        elif not done:
            text = (
                "No name holds the DataFrame before any more, so none was bound: the changed one is grid.df."
            )
            door.notice(NOTICE, text, ok="OK")


def _count(source: Source) -> int:
    return sum(len(table.left) for table in source.tables.values())


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
