"""A folder of maps: what is in it, where a word stands, and which map leads to which. Knows files, not widgets."""

from __future__ import annotations

import html
import os
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pandas as pd

from cjm_widgets.formats import cjm_file
from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.frames.documents import to_document
from cjm_widgets.model.document import Document, Row
from cjm_widgets.model.errors import CjmWarning, DataError, FileError

ENDING = ".cjm.json"
COLUMNS = ("path", "title", "persona", "scenario", "state", "updated", "steps", "cards", "error")
FOUND = ("map", "table", "id", "step", "lane", "column", "text")
LINKS = ("map", "kind", "step", "target", "leads_to", "broken", "reason")
_ELSEWHERE = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file as it was last read: its time and length, and the map or why it does not read."""

    stamp: tuple[int, int]
    held: MapFile | None
    document: Document
    error: str


class Library:
    """The maps in a folder and the folders in it. Looks at the disk at each call, and reads only what changed.

    ``FileError`` where there is no such folder.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = cjm_file.write(folder / "kit.cjm.json", MapFile({"title": "Meal kit"}), None)
    >>> Library(folder).maps[["path", "title", "error"]].values.tolist()
    [['kit.cjm.json', 'Meal kit', '']]
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)
        if not self.folder.is_dir():
            raise FileError(f"There is no folder {self.folder}. Name the folder that holds your maps.")
        self._seen: dict[str, _Seen] = {}

    @property
    def maps(self) -> pd.DataFrame:
        """The maps: path, title, persona, scenario, state, updated, steps, cards; ``error`` where one does not read."""
        rows = [
            (
                path,
                *(_text(one.document.meta.get(key)) for key in COLUMNS[1:6]),
                *(len(one.document.table(name).order) for name in COLUMNS[6:8]),
                one.error,
            )
            for path, one in self._look().items()
        ]
        made = pd.DataFrame(rows, columns=list(COLUMNS))
        kinds = {name: "int64" if name in ("steps", "cards") else "str" for name in COLUMNS}
        return made.astype(kinds)

    def find(self, text: str) -> pd.DataFrame:
        """Where a text stands in all maps, upper and lower case alike: map, table, id, step, lane, column, text.

        ``step`` and ``lane`` are their names. ``DataError`` for an empty text.
        """
        wanted = _folded(text)
        if not wanted:
            raise DataError("find('') has nothing to look for. Give it a word: library.find('delivery').")
        rows = [
            (path, *hit)
            for path, one in self._look().items()
            for hit in (*_in_meta(one.document, wanted), *_in_tables(one.document, wanted))
        ]
        return pd.DataFrame(rows, columns=list(FOUND), dtype="str")

    def path(self, title_or_path: str | os.PathLike[str]) -> Path:
        """The file of a map, by its path in the folder, its file name or its title.

        ``DataError`` where there is none or more than one, with those there are.
        """
        seen, wanted = self._look(), os.fspath(title_or_path).replace(os.sep, "/")
        if wanted in seen:
            return self.folder / wanted
        names = [p for p in seen if p.rsplit("/", 1)[-1] in (wanted, wanted + ENDING) or p == wanted + ENDING]
        found = names or [p for p, one in seen.items() if _folded(_title(one)) == _folded(wanted)]
        if len(found) == 1:
            return self.folder / found[0]
        if found:
            raise DataError(f"{wanted!r} is {len(found)} maps: {', '.join(found)}. Name one by its path.")
        every = [*seen, *filter(None, map(_title, seen.values()))]
        near = get_close_matches(wanted, every, n=3, cutoff=0.4) or every[:3]
        known = f" Did you mean: {', '.join(map(repr, near))}?" if near else " There are no maps in it."
        raise DataError(f"There is no map {wanted!r} in {self.folder}.{known}")

    def open(self, title_or_path: str | os.PathLike[str]) -> MapFile:
        """The map of that title or path, read anew. ``DataError`` and ``FileError`` say why it cannot be opened."""
        return cjm_file.read(self.path(title_or_path))

    def links(self) -> pd.DataFrame:
        """Which map leads to which: the steps that open one (``opens``), and ``parent`` in the metadata.

        ``leads_to`` is the path in the folder; ``broken`` where there is no such map, with the reason.
        """
        seen = self._look()
        rows = [
            (path, kind, step, target, *self._target(path, target, seen))
            for path, one in seen.items()
            for kind, step, target in _named(one.document)
        ]
        return pd.DataFrame(rows, columns=list(LINKS)).astype(
            {n: "bool" if n == "broken" else "str" for n in LINKS}
        )

    def _target(self, path: str, target: str, seen: dict[str, _Seen]) -> tuple[str, bool, str]:
        if target.startswith(_ELSEWHERE):
            return target, False, "elsewhere; not looked at"
        wanted = target.replace("\\", "/")
        for start in (os.path.dirname(path), ""):
            for name in (wanted, wanted + ENDING):
                place = os.path.normpath(os.path.join(start, name)).replace(os.sep, "/")
                if place in seen:
                    return place, bool(seen[place].error), seen[place].error
        titled = [p for p, one in seen.items() if _folded(_title(one)) == _folded(target)]
        if len(titled) == 1:
            return titled[0], bool(seen[titled[0]].error), seen[titled[0]].error
        if len(titled) > 1:
            return "", True, f"{len(titled)} maps have this title"
        outside = self.folder / os.path.dirname(path) / wanted
        return (str(outside), False, "outside the folder") if outside.is_file() else ("", True, "no such map")

    def _look(self) -> dict[str, _Seen]:
        """What is in the folder now, by path; files that did not change are not read again."""
        now: dict[str, _Seen] = {}
        for place in _files(self.folder):
            path = place.relative_to(self.folder).as_posix()
            try:
                found = place.stat()
            except OSError:
                continue
            stamp = (found.st_mtime_ns, found.st_size)
            known = self._seen.get(path)
            now[path] = known if known is not None and known.stamp == stamp else _read(place, stamp)
        self._seen = now
        return now

    def __len__(self) -> int:
        return len(self._look())

    def __repr__(self) -> str:
        return f"<Library {str(self.folder)!r}: {len(self)} maps>"

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(str(self.folder))}</p>{self.maps.to_html(index=False, na_rep='')}"


