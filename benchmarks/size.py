"""How big the widget's code is, and its first message at each size. `python benchmarks/size.py`"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from made_up import journey

BUNDLE = Path(__file__).parent.parent / "cjm_widgets" / "static" / "grid.js"
SIZES = [200, 1_000, 10_000, 100_000]


def first_message(rows: int) -> int:
    """Bytes of the state a front end is sent, beside the code."""
    import cjm_widgets

    grid = cjm_widgets.JourneyGrid(journey(rows))
    state = {key: value for key, value in grid.get_state().items() if key not in ("_esm", "_css")}
    grid.close()
    return len(json.dumps(state, default=str).encode())


def measure() -> dict[str, Any]:
    """Bundle and first messages, in bytes."""
    code = BUNDLE.read_bytes()
    return {
        "bundle": len(code),
        "gzipped": len(gzip.compress(code, 9)),
        "first_message": {rows: first_message(rows) for rows in SIZES},
    }


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
