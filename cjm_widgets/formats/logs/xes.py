"""XES 1.0 (IEEE 1849): traces of events with typed attributes, read tag by tag into columns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from itertools import repeat
from pathlib import Path
from typing import IO

import pandas as pd

from cjm_widgets.model.errors import BrokenFile

from .typed import times
from .xml import feed

CASE, ACTIVITY, AT = "case:concept:name", "concept:name", "time:timestamp"
KINDS = frozenset({"string", "date", "int", "float", "boolean", "id", "list", "container"})
MOST_COLUMNS = 2000


class _Column:
    """The values of one attribute: in which rows, of which types."""

    __slots__ = ("kinds", "rows", "values")

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.values: list[str] = []
        self.kinds: set[str] = set()


class Traces:
    """Collects the tags of a log; ``columns`` by name, a row per event."""

    def __init__(self, path: Path) -> None:
        self.columns: dict[str, _Column] = {}
        self.events = self.traces = self.empty = self.unnamed = self.again = self.own = self.alone = 0
        self._path = path
        self._tags: list[str] = []
        self._keys: list[str] = []
        self._trace: dict[str, tuple[str, str]] = {}
        self._event: dict[str, tuple[str, str]] | None = None
        self._first = 0
        self._known: dict[str, str] = {}

    def data(self, text: str) -> None:
        """The values are in attributes; text between tags means nothing here."""

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        tags = self._tags
        if not tags and tag != "log":
            raise BrokenFile(f"{self._path} is XML and no XES: it begins with <{tag}>, a log with <log>.")
        if tag == "event" and tags in (["log"], ["log", "trace"]):
            self._event = {}
        elif tag == "trace" and tags == ["log"]:
            self._trace, self._first = {}, self.events
            self.traces += 1
        elif tag in KINDS:
            self._keys.append(attrs.get("key", ""))
            if "value" in attrs:
                self._value(tag, attrs["value"])
        tags.append(tag)

    def _value(self, kind: str, value: str) -> None:
        inside = self._event if self._event is not None else self._trace if self._within("trace") else None
        if inside is None:
            self.own += not self._within("global")
            return
        name = "/".join(self._keys)
        if name in inside:
            self.again += 1
            name = next(one for n in range(2, 10**6) if (one := f"{name}#{n}") not in inside)
        inside[name] = (kind, self._known.setdefault(value, value) if len(value) < 80 else value)

    def _within(self, tag: str) -> bool:
        return len(self._tags) > 1 and self._tags[1] == tag

    def end(self, tag: str) -> None:
        self._tags.pop()
        if tag in KINDS:
            self._keys.pop()
        elif tag == "event" and self._event is not None:
            self._put(self._event)
        elif tag == "trace" and self._tags == ["log"]:
            self._close()

    def _put(self, event: dict[str, tuple[str, str]]) -> None:
        for name, (kind, value) in event.items():
            column = self._column(f"event/{name}" if name.startswith("case:") else name)
            column.rows.append(self.events)
            column.values.append(value)
            column.kinds.add(kind)
        self.alone += self._tags == ["log"]
        self.events += 1
        self._event = None

    def _close(self) -> None:
        count = self.events - self._first
        self.empty += not count
        if "concept:name" not in self._trace:
            self.unnamed += 1
            self._trace["concept:name"] = ("string", f"trace {self.traces}")
        for name, (kind, value) in self._trace.items():
            column = self._column(f"case:{name}")
            column.rows.extend(range(self._first, self.events))
            column.values.extend(repeat(value, count))
            column.kinds.add(kind)
        self._trace = {}

    def _column(self, name: str) -> _Column:
        found = self.columns.get(name)
        if found is None:
            if len(self.columns) >= MOST_COLUMNS:
                raise BrokenFile(
                    f"{self._path} has more than {MOST_COLUMNS} kinds of attribute, {name[:60]!r} among them."
                )
            found = self.columns[name] = _Column()
        return found

    def notes(self) -> Iterator[str]:
        """What a reader should know, a sentence each."""
        if self.empty:
            yield f"{self.empty} of {self.traces} traces hold no event and give no row."
        if self.unnamed:
            yield f"{self.unnamed} traces have no concept:name; they are called after their place, such as 'trace 1'."
        if self.again:
            yield f"{self.again} attributes come twice in an event or trace; the later are in columns named with #2."
        if self.own:
            yield f"{self.own} attributes of the log itself are left out."
        if self.alone:
            yield f"{self.alone} events stand outside any trace and have no case."


def read_xes(stream: IO[bytes], path: Path, zone: tzinfo) -> tuple[pd.DataFrame, list[str]]:
    """A row per event in the file's order, ``case:…`` columns for the attributes of its trace; nested attributes under
    ``outer/inner``; and what there is to say. Times in UTC; starts and completions are rows of their own, told apart by
    ``lifecycle:transition``. BrokenFile where it is no XES."""
    traces = Traces(path)
    feed(stream, traces, path)
    if not traces.events:
        raise BrokenFile(f"{path} holds no events ({traces.traces} traces).")
    made, said = {}, list(traces.notes())
    for name in list(traces.columns):
        column = traces.columns.pop(name)
        made[name], told = _typed(column, traces.events, zone)
        said += [f"{name}: {told}"] if told else []
    first = [name for name in (CASE, ACTIVITY, AT) if name in made]
    return pd.DataFrame(made)[[*first, *(name for name in made if name not in first)]], said


def _typed(column: _Column, length: int, zone: tzinfo) -> tuple[pd.Series, str]:
    texts = pd.Series(column.values, index=column.rows, dtype="str")
    kind = next(iter(column.kinds)) if len(column.kinds) == 1 else "string"
    told = "" if len(column.kinds) == 1 else f"of {', '.join(sorted(column.kinds))}; kept as text."
    if kind == "date":
        read, bare, wrong = times(texts, zone)
        told = f"{bare} times without a zone, taken in {zone}." if bare else ""
        if not wrong:
            return read.set_axis(texts.index).reindex(range(length)), told
        told = f"{wrong} of {len(texts)} are no time; the column is kept as text."
    elif kind in ("int", "float"):
        number = pd.to_numeric(texts, errors="coerce")
        if number.notna().all():
            whole = kind == "int" and len(number) < length
            return (number.astype("Int64") if whole else number).reindex(range(length)), told
        told = f"{int(number.isna().sum())} of {len(texts)} are no {kind}; the column is kept as text."
    elif kind == "boolean" and set(texts.unique()) <= {"true", "false"}:
        return (texts == "true").astype("boolean").reindex(range(length)), told
    return texts.reindex(range(length)), told
