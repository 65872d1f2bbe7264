"""A vote with dots as a value: who gave how many to what. It knows no page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cjm_widgets.model.errors import DataError

MOST_VOTERS = 500


@dataclass(slots=True)
class Poll:
    """Each voter has ``dots``; ``ballots`` are what they gave: dots by choice, by voter."""

    dots: int = 3
    ballots: dict[str, dict[str, int]] = field(default_factory=dict)

    def give(self, voter: str, choice: str, by: int, choices: Iterable[str]) -> None:
        """Give a voter's dots to a choice, or take them back. ``DataError`` where there are none left, or no such choice.

        >>> poll = Poll(2)
        >>> poll.give("ann", "a", 2, ["a", "b"])
        >>> poll.counts(["a", "b"])
        {'a': 2, 'b': 0}
        """
        if choice not in set(choices):
            raise DataError(f"There is no card {choice!r} to vote on.", "cards", choice)
        if voter not in self.ballots and len(self.ballots) >= MOST_VOTERS:
            raise DataError(f"{MOST_VOTERS} people have voted; no more are counted.")
        mine = self.ballots.get(voter, {})
        now = mine.get(choice, 0) + by
        if now < 0:
            raise DataError("There is no dot of yours to take back.", "cards", choice)
        if sum(mine.values()) + by > self.dots:
            raise DataError(f"All {self.dots} dots are given. Take one back first.", "cards", choice)
        self.ballots[voter] = {name: n for name, n in {**mine, choice: now}.items() if n}

    def counts(self, choices: Iterable[str]) -> dict[str, int]:
        """Dots by choice, of those that are still there."""
        return {one: sum(mine.get(one, 0) for mine in self.ballots.values()) for one in choices}

    def ballot(self, voter: str) -> Mapping[str, int]:
        """What one voter gave."""
        return dict(self.ballots.get(voter, {}))
