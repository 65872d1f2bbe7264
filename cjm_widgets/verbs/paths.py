"""How customers move through the journey."""

from __future__ import annotations

import pandas as pd

from .held import Held


class Paths(Held):
    """``moves``, ``variants``."""

    def moves(self) -> pd.DataFrame:
        """Every move with its share, kind and plan: a row a move, by ``source`` and ``target``.

        ``share`` comes from ``probability``, else from the counts of the step; ``low`` and ``high`` are its 95 % interval
        (Wilson) where counts are known. ``difference`` is share − planned, ``off_plan`` whether the plan lies outside the interval.
        ``kind`` is next, skip, return, again, outcome, or unknown where the source is no step.

        >>> m = cjm.JourneyMap.from_template("classic")
        >>> first, second = m.steps.index[:2]
        >>> m.transitions.loc[(first, second), ["count", "planned"]] = [41, 0.5]
        >>> m.transitions.loc[(first, "left"), "count"] = 59
        >>> m.moves()[["share", "kind", "difference"]].values.tolist()
        [[0.41, 'next', -0.09], [0.59, 'outcome', nan]]
        """
        from cjm_widgets.frames import moves

        tables = self._now()
        return moves.moves(tables["transitions"], tables["steps"])

    def variants(self) -> pd.DataFrame:
        """The named ways through the journey, a row each: the steps in order, the outcome, the share that takes exactly it.

        ``share`` is the product of the shares of its moves; missing, and ``broken`` says why, where the way breaks off.
        A move belongs to the ways that its ``variants`` names: happy, unhappy, exception, or your own.

        >>> m = cjm.JourneyMap.from_template("classic")
        >>> first, second = m.steps.index[:2]
        >>> m.transitions.loc[(first, second), "probability"] = 0.4
        >>> m.transitions.at[(first, second), "variants"] = ["happy"]
        >>> m.variants()[["share", "moves"]].to_dict("index")["happy"]
        {'share': 0.4, 'moves': 1}
        """
        from cjm_widgets.frames import ways

        tables = self._now()
        return ways.variants(tables["transitions"], tables["steps"])
