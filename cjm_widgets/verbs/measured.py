"""What the page draws of a matched log, and what it may ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cjm_widgets.model.errors import DataError

if TYPE_CHECKING:
    from .gathered import Verbs


def measured(m: Verbs) -> dict[str, Any]:
    """The overlay ``measured``; empty where no log was matched."""
    whole = m._bound.measured
    if whole is None:
        return {}
    from cjm_widgets.engine.matching.told import told

    return told(m._bound.part or whole, m.tables, whole.segments)


def choose(m: Verbs, args: dict[str, Any]) -> None:
    """Show the part of one segment, or all of the log."""
    whole = m._bound.measured
    if whole is None:
        raise DataError("No log is matched with this map any more.")
    segment = args.get("segment")
    m._bound.part = None if segment is None else whole.where(segment=str(segment))
    m._bound.overlay("measured")


def adopt(m: Verbs, args: dict[str, Any]) -> None:
    """Take what is shown over into the map."""
    m.adopt(str(args.get("what")), match=m._bound.part)
