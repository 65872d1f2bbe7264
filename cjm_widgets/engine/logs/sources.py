"""Anything that holds a log as one ibis table: frames of pandas, polars and Arrow, files, DuckDB relations, tables of a database."""

from __future__ import annotations

import re
import shutil
import tempfile
import uuid
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from glob import glob
from pathlib import Path
from typing import Any

import pandas as pd

from cjm_widgets.model.errors import BrokenFile, DataError, FileError, MissingExtra

try:
    import ibis
    import ibis.expr.types as ir
except ImportError as error:
    raise MissingExtra("ibis with DuckDB", "logs", "Reading event logs of any size") from error
from .memory import ROW, plain, table

COUNTED_ON = ("duckdb", "pyspark")
"""Where the query runs in place; tables of other backends are written to Parquet and counted on DuckDB."""
ENDINGS = (".parquet", ".pq", ".csv", ".tsv", ".csv.gz", ".txt")


@dataclass(frozen=True)
class Source:
    """A table on a backend. ``rows`` says whether ``ROW`` is there to break ties; ``name`` is what an error calls it."""

    table: ir.Table
    backend: Any
    rows: bool
    name: str
    held: list[ir.Table] = field(default_factory=list, repr=False)
    """What kept tables of a lazy backend are still made of."""

    def read(self, table: ir.Table) -> pd.DataFrame:
        """A table of this backend in memory."""
        found: pd.DataFrame = self.backend.to_pyarrow(table).to_pandas()
        return found

    def sample(self, rows: int) -> pd.DataFrame:
        """The first rows."""
        return self.read(self.table.limit(rows))

    def keep(self, table: ir.Table) -> ir.Table:
        """A table worked out once and kept on the backend until it is dropped or the connection ends."""
        if self.backend.name != "duckdb":
            self.held.append(table)
            self.backend._run_pre_execute_hooks(table)
            return self.backend._cached_table(table)
        name = f"cjm_{uuid.uuid4().hex}"
        return self.backend.create_table(name, table, temp=True)

    def drop(self, table: ir.Table) -> None:
        """Let go of a kept table."""
        if self.backend.name == "duckdb":
            self.backend.raw_sql(f'DROP TABLE "{table.op().name}"')


def framed(events: Any, names: Sequence[str], backend: Any = None, memory: str | None = None) -> Source:
    """The named columns of a frame in memory on a backend."""
    con, made = countable(backend) or duckdb(memory), table(events, names)
    name = f"cjm_{uuid.uuid4().hex}"
    if con.name == "duckdb":
        con.con.register(name, made)  # read where it lies; a memtable of ibis is copied for every query
    elif con.name == "pyspark" and con._session.version >= "4":
        # A memtable goes through pandas, from which Spark 4.0 reads a missing text as "NaN".
        con._session.createDataFrame(plain(made)).createOrReplaceTempView(name)
    else:
        return Source(ibis.memtable(plain(made)), con, True, "the frame")
    return Source(con.table(name), con, True, "the frame")


def countable(backend: Any) -> Any:
    """A connection that logs are counted on, or None. ``DataError`` for another."""
    if backend is not None and getattr(backend, "name", "") not in COUNTED_ON:
        raise DataError(
            f"backend={getattr(backend, 'name', backend)!r}: an ibis connection of DuckDB or PySpark is allowed."
        )
    return backend


def opened(events: Any, backend: Any = None, memory: str | None = None) -> Source:
    """The log's table on a backend: its own for an ibis table, else ``backend``, else a new DuckDB of ours.

    ``DataError`` for what is no table, ``FileError`` for files that are not there.
    """
    if isinstance(events, ir.Table):
        own = backend or _backend_of(events) or duckdb(memory)
        if own.name not in COUNTED_ON:
            return _copied(events.to_parquet, duckdb(memory))
        return Source(events, own, ROW in events.columns, "the ibis table")
    con = countable(backend) or duckdb(memory)
    if isinstance(events, str | Path) or _is_paths(events):
        return _files(events, con)
    module = type(events).__module__.split(".")[0]
    if module in ("_duckdb", "duckdb"):
        return _copied(events.write_parquet, con)
    given = "None" if events is None else f"a {type(events).__name__}"
    raise DataError(
        f"events is {given}: a pandas, polars or Arrow table, a path or glob of Parquet or CSV files, "
        "a DuckDB relation or an ibis table is read. pd.DataFrame(...) makes a table of rows or lists."
    )


def _copied(write: Callable[[str], Any], con: Any) -> Source:
    """A table written once as Parquet into a folder that goes with the connection."""
    folder = Path(tempfile.mkdtemp(prefix="cjm-"))
    weakref.finalize(con, _removed, folder)
    write(str(folder / "log.parquet"))
    return replace(_files(folder / "log.parquet", con), name="the table")


