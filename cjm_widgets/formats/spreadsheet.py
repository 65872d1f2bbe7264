"""Spreadsheets as people have them, read into a DataFrame that JourneyGrid can draw. CSV here, Excel by openpyxl."""

from __future__ import annotations

import codecs
import csv
import io
import os
import warnings
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import pandas as pd

from cjm_widgets.formats.disk import read_bytes
from cjm_widgets.formats.sheet import frame_of
from cjm_widgets.model.errors import BrokenFile, CjmWarning, ShapeError

Source = str | os.PathLike[str] | IO[bytes] | bytes
SEPARATORS = (",", ";", "\t", "|")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_csv(
    source: Source,
    *,
    sep: str | None = None,
    encoding: str | None = None,
    decimal: str | None = None,
    header: int | Sequence[int] | None = None,
) -> pd.DataFrame:
    """The table in a text file, separated by comma, semicolon, tab or bar.

    Separator, encoding, decimal mark and header row are found; each can be given instead. Shares ("41 %") become
    0.41, 2026-03-01 and 01.03.2026 dates (not 01/03/2026, which is read in two ways), TRUE and FALSE flags; titles above the
    header go to ``attrs["title"]``. What people write, such as "2 min" or "yes", stays text. Raises FileError where
    it cannot be read, ShapeError where it holds no table; warns (CjmWarning) where the encoding is a guess.

    >>> read_csv(b"Step;Minutes\\nPay;1,5\\nCook;48\\n")
       Step  Minutes
    0   Pay      1.5
    1  Cook     48.0
    """
    data, name = _bytes(source)
    _refuse_workbook(data, name, "read_excel")
    text = decoded(data, encoding, name)
    first, _, rest = text.partition("\n")
    if sep is None and first.strip().lower().startswith("sep=") and len(first.strip("\r")) == 5:
        sep, text = first[4], rest
    sep = sep or separator(text)
    return frame_of(
        _rows(text, sep, name), name=name, decimal=decimal, unclear="," if sep == ";" else ".", header=header
    )


def read_excel(
    source: Source,
    sheet: str | int | None = None,
    *,
    decimal: str | None = None,
    header: int | Sequence[int] | None = None,
) -> pd.DataFrame:
    """The table in a sheet of an Excel workbook (.xlsx, .xlsm); the first one that is shown and holds anything.

    Merged cells are filled along; formulas count with the result Excel stored, and nothing is calculated. A row of
    merged stages over a row of steps gives columns of two levels. Raises MissingExtra without openpyxl, FileError
    and BrokenFile where it cannot be read, ShapeError for a sheet that is not there or holds no table.
    """
    from cjm_widgets.formats.workbook import sheet_cells

    data, name = _bytes(source)
    _refuse_workbook(data, name, None)
    found = sheet_cells(data, sheet, name)
    where = f"sheet {found.title!r} of {name}"
    frame = frame_of(found.cells, name=where, decimal=decimal, header=header, joined=found.joined)
    frame.attrs["sheet"] = found.title
    return frame


def _bytes(source: Source) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, "the data"
    if isinstance(source, (str, os.PathLike)):
        return read_bytes(Path(source)), str(source)
    name = str(getattr(source, "name", "the file"))
    data: Any = source.read()
    return (data.encode("utf-8") if isinstance(data, str) else data), name


def _refuse_workbook(data: bytes, name: str, reader: str | None) -> None:
    """Other formats under a familiar name, told by their first bytes."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise BrokenFile(
            f"{name} is an old .xls workbook or one locked with a password. Open it in a spreadsheet program and "
            f"save it as .xlsx without a password."
        )
    if data.startswith(b"PK") and b"opendocument" in data[:200]:
        raise BrokenFile(f"{name} is an OpenDocument sheet (.ods). Open it and save it as .xlsx or .csv.")
    if reader is not None and data.startswith(b"PK"):
        raise BrokenFile(f"{name} is an Excel workbook, not a text file. Use {reader}.")
    if reader is None and not data.startswith(b"PK"):
        raise BrokenFile(f"{name} is not an Excel workbook. For a text file use read_csv.")


def decoded(data: bytes, encoding: str | None, name: str) -> str:
    """The text of a CSV file in its encoding, or in the one it looks like."""
    if encoding is not None:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError) as error:
            raise BrokenFile(
                f"{name} is not {encoding}: {error}. Leave encoding out to have it found."
            ) from error
    for mark, coding in _BOMS:
        if data.startswith(mark):
            return data.decode(coding, errors="replace")
    if b"\0" in data[:2000]:
        return _without_mark(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _western(data, name)


def _without_mark(data: bytes, name: str) -> str:
    high = data[1:2000:2].count(0) > data[0:2000:2].count(0)
    try:
        return data.decode("utf-16-le" if high else "utf-16-be")
    except UnicodeDecodeError as error:
        raise BrokenFile(f"{name} is not text. For an Excel workbook use read_excel.") from error


def _western(data: bytes, name: str) -> str:
    try:
        text, coding = data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        text, coding = data.decode("latin-1"), "latin-1"
    said = f"{name} is not UTF-8; it was read as {coding}. If letters look wrong, give encoding='…'."
    warnings.warn(said, CjmWarning, stacklevel=4)
    return text


def separator(text: str) -> str:
    """The separator that parts most rows alike, into the most cells; a comma where none does."""
    sample = text[:200_000]
    scored = [(*_evenness(sample, sep), -i, sep) for i, sep in enumerate(SEPARATORS)]
    return max(scored)[-1]


def _evenness(text: str, sep: str) -> tuple[float, int]:
    widths = Counter(len(row) for row in parted(text, sep) if any(row))
    width, rows = max(((w, n) for w, n in widths.items() if w > 1), key=lambda wn: wn[::-1], default=(1, 0))
    return round(rows / max(1, widths.total()), 1), width


def _rows(text: str, sep: str, name: str) -> list[list[str]]:
    try:
        return parted(text, sep)
    except (csv.Error, TypeError) as error:
        raise ShapeError(
            f"{name} cannot be parted by {sep!r}: {error}. Give sep=',' or another single character."
        ) from error


def parted(text: str, sep: str) -> list[list[str]]:
    """The rows; the csv module's limit on the length of a cell is lifted meanwhile, it is one for the whole process."""
    limit = csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=sep))
    finally:
        csv.field_size_limit(limit)
