"""An answer held against its exercise: a line for each rule, question and criterion, with points and the reason."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cjm_widgets.model.document import Document
from cjm_widgets.model.errors import CjmError

from .answer import Answer
from .exercise import Criterion, Exercise, Question
from .rules import look


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of a grade. ``read`` is true where a person should read the answer: the points are then a suggestion.

    ``points`` of ``of``; ``reason`` says what is met or what is missing; ``where`` names rows as (table, id).
    """

    what: str
    says: str
    points: float
    of: float
    reason: str
    read: bool = False
    where: tuple[tuple[str, str], ...] = ()

    @property
    def met(self) -> bool:
        """Whether all points were given."""
        return self.points >= self.of


def grade(exercise: Exercise, answer: Answer) -> list[Mark]:
    """The marks of an answer, in the order of the exercise. A map that does not read gives no points, and says so.

    >>> from cjm_widgets.workshop import exercise
    >>> one = exercise.read({"id": "first", "title": "First", "task": "?", "questions": [
    ...     {"id": "n", "text": "How many?", "kind": "number", "low": 2, "high": 4}]})
    >>> [(mark.points, mark.reason) for mark in grade(one, Answer("first", said={"n": 3}))]
    [(1.0, 'right')]
    """
    try:
        document, problem = answer.document(), ""
    except (CjmError, ValueError, RecursionError) as error:
        document, problem = Document(), str(error)
    return [*_ruled(exercise, document, problem), *_asked(exercise, answer)]


def _ruled(exercise: Exercise, document: Document, problem: str) -> Iterator[Mark]:
    for number, rule in enumerate(exercise.rules, 1):
        what = f"rule {number}: {rule.rule}"
        if problem:
            yield Mark(what, rule.says, 0.0, rule.points, problem)
            continue
        try:
            found = look(document, rule.rule, rule.given)
        except Exception as error:  # noqa: BLE001 - a hostile map is a line of the grade, not the end of it
            yield Mark(
                what,
                rule.says,
                0.0,
                rule.points,
                f"could not be looked at: {type(error).__name__}: {error}"[:300],
            )
            continue
        got = rule.points if found.met else round(rule.points * found.done / found.wanted, 2)
        count = f"{found.done} of {found.wanted}"
        lacks = f"; missing: {', '.join(found.lacks)}" if found.lacks else ""
        yield Mark(
            what, rule.says, got, rule.points, "met" if found.met else count + lacks, where=found.where
        )


def _asked(exercise: Exercise, answer: Answer) -> Iterator[Mark]:
    for question in exercise.questions:
        said = answer.said.get(question.id)
        what = f"question {question.id}"
        if question.kind == "text":
            yield from _criteria(what, question, said)
        else:
            right, reason = _right(question, said)
            yield Mark(what, question.text, question.points if right else 0.0, question.points, reason)


def _right(question: Question, said: Any) -> tuple[bool, str]:
    if said in (None, "", []):
        return False, "not answered"
    if question.kind == "choice":
        chosen = set(said) if isinstance(said, list) else {str(said)}
        return chosen == set(question.right), "right" if chosen == set(question.right) else "not yet right"
    value = _number(said)
    if math.isnan(value):
        return False, f"a number is wanted, not “{str(said)[:40]}”"
    low, high = question.low or 0.0, question.high or 0.0
    return low <= value <= high, "right" if low <= value <= high else "too low" if value < low else "too high"


def _number(said: Any) -> float:
    try:
        return (
            float(str(said).strip().removesuffix("%").replace(",", "."))
            if not isinstance(said, bool)
            else math.nan
        )
    except ValueError:
        return math.nan


def _criteria(what: str, question: Question, said: Any) -> Iterator[Mark]:
    text = " ".join(str(said or "").casefold().split())
    for number, one in enumerate(question.rubric, 1):
        lost = _lost(one, text)
        reason = (
            "not answered"
            if not text
            else f"nothing said of: {'; '.join(lost)}"
            if lost
            else "its words are there"
        )
        got = 0.0 if not text or lost else one.points
        yield Mark(f"{what}, criterion {number}", one.says, got, one.points, reason, read=bool(text))


def _lost(criterion: Criterion, text: str) -> list[str]:
    return [
        " / ".join(group) for group in criterion.words if not any(word.casefold() in text for word in group)
    ]
