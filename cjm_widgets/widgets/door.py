"""The door between a session and a widget's pages: messages in are checked and carried out, changes go out numbered.

docs/protocol.md is the contract. The door knows no traitlet: it is handed a function that sends.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

from cjm_widgets.frames import wire
from cjm_widgets.frames.binding import Binding
from cjm_widgets.frames.window import dumps, stages_named, window
from cjm_widgets.model.edits import Op, Set, to_json
from cjm_widgets.model.errors import CjmError, Refused
from cjm_widgets.model.session import Entry, Session

from . import fields
from .aside import Aside
from .first import first, whole
from .selecting import Selecting

MOST_ROWS = 400
MOST_HITS = 1_000
SEEN = 64
"""So many browsers are remembered."""
REASONS = 50
"""So many refusals are told once more with a document sent anew, to a page that missed them."""


class Door:
    """Speaks for one widget."""

    def __init__(self, session: Session, binding: Binding, send: Callable[[dict[str, Any]], None]) -> None:
        self.session, self.binding, self._send = session, binding, send
        self.seen: dict[str, int] = {}
        self.refused: deque[dict[str, Any]] = deque(maxlen=REASONS)
        self.readonly = False
        self.notices: dict[str, dict[str, Any]] = {}
        self.acts: dict[str, Callable[[str], None]] = {}
        self.on_select: Callable[[list[dict[str, str]]], None] = lambda cells: None
        self._n = 0
        self._runs: Any = binding.source.runs()
        self._counter: tuple[str, int] | None = None
        self.aside = Aside(self.send, {}, {})
        self._stop = session.listen(self.changed)
        self.selecting = Selecting(session, self.send)

    def close(self) -> None:
        """Stop listening."""
        self._stop()
        self.selecting.close()
        self.aside.close()

    # -- down

    def start(self) -> str:
        """The ``open`` message as text, for a page that begins."""
        with self.session.lock:
            self.session.pull()
            text, whole = first(self.binding.source)
            # A page that holds revision -1 asks for the rest at once.
            state = self._state() | ({} if whole else {"rev": -1})
            head = dumps({"type": "open", "n": self._n, "for": None, **state})
            return f'{head[:-1]},"doc":{text}}}'

    def send(self, kind: str, **fields: Any) -> None:
        """Send one message, numbered."""
        self._n += 1
        self._send({"type": kind, "n": self._n, **fields})

    def open(self, browser: str | None = None) -> None:
        """Send the document anew."""
        doc = whole(self.binding.source)
        self._runs = doc["runs"]
        self.send("open", doc=doc, refused=list(self.refused), **{"for": browser}, **self._state())
        for notice in self.notices.values():
            self.send("notice", **notice)
        self.aside.again()

    def notice(self, id_: str, text: str, level: str = "info", act: Any = None, **actions: str) -> None:
        """Show a sentence with buttons, or take it away where the text is empty."""
        shown = {
            "id": id_,
            "level": level,
            "text": text,
            "actions": [{"id": k, "label": v} for k, v in actions.items()],
        }
        self.notices.pop(id_, None)
        if text:
            self.notices[id_] = shown
            self.acts[id_] = act or (lambda action: self.notice(id_, ""))
        self.send("notice", **shown)

    def changed(self, entry: Entry) -> None:
        """Tell the pages what a change did."""
        mine = self._counter if entry.browser is not None and self._counter else None
        if mine and mine[0] == entry.browser:
            self._see(*mine)
        if entry.change.reload:
            self.open()
            return
        ops = [*stages_named(self.binding.source, entry.change.ops), *entry.change.ops]
        said: dict[str, Any] = {"ops": [_json(op) for op in ops], "source": entry.source}
        said |= {"browser": entry.browser, "label": entry.change.label, **self._state()}
        if _moves_stages(entry.change.ops):
            runs = self.binding.source.runs()
            if runs != self._runs:
                self._runs = said["runs"] = runs
        self.send("edits", **said)
        self.aside.later()

    def _state(self) -> dict[str, Any]:
        session = self.session
        return {
            "rev": session.revision,
            "seen": dict(self.seen),
            "undo": session.can_undo,
            "redo": session.can_redo,
        }

    # -- up

    def receive(self, message: object) -> None:
        """Carry out one message of a page; one that does not fit is refused and changes nothing."""
        said: Mapping[str, Any] = message if isinstance(message, Mapping) else {}
        browser = ""
        with self.session.lock:
            try:
                browser = fields.text(said, "browser", 100)
                self.selecting.meet(browser)
                _handler(said)(self, browser, said)
            except CjmError as error:
                self._refuse(browser, fields.counter(said), error)
            except Exception as error:
                # A fault of ours or of a listener: the page is not left waiting, and the notebook shows the traceback.
                self._give_up(browser, fields.counter(said), error)
                raise

    def _give_up(self, browser: str, counter: int | None, error: Exception) -> None:
        if counter is None or self.seen.get(browser, -1) < counter:
            self._refuse(
                browser, counter, Refused(f"Python could not do this ({type(error).__name__}): {error}")
            )

    def _refuse(self, browser: str, counter: int | None, error: CjmError) -> None:
        if counter is not None:
            self._see(browser, counter)
        table, row, column = (getattr(error, name, None) for name in ("table", "row", "column"))
        at = {"table": table, "id": row, "column": column or ""} if table and row else None
        said = {"browser": browser, "counter": counter, "reason": str(error), "at": at}
        self.refused.append(said)
        self.send("refused", **said, seen=dict(self.seen))

    def _see(self, browser: str, counter: int) -> None:
        self.seen.pop(browser, None)
        self.seen[browser] = counter
        while len(self.seen) > SEEN:
            del self.seen[next(iter(self.seen))]

    def _open(self, browser: str, message: Mapping[str, Any]) -> None:
        self.session.pull()
        if message.get("have") != self.session.revision:
            self.open(browser)
        else:
            self.aside.again()

    def _edit(self, browser: str, message: Mapping[str, Any]) -> None:
        counter = fields.counter(message)
        if counter is None:
            raise Refused("An edit needs a counter.")
        if counter <= self.seen.get(browser, -1):
            return  # sent twice
        if self.readonly:
            raise Refused("This map is shown for reading only.")
        ops = fields.ops(message)
        label = fields.text(message, "label", 200) if message.get("label") else ""
        self._counter = (browser, counter)
        try:
            entry = self.session.edit(ops, browser=browser, label=label)
        finally:
            self._counter = None
        if entry is None:
            self._see(browser, counter)
            self.send("edits", ops=[], source="page", browser=browser, label=label, **self._state())
        self._tell_filled()

    def _tell_filled(self) -> None:
        for table in self.binding.source.tables.values():
            if table.filled:
                names = ", ".join(f"“{name}”" for name in table.filled)
                table.filled = []
                self.notice(
                    "filled",
                    f"The new row has 0 or no in {names}: these columns cannot be empty. To allow gaps: "
                    "df = df.convert_dtypes().",
                    ok="OK",
                )

    def _undo(self, browser: str, message: Mapping[str, Any]) -> None:
        self._turn(browser, message, self.session.undo)

    def _redo(self, browser: str, message: Mapping[str, Any]) -> None:
        self._turn(browser, message, self.session.redo)

    def _turn(self, browser: str, message: Mapping[str, Any], turn: Callable[[str], Entry | None]) -> None:
        counter = fields.counter(message)
        if counter is None:
            raise Refused("An undo or redo needs a counter.")
        if counter <= self.seen.get(browser, -1):
            return  # sent twice
        if self.readonly:
            raise Refused("This map is shown for reading only.")
        self._counter = (browser, counter)
        try:
            entry = turn(browser)
        finally:
            self._counter = None
        if entry is None:
            self._see(browser, counter)
            self.send("edits", ops=[], source="undo", browser=browser, label="", **self._state())

    def _rows(self, browser: str, message: Mapping[str, Any]) -> None:
        low, high = message.get("from"), message.get("to")
        if not fields.whole(low) or not fields.whole(high):
            raise Refused("A window needs “from” and “to”, whole numbers.")
        self.session.pull()
        low = max(0, low)
        high = min(high, low + MOST_ROWS, self.binding.source.size())
        tables = window(self.binding.source, low, max(low, high))
        self.send("rows", rev=self.session.revision, tables=tables, **{"for": browser, "from": low})

    def _find(self, browser: str, message: Mapping[str, Any]) -> None:
        text, query = (
            fields.text(message, "text", 1_000) if message.get("text") else "",
            fields.query(message),
        )
        total, hits = self.binding.source.find(text, MOST_HITS) if text else (0, [])
        self.send("found", query=query, total=total, hits=hits, **{"for": browser})

    def _cell(self, browser: str, message: Mapping[str, Any]) -> None:
        table, id_, column = (fields.text(message, name, 2_000) for name in ("table", "id", "column"))
        query = fields.query(message)
        value = self.binding.source.read(table, id_, column)
        self.send("cell", query=query, value=value, **{"for": browser})

    def _run(self, browser: str, message: Mapping[str, Any]) -> None:
        self.aside.run(
            browser, {**message, "query": fields.query(message), "verb": fields.text(message, "verb", 100)}
        )

    def _act(self, browser: str, message: Mapping[str, Any]) -> None:
        notice, action = fields.text(message, "notice", 100), fields.text(message, "action", 100)
        if notice in self.notices:
            self.acts[notice](action)

    def _select(self, browser: str, message: Mapping[str, Any]) -> None:
        cells = fields.cells(message)
        self.on_select(cells)
        self.selecting.select(cells, browser)


_HANDLERS: dict[str, Callable[[Door, str, Mapping[str, Any]], None]] = {
    "open": Door._open,
    "edit": Door._edit,
    "undo": Door._undo,
    "redo": Door._redo,
    "rows": Door._rows,
    "find": Door._find,
    "cell": Door._cell,
    "act": Door._act,
    "run": Door._run,
    "select": Door._select,
}


def _handler(message: Mapping[str, Any]) -> Callable[[Door, str, Mapping[str, Any]], None]:
    kind = fields.text(message, "type", 20)
    if kind not in _HANDLERS:
        raise Refused(f"There is no message {kind!r}: {', '.join(_HANDLERS)} are allowed.")
    return _HANDLERS[kind]


def _json(op: Op) -> dict[str, Any]:
    out = to_json(op)
    for name in ("value", "old"):
        if name in out:
            out[name] = _plain(out[name])
    return out


def _plain(value: Any) -> Any:
    """Values told down are already as messages carry them; a page's own echo may hold what it typed."""
    return wire.text(value) if isinstance(value, str) else value


def _moves_stages(ops: tuple[Op, ...]) -> bool:
    return any(op.table == "steps" and not (isinstance(op, Set) and op.column != "stage") for op in ops)
