"""A small map and small workbooks for the tests of files."""

from __future__ import annotations

import io
import json
from typing import Any

import openpyxl
import pandas as pd

from cjm_widgets.formats.cjm_file import MapFile, dumps


def table(rows: dict[str, dict[str, Any]], name: str) -> pd.DataFrame:
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis(name)


def small() -> MapFile:
    stages = table({"buy": {"name": "Buy"}, "use": {"name": "Use"}}, "stage")
    steps = table(
        {
            "pay": {"stage": "buy", "name": "Pays", "emotion": -0.4},
            "cook": {"stage": "use", "name": "Cooks", "emotion": None},
        },
        "step",
    )
    return MapFile({"title": "Meal kit"}, {"stages": stages, "steps": steps})


def text_of(**changes: Any) -> str:
    raw = json.loads(dumps(small()))
    return json.dumps(raw | changes, indent=1)


def book(rows: list[list[Any]], merged: tuple[str, ...] = (), title: str = "Map") -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    return saved(made)


def saved(made: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
