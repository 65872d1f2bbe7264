"""How hard a text is to read: Flesch's reading ease and the mean length of a sentence, by a small count of one's own."""

from __future__ import annotations

import re

_FENCE = re.compile(r"```.*?```", re.DOTALL)
_NO_PROSE = re.compile(r"^\s*\|.*$|^#+ .*$", re.MULTILINE)
_MARKS = re.compile(r"`[^`]*`|\[|\]\([^)]*\)|[*_“”\"]")


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence; tables, headings and code are none."""
    prose = _MARKS.sub(" ", _NO_PROSE.sub("", _FENCE.sub(" ", text)))
    parts = re.split(r"[.!?…:]+(?=\s|$)|\n\s*\n|\n\s*(?:[-*]|\d+\.)\s", prose)
    found = [re.findall(r"[A-Za-z][A-Za-z’'-]*", part) for part in parts]
    return [words for words in found if words]


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end.

    >>> [syllables(word) for word in ("map", "customer", "stage", "table")]
    [1, 3, 1, 2]
    """
    word = word.lower()
    count = len(re.findall(r"[aeiouy]+", word))
    return max(1, count - (word.endswith("e") and not word.endswith(("le", "ee")) and count > 1))


def measured(text: str) -> tuple[float, float]:
    """Words a sentence, and the reading ease: 206.835 − 1.015 · words a sentence − 84.6 · syllables a word (Flesch 1948)."""
    held = sentences(text)
    words = [word for one in held for word in one]
    length = len(words) / len(held)
    return length, 206.835 - 1.015 * length - 84.6 * sum(map(syllables, words)) / len(words)
