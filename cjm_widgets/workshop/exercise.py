"""An exercise as a value: a task, a map to start from, hints, rules on the map and questions. Read from JSON, checked whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cjm_widgets.model.errors import DataError

VIEWS = ("grid", "blueprint", "personas", "impact", "matrix")
LOOKS = {"impact": ("budget", "measure"), "matrix": ("x", "y", "method")}
"""What a view may be told beside the map."""
KINDS = ("text", "number", "choice")
MOST = 100
"""So many rules, hints, questions and options are read at most."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing the map must show. ``rule`` names it (rules.py), ``given`` are its arguments, ``says`` what to do."""

    rule: str
    says: str
    given: Mapping[str, Any]
    points: float = 1.0


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing a good answer says. ``words`` are groups: of each group one word has to be there."""

    says: str
    words: tuple[tuple[str, ...], ...]
    points: float = 1.0


@dataclass(frozen=True, slots=True)
class Question:
    """A question answered in words, with a number between ``low`` and ``high``, or by choosing one of ``options``.

    ``right`` are the options that count, with ``why``, said once answered. A text is held against ``rubric``.
    """

    id: str
    text: str
    kind: str = "text"
    options: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    why: str = ""
    rubric: tuple[Criterion, ...] = ()
    points: float = 1.0


@dataclass(frozen=True, slots=True)
class Exercise:
    """What a learner does in one place of a handout.

    ``start`` is ``{"template": name}``, ``{"sample": name}`` or ``{"course": name}``; where the learner did the exercise ``after``, its
    map comes first. ``look`` is what the view is told, as a budget.
    """

    id: str
    title: str
    task: str
    start: Mapping[str, str] = field(default_factory=lambda: {"template": "blank"})
    after: str = ""
    view: str = "grid"
    look: Mapping[str, Any] = field(default_factory=dict)
    minutes: int = 10
    hints: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def points(self) -> float:
        """All points there are: of rules, of choices and numbers, and of the criteria of texts."""
        asked = (sum(c.points for c in q.rubric) if q.kind == "text" else q.points for q in self.questions)
        return sum(rule.points for rule in self.rules) + sum(asked)


def read(data: object) -> Exercise:
    """An exercise from what JSON gave. ``DataError`` says which part does not fit and what is allowed.

    >>> one = read({"id": "first", "title": "First", "task": "Name a stage.", "rules": [
    ...     {"rule": "rows", "table": "stages", "says": "Name a stage."}]})
    >>> one.rules[0].given, one.points
    ({'table': 'stages'}, 1.0)
    """
    held = _object(
        data,
        "An exercise",
        {"id", "title", "task", "start", "after", "view", "look", "minutes", "hints", "rules", "questions"},
    )
    id_ = _text(held, "id", "An exercise")
    where = f"The exercise {id_!r}"
    view = held.get("view", "grid")
    if view not in VIEWS:
        raise DataError(f"{where} has the view {view!r}; allowed are {', '.join(VIEWS)}.")
    questions = tuple(_question(one, where) for one in _list(held, "questions", where))
    if len({q.id for q in questions}) < len(questions):
        raise DataError(f"{where} asks two questions of one id. Give each its own.")
    return Exercise(
        id=id_,
        title=_text(held, "title", where),
        task=_text(held, "task", where),
        start=_start(held.get("start", {"template": "blank"}), where),
        after=_text(held, "after", where) if "after" in held else "",
        view=view,
        look=_look(held.get("look", {}), view, where),
        minutes=int(_number(held, "minutes", where, 10)),
        hints=tuple(_word(one, f"{where}: a hint") for one in _list(held, "hints", where)),
        rules=tuple(_rule(one, where) for one in _list(held, "rules", where)),
        questions=questions,
    )


def _look(data: object, view: str, where: str) -> dict[str, Any]:
    held = _object(data, f"{where}: its look", set(LOOKS.get(view, ())))
    for name, value in held.items():
        if not isinstance(value, str | int | float):
            raise DataError(f"{where}: the look’s {name!r} is a text or a number, not {value!r:.60}.")
    return held


def _start(data: object, where: str) -> dict[str, str]:
    held = _object(data, f"{where}: its start", {"template", "sample", "course"})
    if len(held) != 1:
        raise DataError(
            f'{where} starts from one map: {{"template": name}}, {{"sample": name}} or {{"course": name}}.'
        )
    return {kind: _word(name, f"{where}: its start") for kind, name in held.items()}


def _rule(data: object, where: str) -> Rule:
    from .rules import RULES

    held = _object(data, f"{where}: a rule", None)
    name = held.pop("rule", None)
    if name not in RULES:
        raise DataError(f"{where} has a rule {name!r}; allowed are {', '.join(RULES)}.")
    says, points = _text(held, "says", f"{where}: the rule {name}"), _number(held, "points", where, 1.0)
    given = {k: v for k, v in held.items() if k not in ("says", "points")}
    allowed = RULES[name].takes
    if odd := sorted(given.keys() - allowed.keys()):
        raise DataError(f"{where}: the rule {name} takes no {odd[0]!r}; it takes {', '.join(allowed)}.")
    if lost := [k for k, needed in allowed.items() if needed and k not in given]:
        raise DataError(f"{where}: the rule {name} needs {lost[0]!r}.")
    return Rule(name, says, given, points)


def _question(data: object, where: str) -> Question:
    allowed = {"id", "text", "kind", "options", "right", "low", "high", "why", "rubric", "points"}
    held = _object(data, f"{where}: a question", allowed)
    id_, kind = _text(held, "id", f"{where}: a question"), held.get("kind", "text")
    here = f"{where}, question {id_!r}"
    if kind not in KINDS:
        raise DataError(f"{here} is of the kind {kind!r}; allowed are {', '.join(KINDS)}.")
    made = Question(
        id=id_,
        text=_text(held, "text", here),
        kind=kind,
        options=tuple(_word(one, f"{here}: an option") for one in _list(held, "options", here)),
        right=tuple(_word(one, f"{here}: what is right") for one in _list(held, "right", here)),
        low=_number(held, "low", here, None),
        high=_number(held, "high", here, None),
        why=str(held.get("why", "")),
        rubric=tuple(_criterion(one, here) for one in _list(held, "rubric", here)),
        points=_number(held, "points", here, 1.0),
    )
    if kind == "choice" and not (made.right and set(made.right) <= set(made.options)):
        raise DataError(f"{here} is a choice: “right” must name at least one of its options.")
    if kind == "number" and (made.low is None or made.high is None or made.low > made.high):
        raise DataError(f"{here} is a number: give “low” and “high”, between which an answer is right.")
    return made


def _criterion(data: object, where: str) -> Criterion:
    held = _object(data, f"{where}: a criterion", {"says", "words", "points"})
    groups = tuple(
        tuple(_word(w, f"{where}: a word") for w in _as_list(g, where)) for g in _list(held, "words", where)
    )
    if not groups or not all(groups):
        raise DataError(f"{where}: a criterion needs “words”, a list of groups of words.")
    return Criterion(_text(held, "says", where), groups, _number(held, "points", where, 1.0))


def _object(data: object, what: str, allowed: set[str] | None) -> dict[str, Any]:
    if not isinstance(data, Mapping):
        raise DataError(f"{what} is an object with names, not {type(data).__name__}.")
    if allowed is not None and (odd := sorted(str(k) for k in data if k not in allowed)):
        raise DataError(f"{what} has an entry {odd[0]!r}; allowed are {', '.join(sorted(allowed))}.")
    return dict(data)


def _as_list(data: object, where: str) -> list[Any]:
    if not isinstance(data, list):
        raise DataError(f"{where}: a list is needed, not {type(data).__name__}.")
    if len(data) > MOST:
        raise DataError(f"{where}: a list of {len(data)} is too long; {MOST} are allowed.")
    return data


def _list(held: Mapping[str, Any], name: str, where: str) -> list[Any]:
    return _as_list(held.get(name, []), f"{where}, “{name}”")


def _word(value: object, what: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise DataError(f"{what} is a text that is not empty, not {value!r:.60}.")
    return value


def _text(held: Mapping[str, Any], name: str, where: str) -> str:
    return _word(held.get(name), f"{where}: “{name}”")


def _number(held: Mapping[str, Any], name: str, where: str, otherwise: float | None) -> Any:
    value = held.get(name, otherwise)
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool) and value == value):
        return value
    raise DataError(f"{where}: “{name}” is a number, not {value!r:.60}.")
