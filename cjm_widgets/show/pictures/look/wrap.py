"""Texts in lines that fit a width: between words, within a word only where it fits no line, anywhere between East Asian letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from .measure import width

_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\r\u2028\u2029\x0b\x0c\x85]")
_CLOSE = frozenset("、。，．：；！？）」』】〕》〉’”…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%‰℃")
_OPEN = frozenset("（「『【〔《〈‘“")


def plain(text: str) -> str:
    """A text that XML can hold: no control characters, one kind of line break, tabs as spaces.

    >>> plain("a\\x00b\\r\\nc\\td")
    'ab\\nc d'
    """
    return _CONTROL.sub("", _BREAKS.sub("\n", text).replace("\t", " "))


def wrap(text: str, room: float, size: float, *, bold: bool = False, italic: bool = False) -> list[str]:
    """The lines of a text in a room; each is narrower, or a single letter with the marks on it. No line for an empty text.

    >>> wrap("Sees a friend's post", 80, 12)
    ['Sees a', "friend's post"]
    >>> wrap("", 80, 12)
    []
    """
    kept = plain(text).strip("\n ")
    if not kept.strip():
        return []
    lines: list[str] = []
    for line in kept.split("\n"):
        lines += _filled(line, room, size, bold, italic) or [""]
    return lines


def _filled(line: str, room: float, size: float, bold: bool, italic: bool) -> list[str]:
    out: list[str] = []
    now = ""
    for piece in _pieces(line):
        joined = now + piece
        if width(joined.rstrip(), size, bold=bold, italic=italic) <= room:
            now = joined if now or piece.strip() else ""
            continue
        out += [now.rstrip()] if now.strip() else []
        *whole, now = _cut(piece.lstrip(), room, size, bold, italic)
        out += whole
    return [*out, now.rstrip()] if now.strip() else out


def _pieces(line: str) -> Iterator[str]:
    """What must stay together, each with the space behind it."""
    word = ""
    for part in re.split(r"([^\S\u00a0\u202f]+)", line):
        if _SPACE.fullmatch(part):
            yield word + part
            word = ""
            continue
        for letter in part:
            if word and _between(word[-1], letter):
                yield word
                word = ""
            word += letter
    yield word


def _between(before: str, after: str) -> bool:
    """Whether a line may end between two letters that no space parts."""
    if before in "-–—/" and after.isalpha():
        return True
    if after in _CLOSE or before in _OPEN or unicodedata.combining(after):
        return False
    return _wide(before) or _wide(after)


def _wide(letter: str) -> bool:
    return ord(letter) > 0x2E7F and unicodedata.east_asian_width(letter) in ("W", "F")


def _cut(piece: str, room: float, size: float, bold: bool, italic: bool) -> list[str]:
    """A word in parts that fit; a letter keeps the marks that stand on it."""
    parts, now = [], ""
    for letter in piece:
        fits = width((now + letter).rstrip(), size, bold=bold, italic=italic) <= room
        if now and not fits and not _joined(now[-1], letter):
            parts.append(now)
            now = ""
        now += letter
    return [*parts, now]


def _joined(before: str, after: str) -> bool:
    return bool(
        unicodedata.combining(after)
        or unicodedata.category(after) in ("Mn", "Me", "Cf")
        or before == "\u200d"
    )


def clamp(
    lines: list[str], most: int, room: float, size: float, *, bold: bool = False, italic: bool = False
) -> list[str]:
    """At most so many lines; the last ends in … where there are more.

    >>> clamp(["one", "two", "three"], 2, 100, 12)
    ['one', 'two…']
    """
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width(last + "…", size, bold=bold, italic=italic) > room:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip() + "…"]


def direction(text: str) -> str:
    """Which way a text runs, by its first strong letter, as ``dir="auto"`` has it: ``ltr`` or ``rtl``.

    >>> direction("3 שלום"), direction("Pays"), direction("")
    ('rtl', 'ltr', 'ltr')
    """
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"
