"""OCEL 2.0 as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import IO, Any

from cjm_widgets.model.errors import BrokenFile

from .ocel import Objects, attributes, text

MOST = 1_000_000_000
"""JSON is read whole: its size in bytes at most."""


def read_json(stream: IO[bytes], path: Path) -> Objects:
    """The events and objects of the file. BrokenFile says what is wrong and where."""
    data = stream.read(MOST + 1)
    if len(data) > MOST:
        raise BrokenFile(
            f"{path} is larger than {MOST:,} bytes, too large for JSON: save it as SQLite, which is read by rows."
        )
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except RecursionError:
        raise BrokenFile(f"{path} nests its JSON too deep: no event log does.") from None
    except ValueError as error:
        raise BrokenFile(f"{path} is no sound JSON: {error}. It may be cut off: fetch it again.") from error
    if isinstance(whole, dict) and any(str(key).startswith("ocel:") for key in whole):
        raise BrokenFile(f"{path} is OCEL 1.0; OCEL 2.0 is read. Save it anew as 2.0.")
    if not isinstance(whole, dict) or not {"events", "objects"} <= whole.keys():
        raise BrokenFile(f'{path} is JSON and no OCEL 2.0: that is an object with "events" and "objects".')
    log = Objects()
    for place, one in enumerate(_list(whole, "objects", path)):
        _object(log, one, f"{path}: objects[{place}]")
    for place, one in enumerate(_list(whole, "events", path)):
        _event(log, one, f"{path}: events[{place}]")
    return log


def _list(whole: dict[str, Any], name: str, path: Path) -> list[Any]:
    found = whole[name]
    if not isinstance(found, list):
        raise BrokenFile(f"{path}: {name!r} should be a list, not {type(found).__name__}.")
    return found


def _named(one: Any, where: str) -> tuple[str, str]:
    if not isinstance(one, dict) or one.get("id") is None or one.get("type") is None:
        raise BrokenFile(f"{where} has no id or no type: {str(one)[:80]}.")
    return str(one["id"]), str(one["type"])


def _object(log: Objects, one: Any, where: str) -> None:
    name, kind = _named(one, where)
    log.objects[name] = kind
    given = one.get("attributes") or []
    attributes(given, f"{where}.attributes")
    log.values += [
        (name, str(v["name"]), _time(v), text(v["value"])) for v in given if v.get("value") is not None
    ]


def _time(one: dict[str, Any]) -> str | None:
    return None if one.get("time") is None else str(one["time"])


def _event(log: Objects, one: Any, where: str) -> None:
    name, kind = _named(one, where)
    given = attributes(one.get("attributes") or [], f"{where}.attributes")
    log.events.append((name, kind, _time(one), dict(given)))
    touched = one.get("relationships") or []
    if not isinstance(touched, list) or not all(isinstance(t, dict) and "objectId" in t for t in touched):
        raise BrokenFile(f"{where}.relationships should be a list of objects with an objectId.")
    log.touched += [(name, str(t["objectId"]), str(t.get("qualifier") or "")) for t in touched]
