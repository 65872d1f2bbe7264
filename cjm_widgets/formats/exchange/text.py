"""Text from a path, bytes or a text; text to a path. Limits keep a hostile file from taking the machine."""

from __future__ import annotations

import codecs
import os
import re
import sys
import warnings
from pathlib import Path
from typing import IO, Any

from cjm_widgets.formats.disk import Fingerprint, read_bytes, write_bytes
from cjm_widgets.model.errors import BrokenFile, CjmWarning, FileError

MOST = 20_000_000
"""The most bytes a file to be read may have."""
Source = str | os.PathLike[str] | bytes | IO[bytes]
_DECLARED = re.compile(
    rb"""\s{0,99}<\?xml[^>]{0,200}encoding=["']((?:iso-8859|windows|latin|utf|shift_jis|euc|gb|big5|koi8)[\w-]{0,12})["']""",
    re.I,
)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_text(source: Source, *, is_text: bool = False, name: str | None = None) -> tuple[str, str]:
    """The text of a file and what to call it; lines end in one way. A ``str`` is a path, or the text where ``is_text`` says so.

    Text that is not UTF-8 is read by its mark (UTF-16 too), by what its XML declares, else as Western European with a warning
    (``CjmWarning``). ``FileError`` where it cannot be read, ``BrokenFile`` where it is no text or larger than 20 MB.

    >>> read_text("a\\r\\nb", is_text=True)
    ('a\\nb', 'the text')
    """
    if isinstance(source, str) and is_text:
        if len(source) > MOST:
            raise _too_large("the text", len(source))
        return _lines(source.removeprefix("\ufeff")), "the text"
    data, called = raw(source)
    return _lines(_decoded(data, name or called)), name or called


def raw(source: Source) -> tuple[bytes, str]:
    """The bytes of a file and what to call it. ``FileError`` where they cannot be read, ``BrokenFile`` beyond 20 MB."""
    data, name = _bytes(source)
    if len(data) > MOST:
        raise _too_large(name, len(data))
    return data, name


def _bytes(source: Source) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, "the data"
    if isinstance(source, (str, os.PathLike)):
        return _from_path(str(source)), str(source)
    data: Any = source.read(MOST + 1)
    return (data if isinstance(data, bytes) else str(data).encode("utf-8")), str(
        getattr(source, "name", "the file")
    )


def _from_path(name: str) -> bytes:
    if "\0" in name or len(name) > 4000:
        raise FileError(f"{name[:60]!r} is no path. Give the path of a file, or the text itself.")
    path = Path(name)
    try:
        found = path.stat().st_size if path.is_file() else 0
    except OSError as error:
        raise FileError(f"Cannot read {name[:200]}: {error.strerror or error}.") from error
    if path.exists() and not path.is_file() and not path.is_dir():
        raise FileError(f"{name} is no ordinary file. Copy what it holds into one, and read that.")
    if found > MOST:
        raise _too_large(name, found)
    return read_bytes(path)


def _too_large(name: str, size: int) -> BrokenFile:
    return BrokenFile(f"{name} has {size:,} bytes; at most {MOST:,} are read. Cut it into parts.")


def _decoded(data: bytes, name: str) -> str:
    coding = next((coding for mark, coding in _MARKS if data.startswith(mark)), "utf-8")
    if data.startswith((b"PK\x03\x04", b"\x1f\x8b", b"%PDF", b"\x89PNG", b"\xd0\xcf\x11\xe0")):
        raise BrokenFile(f"{name} is no text but a packed or binary file. Unpack it, or export it as text.")
    if coding == "utf-8" and b"\0" in data[:4000]:
        coding = "utf-16-le" if data[1:4000:2].count(0) > data[0:4000:2].count(0) else "utf-16-be"
    if coding.startswith("utf-16-"):
        _warn(
            f"{name} has no mark of its encoding; it was read as {coding.upper()}. If letters look wrong, save it as UTF-8."
        )
    try:
        return data.decode(coding)
    except UnicodeDecodeError as error:
        if coding == "utf-8" and b"\0" not in data:
            return _other(data, name)
        raise BrokenFile(f"{name} is no text that can be read: {error}. Save it as UTF-8.") from error


def _other(data: bytes, name: str) -> str:
    """Text that is not UTF-8: as its XML declares, else as Windows writes it in the west, which is said."""
    declared = _DECLARED.match(data)
    if declared:
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    try:
        text, coding = data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        text, coding = data.decode("latin-1"), "latin-1"
    _warn(f"{name} is not UTF-8; it was read as {coding}. If letters look wrong, save it as UTF-8.")
    return text


def _warn(said: str) -> None:
    """Warns at the line that called us from outside of the package."""
    frame, level = sys._getframe(1), 2
    while frame.f_back is not None and frame.f_globals.get("__name__", "").startswith("cjm_widgets"):
        frame, level = frame.f_back, level + 1
    warnings.warn(said, CjmWarning, stacklevel=level)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def put(
    text: str, path: str | os.PathLike[str] | None, overwrite: bool = False, *, marked: bool = False
) -> str:
    """The text, written to ``path`` where one is given. Never over a file, unless ``overwrite``; ``FileChanged`` says so.

    ``marked`` begins the file with the mark of UTF-8, without which Excel reads the letters of a CSV file wrong.
    """
    if path is not None:
        target = Path(path)
        known = Fingerprint.of(read_bytes(target)) if overwrite and target.is_file() else None
        write_bytes(target, text.encode("utf-8-sig" if marked else "utf-8", errors="replace"), known)
    return text
