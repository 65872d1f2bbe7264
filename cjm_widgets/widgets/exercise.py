"""An exercise in a notebook: the task above, the learner's map below. What is done is kept in the notebook and beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets
from IPython.core.getipython import get_ipython
from IPython.display import publish_display_data as _publish

from cjm_widgets.frames.live import Bound
from cjm_widgets.model.errors import CjmError
from cjm_widgets.model.session import Entry
from cjm_widgets.workshop import keeping
from cjm_widgets.workshop.answer import MIME
from cjm_widgets.workshop.attempt import Attempt

from .views import View, bundle

PAUSE = 0.6
"""Seconds after a change until it is kept."""
publish: Callable[..., None] = _publish


class ExercisePanel(View):
    """The task, its hints and questions, and what the last check said."""

    _esm = bundle("exercise")

    def __init__(self, bound: Bound, attempt: Attempt, changed: Callable[[], None], **traits: Any) -> None:
        self.attempt = attempt
        self._changed = changed
        super().__init__(bound, **traits)

    def still(self) -> dict[str, str]:
        """The task in words."""
        one = self.attempt.exercise
        rules = "".join(f"<li>{escape(rule.says)}</li>" for rule in one.rules)
        html = f"<h3>{escape(one.title)}</h3><p>{escape(one.task)}</p><ul>{rules}</ul>"
        return {"text/html": html, "text/plain": f"{one.title}\n{one.task}"}

    def _verbs(self, bound: Bound) -> dict[str, Callable[[dict[str, Any]], Any]]:
        own = {"exercise_check": self._check, "exercise_hint": self._hint, "exercise_say": self._say}
        return {**super()._verbs(bound), **own}

    def _overlays(self, bound: Bound) -> dict[str, Callable[[], Any]]:
        return {"exercise": self.attempt.told}

    def _check(self, args: dict[str, Any]) -> None:
        self.attempt.check()
        self._after()

    def _hint(self, args: dict[str, Any]) -> None:
        self.attempt.hint()
        self._after()

    def _say(self, args: dict[str, Any]) -> None:
        self.attempt.say(str(args.get("question")), args.get("value"))
        self._after()

    def tell(self) -> None:
        """Tell the page anew: another exercise of the notebook was met."""
        self._door.aside.now("exercise")

    def _after(self) -> None:
        self._door.aside.now("exercise")
        self._changed()


class Exercise(ipywidgets.VBox):  # type: ignore[misc]  # untyped there
    """A task and the map it is done on; ``map`` is the learner's ``JourneyMap``, ``attempt`` what was done so far.

    Made by ``cjm.exercise(id)``. ``check()`` is the button's twin.
    """

    def __init__(
        self, journey_map: Any, attempt: Attempt, view: Callable[[Any], Any], file: Path | None, notice: str
    ) -> None:
        self.map, self.attempt = journey_map, attempt
        self._file, self._display = file, f"cjm-{attempt.exercise.id}-{id(self)}"
        self._timer: asyncio.TimerHandle | None = None
        self._shown = False
        self.problem = notice
        self._panel = ExercisePanel(journey_map._bound, attempt, self._later)
        self._unlisten = journey_map._bound.session.listen(self._heard)
        self._unlearn = attempt.progress.listen(self._panel.tell)
        super().__init__([self._panel, view(journey_map)])

    def check(self) -> Any:
        """Hold the map and the answers against the task: a DataFrame with a row for each thing asked."""
        import pandas as pd

        marks = self.attempt.check()
        self._panel.tell()
        self._keep()
        rows = [
            {"says": m.says, "met": m.met, "points": m.points, "of": m.of, "reason": m.reason} for m in marks
        ]
        return pd.DataFrame(rows)

    def close(self) -> None:
        """Keep what was done and take the widget off the page."""
        self._unlisten()
        self._unlearn()
        self._keep()
        super().close()

    def _ipython_display_(self) -> None:
        bundle_ = self._repr_mimebundle_()
        data, metadata = bundle_ if isinstance(bundle_, tuple) else (bundle_ or {}, {})
        publish({**data, **self._panel.still()}, {**metadata, "cjm_widgets": {"still": True}})
        self._shown = True
        publish(self._kept(), transient={"display_id": self._display})

    def _kept(self) -> dict[str, Any]:
        """The answer as it lies in the notebook, with a line for people."""
        marks = self.attempt.marks
        met = (
            f"{sum(m.met for m in marks)} of {len(marks)} met when last checked"
            if marks is not None
            else "not checked yet"
        )
        where = f"; also in {self._file}" if self._file else ""
        line = self.problem or f"{self.attempt.exercise.title}: kept in this notebook{where}. {met}."
        return {"text/plain": line, MIME: self.attempt.answer().json()}

    def _heard(self, entry: Entry) -> None:
        self._later()

    def _later(self) -> None:
        if self._timer is not None:
            return
        try:
            self._timer = asyncio.get_running_loop().call_later(PAUSE, self._keep)
        except RuntimeError:
            self._keep()

    def _keep(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None
        try:
            if self._file is not None:
                keeping.keep(self._file, self.attempt.answer())
            self.problem = ""
        except (CjmError, OSError) as error:
            self.problem = f"Not kept beside the notebook: {error}"
        self._panel._door.aside.now("exercise")
        if self._shown and get_ipython() is not None:
            publish(self._kept(), transient={"display_id": self._display}, update=True)
