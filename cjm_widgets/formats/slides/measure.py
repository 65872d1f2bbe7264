"""How much room a text takes on a slide. Standard library only.

Widths are those of Helvetica (Arial and Liberation Sans share them), rounded up: a text never takes more than is said here.
"""

from __future__ import annotations

import unicodedata

LEADING = 1.2
_SAFETY = 1.05
_WIDTHS = {
    "'|ijl": 0.23, " .,:;/\\!I[]tf": 0.28, "()-r`{}": 0.34, "ckssvxyzJ*\"": 0.5, "FLTZ": 0.62, "ABEKPSVXY&": 0.67,
    "CDHNRUw": 0.73, "GOQ": 0.78, "mM": 0.84, "W%": 0.95, "@": 1.02, "+<=>~": 0.59,
}  # fmt: skip
_OF = {letter: width for letters, width in _WIDTHS.items() for letter in letters}


def width(text: str, size: float) -> float:
    """The width of a line in points.

    >>> width("iii", 10) < width("mmm", 10)
    True
    """
    return sum(map(_letter, text)) * size * _SAFETY


def lines(text: str, room: float, size: float) -> list[str]:
    """The lines a text makes in a width: broken between words, and within a word only where it is wider than a line.

    >>> lines("one two", 30, 10), lines("a\\nb", 100, 10)
    (['one', 'two'], ['a', 'b'])
    """
    out: list[str] = []
    for line in text.split("\n"):
        held = ""
        for word in line.split(" "):
            wish = f"{held} {word}" if held else word
            if width(wish, size) <= room:
                held = wish
                continue
            if held:
                out.append(held)
            *full, held = _broken(word, room, size)
            out += full
        out.append(held)
    return out


def height(text: str, room: float, size: float) -> float:
    """The height of a text in points."""
    return len(lines(text, room, size)) * size * LEADING


def cut(text: str, room: float, size: float, tallest: float) -> tuple[str, str]:
    """A text in two: what fits into a height, at least a line of it, and the rest."""
    made = lines(text, room, size)
    count = max(1, int(tallest / (size * LEADING)))
    if len(made) <= count:
        return text, ""
    head = "\n".join(made[:count])
    return head, "\n".join(made[count:])


def _letter(letter: str) -> float:
    known = _OF.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF" or letter > "\uffff":
        return 1.05
    return 0.57 if letter < "\u2000" else 0.9


def _broken(word: str, room: float, size: float) -> list[str]:
    out, held, used = [], "", 0.0
    for letter in word:
        more = width(letter, size)
        if held and used + more > room:
            out.append(held)
            held, used = "", 0.0
        held, used = held + letter, used + more
    return [*out, held]
