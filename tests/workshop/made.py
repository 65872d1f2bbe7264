"""Made-up submissions: notebooks as JSON, with answers in their outputs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cjm_widgets.workshop.answer import MIME, Answer


def notebook(*cells: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": list(cells)}


def code(source: str, *outputs: Any, **metadata: Any) -> dict[str, Any]:
    told = [{"output_type": "display_data", "metadata": {}, "data": {MIME: one}} for one in outputs]
    return {
        "cell_type": "code",
        "metadata": metadata,
        "source": source,
        "outputs": told,
        "execution_count": 3,
    }


def words(source: str, **metadata: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": metadata, "source": source}


def hand_in(folder: Path, student: str, *answers: Answer | Any, name: str = "one.ipynb") -> Path:
    place = folder / student / name
    place.parent.mkdir(parents=True, exist_ok=True)
    held = [one.json() if isinstance(one, Answer) else one for one in answers]
    made = notebook(code("ex", *held, cjm={"exercise": "first-stages"}))
    place.write_text(json.dumps(made), encoding="utf-8")
    return place
