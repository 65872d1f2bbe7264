"""How a map is drawn, as tables."""

from __future__ import annotations

import pandas as pd

from .held import Held


class Drawing(Held):
    """``swimlanes``."""

    def swimlanes(self, by: str = "team") -> pd.DataFrame:
        """The same cards with a column for each ``team`` or ``actor``, a row per step, as ``Blueprint(m, by="team")`` draws them.

        A cell holds the texts of its cards, one a line. Cards of the customer that name nobody stay in their lane's
        column, ours are in ``No team``. Only lanes that a blueprint draws count. ``DataError`` for another ``by``.

        >>> m = cjm.JourneyMap()
        >>> m.steps.loc["pay", "name"] = "Pays"
        >>> m.lanes.loc["back", ["name", "kind", "role"]] = ["Backstage", "cards", "backstage"]
        >>> m.cards.loc["a", ["step", "lane", "text", "team"]] = ["pay", "back", "Checks for fraud", "Finance"]
        >>> m.swimlanes().to_dict("index")
        {'pay': {'Finance': 'Checks for fraud'}}
        """
        from cjm_widgets.frames import swimlanes

        tables = self._now()
        return swimlanes.swimlanes(tables["cards"], tables["steps"], self._bound.source.lanes(), by)
