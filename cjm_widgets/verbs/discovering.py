"""A map from a log, the kinds of journeys in it, and how well what was learnt of one period holds in another."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

import pandas as pd

from cjm_widgets.model.errors import CjmWarning, DataError

from .held import Held
from .journeys import open_log, texts

if TYPE_CHECKING:
    from cjm_widgets.formats.cjm_file import MapFile


class Discovering(Held):
    """``from_log``, ``backtest``, ``structure``."""

    @classmethod
    def _of(cls, held: MapFile) -> Self:
        """The map of a file."""
        raise NotImplementedError

    @classmethod
    def from_log(
        cls,
        events: Any,
        case: str | None = None,
        activity: str | None = None,
        at: str | None = None,
        segment: str | None = None,
        *,
        ends: str | Sequence[str] = (),
        success: str | Sequence[str] | None = None,
        rare: float = 0.02,
        most: int = 20,
        quiet: Any = None,
        clusters: int | bool = False,
        title: str = "",
        **how: Any,
    ) -> Self:
        """A draft map of what a log says: steps in the order they are met, stages by where that is, every move with its count (loops
        and returns too), times, outcomes, and evidence that says what each rests on.

        ``events``: any table or file (docs/event-logs.md); columns that are not named are guessed, and that is said. ``ends`` are the
        activities that end a journey: the first of them does, and it is an outcome of the map; those in ``success`` (all, where nothing
        is said) end it well. Activities that fewer than ``rare`` of the journeys meet, and all beyond the ``most`` most frequent, are
        gathered in one step and listed in its evidence. A journey without an end whose last event is less than ``quiet`` before the
        log's last ("2D"; without it, as long as 99 % of the times between events) is not over: it counts as neither ended nor left. ``clusters`` (a number, or True for as many as stand apart) adds a persona and
        a named way for each kind of journey, with its share: hypotheses, since nobody was asked. ``how`` goes to the log: ``zone``,
        ``session``, ``duplicates``, ``memory``, ``backend``.

        The map is a draft and says so (``m.state``, ``m.meta["about"]``). Its chain gives back the log's share of success and mean
        time. ``DataError`` where columns cannot be told or an end is not in the log; ``MissingExtra`` without the extra ``logs``.

        >>> import cjm_widgets as cjm
        >>> log = pd.DataFrame({"who": [1, 1, 2, 2, 3], "what": ["see", "buy", "see", "see", "see"],
        ...                     "when": pd.to_datetime("2026-05-01") + pd.to_timedelta([0, 1, 0, 2, 9], "min")})
        >>> m = cjm.JourneyMap.from_log(log, "who", "what", "when", ends="buy", quiet="0s")
        >>> m.transitions["count"].to_dict()
        {('see', 'see'): 1.0, ('see', 'buy'): 1.0, ('see', 'left'): 2.0}
        """
        from cjm_widgets.engine.discovery.clusters import clusters as parted
        from cjm_widgets.engine.discovery.draft import draft
        from cjm_widgets.engine.discovery.ways import with_ways
        from cjm_widgets.formats.cjm_file import MapFile

        log = open_log(events, case, activity, at, segment, **how)
        called = _named(events, log.source.name)
        made = draft(log, texts(ends), None if success is None else texts(success), rare, most, quiet, called)
        tables = made.tables
        if clusters is not False:
            rows, numbers = parted(made.found, None if clusters is True else clusters)
            tables = with_ways(made, rows, numbers)
        meta = {
            "title": title or f"Draft from {called}",
            "state": "draft",
            "about": made.about,
        }
        return cls._of(MapFile(meta=meta, tables=tables, extra={}))

    def backtest(
        self,
        before: Any,
        after: Any,
        case: str | None = None,
        activity: str | None = None,
        at: str | None = None,
        *,
        ends: str | Sequence[str],
        success: str | Sequence[str] | None = None,
        rows: Sequence[str] | None = None,
        quiet: Any = None,
        draws: int = 1_000,
        seed: int = 0,
        **how: Any,
    ) -> pd.DataFrame:
        """Learnt from one period or arm, held against another: would the model have said what came?

        ``before`` and ``after`` are logs as for ``from_log``. A row each for what was seen (``n`` journeys, Wilson's 90 % interval), for the
        model of before as it is, with the rows of after for all steps (or those in ``rows``), and with each alone: which step's change
        explains the change of the whole. Where the map has improvements of steps in the log (matched by id or name), ``improvements of
        the map`` is what they predict on the model of before, with its interval. Columns: ``success``, ``low``, ``high``, ``n``,
        ``difference`` to before, ``explained``: its part of the change that was seen.

        Where no journey is open (``quiet="0s"``), the model of before gives what was seen before and all rows together what was seen
        after, to rounding. Open ones have no end and are none of ``n``, but their moves are rows like others: both then lie a little
        off, and the more journeys are open the more. Nothing here says why a row changed; journeys that begin with their end count in
        neither. Errors as for ``from_log``.

        >>> import cjm_widgets as cjm
        >>> def log(buys, n=10):
        ...     return pd.DataFrame([(k, w, pd.Timestamp("2026-05-01") + pd.Timedelta(minutes=i)) for k in range(n)
        ...                          for i, w in enumerate(["see", "buy"][: 1 + (k < buys)])], columns=["who", "what", "when"])
        >>> m = cjm.JourneyMap()
        >>> m.backtest(log(2), log(5), "who", "what", "when", ends="buy", quiet="0s")["success"].round(3).tolist()
        [0.2, 0.2, 0.5, 0.5, 0.5, 0.2]
        """
        from cjm_widgets.engine.discovery.backtest import compared, told

        cut_at = texts(ends)
        good = cut_at if success is None else _good(texts(success), cut_at)
        old, new = (
            open_log(one, case, activity, at, **how).edges(ends=cut_at, by_day=False, quiet=quiet)
            for one in (before, after)
        )
        found = compared(old, new, good, None if rows is None else texts(rows))
        levers = self._levers(set(old.frame["source"].astype("str")) - set(cut_at))
        if levers is None:
            return found
        fitted: Any = type(self).from_log(
            before, case, activity, at, ends=ends, success=success, rare=0, most=10**6, quiet=quiet, **how
        )
        ids = dict(zip(fitted.tables["steps"]["name"], fitted.tables["steps"].index, strict=True))
        fitted.improvements = levers.assign(step=levers["step"].map(ids))
        then = fitted.simulate(draws, seed).outcomes.loc["success"]
        said = {"success": then["then"], "low": then["then_low"], "high": then["then_high"]}
        table = pd.concat(
            [found.iloc[:2], pd.DataFrame([said], index=["improvements of the map"]), found.iloc[2:]]
        )
        seen = found["success"]
        return told(table.rename_axis("what"), float(seen["seen before"]), float(seen["seen after"]))

    def structure(
        self,
        events: Any,
        case: str | None = None,
        activity: str | None = None,
        at: str | None = None,
        *,
        ends: str | Sequence[str],
        success: str | Sequence[str] | None = None,
        **how: Any,
    ) -> pd.DataFrame:
        """How far an answer hangs on the model forgetting the way a customer came: the same log with a memory of one step and of two.

        Rows: what was observed, and a memory of one and of two. Columns: ``success``, ``time`` and ``time_sd`` (seconds); ``then`` and
        ``difference``: success with the map's improvements of steps in the log (matched by id or name). Both memories give back the
        log's success and mean time; where ``time_sd`` or ``difference`` differ, that is doubt no interval shows. The log is read into
        memory. Errors as for ``from_log``.

        >>> import cjm_widgets as cjm
        >>> log = pd.DataFrame({"who": [1, 1, 2, 2], "what": ["see", "buy", "see", "ask"], "when": pd.to_datetime(range(4), unit="s")})
        >>> m = cjm.JourneyMap()
        >>> m.structure(log, "who", "what", "when", ends="buy")["success"].tolist()
        [0.5, 0.5, 0.5]
        """
        from cjm_widgets.engine.structure import structure

        cut_at = texts(ends)
        rows = open_log(events, case, activity, at, **how).frame()
        levers = self._levers(set(rows["step"]) - set(cut_at))
        return structure(
            rows, "case", "step", "at", cut_at, cut_at if success is None else texts(success), levers
        )

    def _levers(self, activities: set[str]) -> pd.DataFrame | None:
        """The map's improvements of steps that are in a log, under its activities; those that are not are told."""
        table: pd.DataFrame = self.tables["improvements"]
        if table.empty:
            return None
        plain = {" ".join(one.casefold().split()): one for one in activities}
        names = self.tables["steps"].get("name", pd.Series(dtype="str")).astype("str").to_dict()
        meant = [
            plain.get(" ".join(str(step).casefold().split()))
            or plain.get(" ".join(str(names.get(step, "")).casefold().split()))
            for step in table["step"]
        ]
        lost = [str(one) for one, found in zip(table.index, meant, strict=True) if found is None]
        if lost:
            said = (
                f"No activity of the log is the step of {', '.join(map(repr, lost))}: left out of this test."
            )
            warnings.warn(said, CjmWarning, stacklevel=3)
        known = table.assign(step=pd.Series(meant, index=table.index, dtype=object))[
            [found is not None for found in meant]
        ]
        return known if len(known) else None


def _good(success: Sequence[str], ends: Sequence[str]) -> list[str]:
    """The ends that are a success. ``DataError`` for one that ends nothing."""
    if strange := [one for one in success if one not in ends]:
        raise DataError(
            f"success: {strange[0]!r} is none of the ends {', '.join(map(repr, ends)) or '(none)'}."
        )
    return list(success)


def _named(events: Any, otherwise: str) -> str:
    """What a log is called: its file, where that is known."""
    held = getattr(events, "attrs", {}).get("log") if isinstance(events, pd.DataFrame) else None
    return str(held["file"]) if isinstance(held, dict) and "file" in held else otherwise
