"""The wide sheet of a workbook, whatever people did to it: which column is which step, which row is which lane."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .wide_edits import Added, WideRead

Cells = Mapping[tuple[int, int], Any]
STAGES, STEPS, LANES = 3, 4, 2
"""The rows with the names of stages and steps, and the column with those of lanes; ids stand in row and column 1."""


def looks_wide(cells: Cells) -> bool:
    """Whether a sheet is built as the wide sheet is, whatever it is called: ids in the first row and column, none where they meet."""
    corner = any((1, column) in cells for column in (1, LANES))
    steps = any(row == 1 and column > LANES for row, column in cells)
    return steps and not corner and any(column == 1 and row > STEPS for row, column in cells)


def read_wide(
    cells: Cells, merged: list[tuple[int, int, int, int]], letter: Callable[[int], str], title: str
) -> WideRead:
    """What a wide sheet holds now. ``merged`` are areas as (first column, first row, last column, last row)."""
    steps, lanes = _ids(cells, across=True), _ids(cells, across=False)
    stages = _stages(cells, merged)
    added = (*_added(cells, steps, stages, across=True), *_added(cells, lanes, stages, across=False))
    all_steps, all_lanes = _all(steps, added, "steps"), _all(lanes, added, "lanes")
    covered = {place: area for area in merged for place in _covered(area)}

    def at(row: int, column: int) -> str:
        return f"{title}!{letter(column)}{row}"

    return WideRead(
        {step: cells[STAGES, column] for column, step in steps.items() if (STAGES, column) in cells},
        {step: cells.get((STEPS, column)) for column, step in all_steps.items()},
        {lane: cells.get((row, LANES)) for row, lane in all_lanes.items()},
        {(lane, step): cells[r, c] for r, lane in all_lanes.items() for c, step in all_steps.items() if (r, c) in cells},
        {(lane, step): at(r, c) for r, lane in all_lanes.items() for c, step in all_steps.items()},
        tuple(_beside(cells, all_steps, all_lanes, letter)),
        added,
        frozenset(
            (all_lanes.get(row, ""), all_steps.get(column, "")) for row, column in covered if row >= STEPS and column >= LANES
        ),
        tuple(sorted({f"{letter(a)}{b}:{letter(c)}{d}" for a, b, c, d in covered.values() if d >= STEPS})),
    )  # fmt: skip


def _all(known: Mapping[int, str], added: tuple[Added, ...], table: str) -> dict[int, str]:
    """The keys of steps or lanes in the order of their columns or rows."""
    return dict(
        sorted({**known, **{int(one.key[2:]): one.key for one in added if one.table == table}}.items())
    )


def _ids(cells: Cells, across: bool) -> dict[int, str]:
    """The id of each column or row that has one. Of columns that were copied with it, the first keeps it."""
    out: dict[int, str] = {}
    for (row, column), value in sorted(cells.items()):
        at, first = (column, row) if across else (row, column)
        if first == 1 and at > (LANES if across else STEPS) and str(value) not in out.values():
            out[at] = str(value)
    return out


def _added(
    cells: Cells, known: Mapping[int, str], stages: Mapping[int, Any], across: bool
) -> Iterator[Added]:
    """Columns without an id that have a name where steps have it, and rows likewise."""
    names = {
        c if across else r: v
        for (r, c), v in cells.items()
        if (r if across else c) == (STEPS if across else LANES)
    }
    before = ""
    for at in sorted({*names, *known}):
        if at in known:
            before = known[at]
        elif at > (LANES if across else STEPS) and str(names[at]).strip():
            key = f"\0{'c' if across else 'r'}{at}"
            stage = stages.get(at) if across else None
            yield Added("steps" if across else "lanes", key, names[at], before, stage)
            before = key


def _stages(cells: Cells, merged: list[tuple[int, int, int, int]]) -> dict[int, Any]:
    """By column: the name of the stage that stands above it."""
    out = {column: value for (row, column), value in cells.items() if row == STAGES}
    for first, top, last, _ in merged:
        if top == STAGES and (STAGES, first) in cells:
            out |= dict.fromkeys(range(first, last + 1), cells[STAGES, first])
    return out


def _covered(area: tuple[int, int, int, int]) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = area
    return ((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1) if (r, c) != (top, left))


def _beside(
    cells: Cells, steps: Mapping[int, str], lanes: Mapping[int, str], letter: Callable[[int], str]
) -> Iterator[str]:
    for row, column in sorted(cells):
        if (row > 2 and column > LANES and column not in steps) or (row > STEPS and row not in lanes):
            yield f"{letter(column)}{row}"