def _files(folder: Path) -> Iterator[Path]:
    """The map files below a folder, sorted; folders that start with a dot are passed over."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place) / name for name in sorted(files) if name.endswith(ENDING))


def _read(place: Path, stamp: tuple[int, int]) -> _Seen:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", CjmWarning)
            held = cjm_file.read(place)
        return _Seen(stamp, held, to_document(held.tables, held.meta), "")
    except (FileError, DataError) as error:
        return _Seen(stamp, None, Document(), str(error))


def _in_meta(document: Document, wanted: str) -> Iterator[tuple[Any, ...]]:
    for key, value in document.meta.items():
        for text in _texts(value):
            if wanted in _folded(text):
                yield "meta", None, None, None, key, text


def _in_tables(document: Document, wanted: str) -> Iterator[tuple[Any, ...]]:
    for name, rows in document.tables.items():
        for id_ in rows.order:
            for column, text in _hits(rows.rows[id_], wanted):
                step, lane = (_at(document, what, name, id_, rows.rows[id_]) for what in ("step", "lane"))
                yield name, id_, step, lane, column, text


def _hits(row: Row, wanted: str) -> Iterator[tuple[str, str]]:
    for column, value in row.items():
        yield from ((column, text) for text in _texts(value) if wanted in _folded(text))


def _at(document: Document, what: str, table: str, id_: str, row: Row) -> str | None:
    """The name of the step or lane a row is in, or is."""
    named = id_ if table == f"{what}s" else row.get(what)
    if named is None or table not in ("steps", "lanes", "cards", "evidence", "improvements"):
        return None
    return _text(document.table(f"{what}s").rows.get(str(named), {}).get("name") or named)


def _named(document: Document) -> Iterator[tuple[str, str | None, str]]:
    for id_, row in document.table("steps").rows.items():
        if isinstance(row.get("opens"), str) and row["opens"]:
            yield "opens", id_, row["opens"]
    parent = document.meta.get("parent")
    if isinstance(parent, str) and parent:
        yield "parent", None, parent


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []


def _title(one: _Seen) -> str:
    return _text(one.document.meta.get("title"))


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
