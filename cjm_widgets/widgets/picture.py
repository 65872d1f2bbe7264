"""What a grid leaves in a saved notebook for readers without a kernel or without widgets: a table, and plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from cjm_widgets.frames.lanes import Lane
from cjm_widgets.frames.source import Source, lanes_table
from cjm_widgets.frames.window import window
from cjm_widgets.show.table import table_html
from cjm_widgets.show.text import text

STEPS = 20


def picture(source: Source, lanes: Sequence[Lane] | None = None) -> dict[str, str]:
    """A table and plain text, of these lanes in this order; without them of those that are not hidden."""
    doc = snapshot(source, lanes)
    return {"text/html": table_html(doc), "text/plain": text(doc)}


def snapshot(source: Source, lanes: Sequence[Lane] | None = None) -> dict[str, Any]:
    """The first steps as a document; ``size`` says how many there are in all."""
    tables = window(source, 0, STEPS)
    tables["stages"] = source.stages(row[2] for row in tables["steps"]["rows"] if row[2] is not None)
    tables["steps"] |= {"size": source.size(), "from": 0}
    tables |= source.connected() | source.around()
    shown = [lane for lane in source.lanes() if lane.visible] if lanes is None else lanes
    tables["lanes"] = lanes_table([replace(lane, visible=True) for lane in shown])
    return {"kind": source.kind, "title": source.title, "note": source.note, "tables": tables, "runs": None}
