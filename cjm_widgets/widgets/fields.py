"""The fields of a page's message: each is what docs/protocol.md says, or the message is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeGuard

from cjm_widgets.frames import wire
from cjm_widgets.model.edits import Op, from_json, whole_characters
from cjm_widgets.model.errors import Refused

MOST_OPS = 20_000
MOST_CELLS = 500


def counter(message: Mapping[str, Any]) -> int | None:
    """The counter of an edit, or None where it has none."""
    held = message.get("counter")
    return held if whole(held) and 0 <= held <= wire.SAFE else None


def whole(value: object) -> TypeGuard[int]:
    """Whether a value is a whole number and not a truth."""
    return isinstance(value, int) and not isinstance(value, bool)


def text(message: Mapping[str, Any], name: str, most: int) -> str:
    """A field that must be a text; ``Refused`` where it is not."""
    held = message.get(name)
    if not isinstance(held, str) or not 0 < len(held) <= most:
        raise Refused(f"A message needs “{name}”, a text of 1 to {most:,} characters.")
    return whole_characters(held)


def query(message: Mapping[str, Any]) -> str | int:
    """What a page wants its answer marked with."""
    held = message.get("query")
    if isinstance(held, str) and len(held) <= 100:
        return whole_characters(held)
    if whole(held) and abs(held) <= wire.SAFE:
        return held
    raise Refused("A question needs “query”, a text or a whole number.")


def ops(message: Mapping[str, Any]) -> list[Op]:
    """The operations of an edit; ``Refused`` where one is none."""
    held = message.get("ops")
    if not isinstance(held, list) or not 0 < len(held) <= MOST_OPS:
        raise Refused(f"An edit needs a list of 1 to {MOST_OPS:,} operations.")
    return [from_json(op) for op in held]


def cells(message: Mapping[str, Any]) -> list[dict[str, str]]:
    """The cells a page has selected."""
    given = message.get("cells")
    if (
        not isinstance(given, list)
        or len(given) > MOST_CELLS
        or not all(isinstance(c, Mapping) for c in given)
    ):
        raise Refused(f"A selection needs a list of at most {MOST_CELLS} cells.")
    return [{name: text(cell, name, 2_000) for name in ("step", "lane")} for cell in given]
