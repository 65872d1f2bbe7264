"""How far a learner is in a handout: which exercises were met when last checked. Plain values and those who listen."""

from __future__ import annotations

from collections.abc import Callable, Mapping


class Progress:
    """The exercises of one kernel, met or not. Who draws one listens, so that all of a notebook tell the same.

    >>> seen = Progress()
    >>> seen.put("first-stages", True)
    >>> seen.of(["first-stages", "bicycle-persona"])
    {'met': 1, 'of': 2}
    """

    def __init__(self) -> None:
        self._met: dict[str, bool] = {}
        self._heard: list[Callable[[], None]] = []

    @property
    def met(self) -> Mapping[str, bool]:
        """What is known, by exercise."""
        return dict(self._met)

    def put(self, exercise: str, met: bool) -> None:
        """Keep what a check said, and tell those who listen where it is news."""
        if self._met.get(exercise) == met:
            return
        self._met[exercise] = met
        for heard in list(self._heard):
            heard()

    def of(self, exercises: list[str]) -> dict[str, int]:
        """How many of these are met, of how many."""
        return {"met": sum(self._met.get(one, False) for one in exercises), "of": len(exercises)}

    def listen(self, heard: Callable[[], None]) -> Callable[[], None]:
        """Be called after each change; the answer stops it."""
        self._heard.append(heard)
        return lambda: self._heard.remove(heard) if heard in self._heard else None
