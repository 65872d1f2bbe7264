"""What can happen to a session with several pages, and the frames it happens to: data to play, no checks but the frames' own."""

from __future__ import annotations

import random
from typing import Any

import pandas as pd

from cjm_widgets.frames import inplace
from cjm_widgets.frames.shapes import read
from cjm_widgets.frames.source import Source
from cjm_widgets.frames.tables import complete
from cjm_widgets.frames.wide import Wide
from frames.makers import MAKERS
from widgets.pages import Browser, World


def tall() -> tuple[Source, list[pd.DataFrame]]:
    """More steps than travel at once, in stages of 15."""
    frame = pd.DataFrame(
        {
            "step": [f"Step {i}" for i in range(130)],
            "stage": [f"Stage {i // 15}" for i in range(130)],
            "Notes": [f"note {i}" for i in range(130)],
            "visits": [float(i) for i in range(130)],
        }
    )
    return Wide(frame, read(frame), "", ""), [frame]


def tall_map() -> tuple[Source, list[pd.DataFrame]]:
    """A map of as many steps, with a card on each."""
    source, frames = MAKERS["mapped"]()
    ids = [f"s{i}" for i in range(130)]
    stages = {"name": [f"Stage {i}" for i in range(9)]}
    steps = {"stage": [f"g{i // 15}" for i in range(130)], "name": ids, "emotion": [0.5] * 130}
    cards = {"step": ids, "lane": ["actions"] * 130, "text": [str(i) for i in range(130)]}
    _fill(source, "stages", stages, [f"g{i}" for i in range(9)])
    _fill(source, "steps", steps, ids)
    _fill(source, "cards", cards, [f"c{i}" for i in range(130)])
    source.renew()
    return source, frames


def _fill(source: Source, table: str, values: dict[str, Any], ids: list[str]) -> None:
    index = pd.Index(ids, name=table.removesuffix("s"))
    inplace.become(source.tables[table].frame, complete(table, pd.DataFrame(values, index=index)))


SOURCES = {**MAKERS, "tall": tall, "tall_map": tall_map}


KINDS = ["item", "item", "value", "value", "value", "step", "step", "stage", "lane", "link", "link", "link"]
CHANGED = ["cell", "cell", "cell", "column", "swap", "drop", "append", "add", "delete", "list", "sort", "all"]
CHANGED += ["turn", "turn", "join", "join"]
CALM = (
    ["gesture"] * 6
    + ["speak"] * 3
    + ["hear"] * 4
    + ["undo"] * 2
    + ["redo", "python", "python", "pull", "want"]
)
ROUGH = [*CALM, *CALM, "lose", "lose", "alive", "alive", "browser", "restored"]


def act(kinds: list[str], number: int) -> tuple[Any, ...]:
    """What a number stands for: an act and all that it needs. 0 is next to nothing, so that failures shrink to it."""
    if number == 0:
        return ("pull",)
    chance = random.Random(number)
    what, which = chance.choice(kinds), chance.randrange(12)
    more = {
        "gesture": lambda: [which, chance.choice(KINDS), chance.getrandbits(20)],
        "speak": lambda: [which, chance.randint(1, 4)],
        "hear": lambda: [which, chance.randint(1, 6)],
        "lose": lambda: [which, chance.randint(1, 2)],
        "want": lambda: [which, chance.randrange(140)],
        "alive": lambda: [which, chance.choice(["busy", "gone", "live", "live"])],
        "python": lambda: [chance.choice(CHANGED), chance.random() < 0.5, chance.getrandbits(20)],
        "pull": list,
    }
    return (what, *more.get(what, lambda: [which])())


