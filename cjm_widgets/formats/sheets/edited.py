"""An edited workbook or folder against the map it was written from: what the tables say, what the wide sheet says, both as one."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.formats.disk import read_bytes
from cjm_widgets.formats.versions import Diff, Merge, diff, merge
from cjm_widgets.formats.versions.fitting import fitted
from cjm_widgets.formats.versions.plain import framed, plain
from cjm_widgets.formats.versions.sentences import conflict_lines
from cjm_widgets.model.errors import CjmWarning
from cjm_widgets.model.versions import Whole

from .folder import read_folder
from .opening import Opened, opened
from .taking import taken
from .wide_edits import WideRead, widely
from .wide_growth import grown


@dataclass(frozen=True)
class Edited:
    """The map a workbook was written from, None where it keeps no copy; the map it holds now; where it contradicts itself."""

    base: MapFile | None
    now: MapFile
    conflicts: pd.DataFrame


def read_edited(path: Path, known: MapFile | None = None) -> Edited:
    """What a workbook, or a folder of CSV files, holds now. ``known`` is the map to compare with where it keeps no copy.

    What both the tables and the wide sheet changed is taken from the tables, and listed in ``conflicts``. Raises FileError
    and BrokenFile where it cannot be read, DataError with all cells that do not read; warns of what was not taken.
    """
    name = str(path)
    found = read_folder(path) if path.is_dir() else opened(read_bytes(path), name)
    base = found.base if found.copy else plain(known) if known is not None else None
    if found.lost:
        _warn(f"{name} has no {_sheets(found.lost)} any more; what stood there is taken as it was.")
    start = _start(found, base)
    by_table = taken(start, found.reads, name)
    if found.wide is None:
        return Edited(_filed(base), _framed(by_table, name), pd.DataFrame())
    if base is None:
        _compare(by_table, found.wide, name)
        return Edited(None, _framed(by_table, name), pd.DataFrame())
    by_picture, said = widely(*grown(base, found.wide), name)
    for sentence in said:
        _warn(f"{name}: {sentence}")
    one = merge(framed(base), _framed(by_table, name), _framed(by_picture, name))
    if len(one.conflicts):
        lines = "; ".join(line for line, _ in zip(conflict_lines(one.conflicts), range(5), strict=False))
        _warn(
            f"{name}: its tables (ours) and its sheet “Map” (theirs) say different things in {len(one.conflicts)} places; the "
            f"tables were taken: {lines}."
        )
    return Edited(framed(base), one.map_file, one.conflicts)


def _compare(by_table: Whole, read: WideRead, name: str) -> None:
    """Says where the wide sheet shows other things than the tables, and no copy tells which of them were changed."""
    by_picture, _ = widely(*grown(by_table, read), name)
    others = diff(_framed(by_table, name), _framed(by_picture, name))
    if len(others):
        _warn(
            f"{name}: its sheet “Map” says other things than its tables in {len(others)} places, and it keeps no copy that tells "
            "which were changed; the tables were taken. Take it in with m.take_in(path) on the map it was written from."
        )


def changes_in(path: Path, known: MapFile) -> Diff:
    """What people changed in a workbook or folder since it was written; since ``known`` where it keeps no copy."""
    found = read_edited(path, known)
    return diff(found.base or known, found.now)


def take_in(path: Path, ours: MapFile) -> Merge:
    """The map with what people changed in a workbook or folder; what both changed stays ours and is a conflict."""
    found = read_edited(path, ours)
    done = merge(found.base or ours, ours, found.now)
    if not len(found.conflicts):
        return done
    both = [frame for frame in (done.conflicts, found.conflicts) if len(frame)]
    return replace(done, conflicts=pd.concat(both, ignore_index=True))


def _start(found: Opened, base: Whole | None) -> Whole:
    """The map to read the tables against; without a copy its rows are those of the map that is known, its columns the file's."""
    if found.copy or base is None:
        return found.base
    return base


def _framed(whole: Whole, name: str) -> MapFile:
    return framed(fitted(whole), name)


def _filed(whole: Whole | None) -> MapFile | None:
    return None if whole is None else framed(whole)


def _sheets(lost: list[str]) -> str:
    return f"sheet {', '.join(map(repr, lost))}" if len(lost) == 1 else f"sheets {', '.join(map(repr, lost))}"


def _warn(said: str) -> None:
    warnings.warn(said, CjmWarning, stacklevel=4)
