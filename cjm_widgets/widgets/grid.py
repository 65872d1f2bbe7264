"""The journey grid: a widget that draws a frame or a map and lands edits in it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pandas as pd
import traitlets

from cjm_widgets.frames import history, keys, live
from cjm_widgets.frames.history import Event
from cjm_widgets.frames.lanes import Lane
from cjm_widgets.frames.live import Bound
from cjm_widgets.model.edits import Move, Op, Set
from cjm_widgets.model.errors import CjmError, DataError
from cjm_widgets.model.session import Entry

from .leaving import Leaving
from .picture import picture
from .views import View, bundle

LONGEST_TITLE = 200
PAUSE = 0.05
"""Between two looks at a frame within one cell there are at least so many seconds."""


class JourneyGrid(View):
    """An editable journey map in a notebook cell; edits land in ``data``, changes of ``data`` show.

    Args:
        data: a DataFrame, with one row per step (or lanes down, or a long list), or a ``JourneyMap``.
        name: the variable to follow: when it names another frame later, the grid shows that one.
        layout: ``'wide'``, ``'across'`` or ``'long'`` where the guess is wrong.
        step, stage, emotion, lane, text: the columns that hold these, where the guess is wrong.
        title: what stands above the map.
        readonly: show without editing.
        height: CSS height of the grid, such as ``'400px'``; empty for as high as it needs, up to a screen.
        lanes: the lanes to show, in this order; all others are hidden.
        since: another ``JourneyMap``; what changed since it is marked.
        zoom: 1 is normal size.
        half: ``'both'``, or only the ``'customer'``'s or the ``'provider'``'s half of the service.
        mode: where a map's improvements change steps: ``'today'``, ``'both'`` beside each other, or the ``'future'``.

    Raises:
        ShapeError: the frame cannot be read as a map; the message says how to say what it is.

    >>> df = pd.DataFrame({"step": ["Search", "Pay"], "emotion": [1.0, -0.5]})
    >>> grid = JourneyGrid(df)
    >>> grid.df is df
    True
    """

    _esm = bundle("grid")
    _view_of_block = "grid"

    zoom = traitlets.Float(1.0, min=0.25, max=4.0, help="1 is normal size").tag(sync=True)
    half = traitlets.Enum(
        ("both", "customer", "provider"), "both", help="the half of the service that is drawn"
    ).tag(sync=True)
    mode = traitlets.Enum(
        ("today", "both", "future"), "both", help="what is shown where improvements change steps"
    )
    selection = traitlets.List(
        trait=traitlets.Dict(), read_only=True, help="selected cells: step and lane ids"
    )
    lanes = traitlets.List(trait=traitlets.Unicode(), help="names of the lanes shown, in order")

    def __init__(
        self,
        data: Any,
        *,
        name: str | None = None,
        layout: str | None = None,
        step: str | None = None,
        stage: str | None = None,
        emotion: str | None = None,
        lane: str | None = None,
        text: str | None = None,
        title: str = "",
        lanes: list[str] | None = None,
        since: Any = None,
        **traits: Any,
    ) -> None:
        self._since = since
        self._said = {
            "layout": layout,
            "step": step,
            "stage": stage,
            "emotion": emotion,
            "lane": lane,
            "text": text,
        }
        self._title, self._follow = title, name
        self._listeners: list[Callable[[Event], None]] = []
        self._looked = 0.0
        super().__init__(self._bound_of(data), **traits)
        if lanes is not None:
            self.lanes = lanes
        else:
            self._note_lanes()

    # -- the data

    @property
    def df(self) -> pd.DataFrame:
        """The frame that is edited: the very object it was given (for a map, its steps)."""
        tables = self._bound.source.tables
        return tables["steps" if "steps" in tables else next(iter(tables))].frame

    @property
    def history(self) -> pd.DataFrame:
        """Every change of both sides, oldest first: when, by whom, what, old and new value."""
        return history.frame(self._bound.session.entries)

    def refresh(self) -> None:
        """Show changes made in Python now, without waiting for the end of the cell."""
        if live.notebook() is None or time.monotonic() - self._looked >= PAUSE:
            self._looked = time.monotonic()
            self._bound.session.pull()

    def to_code(self, name: str | None = None) -> str:
        """The edits made in the page as pandas code that repeats them; ``name`` is what the frame is called there.

        >>> grid = JourneyGrid(pd.DataFrame({"step": ["Pay"], "emotion": [0.0]}))
        >>> grid.to_code()
        ''
        """
        entries = self._bound.session.entries
        if self._is_map:
            return history.code(entries, name or "m", attribute=True)
        names = [*live.names_of(self.df), *live.left_names(self._bound.source), "df"]
        return history.code(entries, name or self._follow or names[0])

    def on_edit(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Call ``listener`` with an ``Event`` for each changed cell or row; returns the call that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def rebind(self, data: Any) -> None:
        """Show another frame in this grid."""
        bound = self._bound_of(data)
        for notice in tuple(self._door.notices):
            self._door.notice(notice, "")
        self._become(bound)

    # -- inside

    def _bound_of(self, data: Any) -> Bound:
        if isinstance(data, pd.DataFrame):
            found = live.names_of(data)
            title = self._title or data.attrs.get("title") or self._follow or next(iter(found), "")
            return live.bind(data, keys.text(title)[:LONGEST_TITLE], **self._said)
        bound = getattr(data, "_bound", None)
        if isinstance(bound, Bound):
            return bound
        raise TypeError(
            f"JourneyGrid draws a pandas DataFrame or a JourneyMap, not {type(data).__name__}. "
            "From polars or Arrow: JourneyGrid(data.to_pandas())."
        )

    def _attach(self, bound: Bound) -> None:
        super()._attach(bound)
        self._leaving = Leaving(bound.source)
        self._door.on_select = lambda cells: self.set_trait("selection", cells)
        named = [] if self._is_map else live.names_of(self.df)
        self._named = named if self._follow is None else [self._follow]

    def _verbs(self, bound: Bound) -> dict[str, Callable[[dict[str, Any]], Any]]:
        return {
            **bound.verbs,
            "open": lambda args: self._open_step(str(args.get("step"))),
            "mode": lambda args: self.set_trait("mode", args.get("mode")),
        }

    def _open_step(self, step: str) -> None:
        """Show the map a step opens in this grid, with the way back."""
        here = self._bound
        if here.opens is None:
            raise DataError("A step opens another map in a JourneyMap only.", "steps", step)
        other = here.opens(step)
        self.rebind(other)

        def act(action: str) -> None:
            self._door.notice("opened", "")
            if action == "back":
                self._become(here)

        text = f"This is the map behind “{step}” of “{here.source.title}”."
        self._door.notice("opened", text, "info", act, back="Back", keep="Stay here")

    def _become(self, bound: Bound) -> None:
        self._detach()
        self._attach(bound)
        self._door.open()
        self._note_lanes()

    def _overlays(self, bound: Bound) -> dict[str, Callable[[], Any]]:
        """What is computed for the page: the map's own, and what changed since another version."""
        own = bound.overlays
        if bound.source.kind == "map":  # a sheet has no future, and nobody waits for word of it
            own = {"mode": lambda: self.mode, **own}
        if self._since is None:
            return own
        changes = bound.since
        if changes is None or not isinstance(getattr(self._since, "_bound", None), Bound):
            raise TypeError("since= marks the differences of two JourneyMaps; a DataFrame has no versions.")
        return {**own, "diff": lambda: changes(self._since)}

    @traitlets.observe("mode")
    def _show_mode(self, change: Any) -> None:
        if hasattr(self, "_door") and self._is_map:
            self._door.aside.now("mode")

    def _tell(self, entry: Entry) -> None:
        self._leaving.changed(self._door, self._bound.source)
        if self._listeners:
            for event in history.events(entry, self._bound.source):
                for listener in tuple(self._listeners):
                    listener(event)
        if entry.change.reload or any(op.table == "lanes" for op in entry.change.ops):
            self._note_lanes()

    def _after_cell(self, names: dict[str, Any]) -> None:
        """Say what is wrong with the frame, and see whether a name of it came to stand for another one."""
        source = self._bound.source
        self._leaving.after_cell(self._door, source)
        if self._bound.trouble or "trouble" in self._door.notices:
            self._door.notice("trouble", self._bound.trouble, "warning", ok="OK")
        for name in self._named:
            other = names.get(name)
            if other is self.df or not isinstance(other, pd.DataFrame) or live.is_left(source, other):
                continue
            if self._follow:
                self._show(other)
            else:
                self._offer(name, other)
            return

    @property
    def _is_map(self) -> bool:
        return self._bound.source.kind == "map"

    def _show(self, other: pd.DataFrame) -> None:
        """Show the frame a name stands for now, or say why it cannot be shown."""
        try:
            self.rebind(other)
        except CjmError as error:
            self._door.notice(
                "rebound", f"This map still shows the DataFrame before: {error}", "warning", ok="OK"
            )

    def _offer(self, name: str, other: pd.DataFrame) -> None:
        self._named = [n for n in self._named if n != name]

        def act(action: str) -> None:
            self._door.notice("rebound", "")
            if action == "show":
                self._show(other)

        text = f"“{name}” is another DataFrame now; this map still shows the one before."
        self._door.notice("rebound", text, "info", act, show=f"Show the new “{name}”", keep="Keep this one")

    def _note_lanes(self) -> None:
        self._noting = True
        try:
            self.lanes = [lane.name for lane in self._bound.source.lanes() if lane.visible]
        finally:
            self._noting = False

    @traitlets.observe("lanes")
    def _show_lanes(self, change: Any) -> None:
        if getattr(self, "_noting", False):
            return
        try:
            ops = _arranged(self._bound.source.lanes(), change["new"])
            self._bound.session.edit(ops, source="python", label="lanes shown")
        except CjmError:
            self._note_lanes()
            raise

    def still(self) -> dict[str, str]:
        return picture(self._bound.source)


def _arranged(lanes: list[Lane], names: list[str]) -> list[Op]:
    """The operations that show these lanes in this order and hide the others; ``DataError`` for an unknown name."""
    by_name = {lane.name: lane for lane in lanes}
    unknown = [name for name in names if name not in by_name]
    if unknown:
        raise DataError(
            f"There is no lane {unknown[0]!r}. The lanes are: {', '.join(map(repr, by_name))}.", "lanes"
        )
    wanted = [by_name[name] for name in names]
    ops: list[Op] = [Set("lanes", lane.id, "visible", lane in wanted, lane.visible) for lane in lanes]
    ops = [op for op in ops if isinstance(op, Set) and op.value != op.old]
    first = next((lane.id for lane in lanes if lane not in wanted), None)
    return [*ops, *(Move("lanes", lane.id, first) for lane in wanted)]
