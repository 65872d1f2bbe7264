"""What every widget that shows a map shares: a door to the session, the traits of a page, the mimebundle."""

from __future__ import annotations

import pathlib
from collections.abc import Callable
from typing import Any

import anywidget
import traitlets

from cjm_widgets.frames.live import Bound
from cjm_widgets.model.session import Entry

from .aside import Aside
from .blocks import blocks
from .door import Door

STATIC = pathlib.Path(__file__).parent.parent / "static"
UNBUILT = """export default { render({ el }) {
  el.textContent = "The page's code of cjm_widgets is not built. In the checkout, run: npm ci && node js/build.mjs";
} };"""


_OPTIONS = ("theme", "height", "language", "zoom", "by", "columns", "budget", "x", "y", "method")


def bundle(name: str) -> pathlib.Path | str:
    """The page's code of that name, or one line of it that says how to build it."""
    path = STATIC / f"{name}.js"
    return path if path.exists() else UNBUILT


class Page(anywidget.AnyWidget):
    """How any of our widgets looks on its page."""

    height = traitlets.Unicode("", help="CSS height, empty for its own").tag(sync=True)
    theme = traitlets.Enum(("auto", "light", "dark"), "auto").tag(sync=True)
    language = traitlets.Unicode("", help="BCP 47 tag for numbers and dates, empty for the browser's").tag(
        sync=True
    )

    def still(self) -> dict[str, str]:
        """What is left for readers without a kernel or without widgets: HTML and plain text."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        widget: Any = super()._repr_mimebundle_(**kwargs)
        data, metadata = widget if isinstance(widget, tuple) else (widget or {}, {})
        # js/lab shows the picture of what is marked so where JupyterLab has no live widget.
        return {**data, **self.still(), **self._blocks()}, {**metadata, "cjm_widgets": {"still": True}}

    def _blocks(self) -> dict[str, Any]:
        """What a page without Python draws this view from, where that is asked for."""
        bound, view = getattr(self, "_bound", None), getattr(self, "_view_of_block", "")
        options = {name: getattr(self, name, None) for name in _OPTIONS}
        return blocks(view, bound, options) if bound is not None and view else {}


class View(Page):
    """A widget on a session: edits of its page land in the map, changes of the map show in it."""

    _start = traitlets.Unicode("").tag(sync=True)
    readonly = traitlets.Bool(False, help="show without editing").tag(sync=True)

    def __init__(self, bound: Bound, **traits: Any) -> None:
        self._attach(bound)
        super().__init__(**traits)
        self.on_msg(lambda _widget, message, _buffers: self._door.receive(message))

    def refresh(self) -> None:
        """Show changes made in Python now, without waiting for the end of the cell."""
        self._bound.session.pull()

    def undo(self) -> None:
        """Take the newest change back, made here or in Python."""
        self._bound.session.undo()

    def redo(self) -> None:
        """Do again what was undone last."""
        self._bound.session.redo()

    def close(self) -> None:
        """Take it off the page; the data stays."""
        if hasattr(self, "_door"):  # not where the data was refused
            self._detach()
        super().close()

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> dict[str, Any]:
        """The widget's state; the document in it is always the present one."""
        state: dict[str, Any] = super().get_state(key, drop_defaults)
        if key is None or key == "_start" or (not isinstance(key, str) and "_start" in key):
            state["_start"] = self._door.start()
        return state

    # -- inside

    def _attach(self, bound: Bound) -> None:
        self._bound = bound
        seen = getattr(self, "_door", None)
        self._door = Door(bound.session, bound.binding, self.send)
        if seen is not None:
            self._door.seen, self._door._n = seen.seen, seen._n
        self._unlisten = bound.session.listen(self._tell)
        self._door.aside = Aside(self._speak, self._verbs(bound), self._overlays(bound))
        self._door.readonly = bool(getattr(self, "readonly", False))
        bound.after_cell.append(self._after_cell)
        bound.overlaid.append(self._overlay)

    def _speak(self, kind: str, **fields: Any) -> None:
        """Send through the door of now: a verb may have changed what is shown, and messages are numbered by one."""
        self._door.send(kind, **fields)

    def _verbs(self, bound: Bound) -> dict[str, Callable[[dict[str, Any]], Any]]:
        """What the page may ask for."""
        return bound.verbs

    def _overlays(self, bound: Bound) -> dict[str, Callable[[], Any]]:
        """What is computed for the page beside the document."""
        return bound.overlays

    def _detach(self) -> None:
        self._door.close()
        self._unlisten()
        if self._after_cell in self._bound.after_cell:
            self._bound.after_cell.remove(self._after_cell)
        if self._overlay in self._bound.overlaid:
            self._bound.overlaid.remove(self._overlay)

    def _overlay(self, name: str) -> None:
        if name in self._overlays(self._bound):
            self._door.aside.now(name)

    def _tell(self, entry: Entry) -> None:
        """Hear of a change."""

    def _after_cell(self, names: dict[str, Any]) -> None:
        """Hear that a notebook cell has run."""

    @traitlets.observe("readonly")
    def _lock(self, change: Any) -> None:
        self._door.readonly = bool(change["new"])


def bound_of(data: Any, widget: str) -> Bound:
    """The session of a ``JourneyMap``; ``TypeError`` for anything else."""
    bound = getattr(data, "_bound", None)
    if isinstance(bound, Bound) and bound.source.kind == "map":
        return bound
    raise TypeError(
        f"{widget} draws a JourneyMap, not {type(data).__name__}. From a DataFrame: cjm.JourneyMap.from_frame(df)."
    )
