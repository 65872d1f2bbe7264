"""What lies in a collected file: answers, exercises of the handout, and which of their cells have no output. Read as data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cjm_widgets.model.errors import CjmError, FileError

from .answer import MIME, Answer, read

_CALL = re.compile(r"\bexercise\(\s*[\"']([\w.-]{1,200})[\"']")
MOST = 2_000
"""So many answers of one notebook are looked at."""


@dataclass(frozen=True, slots=True)
class Reading:
    """``answers`` in the order of the cells; ``broken`` a sentence for each that does not read; ``wanted`` the exercises by id, in order,
    each with whether a cell of it has any output."""

    answers: list[Answer] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    wanted: dict[str, bool] = field(default_factory=dict)


def notebook(text: str) -> Reading:
    """What a notebook holds. ``FileError`` where it is none."""
    held = json.loads(text)
    if not isinstance(held, Mapping) or not isinstance(held.get("cells"), list):
        raise FileError("its text is no notebook")
    found = Reading()
    for cell in held["cells"]:
        if isinstance(cell, Mapping):
            _look(cell, found)
    return found


def kept(text: str) -> Reading:
    """What a file of kept work holds."""
    found = Reading()
    _take(text, found)
    return found


def _look(cell: Mapping[str, Any], found: Reading) -> None:
    outputs = cell.get("outputs")
    outputs = outputs if isinstance(outputs, list) else []
    for id_ in _named(cell):
        found.wanted[id_] = found.wanted.get(id_, False) or bool(outputs)
    for data in _told(outputs):
        if len(found.answers) + len(found.broken) >= MOST:
            found.broken.append(f"it holds more than {MOST:,} answers; the rest were not looked at")
            return
        _take(data, found)


def _take(data: Any, found: Reading) -> None:
    try:
        found.answers.append(read(data))
    except (CjmError, ValueError, RecursionError) as error:
        found.broken.append(str(error)[:300])


def _named(cell: Mapping[str, Any]) -> Iterator[str]:
    """The exercises a cell shows: by the handout's metadata, or by its text where a student lost that."""
    metadata = cell.get("metadata")
    own = metadata.get("cjm") if isinstance(metadata, Mapping) else None
    if isinstance(own, Mapping) and isinstance(own.get("exercise"), str):
        yield own["exercise"][:200]
        return
    source = cell.get("source")
    lines = [one for one in (source if isinstance(source, list) else [source]) if isinstance(one, str)]
    if cell.get("cell_type") == "code":
        yield from _CALL.findall("".join(lines)[:100_000])


def _told(outputs: list[Any]) -> Iterator[Any]:
    for output in outputs:
        data = output.get("data") if isinstance(output, Mapping) else None
        if isinstance(data, Mapping) and MIME in data:
            held = data[MIME]
            lines = isinstance(held, list) and all(isinstance(one, str) for one in held)
            yield "".join(held) if lines else held
