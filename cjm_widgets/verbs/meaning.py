"""What a map rests on, how it feels, and what comes first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from cjm_widgets.model import schema

from .held import Held


class Meaning(Held):
    """``reliability``, ``coverage``, ``support``, ``emotions``, ``priorities``."""

    def reliability(self, **how: Any) -> pd.DataFrame:
        """What each card rests on: researched, partly or assumed, with n, kinds, age and reliability from 0 to 1.

        docs/evidence.md says how it is judged; ``how`` is ``today``, ``stale_after`` and ``weights``.

        >>> cjm.JourneyMap.from_template("classic").reliability().empty
        True
        """
        from cjm_widgets.frames import evidence

        tables = self._now()
        return evidence.state(tables["cards"], tables["evidence"], steps=tables["steps"], **how)

    def coverage(self, measure: str = "share", **how: Any) -> pd.DataFrame:
        """A matrix, lanes down and steps across: the share of claims that are researched, or another measure."""
        from cjm_widgets.frames import coverage

        tables = self._now()
        parts = (tables[name] for name in ("cards", "evidence", "steps", "lanes"))
        return coverage.coverage(*parts, measure=measure, **how)

    def support(
        self, card: str | None = None, *, step: str | None = None, lane: str | None = None
    ) -> pd.DataFrame:
        """The rows of evidence behind a card, a step, or a cell (``step`` and ``lane``)."""
        from cjm_widgets.frames import evidence

        tables = self._now()
        return evidence.support(
            tables["evidence"], tables["cards"], card=card, step=step, lane=lane, steps=tables["steps"]
        )

    def emotions(self) -> pd.DataFrame:
        """Each curve in figures: lowest point, peak, end, peak-end score, range and variability; a row per curve."""
        from cjm_widgets.frames import feelings

        tables = self._now()
        return feelings.emotions(tables["steps"], tables["personas"], self.meta)

    def priorities(self, method: str = "rice", **how: Any) -> pd.DataFrame:
        """The opportunities, best first: ``rice``, ``ice``, ``wsjf``, ``value``, ``kano``, or ``formula="reach * impact / work"``.

        ``table="improvements"`` ranks those instead. docs/priorities.md has the formulas; a missing input is named.
        """
        from cjm_widgets.frames import priorities

        return priorities.score(self._ranked(how), method, **how)

    def segment(
        self,
        rows: pd.DataFrame,
        by: Any = None,
        *,
        columns: Sequence[str] | None = None,
        k: int | Sequence[int] = (3, 4, 5),
        seed: int = 0,
        source: str = "",
    ) -> pd.DataFrame:
        """Personas from your own rows, put into ``personas`` with share and n; it can be undone.

        ``by`` is a column, or ``{name: condition or mask}``; without it the rows are clustered (extra ``cluster``), with
        ``attrs["tried"]`` saying how good and how stable each k was. Gives the personas with intervals of their shares.
        """
        from cjm_widgets.frames import segments

        if by is not None:
            made = segments.from_filter(rows, by, columns=columns, source=source)
        else:
            found = segments.from_clusters(rows, columns, k=k, seed=seed, source=source)
            made = found.personas
            made.attrs["tried"] = found.tried
        kept = [c for c in made.columns if schema.TABLES["personas"].column(c) is not None]
        self.personas = made[kept].copy()
        return made

    def stability(self, method: str = "rice", **how: Any) -> pd.DataFrame:
        """How sure the ranking is where scores are uncertain: chances of rank 1 and top 3, mean rank, 90 % interval."""
        from cjm_widgets.frames import ranking

        return ranking.stability(self._ranked(how), method, **how)

    def _ranked(self, how: dict[str, Any]) -> pd.DataFrame:
        from cjm_widgets.frames import priorities

        tables = self._now()
        table = how.pop("table", None)
        return tables[table] if table else priorities.opportunities(tables["cards"], tables["lanes"])
