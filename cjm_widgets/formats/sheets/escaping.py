"""Texts as a workbook can hold them, and back, without loss."""

from __future__ import annotations

import re

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
