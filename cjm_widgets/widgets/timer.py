"""A timer for who leads a workshop: what is left, and which item of the agenda is on now."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from html import escape
from typing import Any

import traitlets

from cjm_widgets.model.errors import DataError

from .views import Page, bundle

LONGEST = 24 * 60
MOST = 100


class Timer(Page):
    """A timer with an agenda: start, pause, a minute more, the item that is on now. It goes on where the widget is shown again.

    It is said politely, for screen readers too, when five minutes and one minute are left and when time is up.

    Args:
        minutes: how long in all; where the agenda says its own minutes it may be left out.
        agenda: names, which share the minutes evenly, or pairs of a name and its minutes.
        theme, language: as for ``JourneyGrid``.

    Raises:
        DataError: no minutes, more than a day, or an agenda that does not fit.

    >>> timer = Timer(agenda=[("Personas", 10), ("Stages", 20)])
    >>> timer.left, timer.now
    (1800.0, 'Personas')
    >>> Timer(30, agenda=["Personas", "Stages", "Pains"]).items[0]
    {'name': 'Personas', 'minutes': 10.0}
    """

    _esm = bundle("timer")

    items = traitlets.List(trait=traitlets.Dict(), help="the agenda: name and minutes of each item").tag(
        sync=True
    )
    elapsed = traitlets.Float(0.0, help="seconds that had passed when it was last started or stopped").tag(
        sync=True
    )
    since = traitlets.Float(0.0, help="when it was started, in seconds since 1970; 0 while it stands").tag(
        sync=True
    )

    def __init__(self, minutes: float | None = None, agenda: Iterable[Any] = (), **traits: Any) -> None:
        super().__init__(items=_items(minutes, list(agenda)), **traits)

    @property
    def left(self) -> float:
        """Seconds left; negative where time is over."""
        return float(sum(60.0 * item["minutes"] for item in self.items)) - self._passed()

    @property
    def now(self) -> str:
        """The item of the agenda that is on."""
        end = 0.0
        for item in self.items:
            end += 60 * item["minutes"]
            if self._passed() < end:
                break
        return str(item["name"])

    def start(self) -> None:
        """Start it, or go on."""
        if not self.since:
            self.since = time.time()

    def pause(self) -> None:
        """Stop it until it is started again."""
        with self.hold_trait_notifications():
            self.elapsed, self.since = self._passed(), 0.0

    def add(self, minutes: float = 1) -> None:
        """Give the item that is on more minutes, or with a negative number fewer."""
        at = next((at for at, item in enumerate(self.items) if item["name"] == self.now), 0)
        longer = max(0.0, self.items[at]["minutes"] + minutes)
        self.items = [{**item, "minutes": longer} if i == at else item for i, item in enumerate(self.items)]

    def still(self) -> dict[str, str]:
        lines = [f"{item['name'] or 'Timer'}: {item['minutes']:g} min" for item in self.items]
        items = "".join(f"<li>{escape(line)}</li>" for line in lines)
        return {"text/html": f"<ol>{items}</ol>", "text/plain": "\n".join(lines)}

    def _passed(self) -> float:
        return float(max(0.0, self.elapsed + (max(0.0, time.time() - self.since) if self.since else 0.0)))


def _items(minutes: float | None, agenda: list[Any]) -> list[dict[str, Any]]:
    if len(agenda) > MOST:
        raise DataError(f"An agenda has up to {MOST} items, not {len(agenda)}.")
    even = None if minutes is None else minutes / max(1, len(agenda))
    made = [_item(one, even) for one in agenda or [""]]
    whole = sum(item["minutes"] for item in made)
    if not 0 < whole <= LONGEST:
        raise DataError(
            f"A timer runs for up to {LONGEST} minutes, not {whole:g}: Timer(30), or Timer(agenda=[('Stages', 20)])."
        )
    return made


def _item(one: Any, even: float | None) -> dict[str, Any]:
    name, own = (
        (one, even)
        if isinstance(one, str)
        else one
        if isinstance(one, tuple | list) and len(one) == 2
        else (None, None)
    )
    if (
        not isinstance(name, str)
        or isinstance(own, bool)
        or not isinstance(own, int | float)
        or not math.isfinite(own)
        or own < 0
    ):
        raise DataError(
            f"An item of the agenda is a name, or a name with its minutes as ('Stages', 20), not {one!r}; a timer needs minutes."
        )
    return {"name": name, "minutes": float(own)}
