"""Several maps side by side on the steps they share, and where a desired journey departs from the actual one (R5).

It knows documents and pandas, and no files. No frame is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cjm_widgets.model.document import Document, Row
from cjm_widgets.model.errors import DataError
from cjm_widgets.model.order import weave

from .documents import to_document

Tables = Mapping[str, pd.DataFrame]

EMOTION, SEVERITY, CARDS = "emotion", "severity", "cards"
GAP, PAIN, GONE, NEW = "emotion gap", "pain without answer", "step removed", "step added"
COLUMNS = ("kind", "step", "name", "current", "future", "size", "why")
SPAN = 4.0
"""From the worst emotion to the best."""
WORST, MIDDLE = 5.0, 3.0
"""The highest severity, and the one a pain counts with that has none."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """The steps of several maps in one order: for each step its name, and its id in each map that has it."""

    names: dict[str, str]
    ids: dict[str, dict[str, str]]


def compare_maps(maps: Mapping[str, Tables], by: str = "step") -> pd.DataFrame:
    """The maps side by side: a row a step, and under each map's name its emotion, severity, cards and cards a lane.

    Steps are one where their id is, else where their name is; ``by="name"`` looks at names alone. ``severity`` is the
    sum over the step's cards. What a map does not have is missing, not zero. ``DataError`` for another ``by``.

    >>> def journey(emotion):
    ...     return {"steps": pd.DataFrame({"name": ["Pay"], "emotion": [emotion]}, index=["pay"])}
    >>> made = compare_maps({"now": journey(-1.0), "then": journey(1.5)})
    >>> made.xs("emotion", axis="columns", level="value").values.tolist()
    [[-1.0, 1.5]]
    """
    documents = {name: to_document(tables, only=_READ) for name, tables in maps.items()}
    aligned = align(documents, by)
    parts = {name: _side(one, aligned.ids[name]) for name, one in documents.items()}
    index = pd.MultiIndex.from_arrays(
        [list(aligned.names), list(aligned.names.values())], names=["step", "name"]
    )
    columns = {
        (name, value): [parts[name].get(key, {}).get(value) for key in aligned.names]
        for name, one in documents.items()
        for value in (EMOTION, SEVERITY, CARDS, *_lanes(one))
    }
    made = pd.DataFrame(
        {at: pd.Series(values, dtype=_dtype(key[1])) for at, (key, values) in enumerate(columns.items())}
    )
    made.columns = pd.MultiIndex.from_tuples(list(columns), names=["map", "value"])
    return made.reindex(range(len(index))).set_index(index)


def disconnects(current: Tables, future: Tables) -> pd.DataFrame:
    """Where the desired journey departs from the actual one, the largest first (R5).

    ``kind`` is emotion gap, pain without answer, step removed or step added. ``size`` runs from 0 to 1: a gap as a
    share of the whole scale, a severity as a share of 5 (3 where a pain has none), 1 for a step. A pain has an
    answer where an improvement names its card, an arrow ties it to an opportunity, or its step has an opportunity.

    >>> def journey(emotion):
    ...     return {"steps": pd.DataFrame({"name": ["Pay"], "emotion": [emotion]}, index=["pay"])}
    >>> disconnects(journey(-1.0), journey(1.0))[["kind", "step", "size"]].values.tolist()
    [['emotion gap', 'pay', 0.5]]
    """
    now, then = (to_document(tables, only=_READ) for tables in (current, future))
    aligned = align({"current": now, "future": then})
    rows = [*_steps(aligned, now, then), *_pains(aligned, now, then)]
    made = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"size": "float64"})
    for name in ("kind", "step", "name", "why"):
        made[name] = made[name].astype("str")
    return made.sort_values("size", ascending=False, kind="stable", ignore_index=True)


def align(maps: Mapping[str, Document], by: str = "step") -> Aligned:
    """The shared steps of several maps, in an order that keeps each map's own where it can."""
    if by not in ("step", "name"):
        raise DataError(
            f"compare_maps(by={by!r}): steps are matched by 'step' (their id, else name) or 'name'."
        )
    names: dict[str, str] = {}
    ids: dict[str, dict[str, str]] = {}
    order: tuple[str, ...] = ()
    for label, document in maps.items():
        keys = _keys(label, document, names, by)
        steps = document.table("steps")
        for id_ in steps.order:
            names.setdefault(keys[id_], _name(steps.rows[id_], id_))
        ids[label] = {keys[id_]: id_ for id_ in steps.order}
        order = weave((), order, [keys[id_] for id_ in steps.order], names.keys())
    return Aligned({key: names[key] for key in order}, ids)


_READ = ("steps", "lanes", "cards", "links", "improvements")
_PAINS, _ANSWERS = ("pain_points", "obstacles"), ("opportunities",)


def _keys(label: str, document: Document, known: Mapping[str, str], by: str) -> dict[str, str]:
    """For each step of a map the key it has among all."""
    steps = document.table("steps")
    made = {id_: id_ for id_ in steps.order if by == "step" and id_ in known}
    free: dict[str, list[str]] = {}
    for key, name in known.items():
        if key not in made.values():
            free.setdefault(_plain(name), []).append(key)
    for id_ in steps.order:
        if id_ not in made:
            same = free.get(_plain(_name(steps.rows[id_], id_)), [])
            made[id_] = same.pop(0) if same else _new_key(id_, label, {*known, *made.values()})
    return made


