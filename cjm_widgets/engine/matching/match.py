"""A log beside a map: what matched, what did not, and what the log measured of each step and move."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from cjm_widgets.engine.logs import Edges
from cjm_widgets.frames.reading import as_number
from cjm_widgets.model.errors import DataError

from . import seen
from .assign import UNASSIGNED, Places
from .finished import finished
from .fold import letters

if TYPE_CHECKING:
    from cjm_widgets.engine.logs import Log

    from .fit import Fit

Tables = Callable[[], Mapping[str, pd.DataFrame]]
COUNTS = ("next", "eventually")


@dataclass(frozen=True)
class Match:
    """What a log says of a map.

    ``report``: a row per activity: where it belongs and how that was found. ``unmatched``: those that belong nowhere. ``notes``: what
    was guessed and decided, a sentence each. ``steps``, ``moves``, ``entries``: what was measured; ``by(...)`` the same apart for each segment,
    persona or day. ``fit()`` holds the map against the log, ``case(id)`` one case. ``edges`` is the small table all this comes from:
    it stays small for any size of log. ``where(segment=, since=, until=)`` is the match of a part of the log.
    """

    log: Log
    source: str
    report: pd.DataFrame
    places: Places
    ends: Mapping[str, str]
    counting: str
    edges: Edges
    notes: tuple[str, ...]
    tables: Tables
    segment: str | None = None
    quiet: Any = None
    days: bool = False

    def __repr__(self) -> str:
        loose = int(self.unmatched["events"].sum())
        return (
            f"<Match of {self.source}: {self.edges.cases:,} cases, {int(self.report['events'].sum()):,} events; "
            f"{len(self.report) - len(self.unmatched)} of {len(self.report)} activities matched, {loose:,} events unassigned>"
        )

    @property
    def unmatched(self) -> pd.DataFrame:
        """The activities that belong nowhere, with what they may have meant; those left out by a rule are none of them."""
        return self.report[(self.report["how"] == UNASSIGNED).to_numpy()].reset_index(drop=True)

    @cached_property
    def steps(self) -> pd.DataFrame:
        """A row per step of the map: see ``by`` for the columns."""
        return seen.steps(self.edges, self.places.steps, self.lost)

    @cached_property
    def moves(self) -> pd.DataFrame:
        """A row per move by ``source`` and ``target``: ``count`` of ``n`` visits of the source, ``share`` with Wilson's 95 % interval.

        ``kind``: next, skip, return, again or outcome; ``on_map``; times from source to target; ``first``, ``last``; ``small``: n under 30.
        Counted ``eventually``, ``count`` and ``n`` are cases and shares do not add up to one.
        """
        if self.counting == "eventually":
            return self._eventual()
        return self._moves()

    def _moves(self, by: str | None = None, how: str = "wilson") -> pd.DataFrame:
        known = seen.pairs(self.tables().get("transitions"), list(self.places.steps))
        return seen.moves(self.edges, known, self.order, how, by)

    def _eventual(self) -> pd.DataFrame:
        from .named import of_segment, only

        part = of_segment(only(self.log, self.names), self.segment)
        here = [one for one in self.ends if one in set(self.names.values())]
        found = part.eventually(self.names, here).rename(columns={"cases": "n"})
        known = seen.pairs(self.tables().get("transitions"), list(self.places.steps))
        found["kind"] = [seen.kind(self.order, *pair) for pair in found.index.tolist()]
        found["on_map"] = [pair in known for pair in found.index.tolist()]
        found["small"] = found["n"] < seen.SMALL
        return found[~found.index.get_level_values(0).isin(here)]

    @cached_property
    def spent(self) -> pd.DataFrame:
        """A row per step: how long a visit took (``work``) and how long its case had waited for it (``wait``): n, mean, median, P90, exact.

        Only where the log says when visits were done (``done=`` or ``lifecycle=``), else ``DataError``; of all days.
        """
        from .named import of_segment, only

        if self.days:
            raise DataError("Working and waiting are measured of all days: match a part of the log instead.")
        part = of_segment(only(self.log, self.names), self.segment)
        here = [one for one in self.ends if one in set(self.names.values())]
        found = part.spent(self.names, here)
        return found.reindex(pd.Index(list(self.places.steps), name="step"))

    @property
    def timed(self) -> bool:
        """Whether ``spent`` can be told of this part."""
        return self.log.timed and not self.days

    @property
    def entries(self) -> pd.Series:
        """How many cases begin at each step."""
        found = seen.entries(self.edges)
        return found[found.index.isin(list(self.places.steps))].rename("cases")

    def by(self, over: str = "segment", what: str = "steps", how: str = "wilson") -> pd.DataFrame:
        """The measures apart for each ``segment``, ``persona`` or ``day``: of ``steps`` or ``moves``.

        A persona is a segment whose text is the id or the name of one of the map's. ``how="dirichlet"`` gives moves the intervals of
        shares that add up to one. ``DataError`` where the log has no segment.
        """
        if over not in ("segment", "persona", "day") or what not in ("steps", "moves"):
            raise DataError(
                f"by({over!r}, {what!r}): 'segment', 'persona' or 'day', of 'steps' or 'moves', are allowed."
            )
        if over != "day" and not self.segments:
            raise DataError("The log has no segments: m.match(..., segment='the column').", column="segment")
        key = "segment" if over == "persona" else over
        if what == "moves" and self.counting == "eventually":
            return self._eventually_by(over, how)
        found = (
            seen.steps(self.edges, self.places.steps, self.lost, key)
            if what == "steps"
            else self._moves(key, how)
        )
        if over != "persona":
            return found
        named = self.personas
        kept = found[found.index.get_level_values("segment").isin(list(named))]
        return kept.rename(index=named, level="segment").rename_axis(index={"segment": "persona"})

    def _eventually_by(self, over: str, how: str) -> pd.DataFrame:
        if over == "day" or how != "wilson":
            raise DataError(
                "Paths counted eventually have no days, and Wilson's intervals: their shares do not add up to one."
            )
        named = self.personas if over == "persona" else {one: one for one in self.segments}
        parts = {name: self.where(segment=one).moves for one, name in named.items()}
        return pd.concat(parts, names=[over]).reorder_levels(["source", "target", over]).sort_index()

    def where(self, segment: str | None = None, since: Any = None, until: Any = None) -> Match:
        """The match of a part of the log: a segment, days from ``since`` to ``until``. Nothing is read again."""
        if self.counting == "eventually" and (since is not None or until is not None):
            raise DataError("Paths counted eventually have no days: match a part of the log instead.")
        return replace(
            self,
            edges=self.edges.where(segment, since, until),
            segment=segment or self.segment,
            days=self.days or since is not None or until is not None,
        )

    def fit(self) -> Fit:
        """The map held against the log: shares of visits and moves it explains, moves beside it, and those nobody made.

        >>> m = cjm.JourneyMap()
        >>> m.steps = pd.DataFrame({"name": ["See", "Pay"]}, index=["see", "pay"])
        >>> log = pd.DataFrame({"case": [1, 1, 2], "activity": ["see", "pay", "see"], "at": pd.to_datetime(["2026-05-01"] * 3)})
        >>> m.match(log).fit().summary["share"].round(3).to_dict()
        {'visits': 1.0, 'moves': 1.0}
        """
        from .fit import fit
        from .named import counted, only

        moves = self.tables().get("transitions")
        notes = (
            ()
            if moves is not None and len(moves)
            else ("The map has no moves: each step to the next is taken for its plan.",)
        )
        edges = self.edges
        if len(self.unmatched):
            held = counted(
                only(self.log, {*self.names, *self.unmatched["activity"]}), self.names, self.ends, self.quiet
            )
            edges = finished(held.where(self.segment) if self.segment else held, self.ends, self.places)
        known = seen.pairs(moves, list(self.places.steps))
        return fit(edges, known, self.order, self.ends, notes)

    def gate(self) -> pd.DataFrame:
        """The map's own chain beside the log: share of success, mean steps and mean seconds of a case, a row each.

        ``log`` and ``model``, and their ``difference``. After ``m.adopt("transitions")`` and ``m.adopt("steps")`` they are equal but for
        rounding, unless cases are open: their moves count, their end is not known. ``DataError`` where the map cannot be simulated.
        """
        from .calibrated import calibrated

        return calibrated(self.edges, self.lost, list(self.places.steps), self.tables())

    def case(self, id_: Any) -> pd.DataFrame:
        """One case, planned against actual: its events in order, each on plan, skipped, returned, again, off plan or unassigned.

        ``skipped`` names the steps passed over, ``share`` and ``planned`` what the map says of the move. ``DataError`` for an unknown case.
        """
        from .one_case import Plan, against

        table = self.tables().get("transitions")
        pairs = seen.pairs(table, list(self.places.steps))
        said = {pair: _said(table, pair) for pair in pairs}
        order = {**self.order, **dict.fromkeys(self.ends)}
        how = dict(zip(self.report["activity"], self.report["how"], strict=True))
        return against(self.log.case(id_), Plan(order, said, self.names, how))

    @property
    def names(self) -> dict[str, str]:
        """The place of each activity that has one."""
        met = self.report[self.report["step"].notna().to_numpy()]
        return dict(zip(met["activity"], met["step"], strict=True))

    @property
    def order(self) -> dict[str, int | None]:
        """The position of each step; None for outcomes."""
        steps: dict[str, int | None] = {step: at for at, step in enumerate(self.places.steps)}
        return {**steps, **dict.fromkeys((*self.outcomes, "left"))}

    @property
    def outcomes(self) -> list[str]:
        """The outcomes that cases can reach."""
        return list(dict.fromkeys(self.ends.values()))

    @property
    def lost(self) -> set[str]:
        """Those that are no success."""
        return seen.lost(self.outcomes, self.tables().get("outcomes"))

    @property
    def segments(self) -> list[str]:
        """The segments of the log."""
        return [str(one) for one in self.edges.frame["segment"].cat.categories if str(one) != "nan"]

    @property
    def personas(self) -> dict[str, str]:
        """Segments that are personas of the map, with the persona's id."""
        table = self.tables().get("personas")
        if table is None or table.empty:
            return {}
        names = table["name"] if "name" in table else [None] * len(table)
        held = {
            letters(str(one)): str(id_)
            for id_, name in zip(table.index, names, strict=True)
            for one in (name, id_)
            if one is not None
        }
        return {one: held[letters(one)] for one in self.segments if letters(one) in held}


def _said(table: pd.DataFrame | None, pair: tuple[str, str]) -> tuple[float | None, float | None]:
    if table is None or table.empty:
        return (None, None)
    row = table.loc[[pair]].iloc[0]
    told = [as_number(None if (v := row.get(name)) is pd.NA else v) for name in ("probability", "planned")]
    return told[0] if told[0] == told[0] else None, told[1] if told[1] == told[1] else None
