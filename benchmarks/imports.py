"""What importing the package costs beside importing what it stands on. `python benchmarks/imports.py`"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

ROOT = Path(__file__).parent.parent
STATEMENTS = {
    "cjm_widgets": "import cjm_widgets",
    "anywidget, pandas": "import anywidget, pandas",
    "JourneyGrid": "from cjm_widgets import JourneyGrid",
}


def once(statement: str) -> float:
    """Milliseconds of a fresh process that runs one statement, start of Python included."""
    started = perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True, cwd=ROOT)
    return (perf_counter() - started) * 1000


def measure(times: int = 15) -> dict[str, dict[str, float]]:
    """Each statement in turn, so that a busy moment hits all; medians."""
    found: dict[str, list[float]] = {name: [] for name in STATEMENTS}
    for statement in STATEMENTS.values():
        once(statement)
    for _ in range(times):
        for name, statement in STATEMENTS.items():
            found[name].append(once(statement))
    return {name: {"median": median(each), "p90": quantiles(each, n=10)[8]} for name, each in found.items()}


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
