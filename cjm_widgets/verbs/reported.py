"""What stands beside a map without being part of it (a matched log, surveys), as a report hands it on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .held import Held

if TYPE_CHECKING:
    from .gathered import Verbs

MOST_SEGMENTS = 8
"""So many segments of a log can be chosen in a report: each is told whole."""


def lend(m: Held, copy: Held, evidence: str) -> list[str]:
    """Have a copy draw the log and the surveys of a map; gives what is left out, in words.

    They are evidence: ``'none'`` keeps them at home.
    """
    log, surveys = m._bound.measured, m.__dict__.get("_surveys") or {}
    if evidence == "none":
        out = ["what was measured in a log"] if log is not None else []
        return out + ([f"{len(surveys)} survey{'s' if len(surveys) > 1 else ''}"] if surveys else [])
    copy._bound.measured, copy._bound.part = log, m._bound.part
    copy.__dict__["_surveys"] = dict(surveys)
    return []


def tell(m: Verbs, made: dict[str, Any], evidence: str) -> None:
    """Add the parts of a log by segment to what a page is told; without what people said, sources have no names."""
    overlays, log = made["overlays"], m._bound.measured
    if log is not None and overlays.get("measured"):
        segments = [str(one) for one in log.segments[:MOST_SEGMENTS]]
        made["answers"]["measured"] = _parts(m, log, segments)
        overlays["measured"]["segments"] = segments
    if evidence == "counts":
        for one in (*made["answers"].get("measured", {}).values(), *_told(overlays)):
            one["source"] = ""


def _parts(m: Verbs, log: Any, segments: list[str]) -> dict[str, Any]:
    from cjm_widgets.engine.matching.told import told

    parts = {"": log, **{one: log.where(segment=one) for one in segments}}
    return {name: told(part, m.tables, segments) for name, part in parts.items()}


def _told(overlays: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in (overlays.get("measured"), *(overlays.get("surveys") or ())) if one]
