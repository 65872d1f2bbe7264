"""What all tests share: hypothesis profiles and the names doctests may use."""

from __future__ import annotations

import os
from typing import Any

import hypothesis
import pandas as pd
import pytest

# Scripts that run before pytest does.
collect_ignore = ["run.py", "environment.py", "chromium.py", "house.py"]

hypothesis.settings.register_profile("checks", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.register_profile("search", deadline=None, max_examples=1000)
hypothesis.settings.load_profile(os.environ.get("CJM_HYPOTHESIS", "checks"))


@pytest.fixture(autouse=True)
def _doctest_names(doctest_namespace: dict[str, Any]) -> None:
    import cjm_widgets

    doctest_namespace.update(pd=pd, cjm=cjm_widgets)
