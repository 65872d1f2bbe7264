"""What a view leaves in a notebook for a page without Python to draw it live, where that is asked for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from cjm_widgets.frames.live import Bound
from cjm_widgets.frames.window import opened
from cjm_widgets.show.report.block import ASKED, TYPE


def blocks(view: str, bound: Bound, options: Mapping[str, Any]) -> dict[str, Any]:
    """The block of a view as a mimebundle; nothing where none is asked for."""
    if not os.environ.get(ASKED):
        return {}
    said = {name: value for name, value in options.items() if value not in (None, "")}
    return {TYPE: {"view": view, "map": _told(bound, said.get("budget")), "options": said}}


def _told(bound: Bound, budget: float | None) -> dict[str, Any]:
    """All of a map; of a plain DataFrame its document, as nothing more is known of it."""
    if bound.verbs:
        from cjm_widgets.show.report.told import told

        return told(bound, budget=budget)
    bound.session.pull()
    doc = opened(bound.source, bound.source.size())
    return {"doc": {**doc, "tables": doc["tables"] | bound.source.connected()}, "overlays": {}, "answers": {}}