def _new_key(id_: str, label: str, taken: set[str]) -> str:
    key, number = id_, 1
    while key in taken:
        key = f"{id_} ({label})" if number == 1 else f"{id_} ({label} {number})"
        number += 1
    return key


def _side(document: Document, ids: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """What one map says of each step, by the key of the step."""
    lanes = document.table("lanes").rows
    made: dict[str, dict[str, Any]] = {}
    by_id = {id_: key for key, id_ in ids.items()}
    for id_, row in document.table("steps").rows.items():
        made[by_id[id_]] = {
            EMOTION: _number(row.get("emotion")),
            SEVERITY: 0.0,
            CARDS: 0,
            **dict.fromkeys(_lanes(document), 0),
        }
    for card in document.table("cards").rows.values():
        cell = made.get(by_id.get(str(card.get("step")), ""))
        if cell is not None:
            cell[SEVERITY] += _number(card.get("severity")) or 0.0
            cell[CARDS] += 1
            lane = str(card.get("lane"))
            if lane in lanes:
                cell[_lane_name(document, lane)] += 1
    return made


def _lanes(document: Document) -> list[str]:
    """The names of the lanes that hold cards; a lane named as a value is has its id beside."""
    lanes = document.table("lanes")
    return [_lane_name(document, id_) for id_ in lanes.order if not lanes.rows[id_].get("column")]


def _lane_name(document: Document, id_: str) -> str:
    rows = document.table("lanes").rows
    name = _name(rows[id_], id_)
    twice = sum(_name(row, other) == name for other, row in rows.items()) > 1
    return f"{name} ({id_})" if twice or name in (EMOTION, SEVERITY, CARDS) else name


def _steps(aligned: Aligned, now: Document, then: Document) -> Iterator[tuple[Any, ...]]:
    mine, other = aligned.ids["current"], aligned.ids["future"]
    for key, name in aligned.names.items():
        if key not in other:
            yield GONE, key, name, name, None, 1.0, "The desired journey does without this step."
        elif key not in mine:
            yield NEW, key, name, None, name, 1.0, "The desired journey has a step that is not there yet."
        else:
            yield from _gap(key, name, now.row("steps", mine[key]), then.row("steps", other[key]))


def _gap(key: str, name: str, now: Row, then: Row) -> Iterator[tuple[Any, ...]]:
    felt, wanted = _number(now.get("emotion")), _number(then.get("emotion"))
    if felt is None or wanted is None or felt == wanted:
        return
    size = min(abs(wanted - felt) / SPAN, 1.0)
    why = "should feel better than it does" if wanted > felt else "feels better than it is meant to"
    yield GAP, key, name, felt, wanted, size, f"{name} {why}, by {abs(wanted - felt):g}."


def _pains(aligned: Aligned, now: Document, then: Document) -> Iterator[tuple[Any, ...]]:
    keys = {id_: key for key, id_ in aligned.ids["current"].items()}
    answered = _answered(now) | _answered(then)
    helped = {keys.get(id_, "") for id_ in _helped(now)}
    later = {id_: key for key, id_ in aligned.ids["future"].items()}
    helped |= {later.get(id_, "") for id_ in _helped(then)}
    left = {_plain(str(c.get("text"))) for _, c in _cards(then, _PAINS)}
    for id_, card in _cards(now, _PAINS):
        key = keys.get(str(card.get("step")))
        if key is None or id_ in answered or key in helped:
            continue
        said = str(card.get("text") or "")
        severity = _number(card.get("severity"))
        stays = _plain(said) in left
        why = "It is still there in the desired journey." if stays else "Nothing says what takes it away."
        size = min((MIDDLE if severity is None else severity) / WORST, 1.0)
        yield PAIN, key, aligned.names[key], said, said if stays else None, size, why


def _answered(document: Document) -> set[str]:
    """The cards that an improvement names or an arrow ties to an opportunity."""
    out = {str(row["card"]) for row in document.table("improvements").rows.values() if row.get("card")}
    offers = {id_ for id_, _ in _cards(document, _ANSWERS)}
    for row in document.table("links").rows.values():
        ends = {str(row.get("source")), str(row.get("target"))}
        if ends & offers:
            out |= ends
    return out


def _helped(document: Document) -> set[str]:
    return {str(card.get("step")) for _, card in _cards(document, _ANSWERS)}


def _cards(document: Document, roles: Sequence[str]) -> Iterator[tuple[str, Row]]:
    lanes = {id_ for id_, row in document.table("lanes").rows.items() if row.get("role") in roles}
    cards = document.table("cards")
    yield from ((id_, cards.rows[id_]) for id_ in cards.order if cards.rows[id_].get("lane") in lanes)


def _name(row: Row, id_: str) -> str:
    name = row.get("name")
    return id_ if name is None or name == "" else str(name)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _dtype(value: str) -> str:
    return "float64" if value in (EMOTION, SEVERITY) else "Int64"
