"""A small map in which no check finds anything, made up for the tests, and how it is changed for a case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from cjm_widgets.model.document import Document, document

TODAY = dt.date(2026, 3, 1)
Tables = Mapping[str, Mapping[str, Any]]


def _lane(name: str, role: str, side: str = "customer", **more: Any) -> dict[str, Any]:
    return {"name": name, "kind": "cards", "role": role, "side": side, **more}


def _card(step: str, lane: str, text: str, **more: Any) -> dict[str, Any]:
    return {"step": step, "lane": lane, "text": text, **more}


def _seen(card: str, kind: str, n: int, **more: Any) -> dict[str, Any]:
    text = f"What {n} customers said or did"
    return {
        "card": card,
        "kind": kind,
        "n": n,
        "text": text,
        "source": "made up",
        "date": "2026-01-10",
        **more,
    }


SOUND: dict[str, dict[str, Any]] = {
    "meta": {
        "title": "Bakery, made up",
        "objective": "Decide where to begin",
        "business_goals": ["retention"],
        "persona": "ana",
        "scenario": "Orders a cake for Saturday",
        "state": "current",
        "updated": "2026-02-01",
        "emotion_scale": "-2..2",
        "teams": ["Shop", "Web", "Kitchen"],
    },
    "stages": {
        "find": {"name": "Find", "goal": "See what there is", "time_frame": "a day"},
        "order": {"name": "Order", "goal": "Order without doubt", "time_frame": "an hour"},
        "eat": {"name": "Eat", "goal": "Enjoy it together", "time_frame": "an evening"},
    },
    "steps": {
        "looks": {"stage": "find", "name": "Looks around", "emotion": 1.0},
        "asks": {
            "stage": "order",
            "name": "Asks",
            "emotion": -1.0,
            "duration_low": 60.0,
            "duration": 120.0,
            "duration_high": 300.0,
            "wait": 60.0,
        },
        "pays": {
            "stage": "order",
            "name": "Pays",
            "emotion": 0.5,
            "moment_of_truth": True,
            "moment_reason": "Who doubts here leaves",
        },
        "eats": {"stage": "eat", "name": "Eats", "emotion": 2.0},
    },
    "lanes": {
        "actions": _lane("Actions", "actions"),
        "needs": _lane("Needs", "needs"),
        "goals": _lane("Goals", "goals"),
        "obstacles": _lane("Obstacles", "obstacles"),
        "touch": _lane("Touchpoints", "touchpoints"),
        "mood": _lane("Mood", "emotion", kind="emotion", column="emotion"),
        "pains": _lane("Pain points", "pain_points"),
        "ideas": _lane("Opportunities", "opportunities"),
        "front": _lane("Frontstage", "frontstage", "frontstage"),
        "back": _lane("Backstage", "backstage", "backstage"),
        "behind": _lane("Support", "support", "support"),
    },
    "cards": {
        "walk": _card("looks", "actions", "Walks past the window"),
        "talk": _card("asks", "actions", "Asks for a cake"),
        "pay": _card("pays", "actions", "Pays at the counter", until="eats"),
        "know": _card("asks", "needs", "To know when it is ready"),
        "sure": _card("pays", "goals", "To be sure of it"),
        "dear": _card("asks", "obstacles", "No price on the list", barrier="cost"),
        "window": _card("looks", "touch", "Window", place="on-site"),
        "counter": _card("asks", "touch", "Counter", channel="in the shop"),
        "table": _card("eats", "touch", "Table", place="in person"),
        "slow": _card("asks", "pains", "Nobody knows when", severity=4),
        "board": _card("asks", "ideas", "A board with times", team="Shop", effort="S"),
        "till": _card("asks", "front", "Answers at the counter", team="Web", wait_point=True),
        "bake": _card("asks", "back", "Looks into the order book", team="Kitchen"),
        "book": _card("asks", "behind", "Order book", fail_point=True, recovery="A copy on paper"),
    },
    "links": {"book / bake": {"source": "book", "target": "bake", "kind": "trigger"}},
    "transitions": {
        "looks / asks": {"source": "looks", "target": "asks", "probability": 0.4},
        "looks / leaves": {"source": "looks", "target": "leaves", "probability": 0.6},
    },
    "personas": {
        "ana": {"name": "Ana", "goals": "Feed eight", "share": 0.5, "n": 40, "kind": "primary"},
        "ben": {"name": "Ben", "goals": "Breakfast", "share": 0.3, "n": 40},
        "cem": {"name": "Cem", "goals": "A gift", "share": 0.2, "n": 40},
    },
    "evidence": {
        "e1": _seen("window", "observation", 30),
        "e2": _seen("slow", "interview", 8),
        "e3": _seen("pay", "ticket", 12),
        "e4": _seen("table", "survey", 20),
    },
    "improvements": {"i1": {"name": "Hang up the board", "card": "board", "team": "Shop"}},
    "propositions": {
        "job": {"kind": "job", "text": "Bring a cake on Saturday", "card": "talk"},
        "cake": {"kind": "product", "text": "Cakes to order", "answers": "job"},
    },
}


def changed(change: Tables) -> Document:
    """The sound map with rows changed: a cell to None empties it, a row to None removes it, ``{"*": …}`` changes all rows.

    A table given as None is removed.
    """
    tables = {
        name: {id_: dict(row) for id_, row in rows.items()} for name, rows in SOUND.items() if name != "meta"
    }
    meta = dict(SOUND["meta"])
    for name, rows in change.items():
        if name == "meta":
            meta |= rows
        elif rows is None:
            tables.pop(name, None)
        else:
            _change(tables.setdefault(name, {}), rows)
    kept = {k: v for k, v in meta.items() if v is not None}
    return document({name: rows.items() for name, rows in tables.items()}, kept)


def _change(held: dict[str, dict[str, Any]], rows: Mapping[str, Any]) -> None:
    for id_, row in rows.items():
        if row is None:
            del held[id_]
        else:
            for one in list(held) if id_ == "*" else [id_]:
                held.setdefault(one, {}).update(row)
