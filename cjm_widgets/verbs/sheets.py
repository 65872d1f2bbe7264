"""A map as sheets that people without Python edit, and what they changed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Self

from .starting import Starting

if TYPE_CHECKING:
    from cjm_widgets.formats.versions import Diff, Merge

Place = str | os.PathLike[str]


class Sheets(Starting):
    """``to_excel``, ``from_excel``, ``to_csv``, ``from_csv``, ``changes_in``, ``take_in``. docs/office.md."""

    def to_excel(self, path: Place, *, copy: bool = True, overwrite: bool = False) -> Path:
        """Write the map as an Excel workbook that people edit: a wide sheet that looks like the map, and a sheet a table.

        ``copy=False`` leaves out the hidden copy of the map, with which ``changes_in`` tells what was changed since. Texts
        never become formulas. Returns the path. ``DataError`` where Excel has no room for something, ``FileChanged`` where
        a file is there, ``MissingExtra`` without openpyxl.

        >>> import tempfile
        >>> m = cjm.JourneyMap.from_template("classic")
        >>> path = m.to_excel(f"{tempfile.mkdtemp()}/classic.xlsx")
        >>> len(m.changes_in(path))
        0
        """
        from cjm_widgets.formats.disk import Fingerprint, read_bytes, write_bytes
        from cjm_widgets.formats.sheets.book import book

        self._now()
        target = Path(path)
        data = book(self._file(), copy=copy)
        there = Fingerprint.of(read_bytes(target)) if overwrite and target.exists() else None
        write_bytes(target, data, there)
        return target

    def to_csv(self, folder: Place, *, copy: bool = True, overwrite: bool = False) -> list[Path]:
        """Write the map as a folder of CSV files, one a table; returns their paths.

        A text that a spreadsheet program could take for a formula begins with an apostrophe there, which ``from_csv`` takes
        off again. ``copy=False`` as for ``to_excel``. ``FileChanged`` where a file of theirs is there.
        """
        from cjm_widgets.formats.sheets.folder import write_folder

        self._now()
        return write_folder(Path(folder), self._file(), copy=copy, overwrite=overwrite)

    @classmethod
    def from_excel(cls, path: Place, sheet: str | int | None = None) -> Self:
        """The map in a workbook that ``to_excel`` wrote and people edited; of another workbook, the table in a sheet.

        ``BrokenFile`` where it cannot be read, ``DataError`` with all cells that do not hold what they must. Warns of
        formulas (their stored results count), of what was not taken, and where tables and wide sheet contradict each other.
        """
        from cjm_widgets.formats.disk import read_bytes
        from cjm_widgets.formats.sheets import edited, opening
        from cjm_widgets.formats.spreadsheet import read_excel

        if sheet is None and opening.is_ours(read_bytes(Path(path))):
            return cls._of(edited.read_edited(Path(path)).now)
        return cls.from_frame(read_excel(path, sheet))

    @classmethod
    def from_csv(cls, folder: Place) -> Self:
        """The map in a folder that ``to_csv`` wrote and people edited; of a single CSV file, the table in it.

        >>> import tempfile
        >>> folder = tempfile.mkdtemp()
        >>> m = cjm.JourneyMap.from_sample("coffee_shop")
        >>> _ = m.to_csv(folder)
        >>> len(m.diff(cjm.JourneyMap.from_csv(folder)))
        0
        """
        from cjm_widgets.formats.sheets.edited import read_edited
        from cjm_widgets.formats.spreadsheet import read_csv

        place = Path(folder)
        return cls._of(read_edited(place).now) if place.is_dir() else cls.from_frame(read_csv(place))

    def changes_in(self, path: Place) -> Diff:
        """What people changed in a workbook or CSV folder since it was written: a row a change, as ``diff`` gives it.

        Where it keeps no copy of the map, what differs from this map. Nothing is changed; ``take_in`` takes it in.
        """
        from cjm_widgets.formats.sheets import edited

        self._now()
        return edited.changes_in(Path(path), self._file())

    def take_in(self, path: Place) -> Merge:
        """Take in what people changed in a workbook or CSV folder, as one change that can be undone.

        What this map changed meanwhile stays; what both changed stays ours and is listed in ``conflicts``, with places
        where tables and wide sheet say different things. ``settle`` decides them.
        """
        from cjm_widgets.formats.sheets import edited

        self._now()
        done = edited.take_in(Path(path), self._file())
        self._become(done.filed())
        return done
