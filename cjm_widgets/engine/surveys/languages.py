"""Whether a short text is English, told by the small words every sentence needs. It names no other language."""

from __future__ import annotations

import re

_ENGLISH = """the and to of is was it i you my we they he she this that for with not but have had has be been are were in on at so very
too an as if when what which who would could should will can do did does don't didn't wasn't isn't it's i'm there their your our me us
them from by about just all no never after before"""
_OTHERS = {
    "German": "der die das und ich nicht ist war sehr ein eine einen mit für auf zu dem den des wir sie es aber auch noch nur bei von im "
    "keine kein",
    "French": "le la les et je ne pas est une un très avec pour sur du au aux nous vous mais c'est j'ai trop des que qui plus",
    "Spanish": "el los las y yo no es fue muy una con para por del pero que más se mi lo nunca sin todo",
    "Italian": "il gli e io non è molto con per del della ma che più di sono era troppo anche un",
    "Dutch": "de het een en ik niet was zeer met voor op van maar ook wij zij bij geen heel wel dat",
    "Portuguese": "o os a as eu não é foi muito uma com para por da mas mais um",
    "Polish, Swedish": "nie jest bardzo ale się jak och jag inte är mycket som det att",
}
ENGLISH = frozenset(re.findall(r"\S+", _ENGLISH))
OTHERS = frozenset(word for words in _OTHERS.values() for word in re.findall(r"\S+", words)) - ENGLISH
"""Small words of other languages in Latin script that English has not."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f'’]+")


def seems_english(text: str) -> bool:
    """Whether a text may be read as English: Latin letters, and no more small words of other languages than of English.

    >>> seems_english("The driver was late and rude"), seems_english("Der Fahrer war nicht nett"), seems_english("Great!")
    (True, False, True)
    """
    words = [one.casefold().replace("’", "'") for one in _WORD.findall(text)]
    if not words or sum(_LATIN.fullmatch(one) is None for one in words) * 2 > len(words):
        return False
    english = sum(one in ENGLISH for one in words)
    foreign = sum(one in OTHERS for one in words)
    strange = foreign + sum(not one.isascii() for one in words)
    return english >= foreign and not (english == 0 and strange > 0)
