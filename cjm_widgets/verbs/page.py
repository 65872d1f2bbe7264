"""The verbs a page may ask for, and the overlays it is shown: what methods do, under the same names, as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pandas as pd

from cjm_widgets.frames import wire
from cjm_widgets.frames.documents import to_document
from cjm_widgets.frames.effects import per_cost
from cjm_widgets.frames.priorities import METHODS
from cjm_widgets.frames.spread import ends
from cjm_widgets.model import checks, schema
from cjm_widgets.model.errors import DataError

from . import measured
from .future import Future
from .impact import Impact
from .marks import MOST_EVIDENCE, marks
from .serving import service
from .surveys import drawn

if TYPE_CHECKING:
    from .gathered import Verbs

WHOLE = 60
"""A page holds so many steps from the first; beyond them it is told where spanning cards begin and end."""
MOST_SPANS = 2_000
MOST_ROWS = 200
"""So many rows of evidence are sent for one card."""

Verb = Callable[[dict[str, Any]], Any]


def verbs(m: Verbs) -> dict[str, Verb]:
    """What a page of this map can ask for."""
    simulated = Impact(m)
    return {
        "impact": simulated.page,
        "impact_answer": simulated.answer,
        "impact_parts": simulated.parts,
        "impact_reach": simulated.reach,
        "impact_start": simulated.start,
        "checks": lambda args: {"findings": found(m)},
        "evidence": lambda args: behind(m, args),
        "adopt": lambda args: measured.adopt(m, args),
        "measured": lambda args: measured.choose(m, args),
        "mend": lambda args: m.mend(args),
        "meta": lambda args: note(m, str(args.get("name")), args.get("value")),
        "worth": lambda args: Future(m).worth(),
        "priorities": lambda args: ranked(m, str(args.get("method") or "rice")),
        "service": lambda args: service(m),
        "silence": lambda args: m.silence(
            str(args.get("code")), args.get("row"), reason=str(args.get("reason") or "")
        ),
    }


def overlays(m: Verbs) -> dict[str, Callable[[], Any]]:
    """What is computed for every page of this map after a change."""
    return {
        "checks": lambda: counts(m),
        "evidence": lambda: marks(m),
        "future": Future(m).steps,
        "measured": lambda: measured.measured(m),
        "spans": lambda: reaches(m),
        "surveys": lambda: drawn(m),
    }


def reaches(m: Verbs) -> list[list[int]]:
    """The first and the last step, as positions, of each card that spans several, where a page does not hold all steps."""
    if len(m.tables["steps"]) <= WHOLE:
        return []
    return ends(m.tables["cards"], m.tables["steps"])[:MOST_SPANS]


def found(m: Verbs) -> list[dict[str, Any]]:
    """The findings with the step and lane a page jumps to."""
    document = to_document(m._now(), m.meta, only=None, ids=m._ids())
    told = [one.json() for one in checks.check(document, dt.date.today())]
    return [{**one, "mendable": one.pop("mend") is not None} for one in told]


def counts(m: Verbs) -> dict[str, int]:
    """How many findings of each severity are open; nothing where counting would take too long after each edit."""
    if len(m.tables["evidence"]) > MOST_EVIDENCE:
        return {}  # the checks then run when they are asked for
    found = m.check().open["severity"].value_counts()
    return {severity: int(found.get(severity, 0)) for severity in ("error", "warning", "note")}


def behind(m: Verbs, args: dict[str, Any]) -> dict[str, Any]:
    """The evidence behind a card, a step or a cell, and for a card what it comes to."""
    card, step, lane = (args.get(name) for name in ("card", "step", "lane"))
    rows = m.support(card, step=step, lane=lane)
    shown = rows.head(MOST_ROWS).rename_axis("id").reset_index()
    out: dict[str, Any] = {"rows": wire.records(shown), "total": len(rows)}
    if card is not None:
        at = m._bound.source.tables["cards"].position(str(card))
        out["state"] = wire.records(m.reliability().iloc[at : at + 1])[0]
    return out


def ranked(m: Verbs, method: str) -> dict[str, Any]:
    """The opportunities by a method of priority, with the ranks they hold in 90 % of draws where inputs vary.

    ``improvements`` are ranked by effect over cost, whatever the method. ``problem`` says why no opportunity is ranked.
    """
    out: dict[str, Any] = {
        "methods": list(METHODS),
        "improvements": _rows(per_cost(m._now()["improvements"])),
    }
    try:
        return out | {"rows": _rows(_sure(m, method))}
    except DataError as error:
        return out | {"rows": [], "problem": str(error)}


def _sure(m: Verbs, method: str) -> pd.DataFrame:
    scored = m.priorities(method)
    if method == "kano":
        return scored
    return scored.join(m.stability(method)[["rank_low", "rank_high"]].reindex(scored.index))


def _rows(scored: pd.DataFrame) -> list[dict[str, Any]]:
    rows = wire.records(scored.rename_axis("id").reset_index())
    for row in rows:
        row["missing"] = [one for one in str(row.get("why") or "").split("; ") if one]
    return rows


def note(m: Verbs, name: str, value: Any) -> None:
    """Put one entry into the map's metadata; nothing takes it out."""
    if name not in schema.META:
        raise DataError(f"A map has no entry {name!r} to write here: {', '.join(schema.META)} are allowed.")
    if value is None or value == "":
        m.meta.pop(name, None)
    else:
        m.meta[name] = value
    m._bound.session.pull()
