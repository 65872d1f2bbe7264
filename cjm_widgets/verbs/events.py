"""Event logs beside a map: measured, drawn as an overlay, taken over where they are believed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cjm_widgets.frames import live
from cjm_widgets.model.errors import DataError

from .adopting import of_survey
from .held import Held
from .putting import put

if TYPE_CHECKING:
    from cjm_widgets.engine.matching.match import Match
    from cjm_widgets.engine.surveys.survey import Survey


class Events(Held):
    """``match``, ``adopt``, ``unmatch``."""

    def match(
        self,
        events: Any,
        case: str | None = None,
        activity: str | None = None,
        at: str | None = None,
        segment: str | None = None,
        *,
        rules: Mapping[Any, Any] | None = None,
        ends: str | Iterable[str] | Mapping[str, str] | None = None,
        count: str = "next",
        quiet: Any = None,
        source: str | None = None,
        **log: Any,
    ) -> Match:
        """Hold an event log beside the map: activities are matched to steps, and what was measured is drawn under the map at once.

        ``events`` is a pandas, polars or Arrow table, a path or glob of Parquet or CSV files, a DuckDB or any ibis table; columns that
        are not named are guessed, and ``notes`` says so. Activities are steps by ``rules``, then by their id or name, where capitals,
        blanks and punctuation do not count. A rule is ``{"payment_done": "pay", "prefix:cart": "basket", "regex:^A_": "apply",
        "url:/product/*": "look", "heartbeat": None}``; None leaves an activity out. What matches nothing is in ``unmatched``.

        ``ends`` names what ends a journey beside the map's outcomes, ``{"pay": "bought"}`` with the outcome reached; what follows in
        the case is cut off. ``count="eventually"`` counts the cases that reach a step some time after, instead of moves. A case without
        an end whose last event is less than ``quiet`` before the log's last is open, not left: "2D", "0s" for none. ``source`` is what the
        log is called; ``log`` goes to ``engine.logs.log`` (zone, session, duplicates, memory, backend; ``done``, the column with the time of
        completion, or ``lifecycle``, that of starts and completions: ``spent`` then parts working from waiting). The map itself does not
        change: ``m.adopt(...)`` takes numbers over. ``DataError`` says what keeps a log from being read.

        >>> m = cjm.JourneyMap()
        >>> m.steps = pd.DataFrame({"name": ["See", "Check out"]}, index=["see", "pay"])
        >>> log = pd.DataFrame({"case": [1, 1, 2], "activity": ["see", "check-out", "SEE"], "at": pd.to_datetime(["2026-05-01"] * 3)})
        >>> m.match(log).report[["activity", "step", "how"]].values.tolist()
        [['SEE', 'see', 'name, folded'], ['check-out', 'pay', 'name, folded'], ['see', 'see', 'id']]
        """
        from cjm_widgets.engine.logs import log as read
        from cjm_widgets.engine.matching.matching import match

        name = source or _called(events)
        found = match(
            read(events, case, activity, at, segment, **log),
            self._now,
            name,
            rules=rules,
            ends=ends,
            count=count,
            quiet=quiet,
        )
        self._measured(found)
        return found

    def adopt(
        self,
        what: str,
        columns: Sequence[str] | Mapping[str, str] | None = None,
        *,
        persona: str | None = None,
        match: Match | None = None,
        survey: Survey | None = None,
    ) -> None:
        """Make measured numbers the map's own: one edit that can be undone, the log noted as its source in ``m.evidence``.

        - ``"transitions"``: the counts of all moves, those the map did not have too, and where journeys begin (``steps["entry"]``). A share
          that was assumed gives way; moves of steps the log does not know stay.
        - ``"steps"``: ``duration`` (the mean), ``duration_sd`` and ``duration_n`` of the time to the next event, as ``m.simulate()`` reads
          them; a guessed range and a wait told apart give way. Or the ``columns`` chosen, each a lane with its source in the rail:
          cases, visits, goes_on, drop_off, returns, mean, median, p90, first, last; work_median, work_p90, wait_median, wait_p90. A dict gives them other names.
        - ``"personas"``: their shares, where segments of the log are called like personas.
        - ``"score"``, ``"emotion"``, ``"emotion:dana"``, ``"evidence"``: of a survey, as ``Survey.adopt`` takes them, which knows more.

        ``persona`` takes that persona's part into columns of its own (``count:dana``, ``entry:dana``). ``match`` and ``survey`` are others
        than the newest drawn. ``DataError`` where no log was matched, or no survey is drawn.

        >>> m = cjm.JourneyMap()
        >>> m.steps = pd.DataFrame({"name": ["See", "Pay"]}, index=["see", "pay"])
        >>> log = pd.DataFrame({"case": [1, 1, 2], "activity": ["see", "pay", "see"], "at": pd.to_datetime(["2026-05-01"] * 3)})
        >>> found = m.match(log)
        >>> m.adopt("transitions")
        >>> m.transitions["count"].astype(int).to_dict()
        {('pay', 'left'): 1, ('see', 'left'): 1, ('see', 'pay'): 1}
        """
        from cjm_widgets.engine.matching.adopt import adopt

        if survey is not None or of_survey(what):
            (survey or self._newest_survey()).adopt(what)
            return
        held = match or self._bound.measured
        if held is None:
            raise DataError(
                "No log was matched with this map: m.match(events, case=…, activity=…, at=…) comes first."
            )
        tables = self._now()
        made = adopt(held, tables, what, columns, persona)
        put(self, made, label=f"took {what} of {held.source}")

    def _newest_survey(self) -> Survey:
        drawn: dict[str, Survey] = self.__dict__.get("_surveys", {})
        if not drawn:
            raise DataError(
                "No survey is drawn on this map: m.survey(answers, ...) comes first, or survey= says which."
            )
        return list(drawn.values())[-1]

    def unmatch(self) -> None:
        """Take the measured overlay off the map. What was adopted stays."""
        self._measured(None)

    def _measured(self, match: Match | None) -> None:
        self._bound.measured = match
        self._bound.part = None
        self._bound.overlay("measured")


def _called(events: Any) -> str:
    """A path's name, the name a frame has in the notebook, or what it says of itself."""
    if isinstance(events, str | Path):
        return Path(events).name
    about = getattr(events, "attrs", {})
    named = about.get("source") if isinstance(about, Mapping) else None
    return str(named) if named else next(iter(live.names_of(events)), "the log")
