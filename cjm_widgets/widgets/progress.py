"""How far long work is, with a button that stops it: a bar for a task such as ``Log.start`` gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import ipywidgets


class Work(Protocol):
    """What a bar needs of a task."""

    doing: str

    @property
    def share(self) -> float:
        """How much is done, 0 to 1."""

    @property
    def done(self) -> bool:
        """Whether it has ended."""

    def stop(self) -> None:
        """Stop it."""

    def watch(self, told: Callable[[Any], None]) -> Any:
        """Call ``told`` now and then, and at the end."""


class Progress(ipywidgets.HBox):  # type: ignore[misc]
    """A bar that follows a task while the notebook stays usable, what is being done as text, and a stop button.

    >>> seen = pd.DataFrame({"case": [1, 1], "activity": ["see", "buy"], "at": pd.to_datetime(["2026-05-01", "2026-05-02"])})
    >>> task = cjm.log(seen).start()
    >>> bar = cjm.Progress(task)
    >>> task.result().events
    2
    """

    def __init__(self, task: Work) -> None:
        self._bar = ipywidgets.FloatProgress(
            min=0.0, max=1.0, description="Events", tooltip="How much is done"
        )
        self._text = ipywidgets.Label(value=task.doing)
        self._stop = ipywidgets.Button(description="Stop", tooltip="Stop the work; nothing is changed")
        self._stop.on_click(lambda _: task.stop())
        super().__init__(children=[self._bar, self._text, self._stop])
        task.watch(self._told)

    def _told(self, task: Work) -> None:
        self._bar.value = task.share
        self._text.value = "done" if task.done else f"{task.doing}: {task.share:.0%}"
        self._stop.disabled = task.done
