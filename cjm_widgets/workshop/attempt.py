"""One learner at one exercise: hints opened, answers given, what the last check said. Plain values; it knows no widget and no file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from cjm_widgets.model.errors import DataError

from .answer import TEXT, Answer
from .exercise import Exercise, Question
from .grading import Mark, grade
from .progress import Progress


class Attempt:
    """``map_text`` gives the text of the learner's map as it is now; ``kept`` is an answer from before, taken up again.

    ``progress`` is that of the notebook, ``beside`` the ids of the handout's exercises.
    """

    def __init__(
        self,
        exercise: Exercise,
        map_text: Callable[[], str],
        kept: Answer | None = None,
        progress: Progress | None = None,
        beside: Sequence[str] = (),
    ) -> None:
        self.exercise = exercise
        self.progress = progress if progress is not None else Progress()
        self._beside = list(beside)
        self._map_text = map_text
        self.said: dict[str, Any] = dict(kept.said) if kept else {}
        self.hints = min(kept.hints, len(exercise.hints)) if kept else 0
        self.marks: list[Mark] | None = None
        self.checked = ""
        self._seen = ""

    def say(self, question: str, value: Any) -> None:
        """Take the answer to a question. ``DataError`` where there is none of that id, or the answer is no answer to it."""
        asked = next((one for one in self.exercise.questions if one.id == question), None)
        if asked is None:
            raise DataError(f"The exercise asks no {question!r}.")
        self.said[question] = _fitting(asked, value)

    def hint(self) -> None:
        """Open the next hint; none where all are open."""
        self.hints = min(self.hints + 1, len(self.exercise.hints))

    def check(self) -> list[Mark]:
        """Hold the map and the answers against the exercise."""
        answer = self.answer()
        self.marks, self.checked, self._seen = grade(self.exercise, answer), answer.at, _sight(answer)
        self.progress.put(self.exercise.id, self.met)
        return self.marks

    def answer(self) -> Answer:
        """All of it, to be kept and handed in."""
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        return Answer(self.exercise.id, self._map_text(), dict(self.said), self.hints, now)

    @property
    def met(self) -> bool:
        """Whether the last check found everything met."""
        return self.marks is not None and all(mark.met for mark in self.marks)

    def told(self) -> dict[str, Any]:
        """What a page shows: texts, the hints that are open, what was answered and what the last check said.

        What is right is told only after a check.
        """
        one = self.exercise
        return {
            "id": one.id, "title": one.title, "task": one.task, "minutes": one.minutes, "points": one.points,
            "hints": list(one.hints[: self.hints]), "more": len(one.hints) - self.hints,
            "questions": [self._question(q) for q in one.questions],
            "rules": [{"says": rule.says, "points": rule.points} for rule in one.rules],
            "marks": None if self.marks is None else [asdict(mark) | {"met": mark.met} for mark in self.marks],
            "progress": self.progress.of(self._beside) if len(self._beside) > 1 else None,
            "checked": self.checked, "old": self.marks is not None and self._seen != _sight(self.answer()),
        }  # fmt: skip

    def _question(self, question: Question) -> dict[str, Any]:
        told = {name: getattr(question, name) for name in ("id", "text", "kind")}
        why = question.why if self.marks is not None and self.said.get(question.id) else ""
        return {
            **told,
            "options": list(question.options),
            "many": len(question.right) > 1,
            "said": self.said.get(question.id),
            "why": why,
        }


def _fitting(question: Question, value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list) and question.kind == "choice":
        return [str(one) for one in value if str(one) in question.options]
    text = str(value)
    if len(text) > TEXT:
        raise DataError(f"An answer has at most {TEXT:,} characters; this one has {len(text):,}.")
    return text


def _sight(answer: Answer) -> str:
    return repr((answer.map, sorted(answer.said.items(), key=lambda pair: pair[0])))
