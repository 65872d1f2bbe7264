"""What people bring otherwise: a list of records (a JSON array, rows of any table) as a map, with a mapping that can be said."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from cjm_widgets.formats.exchange.losses import Loss, Reading
from cjm_widgets.formats.exchange.text import Source, read_text
from cjm_widgets.model.errors import BrokenFile, DataError, ShapeError

from . import grid, sheets

PARTS = ("stage", "step", "emotion", "lane", "text")
MOST, DEEPEST = 100_000, 50
_LISTS = ("records", "columns", "steps", "stages", "touchpoints", "phases", "journey", "data", "items")


def from_records(
    records: Iterable[Any],
    *,
    mapping: Mapping[str, str] | None = None,
    scale: str | None = None,
    title: str = "",
) -> Reading:
    """A map of records: one per step (or one per card, with lane and text). Lists in a record become cards.

    ``mapping`` says which key is the ``stage``, ``step``, ``emotion``, ``lane`` or ``text``, the rest becomes lanes: ``{"phase":
    "stage", "mood": "emotion"}``; a key mapped to ``""`` is left out. ``scale`` is that of the emotions. What was guessed is the
    first of the losses. ``DataError`` for a mapping that names no key, or an unknown part.
    """
    rows = [dict(one) for one in records if isinstance(one, Mapping)]
    if not rows:
        raise ShapeError(
            "There are no records: a list of mappings is needed, one per step, such as [{'step': 'Pay'}]."
        )
    if len(rows) > MOST:
        raise DataError(
            f"{len(rows):,} records are more than the {MOST:,} a map is made of. Cut them into parts."
        )
    keys = list(dict.fromkeys(str(key) for row in rows for key in row))
    names, out = _names(keys, mapping or {})
    frame = pd.DataFrame(
        [{names.get(str(k), str(k)): _cell(v) for k, v in row.items() if str(k) not in out} for row in rows]
    )
    losses = [Loss(f"left out as the mapping says: {', '.join(out)}")] if out else []
    for at, label in enumerate(frame.columns):
        if label == "emotion":
            column = sheets.numbers(frame.iloc[:, at])
            frame.isetitem(at, pd.to_numeric(column, errors="coerce"))
            wrong = [v for v, n in zip(column, frame.iloc[:, at], strict=True) if pd.notna(v) and pd.isna(n)]
            losses += (
                [Loss(f"{len(wrong)} emotions are no numbers and left out: {wrong[0]!r} is the first")]
                if wrong
                else []
            )
            losses += _guessed(frame.iloc[:, at], scale)
    said = {
        part: part for part in PARTS if part in set(names.values()) and (mapping or part in ("stage", "step"))
    }
    if "step" not in frame.columns and "stage" in frame.columns:
        said.pop("stage", None)
    found = grid.from_frame(sheets.scaled(frame, scale), title, **said)
    return Reading(found.map, (*found.losses, *losses))


def _names(keys: list[str], mapping: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """What each key is called in the map, and the keys left out. A mapping may be said either way round."""
    wanted = (
        {v: k for k, v in mapping.items()}
        if set(mapping) <= set(PARTS) and not set(mapping) & set(keys)
        else dict(mapping)
    )
    for key, part in wanted.items():
        if key not in keys:
            raise DataError(
                f"mapping names {key!r}, which no record has. The keys are {', '.join(map(repr, keys[:20]))}."
            )
        if part and part not in PARTS and part in keys:
            raise DataError(f"mapping calls {key!r} {part!r}, which is another key.")
    guessed = {"phase": "stage", "name": "step", "title": "step", "touchpoint": "step", "happiness": "emotion", "sentiment": "emotion",
               "mood": "emotion", "emotionlabel": "emotion"}  # fmt: skip
    made = dict(wanted)
    for key in keys:
        part = guessed.get(key.casefold(), key.casefold() if key.casefold() in PARTS else "")
        if part and key not in made and part not in made.values() and (part == key or part not in keys):
            made[key] = part
    return {k: v for k, v in made.items() if v}, [k for k, v in made.items() if not v]


def _cell(value: Any) -> Any:
    """A value as a cell: a list as its lines, a mapping as its name, else as it is."""
    if isinstance(value, Mapping):
        return str(
            value.get("name")
            or value.get("text")
            or value.get("title")
            or json.dumps(value, default=str, ensure_ascii=False)
        )
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return "\n".join(str(_cell(one)) for one in value) or None
    return value


def _guessed(held: Any, scale: str | None) -> list[Loss]:
    from cjm_widgets.frames.lanes import domain_of

    ends: Any = domain_of("emotion", held)
    if scale is not None or ends is None or ends == [-2.0, 2.0] or not held.notna().any():
        return []
    return [
        Loss(
            f"the emotions are taken as {ends[0]:g} to {ends[1]:g}; say scale='{ends[0]:g}..{ends[1]:g}', or what it is"
        )
    ]


def read(source: Source, *, mapping: Mapping[str, str] | None = None, scale: str | None = None) -> Reading:
    """The map of a JSON file that holds a list of records, or a mapping with one list in it."""
    text, name = read_text(
        source, is_text=isinstance(source, str) and source.lstrip("\ufeff \n")[:1] in ("[", "{")
    )
    shallow(text, name)
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise BrokenFile(f"{name}{line}: this is no JSON that can be read ({str(error)[:120]}).") from error
    title = ""
    if isinstance(held, dict):
        title = next((str(held[k]) for k in ("title", "name") if isinstance(held.get(k), str)), "")
        key = next((k for k in _LISTS if isinstance(held.get(k), list)), None)
        if key is None:
            raise ShapeError(
                f"{name} has no list of steps under {', '.join(_LISTS)}; its keys are {', '.join(map(str, list(held)[:12]))}."
            )
        held = held[key]
    if not isinstance(held, list):
        raise ShapeError(f"{name} holds no list of records.")
    return from_records(held, mapping=mapping, scale=scale, title=title)


def shallow(text: str, name: str) -> None:
    """Refuses JSON that is nested too deeply, before it is read."""
    depth = deepest = 0
    for letter in text:
        depth += (letter in "[{") - (letter in "]}")
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise BrokenFile(f"{name} is nested {deepest:,} deep; {DEEPEST} is the most that is read.")
