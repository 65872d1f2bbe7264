"""The lines of a journal: a version each, whole or as what changed since another, with a sum that shows damage."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from cjm_widgets.formats.values import Json
from cjm_widgets.model import versions
from cjm_widgets.model.errors import BrokenFile, DataError
from cjm_widgets.model.versions import Whole, raw_of, whole_of

EVERY = 20
"""Each so many versions one is written whole: damage, and the time to restore, end there."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One version: its content as ``whole``, or as ``changes`` to the content whose digest is ``since``."""

    version: int
    at: str
    holds: str
    label: str = ""
    author: str = ""
    name: str = ""
    since: str = ""
    count: int = 0
    whole: Mapping[str, Json] | None = None
    changes: Mapping[str, Json] | None = None


def digest(whole: Whole) -> str:
    """What tells one content from another."""
    return _sum(raw_of(whole))


def line_of(entry: Entry) -> str:
    """The line of an entry, with its sum."""
    told = {k: v for k in Entry.__slots__ if (v := getattr(entry, k)) not in ("", None)}
    return json.dumps({**told, "sum": _sum(told)}, separators=(",", ":"))


def entry_of(line: str) -> Entry | None:
    """The entry of a line, or None where it is damaged or of a later form."""
    try:
        told: dict[str, Any] = json.loads(line)
        found = told.pop("sum")
        return Entry(**told) if found == _sum(told) else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def numbered(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries with rising numbers: two who saved at once may have given the same one."""
    last = 0
    for entry in entries:
        made = entry if entry.version > last else replace(entry, version=last + 1)
        last = made.version
        yield made


@dataclass(frozen=True)
class Log:
    """The entries of a journal that read, oldest first."""

    entries: tuple[Entry, ...]

    def more(self, entry: Entry) -> Log:
        """The log with an entry at its end."""
        return Log((*self.entries, entry))

    def digests(self) -> set[str]:
        """The contents it holds."""
        return {entry.holds for entry in self.entries}

    def whole(self, entry: Entry) -> bool:
        """Whether all that an entry rests on is there."""
        return entry.holds in self._sound

    def restored(self, version: int | str) -> Whole:
        """The content of a version. ``DataError`` where there is none, ``BrokenFile`` where a part is lost."""
        found = [e for e in self.entries if version in (e.version, e.name) and version != ""]
        if not found:
            names = [repr(e.name) for e in self.entries if e.name]
            known = f"{self.entries[0].version} to {self.entries[-1].version}" if self.entries else "none yet"
            more = f", and the snapshots {', '.join(names)}" if names else ""
            raise DataError(f"There is no version {version!r}. There are: {known}{more}.")
        return self.content(found[-1])

    def content(self, entry: Entry) -> Whole:
        """The content of an entry, checked."""
        way = self._way(entry)
        made = whole_of(way[-1].whole or {})
        for step in reversed(way[:-1]):
            made = versions.apply(dict(step.changes or {}), made)
        if digest(made) != entry.holds:
            raise BrokenFile(f"Version {entry.version} does not come out as it was. Take another one.")
        return made

    def frame(self) -> pd.DataFrame:
        """The versions as a table."""
        rows = [(e.version, e.at, e.label, e.author, e.name, e.count, self.whole(e)) for e in self.entries]
        made = pd.DataFrame(rows, columns=["version", "at", "label", "author", "name", "changes", "whole"])
        made["at"] = pd.to_datetime(made["at"], utc=True, format="ISO8601")
        return made.astype({"version": "int64", "changes": "int64", "whole": "bool"})

    def _way(self, entry: Entry) -> list[Entry]:
        """The entry and what it rests on, back to one that is whole."""
        way = [self._sound.get(entry.holds)]
        while way[-1] is not None and way[-1].whole is None:
            way.append(self._sound[way[-1].since])
        sound = [step for step in way if step is not None]
        if not sound:
            raise BrokenFile(
                f"Version {entry.version} rests on one whose line in the history is damaged or gone. Take another one."
            )
        return sound

    @cached_property
    def _sound(self) -> dict[str, Entry]:
        """One entry a content, of those that rest on nothing but what came before them and is sound."""
        found: dict[str, Entry] = {}
        for entry in self.entries:
            known = found.get(entry.holds)
            if (entry.whole is not None and (known is None or known.whole is None)) or (
                known is None and entry.since in found
            ):
                found[entry.holds] = entry
        return found


def next_entry(log: Log, now: Whole, label: str, author: str, name: str) -> Entry:
    """The entry of a content behind those of a log."""
    last = next((e for e in reversed(log.entries) if log.whole(e)), None)
    number = max((e.version for e in log.entries), default=0) + 1
    at = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
    made = Entry(number, at, digest(now), label, author, name)
    if last is None:
        return replace(made, whole=raw_of(now))
    then = log.content(last)
    found = versions.changes(then, now)
    count = sum(1 for _ in versions.told(found, then, now))
    if number % EVERY == 0 or last is not log.entries[-1]:
        return replace(made, whole=raw_of(now), count=count)
    return replace(made, since=last.holds, changes=found, count=count)


def shortened(log: Log, most: int, size: int) -> Log:
    """The newest entries, at most so many and so long, and the snapshots; each rests on what is left."""
    kept: list[Entry] = []
    length = 0
    for at, entry in enumerate(reversed(log.entries)):
        length += len(line_of(entry))
        if not at or entry.name or (at < most and length <= size):
            kept.append(entry)
    kept.reverse()
    return Log(tuple(_made_whole(log, kept)))


def _made_whole(log: Log, kept: list[Entry]) -> list[Entry]:
    """The entries, with those made whole that rest on one left out."""
    out: list[Entry] = []
    there: set[str] = set()
    for entry in kept:
        if entry.whole is None and entry.since not in there and log.whole(entry):
            out.append(replace(entry, whole=raw_of(log.content(entry)), changes=None, since=""))
        else:
            out.append(entry)
        there.add(entry.holds)
    return out


def _sum(told: Json) -> str:
    text = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:32]
