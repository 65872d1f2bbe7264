"""Dot voting: a widget that lists a map's cards, each person with some dots; the counts become a column."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd

from cjm_widgets.frames import wire
from cjm_widgets.model.errors import DataError
from cjm_widgets.workshop.poll import Poll

from .views import View, bound_of, bundle

MOST = 300
COLUMN = "votes"


class Vote(View):
    """Voting with dots on the cards of a map. Counts are secret until they are shown; ``keep()`` writes them into ``m.cards["votes"]``.

    A voter is the browser a dot comes from, or the name typed there, so that several can vote at one computer in turn. All pages of
    the widget vote in one vote; it is honest as far as people are, and no election.

    Args:
        data: a ``JourneyMap``.
        dots: how many dots each person has.
        lanes: ids or names of the lanes whose cards are voted on; without it opportunities, or all cards where there are none.
        title: what stands above.
        readonly, height, theme, language: as for ``JourneyGrid``.

    Raises:
        TypeError: ``data`` is no ``JourneyMap``.
        DataError: fewer than one dot, or a lane that is not there.

    >>> import cjm_widgets as cjm
    >>> m = cjm.JourneyMap.from_sample("meal_kit")
    >>> vote = Vote(m, dots=3, lanes=["Pain points"])
    >>> vote.give("ann", vote.counts.index[0], 2)
    >>> int(vote.counts.iloc[0])
    2
    """

    _esm = bundle("vote")

    def __init__(
        self, data: Any, *, dots: int = 3, lanes: list[str] | None = None, title: str = "", **traits: Any
    ) -> None:
        bound = bound_of(data, "Vote")
        known = {name: lane.id for lane in bound.source.lanes() for name in (lane.name, lane.id)}
        unknown = [name for name in lanes or () if name not in known]
        if unknown:
            raise DataError(f"There is no lane {unknown[0]!r}. Lanes: {', '.join(known)}.", "lanes")
        self.poll, self.shown = Poll(_dots(dots)), False
        self._lanes = {known[name] for name in lanes or ()}
        self._title = title or f"Vote: {bound.source.title or 'Journey map'}"
        super().__init__(bound, **traits)

    @property
    def counts(self) -> pd.Series[int]:
        """Dots by card, the most voted for first."""
        made = pd.Series(self.poll.counts(row["id"] for row in self._choices()), dtype="int64", name=COLUMN)
        return made.sort_values(ascending=False, kind="stable")

    def give(self, voter: str, card: str, dots: int = 1) -> None:
        """Give a person's dots to a card, or with a negative number take them back. ``DataError`` where they have none left."""
        self.poll.give(f"name:{voter.casefold()}", card, dots, [row["id"] for row in self._choices()])
        self._door.aside.now("votes")

    def show(self, on: bool = True) -> None:
        """Show the counts on all pages, or make them secret again."""
        self.shown = on
        self._door.aside.now("votes")

    def keep(self) -> None:
        """Write the counts into the column ``votes`` of the cards, as one change that can be undone; other cards have none."""
        cards = self._bound.source.tables["cards"]
        counts = self.counts
        cards.frame[COLUMN] = pd.array([counts.get(id_, pd.NA) for id_ in cards.keys.ids()], dtype="Int64")
        self._bound.session.pull()

    def still(self) -> dict[str, str]:
        self._bound.session.pull()
        told = self._told()
        lines = [
            one["text"] + ("" if one["votes"] is None else f": {one['votes']}") for one in told["choices"]
        ]
        items = "".join(f"<li>{escape(line)}</li>" for line in lines)
        return {
            "text/html": f"<h3>{escape(told['title'])}</h3><ol>{items}</ol>",
            "text/plain": "\n".join([told["title"], *lines]),
        }

    # -- inside

    def _choices(self) -> list[dict[str, Any]]:
        source = self._bound.source
        table = source.cards(source.tables["steps"].keys.ids())
        rows = [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
        lanes = self._lanes or {lane.id for lane in source.lanes() if lane.role == "opportunities"}
        drawn = [row for row in rows if row.get("lane") in lanes]
        return (drawn or ([] if self._lanes else rows))[:MOST]

    def _told(self) -> dict[str, Any]:
        source, choices = self._bound.source, self._choices()
        counts = self.poll.counts(row["id"] for row in choices) if self.shown else {}
        lanes = {lane.id: lane.name for lane in source.lanes()}
        steps = source.tables["steps"]
        names = dict(zip(steps.keys.ids(), wire.values(steps.frame["name"]), strict=True))
        return {
            "title": self._title, "dots": self.poll.dots, "shown": self.shown,
            "voters": sum(bool(mine) for mine in self.poll.ballots.values()),
            "given": sum(sum(mine.values()) for mine in self.poll.ballots.values()),
            "choices": [
                {
                    "id": row["id"], "text": _text(row.get("text")), "votes": counts.get(row["id"]),
                    "where": " · ".join(filter(None, (_text(names.get(str(row.get("step")))), _text(lanes.get(str(row.get("lane"))))))),
                }
                for row in choices
            ],
        }  # fmt: skip

    def _overlays(self, bound: Any) -> dict[str, Callable[[], Any]]:
        return {"votes": self._told}

    def _verbs(self, bound: Any) -> dict[str, Callable[[dict[str, Any]], Any]]:
        own = {
            "vote_give": self._give, "vote_mine": lambda args: self.poll.ballot(_voter(args)),
            "vote_show": lambda args: self.show(args.get("on") is True), "vote_keep": lambda args: self._keep(),
        }  # fmt: skip
        return {**super()._verbs(bound), **own}

    def _give(self, args: dict[str, Any]) -> Any:
        if self.readonly:
            raise DataError("This vote is shown for reading only.")
        voter, by = _voter(args), 1 if args.get("by") == 1 else -1
        self.poll.give(voter, str(args.get("card")), by, [row["id"] for row in self._choices()])
        self._door.aside.now("votes")
        return self.poll.ballot(voter)

    def _keep(self) -> None:
        if self.readonly or not self.shown:
            raise DataError(
                "The counts are put into the map once they are shown, and where it can be edited."
            )
        self.keep()


def _dots(dots: Any) -> int:
    if isinstance(dots, int) and not isinstance(dots, bool) and 1 <= dots <= 100:
        return dots
    raise DataError(f"Vote(dots={dots!r}): each person has 1 to 100 dots.")


def _voter(args: dict[str, Any]) -> str:
    name = str(args.get("voter") or "").strip()[:80]
    return f"name:{name.casefold()}" if name else f"browser:{str(args.get('browser') or '')[:100]}"


def _text(value: Any) -> str:
    """A text of a message; a long one travels cut."""
    return f"{value.get('v', '')}…" if isinstance(value, dict) else str(value or "")
