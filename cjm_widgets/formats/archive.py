"""Zip files that others made: which parts are read, how many, how large. Nothing is written to disk, no name in one is trusted."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator

from cjm_widgets.model.errors import BrokenFile

MOST_PARTS = 20_000
MOST_BYTES = 1_000_000_000
"""Unpacked, all parts that are read together."""
FREE = 16_000_000
RATIO = 200
"""A part beyond ``FREE`` bytes that unpacks to so many times its packed size is taken for a bomb; text shrinks to a hundredth at best."""


def parts(
    data: bytes, name: str, wanted: Callable[[str], bool], largest: int = 100_000_000
) -> Iterator[tuple[str, bytes | str]]:
    """The parts of a zip file that are wanted: their names with ``/``, and their bytes, or a sentence why they cannot be read.

    ``BrokenFile`` where the file is no zip, or would unpack to more than fits into memory.

    >>> made = io.BytesIO()
    >>> with zipfile.ZipFile(made, "w") as file:
    ...     file.writestr("a.txt", "A")
    >>> list(parts(made.getvalue(), "made.zip", lambda part: part.endswith(".txt")))
    [('a.txt', b'A')]
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            held = archive.infolist()
            chosen = [one for one in held if not one.is_dir() and wanted(one.filename)]
            whole = sum(one.file_size for one in chosen)
            if len(held) > MOST_PARTS or whole > MOST_BYTES:
                raise BrokenFile(
                    f"{name} has {len(held):,} parts and would unpack to {whole / 1e6:,.0f} MB; up to {MOST_PARTS:,} parts and "
                    f"{MOST_BYTES / 1e6:,.0f} MB are read. Unpack it yourself and name the folder."
                )
            for one in chosen:
                yield one.filename, _read(archive, one, largest)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        if isinstance(error, BrokenFile):
            raise
        raise BrokenFile(f"{name} is no whole zip file ({error}).") from error


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo, largest: int) -> bytes | str:
    """The bytes of one part; what it says of its size is not believed."""
    limit = min(largest, max(FREE, RATIO * part.compress_size))
    if part.flag_bits & 1:
        return "it is locked with a password"
    try:
        with archive.open(part) as file:
            data = file.read(limit + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        return f"it does not unpack ({error})"
    return data if len(data) <= limit else f"it unpacks to more than {limit / 1e6:,.0f} MB"