def duckdb(memory: str | None = None) -> Any:
    """A DuckDB of ours, in memory, that spills to a temporary folder of its own; ``memory`` as in "3GB"."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="cjm-duckdb-", ignore_cleanup_errors=True)
        con = ibis.duckdb.connect(temp_directory=folder.name, preserve_insertion_order=False)
        con.raw_sql("SET enable_progress_bar = true")  # so that a bar can ask how far a query is
        con.raw_sql("SET enable_progress_bar_print = false")
        if memory:
            con.raw_sql(f"SET memory_limit = '{memory}'") if _is_memory(memory) else None
    except ImportError as error:
        raise MissingExtra("ibis with DuckDB", "logs", "Reading event logs of any size") from error
    weakref.finalize(con, folder.cleanup)
    return con


def _is_memory(memory: str) -> bool:
    if not re.fullmatch(r"\d+(\.\d+)? ?([KMGT]i?)?B", memory):
        raise DataError(f"memory={memory!r}: write it as '3GB' or '500MB'.")
    return True


def _removed(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _backend_of(table: ir.Table) -> Any:
    try:
        return table._find_backend()
    except ibis.common.exceptions.IbisError:
        return None


def _is_paths(events: Any) -> bool:
    return (
        isinstance(events, list | tuple)
        and bool(events)
        and all(isinstance(one, str | Path) for one in events)
    )


def _files(events: Any, con: Any) -> Source:
    given = [events] if isinstance(events, str | Path) else list(events)
    paths = [path for one in given for path in _paths(str(one))]
    kinds = {"parquet" if path.lower().endswith((".parquet", ".pq")) else "csv" for path in paths}
    if len(kinds) > 1:
        raise FileError(f"{given} names both Parquet and CSV files: read them apart.")
    name = paths[0] if len(paths) == 1 else f"{len(paths)} files"
    try:
        table = _parquet(paths, con) if kinds == {"parquet"} else _csv(paths, con)
    except MissingExtra:
        raise
    except Exception as error:
        raise BrokenFile(f"{name} cannot be read as {' or '.join(kinds)}: {_why(error)}") from error
    return Source(table, con, ROW in table.columns, name)


def _why(error: Exception) -> str:
    """The first line of what DuckDB says, and what to do where it is known."""
    said = str(error)
    if "not utf-8" in said.lower():
        return "it is not UTF-8. Save it so, or hand over a frame: pd.read_csv(path, encoding='latin-1')."
    return said.strip().split("\n")[0]


def _paths(given: str) -> list[str]:
    found = sorted(glob(given, recursive=True)) if any(c in given for c in "*?[") else [given]
    if Path(given).is_dir():
        found = sorted(str(path) for path in Path(given).rglob("*") if path.name.lower().endswith(ENDINGS))
    found = [path for path in found if Path(path).is_file()]
    if not found:
        raise FileError(
            f"There is no file {given!r}. A path, a folder or a pattern such as 'logs/*.parquet' is read."
        )
    wrong = [path for path in found if not path.lower().endswith(ENDINGS)]
    if wrong:
        raise FileError(
            f"{wrong[0]!r} is no table that is read here: {', '.join(ENDINGS)} are. cjm.read_log reads XES and OCEL, "
            "pd.read_excel a sheet of Excel."
        )
    return found


def _listed(paths: Sequence[str]) -> str:
    return "[" + ", ".join("'" + path.replace("'", "''") + "'" for path in paths) + "]"


def _parquet(paths: Sequence[str], con: Any) -> ir.Table:
    if con.name != "duckdb":
        return con.read_parquet(list(paths) if len(paths) > 1 else paths[0])
    numbered = (
        f"file_row_number AS {ROW}"
        if len(paths) == 1
        else f"file_index::BIGINT * 1099511627776 + file_row_number AS {ROW}"
    )
    view = f"cjm_{uuid.uuid4().hex}"
    read = f"read_parquet({_listed(paths)}, file_row_number = true, union_by_name = true)"
    con.raw_sql(f'CREATE TEMP VIEW "{view}" AS SELECT * EXCLUDE (file_row_number), {numbered} FROM {read}')
    return con.table(view)


def _csv(paths: Sequence[str], con: Any) -> ir.Table:
    """Every column as text: "NA" and "007" are ids as well as any. DuckDB writes it down once as Parquet, which numbers its rows."""
    if con.name != "duckdb":
        return con.read_csv(list(paths) if len(paths) > 1 else paths[0], header=True)
    folder = Path(tempfile.mkdtemp(prefix="cjm-"))
    weakref.finalize(con, _removed, folder)
    made = folder / "log.parquet"
    con.raw_sql("SET preserve_insertion_order = true")
    try:
        read = f"read_csv({_listed(paths)}, all_varchar = true, union_by_name = true)"
        con.raw_sql(f"COPY (SELECT * FROM {read}) TO {_listed([str(made)])[1:-1]} (FORMAT parquet)")
    finally:
        con.raw_sql("SET preserve_insertion_order = false")
    return _parquet([str(made)], con)
