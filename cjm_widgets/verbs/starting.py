"""A map to start from that is already full."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Self

import pandas as pd

from cjm_widgets.model.errors import DataError

from .held import Held

if TYPE_CHECKING:
    from cjm_widgets.formats.cjm_file import MapFile


class Starting(Held):
    """``from_sample``."""

    @classmethod
    def _of(cls, held: MapFile) -> Self:
        """The map of a file."""
        raise NotImplementedError

    @classmethod
    def from_frame(cls, frame: pd.DataFrame, *, title: str = "", **said: str | None) -> Self:
        """The map in a table."""
        raise NotImplementedError

    @classmethod
    def from_sample(cls, name: str) -> Self:
        """A copy of a sample map, all of it made up: ``DataError`` names those there are.

        ``coffee_shop``, ``clinic_visit``, ``loan`` and ``meal_kit_blueprint`` are service blueprints with links, fail
        points and moves; ``meal_kit`` is a journey without. ``meta["about"]`` says what was invented, and how.

        >>> m = cjm.JourneyMap.from_sample("coffee_shop")
        >>> len(m.steps), m.links["kind"].nunique()
        (9, 5)
        """
        from cjm_widgets import samples

        found = samples.MAPS.get(str(name).replace("-", "_").replace(" ", "_"))
        if found is None:
            near = difflib.get_close_matches(str(name).lower(), samples.MAPS, 1)
            meant = f" Did you mean {near[0]!r}?" if near else ""
            raise DataError(
                f"There is no sample {name!r}.{meant} Samples: {', '.join(sorted(samples.MAPS))}."
            )
        return cls._of(found())
