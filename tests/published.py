"""The published data of tests, where it lies beside the checkout."""

from __future__ import annotations

import pathlib

import pytest

import house

DATA = house.ROOT.parent / "shared" / "data"
needed = pytest.mark.skipif(not DATA.is_dir(), reason="needs the published data beside the checkout")


def at(name: str) -> pathlib.Path:
    return DATA / name
