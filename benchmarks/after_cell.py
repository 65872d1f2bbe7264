"""What the check after each cell costs where nothing changed, and where one cell did. `python benchmarks/after_cell.py`"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import pandas as pd

sys.path.insert(0, str(Path(__file__).parent.parent))

from made_up import halves

SIZES = [(200, 15), (10_000, 15), (1_000_000, 10)]


def per_call(call: Callable[[], object], *, budget: float = 0.4) -> float:
    """Median milliseconds of one call, from batches within a time budget in seconds."""
    started = perf_counter()
    call()
    count = max(1, min(1000, int(budget / 20 / max(perf_counter() - started, 1e-7))))
    batches = []
    for _ in range(20):
        started = perf_counter()
        for _ in range(count):
            call()
        batches.append((perf_counter() - started) / count * 1000)
    return median(batches)


def one_size(rows: int, columns: int) -> dict[str, Any]:
    """The look at a bound frame and the check within it, beside what pandas offers for the same question."""
    from cjm_widgets.frames import live
    from cjm_widgets.frames.watch import Snapshot

    frame = halves(rows, columns)
    started = perf_counter()
    bound = live.bind(frame, "")
    binding = (perf_counter() - started) * 1000
    seen, copied = Snapshot.of(frame), frame.copy(deep=True)
    found = {
        "bind": binding,
        "look": per_call(lambda: bound.look({})),
        "check": per_call(lambda: seen.same(frame)),
        "snapshot": per_call(lambda: Snapshot.of(frame)),
        "equals": per_call(lambda: frame.equals(copied)),
        "hash": per_call(lambda: pd.util.hash_pandas_object(frame)),
    }
    assert seen.same(frame)
    frame.iloc[rows // 2, 1] = -1.0
    assert not seen.same(frame), "a changed cell was not seen"
    return {"rows": rows, "columns": columns, **found, "check_changed": per_call(lambda: seen.same(frame))}


def measure() -> list[dict[str, Any]]:
    """All sizes."""
    return [one_size(*size) for size in SIZES]


if __name__ == "__main__":
    for line in measure():
        print(json.dumps(line))
