"""Which activity is which step: by rules first, then by name; a row for each, also for those that are none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

import pandas as pd

from cjm_widgets.frames import keys

from .fold import letters, words
from .rules import Rule, meets, rules

MOST_CLOSE = 200
"""For so many activities that match nothing the nearest name is looked for."""
UNASSIGNED, IGNORED = "unassigned", "left out"


@dataclass(frozen=True)
class Places:
    """Where an activity may belong: ids and names of steps, and of outcomes that end a journey."""

    steps: Mapping[str, str]
    ends: Mapping[str, str] = field(default_factory=dict)

    @property
    def all(self) -> dict[str, str]:
        """Every id with its name; a step where an end has the same id."""
        return {**self.ends, **self.steps}


def places(tables: Mapping[str, pd.DataFrame], more: Iterable[str] = ()) -> Places:
    """The steps of a map, and its ends: its outcomes, what its moves lead to beside steps, and ``more``."""
    steps = _named(tables["steps"])
    ends = _named(tables["outcomes"]) if "outcomes" in tables else {}
    moves = tables.get("transitions")
    led = [] if moves is None or moves.index.nlevels != 2 else map(keys.text, moves.index.get_level_values(1))
    for one in (*led, *more):
        if one and one not in steps:
            ends.setdefault(one, one)
    return Places(steps, ends)


def _named(frame: pd.DataFrame) -> dict[str, str]:
    names = frame["name"] if "name" in frame else [None] * len(frame)
    return {
        keys.text(one): keys.text(name) or keys.text(one)
        for one, name in zip(frame.index, names, strict=True)
    }


def assign(activities: pd.DataFrame, where: Places, given: Mapping[Any, Any] | None = None) -> pd.DataFrame:
    """The report of a matching: a row per activity, most events first.

    ``activities`` holds ``activity``, ``events`` and ``cases``. Added are ``step``: the id of the step or the end, None where it is none;
    ``how``: the rule, or whether its id, its name, or its name but for capitals, blanks and punctuation is the step's;
    ``left out`` where a rule says so, else ``unassigned``; and ``closest``: the step with the most similar name, a hint only.

    >>> log = pd.DataFrame({"activity": ["payment_done", "cart_view", "beat"], "events": [5, 9, 99], "cases": [5, 6, 9]})
    >>> found = assign(log, Places({"pay": "Payment done", "basket": "Basket"}), {"prefix:cart": "basket", "beat": None})
    >>> found[["activity", "step", "how"]].values.tolist()
    [['beat', None, 'left out'], ['cart_view', 'basket', 'rule prefix:cart'], ['payment_done', 'pay', 'name, folded']]
    """
    known = _known(where)
    found = [_Found() for _ in range(len(activities))]
    texts = [keys.text(one) for one in activities["activity"]]
    _by_rules(rules(given, known), texts, found)
    index = _index(where)
    for one, text in zip(found, texts, strict=True):
        if not one.how:
            one.step, one.how, one.why = _by_name(text, index)
    _closest(found, texts, where)
    report = pd.DataFrame(
        {
            "activity": texts,
            "step": pd.Series([one.step for one in found], dtype="object"),
            "how": [one.how for one in found],
            "events": activities["events"].to_numpy("int64"),
            "cases": activities["cases"].to_numpy("int64"),
            "closest": pd.Series([one.why for one in found], dtype="object"),
        }
    )
    return report.sort_values(["events", "activity"], ascending=[False, True], ignore_index=True)


@dataclass
class _Found:
    step: str | None = None
    how: str = ""
    why: str | None = None


def _known(where: Places) -> dict[str, str]:
    """Ids, then names, then folded names; whatever two share leads nowhere but by its id."""
    out: dict[str, str] = {}
    twice: set[str] = set()
    for id_, name in where.all.items():
        for one in {name, letters(name), letters(id_)}:
            if out.setdefault(one, id_) != id_:
                twice.add(one)
    held = {one: id_ for one, id_ in out.items() if one not in twice}
    return {**held, **{id_: id_ for id_ in where.all}}


def _by_rules(made: Sequence[Rule], texts: Sequence[str], found: list[_Found]) -> None:
    """The first rule that means an activity has it; one that names it goes before all others."""
    for rule in sorted(made, key=lambda one: one.kind != "is"):
        for one, hit in zip(found, meets(rule, texts), strict=True):
            if hit and not one.how:
                one.step, one.how = rule.target, f"rule {rule.said}" if rule.target is not None else IGNORED


def _index(where: Places) -> list[tuple[str, dict[str, list[str]]]]:
    """The ways to meet a name, the strictest first: what is asked for, and whom it may mean."""
    ways: list[tuple[str, dict[str, list[str]]]] = []
    all_ = where.all
    for how, of in (
        ("id", lambda id_, name: [id_]),
        ("name", lambda id_, name: [name]),
        ("name, folded", lambda id_, name: [words(name), words(id_)]),
        ("name, folded", lambda id_, name: [letters(name), letters(id_)]),
    ):
        held: dict[str, list[str]] = {}
        for id_, name in all_.items():
            for one in set(of(id_, name)):
                held.setdefault(one, []).append(id_)
        ways.append((how, held))
    return ways


def _by_name(text: str, ways: list[tuple[str, dict[str, list[str]]]]) -> tuple[str | None, str, str | None]:
    asked = (text, text, words(text), letters(text))
    for (how, held), one in zip(ways, asked, strict=True):
        meant = held.get(one, [])
        if len(meant) == 1:
            return meant[0], how, None
        if meant:
            return None, UNASSIGNED, f"could be {' or '.join(map(repr, meant[:3]))}"
    return None, UNASSIGNED, None


def _closest(found: list[_Found], texts: Sequence[str], where: Places) -> None:
    names = {words(name): id_ for id_, name in where.all.items()}
    open_ = [
        (one, text)
        for one, text in zip(found, texts, strict=True)
        if one.how == UNASSIGNED and one.why is None
    ]
    for one, text in open_[:MOST_CLOSE]:
        near = get_close_matches(words(text), list(names), 1, 0.6)
        one.why = names[near[0]] if near else None


def unmet(report: pd.DataFrame, given: Mapping[Any, Any] | None, where: Places) -> list[str]:
    """The rules that no activity met, as they were written: a slip of the pen shows here.

    >>> log = pd.DataFrame({"activity": ["a"], "events": [1], "cases": [1]})
    >>> unmet(assign(log, Places({"a": "A"})), {"prefix:zz": "a"}, Places({"a": "A"}))
    ['prefix:zz']
    """
    texts = report["activity"].tolist()
    return [rule.said for rule in rules(given, _known(where)) if not any(meets(rule, texts))]
