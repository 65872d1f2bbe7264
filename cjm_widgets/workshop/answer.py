"""What a learner has done in an exercise, as JSON that lies in the notebook's output: the map, answers in words, hints taken.

Reading one trusts nothing: it is checked, bounded, and no part of it is run.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cjm_widgets.formats import cjm_file
from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.frames.documents import to_document
from cjm_widgets.model.document import Document
from cjm_widgets.model.errors import BrokenFile, CjmError, CjmWarning

MIME = "application/vnd.cjm.answer.v1+json"
LONGEST = 20_000_000
"""So many characters of a map are read; a map made by hand has some ten thousand."""
ROWS = 20_000
"""A map of a workshop has some hundred."""
TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Answer:
    """``map`` is the text of a map file, ``said`` the answers by question, ``hints`` how many were opened, ``at`` when."""

    exercise: str
    map: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)
    hints: int = 0
    at: str = ""

    def json(self) -> dict[str, Any]:
        """The answer as it lies in an output.

        >>> Answer("first", said={"why": "Because"}).json()
        {'version': 1, 'exercise': 'first', 'map': '', 'said': {'why': 'Because'}, 'hints': 0, 'at': ''}
        """
        return {
            "version": 1, "exercise": self.exercise, "map": self.map,
            "said": dict(self.said), "hints": self.hints, "at": self.at,
        }  # fmt: skip

    def document(self) -> Document:
        """The map as a document; ``BrokenFile`` where its text is none."""
        held = self.held()
        try:
            return to_document(held.tables, held.meta)
        except CjmError as error:
            raise BrokenFile(f"The map does not read: {error}") from error

    def held(self) -> MapFile:
        """The tables and the metadata of the map; an empty one where nothing was handed in."""
        if not self.map:
            return MapFile()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", CjmWarning)
            found = cjm_file.loads(self.map, "the map that was handed in")
        rows = sum(map(len, found.tables.values()))
        if rows > ROWS:
            raise BrokenFile(f"The map has {rows:,} rows; up to {ROWS:,} are looked at.")
        return found


def read(data: object) -> Answer:
    """An answer from what stood in a notebook. ``BrokenFile`` says what is wrong with it.

    >>> read({"version": 1, "exercise": "first", "said": {"n": 3}}).said
    {'n': 3}
    """
    if isinstance(data, str):
        data = _parsed(data)
    if not isinstance(data, Mapping) or not isinstance(data.get("exercise"), str):
        raise BrokenFile("An answer names its exercise; this one does not.")
    text, said = data.get("map", ""), data.get("said", {})
    if not isinstance(text, str) or len(text) > LONGEST:
        raise BrokenFile(f"The map of an answer is a text of at most {LONGEST:,} characters.")
    if not isinstance(said, Mapping):
        raise BrokenFile("What an answer says is an object: the id of a question to its answer.")
    hints = data.get("hints", 0)
    return Answer(
        exercise=data["exercise"][:200],
        map=text,
        said={str(k)[:200]: _plain(v) for k, v in list(said.items())[:200]},
        hints=hints if isinstance(hints, int) and 0 <= hints <= 1000 else 0,
        at=str(data.get("at", ""))[:40],
    )


def _parsed(text: str) -> object:
    if len(text) > 2 * LONGEST:
        raise BrokenFile("The answer is too long to be read.")
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenFile(f"The answer is no JSON: {error}.") from error


def _plain(value: Any) -> Any:
    if isinstance(value, bool | int | float) or value is None:
        return value
    if isinstance(value, list):
        return [str(one)[:TEXT] for one in value[:100]]
    return str(value)[:TEXT]
