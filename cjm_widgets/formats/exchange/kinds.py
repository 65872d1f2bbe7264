"""Which of the formats a file is in: by its name, else by how it begins."""

from __future__ import annotations

import json
import os
import re

from cjm_widgets.formats.exchange.tables.records import shallow
from cjm_widgets.formats.exchange.text import read_text
from cjm_widgets.formats.exchange.texts import blueprint_json

_JOURNEY = re.compile(r"^[ \t>]*journey\b", re.MULTILINE)
_STEP = re.compile(r"^#{2,3} (Milestone|Step):", re.MULTILINE | re.IGNORECASE)
_TABLE = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*\|", re.MULTILINE)
_STAGES = re.compile(r"^stages[ \t]*:", re.MULTILINE)
_BY_NAME = {
    ".cjm.json": "map", ".mmd": "mermaid", ".mermaid": "mermaid", ".xml": "cjml", ".cjml": "cjml", ".yml": "yaml", ".yaml": "yaml",
    ".xlsx": "workbook", ".xlsm": "workbook", ".csv": "sheet", ".tsv": "sheet",
}  # fmt: skip


def kind_of(source: str | os.PathLike[str] | bytes) -> str:
    """``map``, ``workbook``, ``mermaid``, ``cjml``, ``yaml``, ``markdown``, ``milestones``, ``blueprint``, ``records`` or ``sheet``.

    >>> kind_of("a.mmd"), kind_of(b"journey\\n  Pays: 3"), kind_of(b"step,emotion\\nPay,1"), kind_of(b"<CJML/>")
    ('mermaid', 'mermaid', 'sheet', 'cjml')
    """
    name = "" if isinstance(source, bytes) else str(source).casefold()
    known = next((kind for ending, kind in _BY_NAME.items() if name.endswith(ending)), None)
    if known:
        return known
    if isinstance(source, bytes) and source.startswith(b"PK"):
        return "workbook"
    text, called = read_text(source)
    if name.endswith(".json") or text.lstrip()[:1] in ("{", "["):
        return _of_json(text, called)
    if name.endswith((".md", ".markdown")):
        return "milestones" if _STEP.search(text) else "mermaid" if _JOURNEY.search(text) else "markdown"
    return _of_text(text)


def _of_text(text: str) -> str:
    if text.lstrip().startswith("<"):
        return "cjml"
    if _STEP.search(text):
        return "milestones"
    if _STAGES.search(text):
        return "yaml"
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    if re.match(r"journey\b(?![,;\t])|%%|---$", first) and _JOURNEY.search(text):
        return "mermaid"
    return "markdown" if first.startswith(("|", "#")) and _TABLE.search(text) else "sheet"


def _of_json(text: str, name: str) -> str:
    shallow(text, name)
    try:
        return "blueprint" if blueprint_json.is_one(json.loads(text)) else "records"
    except (ValueError, RecursionError):
        return "records"
