"""What the blueprint says of the service behind a map: where it fails, what passes between teams, where customers wait."""

from __future__ import annotations

import pandas as pd

from .held import Held


class Service(Held):
    """``fmea``, ``handoffs``, ``owners``, ``waits``."""

    def fmea(self) -> pd.DataFrame:
        """Where the service can fail, worst first, a row per card: what goes wrong, ``risk``, how it is put right, what is ``missing``.

        ``risk`` is likelihood x failure_impact, 1 to 100; ``risk_priority`` that x detection, 1 to 1000 (IEC 60812, AIAG).

        >>> m = cjm.JourneyMap.from_template("classic")
        >>> m.cards.loc["lost", ["text", "fail_point", "likelihood", "failure_impact"]] = ["Parcel lost", True, 2, 9]
        >>> m.fmea()[["risk", "missing"]].values.tolist()
        [[18, 'failure_mode; recovery']]
        """
        from cjm_widgets.frames import failures

        tables = self._now()
        return failures.fmea(tables["cards"], tables["links"])

    def handoffs(self, by: str = "pair") -> pd.DataFrame:
        """The links between cards of different teams, by ``pair`` (giver, receiver, how many, waits on them) or by ``team``.

        By team: how much comes in, goes out and stays. ``attrs["total"]`` is how many there are in all.

        >>> cjm.JourneyMap.from_template("classic").handoffs().attrs["total"]
        0
        """
        from cjm_widgets.frames import handoffs

        tables = self._now()
        return handoffs.chosen(tables["cards"], tables["links"], by)

    def owners(self) -> pd.DataFrame:
        """The cards where another team acts than the customer believes: ``team`` and ``perceived_team`` beside each other.

        >>> cjm.JourneyMap.from_template("classic").owners().empty
        True
        """
        from cjm_widgets.frames import handoffs

        return handoffs.owners(self._now()["cards"])

    def waits(self, variant: str | None = None) -> pd.DataFrame:
        """Each wait by step and card; their sum along the happy way, or the way named ``variant``, in ``attrs["wait"]``.

        ``attrs["duration"]`` is the time the steps themselves take: the two are never added up.

        >>> m = cjm.JourneyMap.from_template("classic")
        >>> m.steps.loc[m.steps.index[0], "wait"] = pd.Timedelta("5min")
        >>> m.waits().attrs["wait"], m.waits().attrs["way"]
        (Timedelta('0 days 00:05:00'), 'all steps')
        """
        from cjm_widgets.frames import waits

        tables = self._now()
        return waits.waits(tables["cards"], tables["steps"], tables["transitions"], variant)
