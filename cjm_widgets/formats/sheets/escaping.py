"""Texts as a workbook and a CSV file can hold them, and back, without loss."""

from __future__ import annotations

import re

LIVE = ("=", "+", "-", "@", "\t", "\r")
"""What a text must not begin with where a spreadsheet program would take it for a formula."""
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_LOST = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def escaped(text: str) -> str:
    """A text with what XML has no room for as ``_xHHHH_``, as Excel writes it (ECMA-376 part 1, 22.9.2.19).

    >>> escaped("a\\x07b"), escaped("_x0041_")
    ('a_x0007_b', '_x005F_x0041_')
    """
    return _UNSAFE.sub(lambda m: f"_x{ord(m[0]):04X}_", text)


def unescaped(text: str) -> str:
    """The opposite of ``escaped``.

    >>> unescaped("a_x0007_b"), unescaped("_x005F_x0041_")
    ('a\\x07b', '_x0041_')
    """
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def loosely(text: str) -> str:
    """A text as it comes back from programs that lose what is hardly ever there: control characters, carriage returns."""
    return _LOST.sub("", unescaped(unescaped(text)))


def is_live(text: str) -> bool:
    """Whether a spreadsheet program could take a text for a formula."""
    return text.startswith(LIVE)


def guarded(text: str) -> str:
    """A text for a CSV file: with an apostrophe before what could be a formula, before an apostrophe, and for an empty text.

    >>> guarded("=1+1"), guarded("'tis"), guarded(""), guarded("plain")
    ("'=1+1", "''tis", "'", 'plain')
    """
    return f"'{text}" if not text or text.startswith((*LIVE, "'")) else text


def unguarded(text: str) -> str:
    """The opposite of ``guarded``; an apostrophe that guards nothing stays.

    >>> unguarded("'=1+1"), unguarded("''tis"), unguarded("'tis")
    ('=1+1', "'tis", "'tis")
    """
    rest = text[1:]
    return rest if text.startswith("'") and (not rest or rest.startswith((*LIVE, "'"))) else text
