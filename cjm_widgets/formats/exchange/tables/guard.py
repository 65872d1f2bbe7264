"""Texts in a CSV file that no spreadsheet program runs, and back."""

from __future__ import annotations

LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a program could take for the start of a formula (OWASP, CSV injection), the wide forms of Japanese keyboards too."""


def guarded(text: str) -> str:
    """A text with an apostrophe before what could be a formula, and before an apostrophe.

    >>> guarded("=1+1"), guarded(" @x"), guarded("'tis"), guarded("plain")
    ("'=1+1", "' @x", "''tis", 'plain')
    """
    return f"'{text}" if text.lstrip(" ").startswith((*LIVE, "'")) else text


def unguarded(text: str) -> str:
    """The opposite of ``guarded``; an apostrophe that guards nothing stays.

    >>> unguarded("'=1+1"), unguarded("''tis"), unguarded("'tis")
    ('=1+1', "'tis", "'tis")
    """
    rest = text[1:]
    return rest if text.startswith("'") and rest.lstrip(" ").startswith((*LIVE, "'")) else text
