"""What was computed of a map, as tables in HTML: findings, what improvements do, where it matters, what comes first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from cjm_widgets.show.words import duration, number

from .tables import MOST, table

Told = Mapping[str, Any]
MEASURES = {
    "success": "Success",
    "time": "Time",
    "value": "Value",
    "net": "Value less cost",
    "cost": "Cost",
    "satisfaction": "Satisfaction",
    "peak_end": "Peak and end",
    "volume": "Volume",
    "time_sd": "Spread of time (standard deviation)",
    "steps": "Steps taken",
}
Titles = Mapping[str, Mapping[str, str]]


def findings(told: Told) -> str:
    """What the checks found, worst first; those that are silenced last, with the reason."""
    rows = sorted(_rows(told.get("findings")), key=lambda row: bool(row.get("silenced")))
    if not rows:
        return "<p>The checks found nothing.</p>"
    heads = {"what": "What", "severity": "Severity", "why": "Why it matters", "how": "How to mend it"}
    if any(row.get("reason") for row in rows):
        heads["reason"] = "Silenced because"
    shown = [[_text(row, name) for name in heads] for row in rows[:MOST]]
    return table("Findings of the checks", list(heads.values()), shown, len(rows))


def impact(told: Told, worth: Told, titles: Titles) -> str:
    """The measures now and with the improvements carried out, what fits a budget, and where a point matters most."""
    if "error" in told:
        return f"<p>{escape(str(told['error']))}</p>"
    rows = [
        [
            measured(name, titles),
            *(_said(name, row.get(k)) for k in ("now", "then")),
            _by(name, row.get("difference")),
            _between(name, row),
        ]
        for name, row in told.get("answer", {}).items()
        if row.get("now") is not None
    ]
    heads = ("Measure", "Now", "With the improvements", "Difference", "90 % interval of the difference")
    settings = told.get("settings", {})
    note = f"{settings.get('draws', 0):,} draws, seed {settings.get('seed', 0)}"
    parts = [table("What the improvements do", heads, rows, note=note)]
    parts += [f"<p>{escape(str(one))}</p>" for one in told.get("notes", ())]
    parts += [_levers(told, titles), _portfolio(told, titles), _worth(worth, titles)]
    return "".join(parts)


def _levers(told: Told, titles: Titles) -> str:
    rows = [
        [
            titles.get("improvements", {}).get(str(one["name"]), str(one["name"])),
            f"{number(100 * one['adoption'])} %",
        ]
        for one in told.get("levers", ())
    ]
    return (
        table("How far each improvement is carried out", ("Improvement", "Carried out"), rows) if rows else ""
    )


def _portfolio(told: Told, titles: Titles) -> str:
    best = told.get("portfolio") or {}
    if "chosen" not in best:
        return ""
    budget = best.get("budget")
    within = f"within a budget of {number(budget)}" if budget is not None else "whatever it costs"
    rows = [[titles.get("improvements", {}).get(str(one), str(one))] for one in best["chosen"]]
    note = f"{within}: cost {number(best['cost'])}, {_score(told, best, titles)}"
    return table("The best improvements together", ("Improvement",), rows, note=note)


def _score(told: Told, best: Told, titles: Titles) -> str:
    name = str(told.get("measure", "success"))
    said = measured(name, titles)
    return f"{said[:1].lower()}{said[1:]} {_said(name, best['score'])} instead of {_said(name, best['base'])}"


def measured(name: str, titles: Titles) -> str:
    """A measure in words; an end by the name people gave it.

    >>> measured("ends in kept", {"outcomes": {"kept": "Keeps the box"}}), measured("time_sd", {})
    ('Journeys that end in “Keeps the box”', 'Spread of time (standard deviation)')
    """
    end = name.removeprefix("ends in ")
    if end != name:
        return f"Journeys that end in “{titles.get('outcomes', {}).get(end, end)}”"
    return MEASURES.get(name) or name.replace("_", " ").capitalize()


def _worth(told: Told, titles: Titles) -> str:
    held = told.get("worth") or {}
    rows = sorted(
        ((step, value) for step, value in held.items() if value is not None), key=lambda one: -one[1]
    )
    shown = [[titles.get("steps", {}).get(step, step), number(value)] for step, value in rows[:30]]
    name = "Where it matters: points of success for one point more going on"
    return table(name, ("At the step", "Worth in points"), shown, len(rows)) if rows else ""


def priorities(told: Told, titles: Titles) -> str:
    """The opportunities by RICE and the improvements by effect over cost."""
    made = told.get("rice") or {}
    rows = [
        [
            _named(titles, "cards", row),
            _maybe(row.get("score")),
            _maybe(row.get("rank")),
            _ranks(row),
            "; ".join(row.get("missing") or ()),
        ]
        for row in _rows(made.get("rows"))
    ]
    heads = ("Opportunity", "Score", "Rank", "Rank in 90 % of draws", "Missing")
    parts = [table("Opportunities by RICE", heads, rows)] if rows else []
    mended = [
        [
            _named(titles, "improvements", row),
            _maybe(row.get("score")),
            _maybe(row.get("rank")),
            "; ".join(row.get("missing") or ()),
        ]
        for row in _rows(made.get("improvements"))
    ]
    if mended:
        parts.append(
            table("Improvements by effect over cost", ("Improvement", "Score", "Rank", "Missing"), mended)
        )
    return "".join(parts)


def _named(titles: Titles, name: str, row: Told) -> str:
    return titles.get(name, {}).get(str(row.get("id")), str(row.get("id")))


def _ranks(row: Told) -> str:
    low, high = row.get("rank_low"), row.get("rank_high")
    return "" if low is None or high is None else f"{number(low)} to {number(high)}"


def _maybe(value: Any) -> str:
    return number(value) if isinstance(value, int | float) else ""


def _by(measure: str, value: Any) -> str:
    """A difference: shares differ by points."""
    return _said(measure, value).replace(" %", " pp")


def _said(measure: str, value: Any) -> str:
    if not isinstance(value, int | float):
        return ""
    if measure == "success" or measure.startswith("ends in"):
        return f"{number(100 * value)} %"
    return duration(value) if measure.startswith("time") else number(value)


def _between(measure: str, row: Told) -> str:
    ends = [row.get("difference_low"), row.get("difference_high")]
    return "" if None in ends else " … ".join(_by(measure, end) for end in ends)


def _rows(value: Any) -> Iterator[dict[str, Any]]:
    return (dict(one) for one in value or ())


def _text(row: Told, name: str) -> str:
    return str(row.get(name) or "")
