"""A file of events opened: packed or not, told by what is in it, and unpacked no further than a declared limit."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from cjm_widgets.model.errors import BrokenFile, DataError, FileError

UNPACKED = 4_000_000_000
"""The bytes a packed file may unpack to, unless ``unpacked=`` says otherwise."""
FREE, RATIO = 64_000_000, 200
"""Beyond ``FREE`` bytes, a file that unpacks to more than ``RATIO`` times its size is taken for a bomb: real logs reach about 50."""
HEAD = 65_536
_MARKS = (
    (b"PAR1", "Parquet"),
    (b"SQLite format 3\0", "SQLite"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "a picture"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
)


@dataclass(frozen=True)
class Opened:
    """``kind``: XML, JSON, Parquet, SQLite, text or what else it is. ``head``: its first bytes, unpacked. ``name``: without the
    ending of the packing."""

    path: Path
    stream: IO[bytes]
    kind: str
    head: bytes
    name: str
    packed: bool


@contextmanager
def opened(path: Path, unpacked: int | None = None) -> Iterator[Opened]:
    """The file, unpacked where it is a gzip or a zip of one file. FileError says why it cannot be opened, BrokenFile where the
    packing is broken or holds more than ``unpacked`` bytes."""
    limit = _limit(unpacked)
    with _file(path) as raw:
        packing = {b"\x1f\x8b": "gzip", b"PK": "zip"}.get(raw.read(2), "")
        raw.seek(0)
        size = os.fstat(raw.fileno()).st_size
        if not packing:
            yield _told(path, io.BufferedReader(raw), path.name, False)
            return
        with _inner(path, raw, packing) as (inner, name):
            counted: IO[bytes] = io.BufferedReader(_Counted(inner, path, size, limit, unpacked is not None))
            yield _told(path, counted, name, True)


def _limit(unpacked: int | None) -> int:
    if unpacked is None:
        return UNPACKED
    if unpacked < 1:
        raise DataError(
            f"unpacked={unpacked!r} is no number of bytes: give one above 0, such as 10_000_000_000."
        )
    return unpacked


def _file(path: Path) -> io.FileIO:
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise FileError(f"{path} is no ordinary file: give the file that holds the events.")
        return io.FileIO(path)
    except FileNotFoundError:
        raise FileError(f"There is no file {path}.{_near(path)}") from None
    except IsADirectoryError:
        raise FileError(f"{path} is a folder. Name a file in it, or many: '{path / '*.parquet'}'.") from None
    except ValueError as error:
        raise FileError(f"{str(path)!r} is no path: {error}.") from None
    except OSError as error:
        if isinstance(error, FileError):
            raise
        raise FileError(f"Cannot read {path}: {(error.strerror or str(error)).lower()}.") from error


def _near(path: Path) -> str:
    if not path.parent.is_dir():
        return f" The folder {path.parent} is not there either; check the path."
    there = sorted(p.name for p in path.parent.iterdir() if p.is_file())[:6]
    return f" In that folder: {', '.join(there)}." if there else " That folder holds no files."


@contextmanager
def _inner(path: Path, raw: IO[bytes], packing: str) -> Iterator[tuple[IO[bytes], str]]:
    if packing == "gzip":
        with gzip.GzipFile(fileobj=raw) as inner:
            yield cast(IO[bytes], inner), path.name.removesuffix(".gz")
        return
    try:
        archive = zipfile.ZipFile(raw)
    except (zipfile.BadZipFile, ValueError) as error:
        raise BrokenFile(f"{path} begins like a zip and is none: {error}.") from error
    with archive:
        names = [one.filename for one in archive.infolist() if not one.is_dir()]
        if "[Content_Types].xml" in names:
            raise BrokenFile(
                f"{path} is an Office file. For an Excel workbook: cjm.read_excel({path.name!r})."
            )
        if len(names) != 1:
            raise BrokenFile(
                f"{path} holds {len(names)} files ({', '.join(names[:4])}); a zip of one file is read. Unpack it first."
            )
        try:
            with archive.open(names[0]) as inner:
                yield inner, Path(names[0]).name
        except (RuntimeError, NotImplementedError) as error:
            raise BrokenFile(f"{path} cannot be unpacked: {error}. Unpack it first.") from error


class _Counted(io.RawIOBase):
    """The unpacked bytes, until there are more than declared."""

    def __init__(self, inner: IO[bytes], path: Path, size: int, limit: int, said: bool) -> None:
        self._inner, self._path, self._size, self._limit, self._said = inner, path, size, limit, said
        self._seen = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # the buffer protocol's own name
        try:
            data = self._inner.read(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
            raise BrokenFile(
                f"{self._path} is broken after {self._seen:,} unpacked bytes: {error}. Fetch it again."
            ) from error
        self._seen += len(data)
        if self._seen > self._limit or (
            not self._said and self._seen > FREE and self._seen > RATIO * self._size
        ):
            raise BrokenFile(
                f"{self._path} ({self._size:,} bytes) unpacks to more than {self._seen - len(data):,} bytes, beyond the limit of "
                f"{self._limit:,} bytes and {RATIO} times its size. If you trust it: unpacked={4 * self._limit}."
            )
        buffer[: len(data)] = data
        return len(data)


def _told(path: Path, stream: IO[bytes], name: str, packed: bool) -> Opened:
    """What the file is, by its first bytes; its stream stands at the beginning."""
    head = b""
    while len(head) < HEAD and (more := stream.read(HEAD - len(head))):
        head += more
    if not packed:
        stream.seek(0)
        return Opened(path, stream, _kind(head), head, name, packed)
    joined: IO[bytes] = io.BufferedReader(_Again(head, stream))
    return Opened(path, joined, _kind(head), head, name, packed)


class _Again(io.RawIOBase):
    """The head once more, then the rest: what is unpacked can be read but once."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # the buffer protocol's own name
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def _kind(head: bytes) -> str:
    """
    >>> [_kind(b"<log/>"), _kind(b" [1]"), _kind(b"case,at"), _kind(b"PAR1"), _kind(b""), _kind(b"a\\0b\\1")]
    ['XML', 'JSON', 'text', 'Parquet', 'empty', 'binary data']
    """
    for mark, kind in _MARKS:
        if head.startswith(mark):
            return kind
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        return "empty"
    plain = head.decode("utf-16", "replace") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
    if not plain and b"\0" in head:
        return "binary data"
    start = plain.lstrip("\ufeff \t\r\n")[:1] or head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1].decode(
        "latin-1"
    )
    return {"<": "XML", "{": "JSON", "[": "JSON"}.get(start, "text")
