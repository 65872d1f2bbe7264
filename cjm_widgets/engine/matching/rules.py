"""Rules that say which step an activity is: by its name, what it begins with, a regular expression, or a URL pattern.

A rule is a text and a step. The text is the activity itself, or ``prefix:cart_``, ``regex:^A_``, ``url:/product/*``; ``is:`` before
an activity whose own name begins with one of these words. Regular expressions are those of RE2, which takes time in proportion
to the text, whatever the pattern: none can hang a notebook.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cjm_widgets.frames import keys
from cjm_widgets.model.errors import DataError, MissingExtra

from . import urls
from .fold import letters

KINDS = ("is", "prefix", "regex", "url")
LONGEST = 1_000
"""A pattern longer than this is a mistake, not a pattern."""


@dataclass(frozen=True)
class Rule:
    """``kind`` and ``text`` of what an activity must be, and where it belongs: a step or an end, or None where it is left out on purpose."""

    kind: str
    text: str
    target: str | None

    @property
    def said(self) -> str:
        """As it is written."""
        return self.text if self.kind == "is" else f"{self.kind}:{self.text}"


def rules(given: Mapping[Any, Any] | None, known: Mapping[str, str]) -> list[Rule]:
    """The rules as written by people; ``known`` are the ids and names a rule may lead to, with the id of each.

    ``{"prefix:cart": "basket", "heartbeat": None}``; a step may stand first with a list of its activities, where none of them
    could be taken for a step: ``{"basket": ["cart", "prefix:bag_"]}``. ``DataError`` names a step that is not there.

    >>> rules({"prefix:cart": "Basket", "beat": None}, {"basket": "b1", "b1": "b1"})
    [Rule(kind='prefix', text='cart', target='b1'), Rule(kind='is', text='beat', target=None)]
    """
    if given is None:
        return []
    if not isinstance(given, Mapping):
        raise DataError(
            f"rules is {type(given).__name__}: a dict is allowed, as {{'prefix:cart': 'basket', 'heartbeat': None}}."
        )
    pairs = [pair for one, other in given.items() for pair in _pairs(one, other)]
    return [_rule(text, target, known) for text, target in pairs]


def _pairs(one: Any, other: Any) -> Iterable[tuple[Any, Any]]:
    """A rule, or those of a step that stands before its activities."""
    if isinstance(other, list | tuple | set | frozenset):
        return [(text, one) for text in other]
    return [(one, other)]


def _rule(given: Any, target: Any, known: Mapping[str, str]) -> Rule:
    kind, text = ("regex", given.pattern) if isinstance(given, re.Pattern) else _kind(keys.text(given))
    if isinstance(given, re.Pattern) and given.flags & re.IGNORECASE:
        text = f"(?i){text}"
    if len(text) > LONGEST:
        raise DataError(f"A rule is {len(text):,} characters long; up to {LONGEST:,} are allowed.")
    if kind != "is" and not text.strip():
        raise DataError(f"The rule '{kind}:' says nothing: write what follows it, as '{kind}:cart'.")
    if kind == "url":
        urls.checked(text)
    if target is None:
        return Rule(kind, text, None)
    name = keys.text(target)
    found = known.get(name) or known.get(letters(name))
    if found is None:
        raise DataError(
            f"The rule {keys.text(given)!r} leads to {name!r}, which is no step or outcome of the map: "
            f"{', '.join(dict.fromkeys(known.values())) or 'none'} are there. None leaves an activity out on purpose.",
            "steps",
            name,
        )
    return Rule(kind, text, found)


def _kind(text: str) -> tuple[str, str]:
    kind, mark, rest = text.partition(":")
    return (kind, rest) if mark and kind in KINDS else ("is", text)


def meets(rule: Rule, activities: Sequence[str]) -> list[bool]:
    """Which of the activities a rule means. ``DataError`` where its pattern is none."""
    if rule.kind == "regex":
        return _regex(rule.text, activities)
    test: Mapping[str, Callable[[str], bool]] = {
        "is": lambda one: one == rule.text or letters(one) == letters(rule.text),
        "prefix": lambda one: one.strip().casefold().startswith(rule.text.strip().casefold()),
        "url": lambda one: urls.met(rule.text, one),
    }
    return [test[rule.kind](one) for one in activities]


def _regex(pattern: str, activities: Sequence[str]) -> list[bool]:
    """Searched for by DuckDB, whose expressions are RE2's."""
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtra("DuckDB", "logs", "A rule with a regular expression") from error
    with duckdb.connect() as held:
        try:
            (found,) = held.execute(
                "select [regexp_matches(one, ?) for one in ?::varchar[]]", [pattern, list(activities)]
            ).fetchone() or ([],)
        except duckdb.Error as error:
            why = str(error).split("\n")[0].removeprefix("Invalid Input Error: ")
            raise DataError(
                f"The regular expression {pattern!r} cannot be read: {why}. RE2's syntax is allowed, without backreferences and "
                "lookaround, which can take for ever: https://github.com/google/re2/wiki/Syntax. 'prefix:' and 'url:' may do."
            ) from error
    return [bool(one) for one in found]
