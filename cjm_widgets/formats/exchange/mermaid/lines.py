"""The lines of a Mermaid journey: what each is, and texts with their traps taken out. Knows no map."""

from __future__ import annotations

import html
import math
import re
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["title", "section", "task", "kept", "blank"]
NOTHING = "\u200b"
"""What stands for a name that is missing: a space without width."""
KEPT = "%% kept: "
"""How a line that Mermaid would refuse is kept in what we write."""
UNKNOWN = "%% no score: 3 stands for it"
"""The line before a task whose step has no emotion: Mermaid draws nothing without a score."""
ENTITY = re.compile(r"#(\w{1,20});")
_HTML = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_BREAK = re.compile(r"<br\s{0,9}/?>", re.IGNORECASE)
_CUT = re.compile(r"#(?!\w{1,20};)")
_KEYWORD = re.compile(r"(journey|title|section|acctitle|accdescr|%|#|-)", re.IGNORECASE)
_UNSAFE = re.compile(r'[#;:<>"]|&(?=[#\w])|%(?=%)')
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_DECIMAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,4})?")
_RADIX = {"0x": 16, "0o": 8, "0b": 2}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its kind, its texts, what Mermaid would make of it otherwise, and whether some of it is in none of them."""

    kind: Kind
    text: str = ""
    score: str = ""
    actors: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())
    partial: bool = False


def line(raw: str) -> Line:
    """What a line inside a journey is; a ``kept`` one says nothing a map has a place for.

    >>> line("  Call at 10#58;30: 4: Me, You")
    Line(kind='task', text='Call at 10:30', score='4', actors=('Me', 'You'), notes=(), partial=False)
    >>> line("Ring #5 bell: 3").notes
    ('the # cuts the line before its score',)
    """
    said = raw.strip()
    if not said:
        return Line("blank")
    if _comment(said) or re.match(r"acc(title\s{0,20}:|descr\s{0,20}[:{])", said, re.IGNORECASE):
        return Line("kept", said)
    cut = _CUT.search(said)
    if cut is not None:
        said = said[: cut.start()]
    odd = ("Mermaid refuses the ; in it",) if ";" in ENTITY.sub("", said) else ()
    for word in ("title", "section"):
        if re.match(word + r"\s+\S", said, re.IGNORECASE):
            return _named(word, said[len(word) :], odd, cut is not None)
    return _task(said, odd, cut is not None)


def _comment(said: str) -> bool:
    return said.startswith("%%") or (said[1:3] == "%%" and said[0] != "}") or bool(_CUT.match(said))


def _named(kind: Kind, rest: str, odd: tuple[str, ...], cut: bool) -> Line:
    notes = (*odd, *(("the # cuts the rest off",) if cut else ()))
    if kind == "section" and ":" in rest:
        notes = (*notes, "Mermaid refuses the : in a section")
    return Line(kind, plain(rest), notes=notes, partial=cut)


def _task(said: str, odd: tuple[str, ...], cut: bool) -> Line:
    label, colon, data = said.partition(":")
    if not colon:
        why = "the # cuts the line before its score" if cut else "there is no score"
        return Line("kept", said, notes=(why,))
    score, *rest = data.split(":")
    notes = odd
    if len(rest) > 1:
        notes = (*notes, f"what follows the actors is ignored ({':'.join(rest[1:]).strip()[:40]!r})")
    if re.match(r"journey\b", label, re.IGNORECASE):
        notes = (*notes, "Mermaid refuses a label that begins with journey")
    actors = tuple(plain(one) for one in rest[0].split(",")) if rest else ()
    return Line("task", plain(label), score.strip(), tuple(filter(None, actors)), notes, cut or len(rest) > 1)


def plain(text: str) -> str:
    """A text as Mermaid shows it: entities read, ``<br>`` as the end of a line.

    >>> plain(" a#58;b<br/>c &amp; d ")
    'a:b\\nc & d'
    """
    parts = ENTITY.split(text.strip())
    shown = "".join(_entity(part) if at % 2 else _shown(part) for at, part in enumerate(parts))
    return "" if shown == NOTHING else shown


def _shown(text: str) -> str:
    return _HTML.sub(lambda m: html.unescape(m[0]), _BREAK.sub("\n", text))


def _entity(name: str) -> str:
    return html.unescape(f"&#{name};" if name.isdecimal() else f"&{name};")


def safe(text: str, *, comma: bool = False, one_line: bool = False) -> str:
    """A text that no rule of the grammar cuts or takes for something else; the opposite of ``plain``.

    >>> safe("title of 10:30; #1")
    '#116;itle of 10#58;30#59; #35;1'
    """
    if not text:
        return f"#{ord(NOTHING)};"
    made = _UNSAFE.sub(lambda m: _coded(m[0]), _CONTROL.sub("\ufffd", text))
    if comma:
        made = made.replace(",", _coded(","))
    made = made.replace("\n", _coded("\n") if one_line else "<br>").replace("\t", _coded("\t"))
    if made[0].isspace() or (_KEYWORD.match(made) and not ENTITY.match(made)):
        made = _coded(made[0]) + made[1:]
    if made[-1].isspace():
        made = made[:-1] + _coded(made[-1])
    return made


def _coded(letter: str) -> str:
    return f"#{ord(letter)};"


def spoilt(text: str) -> bool:
    """Whether a text holds characters that a picture cannot show; ``safe`` puts � for them."""
    return bool(_CONTROL.search(text))


def number(score: str) -> float:
    """A score as JavaScript's ``Number`` reads it; missing where it is none, or empty.

    >>> number("4.5"), number("0x3"), number("4/5")
    (4.5, 3.0, nan)
    """
    if _DECIMAL.fullmatch(score):
        return float(score)
    base = _RADIX.get(score[:2].lower())
    if base is not None and len(score) < 20:
        try:
            return float(int(score[2:], base)) if score[2:].isalnum() else math.nan
        except ValueError:
            return math.nan
    return math.nan
