"""The front door: a journey map is a few DataFrames with verbs. Each verb is short; the work is done in the rooms below."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from cjm_widgets.formats import cjm_file, journal, library
from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.formats.disk import Fingerprint, read_bytes
from cjm_widgets.frames import history, live
from cjm_widgets.frames.convert import scale_of, to_tables
from cjm_widgets.frames.feelings import KEPT
from cjm_widgets.frames.history import Event
from cjm_widgets.frames.mapped import Mapped
from cjm_widgets.frames.tables import check_ids, complete, empty
from cjm_widgets.model import schema
from cjm_widgets.model.errors import DataError, FileError
from cjm_widgets.model.session import Entry
from cjm_widgets.verbs import page
from cjm_widgets.verbs.gathered import Verbs
from cjm_widgets.verbs.held import Tables

META = frozenset(schema.META)


class JourneyMap(Verbs):
    """A customer journey map: ``stages``, ``steps``, ``lanes``, ``cards`` and more, each a live DataFrame.

    Change them with pandas, or draw the map with ``JourneyGrid(m)`` and change it there: it is the same data.
    ``links`` and ``transitions`` are indexed by ``source`` and ``target``: a frame with these as columns is taken too,
    and indexed by them. ``m["name"]`` holds tables of your own; ``m.meta`` the title, objective, persona, state.

    >>> m = JourneyMap.from_template("classic")
    >>> m.stages["name"].tolist()
    ['Awareness', 'Consideration', 'Decision', 'Retention']
    """

    path: Path | None

    def __init__(self, tables: Mapping[str, pd.DataFrame] | None = None, **meta: Any) -> None:
        given = dict(tables or {})
        frames = {name: _table(name, given.pop(name, None)) for name in schema.TABLES}
        self.__dict__.update(
            meta=dict(meta), _own=given, _extra={}, _print=None, path=None, _shelf=None, _at=None
        )
        bound = live.Bound(Mapped(frames, self.__dict__["meta"]))
        self.__dict__["_bound"] = bound
        bound.verbs, bound.overlays = page.verbs(self), page.overlays(self)
        bound.since, bound.opens = self.changes_since, self._open_step
        live.watch(bound)

    # -- making one

    @classmethod
    def from_template(cls, name: str) -> JourneyMap:
        """A map to start from. ``DataError`` names the templates there are.

        >>> JourneyMap.from_template("blank").cards.empty
        True
        """
        from cjm_widgets import templates

        return cls._of(templates.load(name))

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> JourneyMap:
        """The map in a ``*.cjm.json`` file. ``FileError`` and ``BrokenFile`` say what to do where it cannot be read."""
        held = cjm_file.read(path)
        made = cls._of(held)
        made.__dict__["path"] = Path(path)
        made.__dict__["_print"] = held.fingerprint
        return made

    @classmethod
    def from_frame(cls, frame: pd.DataFrame, *, title: str = "", **said: str | None) -> JourneyMap:
        """A map with what a sheet holds: texts become cards. The sheet is copied; ``said`` as for ``JourneyGrid``.

        >>> m = JourneyMap.from_frame(pd.DataFrame({"step": ["Pay"], "Actions": ["Enters card\\nConfirms"]}))
        >>> m.cards["text"].tolist()
        ['Enters card', 'Confirms']
        """
        name = title or str(frame.attrs.get("title") or "")
        source = live.bind(frame.copy(), name, **said).source
        meta = {"title": name} if name else {}
        if (scale := scale_of(source)) != KEPT:
            meta["emotion_scale"] = scale
        return cls(to_tables(source), **meta)

    @classmethod
    def _of(cls, held: MapFile) -> JourneyMap:
        made = cls(held.tables, **held.meta)
        made.__dict__["_extra"] = held.extra
        return made

    # -- the tables

    def __getattr__(self, name: str) -> Any:
        if name in schema.TABLES:
            return self._bound.source.tables[name].frame
        if name in META:
            return self.meta.get(name)
        raise AttributeError(f"A journey map has no {name!r}. Its tables are {', '.join(schema.TABLES)}.")

    def __setattr__(self, name: str, value: Any) -> None:
        if name in schema.TABLES:
            self._put(name, value)
        elif name in META:
            self.meta[name] = value
        elif name == "meta":
            fresh = dict(value)
            self.meta.clear()
            self.meta.update(fresh)
        else:
            raise AttributeError(
                f"A journey map takes no {name!r}. Tables of your own: m[{name!r}] = df; other notes: m.meta[{name!r}] = …"
            )

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self.tables[name]

    def __setitem__(self, name: str, frame: pd.DataFrame) -> None:
        if name in schema.TABLES:
            self._put(name, frame)
        elif isinstance(frame, pd.DataFrame):
            self._own[name] = frame
        else:
            raise DataError(f"m[{name!r}] takes a DataFrame, not {type(frame).__name__}.", name)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *schema.TABLES, *META})

    @property
    def tables(self) -> Tables:
        """All tables by name, the package's and your own; ``m.tables["prices"] = df`` is ``m["prices"] = df``."""
        frames = {name: table.frame for name, table in self._bound.source.tables.items()}
        return Tables(self, {**frames, **self._own})

    def _put(self, name: str, frame: pd.DataFrame) -> None:
        if not isinstance(frame, pd.DataFrame):
            raise DataError(f"m.{name} takes a DataFrame, not {type(frame).__name__}.", name)
        check_ids(name, frame)
        fit = complete(name, frame)
        same = list(fit.columns) == list(frame.columns) and (fit.dtypes == frame.dtypes).all()
        table = self._bound.source.tables[name]
        table.frame = frame if same and fit.index.names == frame.index.names else fit
        self._bound.source.renew()
        self._bound.session.pull()

    def _open_step(self, step: str) -> JourneyMap:
        """The map that a step opens; its path counts from this map's file."""
        self._bound.source.tables["steps"].position(step)
        name = self.steps["opens"].get(step) if "opens" in self.steps.columns else None
        if not isinstance(name, str) or not name:
            raise DataError(
                f"The step {step!r} opens no map: m.steps.loc[{step!r}, 'opens'] = 'other.cjm.json'.",
                "steps",
                step,
            )
        here = self.path.parent if self.path is not None else Path()
        return JourneyMap.open(here / name)

    # -- keeping it

    def save(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        label: str = "",
        history: bool = True,
        overwrite: bool = False,
    ) -> Path:
        """Write the map to its file, or to a new one; returns the path. Never over a file that changed underneath.

        Each saved version is kept in a journal beside the file, unless ``history=False``, so that ``undo`` goes back
        across saves. ``overwrite=True`` writes over whatever is there; the journal keeps what was.
        ``FileChanged`` where the file is not as it was read, ``FileError`` where it cannot be written.
        """
        target = Path(path) if path is not None else self.path
        if target is None:
            raise FileError("This map has no file yet: m.save('name.cjm.json').")
        self._bound.session.pull()
        known = self._known(target, overwrite)
        held = self._file()
        made = journal.save(target, held, known, label) if history else cjm_file.write(target, held, known)
        self.__dict__.update(path=target, _print=made, _at=None)
        if history and self._shelf is not None:
            self._shelf.put(target)
            self.__dict__["_shelf"] = None
        return target

    def _known(self, target: Path, overwrite: bool) -> Fingerprint | None:
        """What is thought to be in the file: what was read or written last, or whatever is there."""
        if overwrite and target.exists():
            return Fingerprint.of(read_bytes(target))
        mine = self.path is not None and target.absolute() == self.path.absolute()
        return self._print if mine else None

    def _file(self) -> MapFile:
        tables = {
            name: frame
            for name, frame in self.tables.items()
            if name in self._own or len(frame) or name in _ALWAYS
        }
        return MapFile(meta=self.meta, tables=tables, extra=self._extra)

    def _become(self, held: MapFile) -> None:
        for name, table in self._bound.source.tables.items():
            table.become(_table(name, held.tables.get(name)))
        self.meta.clear()
        self.meta.update(held.meta)
        self._own.clear()
        self._own.update({name: frame for name, frame in held.tables.items() if name not in schema.TABLES})
        self._bound.source.renew()
        self._bound.session.pull()

    # -- what happened

    @property
    def history(self) -> pd.DataFrame:
        """Every change of both sides, oldest first: when, by whom, what, old and new value."""
        self._bound.session.pull()
        return history.frame(self._bound.session.entries)

    def undo(self) -> None:
        """Take the newest change back, made in a grid or in Python; beyond the first, the version saved before."""
        self._bound.session.pull()
        if self._bound.session.can_undo or self.path is None:
            self._bound.session.undo()
            return
        version = journal.earlier(self.path, self._file(), self._at)
        if version is not None:
            with self._bound.session.stepping_back():
                self._become(journal.restore(self.path, version))
            self.__dict__["_at"] = version

    def redo(self) -> None:
        """Do again what was undone last."""
        self._bound.session.redo()

    def refresh(self) -> None:
        """Show changes made in Python now, without waiting for the end of the cell."""
        self._bound.session.pull()

    def to_code(self, name: str = "m") -> str:
        """The edits made in the page as pandas code that repeats them; ``name`` is what the map is called there."""
        return history.code(self._bound.session.entries, name, attribute=True)

    def on_edit(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Call ``listener`` with an ``Event`` for each changed cell or row; returns the call that ends it."""
        bound: live.Bound = self._bound

        def heard(entry: Entry) -> None:
            for event in history.events(entry, bound.source):
                listener(event)

        return bound.session.listen(heard)

    # -- showing it

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self.tables[n])} {n}" for n in ("stages", "steps", "lanes", "cards"))
        return f"<JourneyMap {self.meta.get('title') or 'untitled'!r}: {counts}>"

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        from cjm_widgets.widgets.blocks import blocks
        from cjm_widgets.widgets.picture import picture

        self._bound.session.pull()
        return picture(self._bound.source) | blocks("grid", self._bound, {})


class Library(library.Library):
    """The maps in a folder and the folders in it: ``maps``, ``find(text)``, ``open(title_or_path)``, ``links()``.

    >>> import tempfile
    >>> folder = tempfile.mkdtemp()
    >>> _ = JourneyMap.from_template("classic").save(f"{folder}/classic.cjm.json", history=False)
    >>> Library(folder).open("classic")
    <JourneyMap 'Customer journey': 4 stages, ...>
    """

    def open(self, title_or_path: str | os.PathLike[str]) -> JourneyMap:  # type: ignore[override]  # a map, not its file
        """The map of that title or path. ``DataError`` where there is none or more than one."""
        return JourneyMap.open(self.path(title_or_path))


_ALWAYS = frozenset({"stages", "steps", "lanes", "cards"})


def _table(name: str, frame: pd.DataFrame | None) -> pd.DataFrame:
    if frame is None:
        return empty(name)
    check_ids(name, frame)
    return complete(name, frame)
