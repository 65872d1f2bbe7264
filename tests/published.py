"""The published data of tests, where it lies beside the checkout."""

from __future__ import annotations

import functools
import pathlib
import warnings

import pandas as pd
import pytest

import cjm_widgets as cjm
import house

DATA = house.ROOT.parent / "shared" / "data"
needed = pytest.mark.skipif(not DATA.is_dir(), reason="needs the published data beside the checkout")


def at(name: str) -> pathlib.Path:
    return DATA / name


@functools.cache
def _read(name: str) -> pd.DataFrame:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cjm.CjmWarning)
        return cjm.read_log(at(name))


def log(name: str) -> pd.DataFrame:
    """A published log as ``read_log`` gives it, read once in a session: a copy, so that no test changes another's."""
    return _read(name).copy()


def loans() -> pd.DataFrame:
    """The COMPLETE events of the loans of 2012: case, step, at."""
    whole = log("bpic2012.xes.gz")
    columns = {"case:concept:name": "case", "concept:name": "step", "time:timestamp": "at"}
    return whole.loc[whole["lifecycle:transition"] == "COMPLETE", list(columns)].rename(columns=columns)
