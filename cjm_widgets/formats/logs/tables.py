"""Plain tables of events: CSV and Parquet."""

from __future__ import annotations

import csv
from datetime import tzinfo
from pathlib import Path
from typing import IO

import pandas as pd

from cjm_widgets.model.errors import BrokenFile, DataError, MissingExtra

from .typed import typed

SEPARATORS = (",", ";", "\t", "|")


def read_text(
    stream: IO[bytes], head: bytes, path: Path, zone: tzinfo, sep: str | None, encoding: str | None
) -> tuple[pd.DataFrame, list[str]]:
    """A table of texts, typed where all of a column are numbers or ISO times. Ids such as ``007`` and ``NA`` stay what they are; only
    an empty field is missing. BrokenFile names the line that has more fields than the header."""
    coding = encoding or _encoding(head)
    parted = sep or _separator(head, coding, path)
    said = (
        []
        if coding != "cp1252"
        else ["not UTF-8; read as cp1252 (Western European): encoding=… says otherwise."]
    )
    try:
        table = pd.read_csv(
            stream,
            sep=parted,
            dtype="str",
            encoding=coding,
            keep_default_na=False,
            na_values=[""],
            low_memory=False,
        )
    except pd.errors.EmptyDataError as error:
        raise BrokenFile(f"{path} holds no table: {error}.") from error
    except (pd.errors.ParserError, csv.Error, UnicodeError, LookupError) as error:
        raise BrokenFile(
            f"{path} is no table of fields parted by {parted!r} in {coding}: {str(error).strip()}. "
            "Give sep=… or encoding=… if they are others."
        ) from error
    if not isinstance(table.index, pd.RangeIndex):
        raise BrokenFile(f"{path}: its rows have more fields than its header names.")
    made = {}
    for name in table.columns:
        made[name], bare = typed(table[name], zone)
        said += [f"{name}: {bare} times without a zone, taken in {zone}."] if bare else []
    return pd.DataFrame(made), said


def _encoding(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        head[:-4].decode("utf-8") if len(head) > 60_000 else head.decode("utf-8")
    except UnicodeDecodeError as error:
        return "utf-8-sig" if error.start >= len(head) - 8 else "cp1252"
    return "utf-8-sig"


def _separator(head: bytes, coding: str, path: Path) -> str:
    lines = [line for line in head.decode(coding, "replace").splitlines() if line.strip()]
    first = lines[0] if lines else ""
    best = max(SEPARATORS, key=lambda one: first.count(one))
    if not first.count(best):
        raise BrokenFile(
            f"{path} is text and no table of events: its first line, {first[:60]!r}, has no columns parted by "
            "comma, semicolon, tab or bar."
        )
    return best


def read_parquet(path: Path) -> pd.DataFrame:
    """The whole table. MissingExtra without pyarrow; BrokenFile where it is none."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtra("pyarrow", "logs", "Reading Parquet") from error
    try:
        table: pd.DataFrame = pq.read_table(path).to_pandas(
            types_mapper={pa.string(): pd.StringDtype(na_value=float("nan"))}.get
        )
        return table
    except (pa.ArrowException, OSError, ValueError) as error:
        raise BrokenFile(f"{path} is no sound Parquet: {str(error).splitlines()[0][:200]}") from error


def together(frames: list[pd.DataFrame], names: list[str]) -> pd.DataFrame:
    """The tables of many files, one under the other. DataError where their columns differ."""
    if len(frames) == 1:
        return frames[0]
    for frame, name in zip(frames[1:], names[1:], strict=True):
        if set(frame.columns) != set(frames[0].columns):
            other = sorted(set(map(str, frame.columns)) ^ set(map(str, frames[0].columns)))
            raise DataError(
                f"{name} has other columns than {names[0]}: {', '.join(other[:8])}. Read them apart and rename."
            )
    return pd.concat(frames, ignore_index=True)
