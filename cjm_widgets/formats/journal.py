"""The history of a map file beside it: what each save changed, so that it can be undone after the map was closed.

``name.cjm.history.jsonl`` holds a line a version, written once and never changed, until the oldest are dropped. A line
that does not read costs the versions that rest on it, never the map.
"""

from __future__ import annotations

import os
import warnings
from pathlib import Path

import pandas as pd

from cjm_widgets.formats import cjm_file
from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.formats.disk import Fingerprint, read_bytes, write_bytes
from cjm_widgets.formats.versions.entries import (
    Entry,
    Log,
    digest,
    entry_of,
    line_of,
    next_entry,
    numbered,
    shortened,
)
from cjm_widgets.formats.versions.plain import framed, plain
from cjm_widgets.model.errors import CjmError, CjmWarning, DataError, FileError

ENDING = ".cjm.json"
MOST = 500
"""So many versions are kept; older ones are dropped, but for snapshots."""
MOST_BYTES = 5_000_000
"""So long a journal may get before older versions are dropped."""


def place_of(path: str | os.PathLike[str]) -> Path:
    """Where the journal of a map file is.

    >>> place_of("kit.cjm.json").name
    'kit.cjm.history.jsonl'
    """
    place = Path(path)
    stem = place.name.removesuffix(ENDING) if place.name.endswith(ENDING) else place.stem
    return place.with_name(f"{stem}.cjm.history.jsonl")


def append(
    path: str | os.PathLike[str],
    before: MapFile | None,
    after: MapFile,
    label: str = "",
    author: str = "",
    name: str = "",
) -> int:
    """Adds a version to the journal of a map file and gives its number.

    ``before`` is what the file held until now: where the journal does not know it, somebody else wrote it, and it
    becomes a version too. ``name`` makes it a snapshot. Nothing is added where nothing changed. Raises FileError
    where the journal cannot be written, DataError for what a file has no form for.

    >>> import tempfile
    >>> at = Path(tempfile.mkdtemp()) / "kit.cjm.json"
    >>> append(at, MapFile({"title": "A"}), MapFile({"title": "B"}), "first words")
    2
    >>> versions(at)[["version", "label"]].values.tolist()
    [[1, 'as found'], [2, 'first words']]
    """
    log = _log(path)
    new: list[Entry] = []
    if before is not None and digest(plain(before)) not in log.digests():
        new.append(next_entry(log, plain(before), "as found", "", ""))
        log = log.more(new[-1])
    last = log.entries[-1] if log.entries else None
    if last is not None and not name and last.holds == digest(plain(after)):
        _write(path, log, new)
        return last.version
    new.append(next_entry(log, plain(after), label, author, name))
    _write(path, log.more(new[-1]), new)
    return new[-1].version


def save(
    path: str | os.PathLike[str],
    map_file: MapFile,
    expected: Fingerprint | None,
    label: str = "",
    author: str = "",
) -> Fingerprint:
    """Writes a map as ``cjm_file.write`` does, and adds the version to its journal; returns the new fingerprint.

    A journal that cannot be written never stops a save: a CjmWarning says why.
    """
    before = _as_it_was(Path(path))
    made = cjm_file.write(path, map_file, expected)
    try:
        append(path, before, map_file, label, author)
    except CjmError as error:
        warnings.warn(f"The map is saved; its history is not: {error}", CjmWarning, stacklevel=2)
    return made


def versions(path: str | os.PathLike[str]) -> pd.DataFrame:
    """The versions of a map file, oldest first: version, at, label, author, name, changes, whole.

    ``changes`` counts what differs from the version before, ``whole`` says whether it can be restored. Empty where
    there is no journal, or none that can be read.
    """
    return _log(path).frame()


def restore(path: str | os.PathLike[str], version: int | str) -> MapFile:
    """The map as it was in a version, by its number or the name of a snapshot; no file is changed.

    ``DataError`` where there is no such version; ``BrokenFile`` where the journal lost a part it rests on.
    """
    return framed(_log(path).restored(version), f"version {version}")


