"""Work too long for an answer: carried out part by part in a thread of its own, told as far as it is, and stopped when asked."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from typing import Any

from cjm_widgets.model.errors import CjmError

Part = Callable[[Callable[[], bool]], dict[str, Any]]


class Work:
    """One piece of work at a time. ``told`` is what is known of it: its ``mark``, its ``state`` and what its parts gave.

    States: ``running``, ``done``, ``stopped``, ``failed`` (with ``error``, a sentence). ``publish`` is called in the thread that
    began it, each time ``told`` has changed. Where no loop runs, all is carried out at once.
    """

    def __init__(self, publish: Callable[[], None]) -> None:
        self._publish = publish
        self._stop = threading.Event()
        self.told: dict[str, Any] = {}

    def begin(self, mark: str, parts: Sequence[Part]) -> None:
        """Carry out what is not carried out yet; other work is stopped."""
        self.stop()
        self._stop = stop = threading.Event()
        self.told = {"mark": mark, "state": "running"}
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._carry_out(parts, stop, self._take)
            return

        def give(stop: threading.Event, more: dict[str, Any]) -> None:
            try:
                loop.call_soon_threadsafe(self._take, stop, more)
            except RuntimeError:
                stop.set()  # the loop is closed: nobody is left to tell

        threading.Thread(target=self._carry_out, args=(parts, stop, give), daemon=True).start()

    def stop(self) -> None:
        """Leave it as it is. What is done stays told."""
        self._stop.set()
        if self.told.get("state") == "running":
            self.told = {**self.told, "state": "stopped"}

    def _take(self, stop: threading.Event, more: dict[str, Any]) -> None:
        if stop is self._stop and not stop.is_set():
            self.told = {**self.told, **more}
            self._publish()

    def _carry_out(
        self,
        parts: Sequence[Part],
        stop: threading.Event,
        give: Callable[[threading.Event, dict[str, Any]], None],
    ) -> None:
        try:
            for part in parts:
                if stop.is_set():
                    return
                give(stop, part(stop.is_set))
            give(stop, {"state": "done"})
        except CjmError as error:
            give(stop, {"state": "failed", "error": str(error)})
        except Exception as error:  # noqa: BLE001 - the page must hear of it
            give(stop, {"state": "failed", "error": f"{type(error).__name__}: {error}"})
