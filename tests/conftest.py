"""What all tests share: hypothesis profiles and the names doctests may use."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

import hypothesis
import pandas as pd
import pytest

# Scripts that run before pytest does.
collect_ignore = ["run.py", "environment.py", "chromium.py", "soffice.py", "house.py"]

hypothesis.settings.register_profile("checks", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.register_profile("search", deadline=None, max_examples=1000)
hypothesis.settings.load_profile(os.environ.get("CJM_HYPOTHESIS", "checks"))


@pytest.fixture(autouse=True)
def _doctest_names(doctest_namespace: dict[str, Any]) -> None:
    import cjm_widgets

    doctest_namespace.update(pd=pd, cjm=cjm_widgets)


@pytest.fixture(autouse=True)
def _forget_frames() -> Iterator[None]:
    """No test's frames are looked at after the cells of another."""
    yield
    live = sys.modules.get("cjm_widgets.frames.live")
    if live is not None:
        live._watched.clear()
