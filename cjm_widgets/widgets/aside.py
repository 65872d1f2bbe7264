"""What a page gets beside the document: answers to verbs that only Python can carry out, and overlays computed from the map.

Overlays follow a change shortly after it, so that the answer to an edit never waits for them.
"""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from cjm_widgets.model.errors import CjmError

STATIC = Path(__file__).parent.parent / "static"
MODULES = ("panels", "links", "future", "measured", "surveys")
DELAY = 0.15
"""Seconds after a change until overlays are computed."""

Send = Callable[..., None]
Verb = Callable[[dict[str, Any]], Any]


class Aside:
    """Answers verbs and sends overlays for one widget."""

    def __init__(
        self, send: Send, verbs: Mapping[str, Verb], overlays: Mapping[str, Callable[[], Any]]
    ) -> None:
        self._send, self._verbs, self._overlays = send, verbs, overlays
        self._sent: dict[str, Any] = {}
        self._begun, self._told, self._telling = itertools.count(), dict[str, int](), threading.Lock()
        self._timer: asyncio.TimerHandle | None = None

    def run(self, browser: str, message: Mapping[str, Any]) -> None:
        """Carry out a verb and send what it gives, or the sentence that says why not."""
        verb, args = str(message.get("verb") or ""), message.get("args")
        answer: dict[str, Any] = {"for": browser, "query": message.get("query")}
        try:
            answer["value"] = self._call(verb, dict(args) if isinstance(args, Mapping) else {})
        except CjmError as error:
            answer["error"] = str(error)
        except Exception as error:  # noqa: BLE001 - the page must hear of it, and Python must go on
            answer["error"] = f"“{verb}” failed: {type(error).__name__}: {error}"
        self._send("ran", **answer)

    def _call(self, verb: str, args: dict[str, Any]) -> Any:
        if verb == "module":
            return module(str(args.get("name")))
        if verb not in self._verbs:
            raise CjmError(f"There is no “{verb}” here: it needs a JourneyMap.")
        return self._verbs[verb](args)

    def later(self) -> None:
        """Send overlays that changed, a little later; at once where no loop runs."""
        if self._timer is not None or not self._overlays:
            return
        try:
            self._timer = asyncio.get_running_loop().call_later(DELAY, self._due)
        except RuntimeError:
            self._due()

    def again(self) -> None:
        """Send all overlays anew: a page has just begun."""
        self._sent.clear()
        self.later()

    def now(self, name: str) -> None:
        """Send one overlay at once, where it changed.

        JupyterLab may have messages handled in a thread beside that of the cells. What was begun before something that is told
        already is old: it is not sent.
        """
        begun = next(self._begun)
        data = self._overlays[name]()
        with self._telling:
            if begun < self._told.get(name, 0):
                return
            self._told[name] = begun
            if name not in self._sent or self._sent[name] != data:
                self._sent[name] = data
                self._send("overlay", name=name, data=data)

    def close(self) -> None:
        """Send no more."""
        if self._timer is not None:
            self._timer.cancel()
        self._overlays = {}

    def _due(self) -> None:
        self._timer = None
        failed: list[Exception] = []
        for name in self._overlays:
            try:
                self.now(name)
            except Exception as error:  # noqa: BLE001 - one that fails must not keep the others from the page
                failed.append(error)
        if failed:
            raise failed[0]


def module(name: str) -> dict[str, str]:
    """The text of a part of the page that is loaded when it is first opened."""
    path = STATIC / f"{name}.js"
    if name not in MODULES or not path.exists():
        raise CjmError(f"There is no module “{name}”. In the checkout, run: npm ci && node js/build.mjs")
    return {"text": path.read_text(encoding="utf-8")}
