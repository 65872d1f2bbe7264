"""What the page is told, and that the vectors both languages replay are those of this engine."""

from __future__ import annotations

import importlib.util
import json
import math
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from cjm_widgets.engine.chain import line
from cjm_widgets.engine.page import chain_json

SCRIPT = Path(__file__).parents[1] / "contract" / "chains.py"


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("chains", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def close(one: Any, other: Any) -> bool:
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(close(one[k], other[k]) for k in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(close, one, other))
    if isinstance(one, float) and not isinstance(other, bool) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return bool(one == other)


def test_the_vectors_are_fresh() -> None:
    made = script()
    assert close(made.cases(), json.loads(made.FILE.read_text(encoding="utf-8")))


def test_the_page_is_told_no_nan() -> None:
    told = chain_json(line(["a"], [0.5]))
    assert told["emotion"] == [None]
    assert "NaN" not in json.dumps(told, allow_nan=False)
    assert np.array(told["moves"]).shape == (1, 1)