def earlier(path: str | os.PathLike[str], now: MapFile, at: int | None = None) -> int | None:
    """The version that undo leads to, or None: the newest of another content before the one ``now`` is.

    ``at`` is the version that was restored last, where there is one: undo then goes on from there. Where the
    content is in no version, it leads to the newest: what was changed since is taken back first.
    """
    log, held = _log(path), digest(plain(now))
    before = [e for e in log.entries if at is None or e.version <= at]
    known = [i for i, e in enumerate(before) if e.holds == held]
    order = before[: known[-1]] if known else before
    found = next((e for e in reversed(order) if e.holds != held and log.whole(e)), None)
    return found.version if found is not None else None


def snapshot(path: str | os.PathLike[str], map_file: MapFile, name: str) -> int:
    """Keeps this state under a name, saved or not; a name used again stands for the newest. Gives the version."""
    if not name.strip():
        raise DataError("A snapshot needs a name: m.snapshot('before the workshop').")
    return append(path, None, map_file, "snapshot", "", name)


class Shelf:
    """Snapshots of a map that has no file yet; they go into its journal when it gets one.

    >>> shelf = Shelf()
    >>> shelf.snapshot(MapFile({"title": "A"}), "first")
    1
    >>> shelf.restore("first").meta
    {'title': 'A'}
    """

    def __init__(self) -> None:
        self._log = Log(())

    def snapshot(self, map_file: MapFile, name: str) -> int:
        """Keeps this state under a name and gives its number."""
        if not name.strip():
            raise DataError("A snapshot needs a name: m.snapshot('before the workshop').")
        entry = next_entry(self._log, plain(map_file), "snapshot", "", name)
        self._log = self._log.more(entry)
        return entry.version

    def restore(self, version: int | str) -> MapFile:
        """The map as it was; ``DataError`` where there is no such snapshot."""
        return framed(self._log.restored(version), f"snapshot {version}")

    def versions(self) -> pd.DataFrame:
        """The snapshots, as ``versions`` of a file has them."""
        return self._log.frame()

    def put(self, path: str | os.PathLike[str]) -> None:
        """Moves the snapshots into the journal of a file. ``FileError`` where it cannot be written."""
        for entry in self._log.entries:
            append(path, None, self.restore(entry.version), entry.label, "", entry.name)
        self._log = Log(())


def _log(path: str | os.PathLike[str]) -> Log:
    """What of the journal reads; nothing where there is none. Broken lines are left out, and kept in the file."""
    place = place_of(path)
    try:
        text = read_bytes(place).decode("utf-8", errors="replace") if place.is_file() else ""
    except FileError:
        return Log(())
    entries = [entry_of(line) for line in text.splitlines() if line.strip()]
    return Log(tuple(numbered(e for e in entries if e is not None)))


def _write(path: str | os.PathLike[str], log: Log, new: list[Entry]) -> None:
    if not new:
        return
    place = place_of(path)
    there = place.stat().st_size if place.is_file() else 0
    more = "".join(line_of(entry) + "\n" for entry in new).encode("ascii")
    if len(log.entries) > MOST or there + len(more) > MOST_BYTES:
        kept = shortened(log, MOST * 4 // 5, MOST_BYTES * 4 // 5)
        data = "".join(line_of(entry) + "\n" for entry in kept.entries).encode("ascii")
        write_bytes(place, data, Fingerprint.of(read_bytes(place)) if place.is_file() else None)
        return
    _add(place, more)


def _add(place: Path, more: bytes) -> None:
    try:
        with open(place, "ab+") as file:
            # A line that was cut short, by a full disk for one, must not take the next with it.
            torn = file.tell() and (file.seek(-1, os.SEEK_END), file.read(1))[1] != b"\n"
            file.write((b"\n" if torn else b"") + more)
    except OSError as error:
        raise FileError(f"Cannot write the history {place}: {error.strerror or error}.") from error


def _as_it_was(path: Path) -> MapFile | None:
    """The map that is about to be written over, where it is one."""
    if not path.is_file():
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", CjmWarning)
            return cjm_file.read(path)
    except FileError:
        return None
