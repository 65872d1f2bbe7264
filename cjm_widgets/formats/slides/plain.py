"""Texts as a slide can hold them."""

from __future__ import annotations

import re

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def plain(value: object) -> str:
    """A value as text without what XML has no room for; a sign stands where something was.

    >>> plain("a\\x07b"), plain(None), plain("a\\r\\nb")
    ('a\ufffdb', '', 'a\\nb')
    """
    if value is None:
        return ""
    return _UNSAFE.sub("\ufffd", str(value).replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    "))
