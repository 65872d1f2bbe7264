"""Texts in a CSV file that no spreadsheet program runs, and back: the one guard that every writer of sheets uses."""

from __future__ import annotations

LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a program could take for the start of a formula (OWASP, CSV injection), the wide forms of Japanese keyboards too."""


def is_live(text: str) -> bool:
    """Whether a spreadsheet program could take a text for a formula; blanks before it are passed over, as programs do.

    >>> is_live("=1+1"), is_live(" @x"), is_live("1=1")
    (True, True, False)
    """
    return text.lstrip(" ").startswith(LIVE)


def guarded(text: str) -> str:
    """A text with an apostrophe before what could be a formula, before an apostrophe, and for an empty text.

    >>> guarded("=1+1"), guarded(" @x"), guarded("'tis"), guarded(""), guarded("plain")
    ("'=1+1", "' @x", "''tis", "'", 'plain')
    """
    return f"'{text}" if _needs(text) else text


def unguarded(text: str) -> str:
    """The opposite of ``guarded``; an apostrophe that guards nothing stays.

    >>> unguarded("'=1+1"), unguarded("''tis"), unguarded("'"), unguarded("'tis")
    ('=1+1', "'tis", '', "'tis")
    """
    return text[1:] if text.startswith("'") and _needs(text[1:]) else text


def _needs(text: str) -> bool:
    return not text or is_live(text) or text.lstrip(" ").startswith("'")
