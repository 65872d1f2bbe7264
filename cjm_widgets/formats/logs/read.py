"""``read_log``: any file of events into a DataFrame."""

from __future__ import annotations

import glob
import os
import warnings
from datetime import tzinfo
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from cjm_widgets.model.errors import BrokenFile, CjmWarning, FileError

from .ocel import Objects, flatten
from .opened import Opened, opened
from .tables import read_parquet, read_text, together
from .typed import zone_of

_QUIET = ("without a zone", "have no zone", "of the log itself")
"""Notes that are kept and not warned of: nearly every file has them."""
_OF_OBJECTS = "times of events have no zone"
_LOCAL = (
    "OCEL is written with a zone in JSON and often without one in XML and SQLite: zone='Europe/Rome' says where these "
    "clocks stood, zone='UTC' that UTC is right."
)
_EXPECTED = {
    ".xes": "XML",
    ".xmlocel": "XML",
    ".jsonocel": "JSON",
    ".sqlite": "SQLite",
    ".db": "SQLite",
    ".parquet": "Parquet",
    ".csv": "text",
    ".tsv": "text",
}


def read_log(
    path: str | os.PathLike[str],
    object_type: str | None = None,
    *,
    zone: str | tzinfo | None = None,
    unpacked: int | None = None,
    sep: str | None = None,
    encoding: str | None = None,
) -> pd.DataFrame:
    """The events of a file as a DataFrame, a row per event: XES 1.0, OCEL 2.0 (JSON, XML, SQLite), CSV or Parquet.

    A gzip, or a zip of one file, is unpacked (Parquet and SQLite are not), to ``unpacked`` bytes at most (4 GB). A pattern such as
    ``"logs/*.csv"`` gives all its files, one under the other; for what outgrows memory, give the pattern of CSV or Parquet
    files to ``m.match`` itself.

    XES keeps its names: ``case:concept:name``, ``concept:name``, ``time:timestamp``, ``lifecycle:transition`` and others.
    OCEL is flattened on ``object_type``: ``case`` is an object of that type, ``activity`` and ``at`` what happened to it and
    when, ``case:…`` its attributes as they were then. Times come in UTC; those written without a zone are taken in ``zone``
    (UTC where nothing is said, and a warning where OCEL has such times: its other forms may tell them in UTC). ``frame.attrs["log"]`` says what was found: file, format, and notes with the count of
    everything that was left out or understood.

    ``FileError`` where the file is not there, ``BrokenFile`` where it is not what its name says, is broken, or means harm
    (entities, packing bombs, endless nesting), ``DataError`` for a type that is not there, ``MissingExtra`` without the extra
    ``logs``. Sources: IEEE 1849-2016 (XES); OCEL 2.0 specification, ocel-standard.org.

    >>> import tempfile, pathlib
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "log.csv"
    >>> _ = file.write_text("who;what;when\\n007;see;2026-01-01 10:00\\n007;buy;2026-01-01 10:05\\n")
    >>> log = read_log(file)
    >>> log["who"].tolist(), log["when"].dtype
    (['007', '007'], datetime64[us, UTC])
    """
    where = os.fspath(path)
    many = glob.has_magic(where) and not os.path.exists(where)
    names = sorted(glob.glob(where, recursive=True)) if many else [where]
    if not names:
        raise FileError(f"No file fits {where!r}. Check the folder and the pattern.")
    said = _Said(object_type, zone_of(zone), unpacked, sep, encoding)
    read = [(_one(Path(name), said), Path(name).name) for name in names]
    frame = together([one[0] for one, _ in read], names)
    notes = [f"{name}: {note}" if many else note for (_, _, told), name in read for note in told]
    frame.attrs["log"] = {
        "file": Path(where).name,
        "format": read[0][0][1],
        "events": len(frame),
        "notes": notes,
    }
    loud = [note for note in notes if not any(part in note for part in _QUIET)]
    if zone is None and (local := [note for note in notes if _OF_OBJECTS in note]):
        loud += [*local, _LOCAL]
    if loud:
        warnings.warn(f"{Path(where).name}: {' '.join(loud)}", CjmWarning, stacklevel=2)
    return frame


class _Said(NamedTuple):
    """What the caller chose."""

    object_type: str | None
    zone: tzinfo
    unpacked: int | None
    sep: str | None
    encoding: str | None


def _one(path: Path, said: _Said) -> tuple[pd.DataFrame, str, list[str]]:
    with opened(path, said.unpacked) as file:
        _expected(file)
        return _read(file, said)


def _expected(file: Opened) -> None:
    """That the contents are what the name says."""
    if file.kind == "empty":
        raise BrokenFile(f"{file.path} is empty: it holds no events.")
    ending = Path(file.name).suffix.lower()
    expected = _EXPECTED.get(ending)
    if file.kind not in {"XML", "JSON", "Parquet", "SQLite", "text"}:
        raise BrokenFile(
            f"{file.path} is {file.kind}, no log: XES, OCEL 2.0 (JSON, XML, SQLite), CSV and Parquet are read."
        )
    if expected is not None and expected != file.kind:
        raise BrokenFile(
            f"{file.path} is not what its name says: {ending} should be {expected}, and it holds {file.kind}, beginning with "
            f"{file.head[:40].decode('utf-8', 'replace')!r}. Rename it if that is right."
        )
    if file.packed and file.kind in {"Parquet", "SQLite"}:
        raise BrokenFile(
            f"{file.path} is packed {file.kind}, which cannot be read in passing: unpack it first."
        )


def _read(file: Opened, said: _Said) -> tuple[pd.DataFrame, str, list[str]]:
    if file.kind == "Parquet":
        return read_parquet(file.path), "Parquet", []
    if file.kind == "text":
        return _with(read_text(file.stream, file.head, file.path, said.zone, said.sep, said.encoding), "CSV")
    if file.kind == "XML" and not _of_objects(file):
        from .xes import read_xes

        return _with(read_xes(file.stream, file.path, said.zone), "XES")
    return _with(flatten(_objects(file), said.object_type, said.zone, file.name), f"OCEL 2.0 {file.kind}")


def _with(read: tuple[pd.DataFrame, list[str]], form: str) -> tuple[pd.DataFrame, str, list[str]]:
    return read[0], form, read[1]


def _objects(file: Opened) -> Objects:
    if file.kind == "XML":
        from .ocel_xml import read_xml

        return read_xml(file.stream, file.path)
    if file.kind == "JSON":
        from .ocel_json import read_json

        return read_json(file.stream, file.path)
    from .ocel_sqlite import read_sqlite

    return read_sqlite(file.path)


def _of_objects(file: Opened) -> bool:
    """Whether XML is object-centric: by its name, else by the tags in its beginning."""
    ending = Path(file.name).suffix.lower()
    if ending in {".xes", ".xmlocel"}:
        return ending == ".xmlocel"
    return any(tag in file.head for tag in (b"<object-types", b"<objects", b"<event-types"))