class Play:
    """Carries out what happens."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.first = [(id(f), dict(f.attrs), f.index.name) for f in world.frames]
        self.dtypes: list[dict[Any, set[Any]]] = [{} for _ in world.frames]
        self._note_dtypes()

    def act(self, what: str, *more: Any) -> None:
        getattr(self, f"on_{what}")(*more)

    def _one(self, which: int) -> Browser:
        return self.world.browsers[which % len(self.world.browsers)]

    def on_gesture(self, which: int, kind: str, seed: int) -> None:
        self._one(which).gesture(kind, seed)

    def on_undo(self, which: int) -> None:
        self._one(which).turn("undo")

    def on_redo(self, which: int) -> None:
        self._one(which).turn("redo")

    def on_speak(self, which: int, count: int) -> None:
        for _ in range(count):
            self._one(which).speak()

    def on_hear(self, which: int, count: int) -> None:
        for _ in range(count):
            self._one(which).hear()

    def on_lose(self, which: int, count: int) -> None:
        for _ in range(min(count, len(self._one(which).down))):
            self._one(which).down.popleft()

    def on_want(self, which: int, low: int) -> None:
        self._one(which).ask("want", **{"from": low, "to": low + 20})

    def on_alive(self, which: int, alive: str) -> None:
        self._one(which).become(alive)

    def on_browser(self, door: int) -> None:
        if len(self.world.browsers) < 4:
            self.world.add_browser(door)

    def on_restored(self, door: int) -> None:
        if len(self.world.browsers) < 4:
            self.world.add_browser(door, stale=True)

    def on_pull(self) -> None:
        self.world.session.pull()

    def on_python(self, kind: str, look: bool, seed: int) -> None:
        changed(self.world.frames, kind, seed)
        self._note_dtypes()
        if look:
            self.world.session.pull()

    def _note_dtypes(self) -> None:
        for known, frame in zip(self.dtypes, self.world.frames, strict=True):
            for column, dtype in zip(frame.columns, frame.dtypes, strict=True):
                known.setdefault(column, set()).add(dtype)

    def frames_stayed(self) -> None:
        """The frames are the same objects, their columns hold what they held, and what is beside the values stayed."""
        for frame, known, then in zip(self.world.frames, self.dtypes, self.first, strict=True):
            assert (id(frame), frame.attrs, frame.index.name) == then
            for column, dtype in zip(frame.columns, frame.dtypes, strict=True):
                was = known.get(column, {dtype})
                assert dtype in was or isinstance(dtype, pd.CategoricalDtype), column


def changed(frames: list[pd.DataFrame], kind: str, seed: int) -> None:
    """Something a person does with pandas, in place; nothing where it does not apply to the frame."""
    filled = [f for f in frames if f.size]
    if not filled:
        return
    frame = filled[seed % len(filled)]
    row, column, other = seed // 3 % len(frame), seed // 7 % frame.shape[1], seed // 11 % len(frame)
    CHANGES[kind](frame, row, column, other)


def _cell(frame: pd.DataFrame, row: int, column: int, other: int) -> None:
    frame.iloc[row, column] = frame.iloc[other, column] if frame.dtypes.iloc[column] != object else "py"


def _column(frame: pd.DataFrame, row: int, column: int, other: int) -> None:
    if frame.dtypes.iloc[column].kind == "f":
        frame.isetitem(column, frame.iloc[:, column] + 1)


def _swap(frame: pd.DataFrame, row: int, column: int, other: int) -> None:
    order = list(range(len(frame)))
    order[row], order[other] = order[other], order[row]
    inplace.take(frame, order)


def _drop(frame: pd.DataFrame, row: int, column: int, other: int) -> None:
    if len(frame) > 2:
        inplace.take(frame, [i for i in range(len(frame)) if i != row])


def _append(frame: pd.DataFrame, row: int, column: int, other: int) -> None:
    if frame.index.is_unique and frame.index.nlevels == 1 and frame.columns.is_unique:
        label = f"new {row}" if isinstance(frame.index[0], str) else 1000 + row
        inplace.become(
            frame, pd.concat([frame, frame.iloc[[other]].set_axis(pd.Index([label], name=frame.index.name))])
        )


def _turn(frame: pd.DataFrame, row: int, column: int, other: int) -> None:
    """A link that goes the other way: another label."""
    if frame.index.names == ["source", "target"]:
        label = frame.index[row]
        if label[::-1] not in frame.index:
            inplace.relabel(frame, row, label[::-1])


def _join(frame: pd.DataFrame, row: int, column: int, other: int) -> None:
    """A link written into the frame as pandas lets one."""
    if frame.index.names == ["source", "target"]:
        frame.loc[(frame.index[row][0], f"to {column}"), frame.columns[0]] = frame.iloc[other, 0]


def _add(frame: pd.DataFrame, row: int, column: int, other: int) -> None:
    if frame.columns.nlevels == 1:
        frame[f"Extra {column}"] = float(row) if row % 2 else "more"


def _delete(frame: pd.DataFrame, row: int, column: int, other: int) -> None:
    for name in frame.columns:
        if str(name).startswith(("Extra", "maybe", "took", "nps")):
            del frame[name]
            return


def _list(frame: pd.DataFrame, row: int, column: int, other: int) -> None:
    for cell in frame.iloc[row]:
        if isinstance(cell, list):
            cell.append("more")


def _sort(frame: pd.DataFrame, row: int, column: int, other: int) -> None:
    inplace.take(frame, sorted(range(len(frame)), key=lambda i: (i * 7 + row) % len(frame)))


def _all(frame: pd.DataFrame, row: int, column: int, other: int) -> None:
    for i, dtype in enumerate(frame.dtypes):
        if dtype.kind == "f":
            frame.isetitem(i, frame.iloc[:, i] * 2 + 1)


CHANGES = {
    "cell": _cell, "column": _column, "swap": _swap, "drop": _drop, "append": _append, "add": _add,
    "delete": _delete, "list": _list, "sort": _sort, "all": _all, "turn": _turn, "join": _join,
}  # fmt: skip
