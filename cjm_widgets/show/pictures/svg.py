"""Shapes as SVG: text stays text, every text is escaped, nothing is fetched, and no two pictures share an id."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from .look.tokens import FONTS
from .look.wrap import plain
from .shapes import FOOT, Group, Image, Path, Rect, Shape, Text, number

PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}")
"""What an image may be: as js/src/views/facts.tsx has it."""
_FOREIGN = (
    (re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]"),
     "'Noto Sans CJK JP', 'Noto Sans CJK SC', 'Noto Sans JP', 'Hiragino Sans', 'Yu Gothic', 'Microsoft YaHei', 'Malgun Gothic', "),
    (re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]"),
     "'Noto Sans Arabic', 'Noto Sans Hebrew', 'DejaVu Sans', 'Segoe UI', "),
)  # fmt: skip
"""Fonts to try first where the printer would take any font that has the letter; a browser finds its own."""
_seen: Counter[str] = Counter()


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished layout: shapes on a ground of so many pixels; ``mirrored`` where the map reads from right to left."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    ground: str
    title: str
    about: str
    language: str = ""
    mirrored: bool = False


def svg(picture: Picture, *, printed: bool = False) -> str:
    """The picture as a file of SVG. ``printed`` is for vl-convert, which does not know which way a text runs.

    >>> made = svg(Picture(10, 10, (Rect(0, 0, 5, 5, "#ff0000"),), "#ffffff", "A <b>", "About"))
    >>> made.startswith("<svg"), "A &lt;b&gt;" in made, 'fill="#ff0000"' in made
    (True, True, True)
    """
    pen = _Pen(picture, printed)
    body = "".join(pen.draw(picture.shapes))
    name = _name(body + picture.title)
    wide, high = number(picture.width), number(picture.height)
    said = f" xml:lang={quoteattr(picture.language)}" if picture.language else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" role="img" '
        f'aria-labelledby="{name}-t {name}-d"{said} font-family="{FONTS}" text-rendering="geometricPrecision">'
        f'<title id="{name}-t">{escape(plain(picture.title))}</title><desc id="{name}-d">{escape(plain(picture.about))}</desc>'
        f'<rect width="{wide}" height="{high}" fill="{picture.ground}"/>{body.replace(_NAME, name)}</svg>'
    )


_NAME = "\x00name\x00"
"""Stands for the picture's id until all of it is known; no text can hold it."""


def _name(body: str) -> str:
    """An id that the same picture has again in another process, and no other picture in this one."""
    found = "cjm-" + hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()[:10]
    _seen[found] += 1
    return found if _seen[found] == 1 else f"{found}-{_seen[found]}"


class _Pen:
    def __init__(self, picture: Picture, printed: bool) -> None:
        self.width, self.mirrored, self.printed = picture.width, picture.mirrored, printed
        self.clips = 0

    def draw(self, shapes: Iterable[Shape]) -> Iterator[str]:
        for one in shapes:
            if isinstance(one, Group):
                yield f"<g><title>{escape(plain(one.told))}</title>{''.join(self.draw(one.shapes))}</g>"
            elif isinstance(one, Text):
                yield self.text(one) if one.lines else ""
            elif isinstance(one, Rect):
                yield self.rect(one)
            else:
                yield self.path(one) if isinstance(one, Path) else self.image(one)

    def left(self, x: float, w: float) -> float:
        return self.width - x - w if self.mirrored else x

    def rect(self, one: Rect) -> str:
        x = self.left(one.x, one.w)
        if one.radius and 2 * one.radius >= max(one.w, one.h) and one.w == one.h:
            r = one.w / 2
            return f'<circle cx="{number(x + r)}" cy="{number(one.y + r)}" r="{number(r)}"{_paint(one)}/>'
        round_ = f' rx="{number(one.radius)}"' if one.radius else ""
        size = f'width="{number(max(0.0, one.w))}" height="{number(max(0.0, one.h))}"'
        return f'<rect x="{number(x)}" y="{number(one.y)}" {size}{round_}{_paint(one)}/>'

    def path(self, one: Path) -> str:
        x = self.width - one.x if self.mirrored else one.x
        turn = f" scale({'-' if self.mirrored else ''}{number(one.scale)} {number(one.scale)})"
        turn = "" if turn == " scale(1 1)" else turn
        place = f"translate({number(x)} {number(one.y)}){turn}" if x or one.y or turn else ""
        placed = f' transform="{place}"' if place else ""
        ends = f' stroke-linecap="{one.cap}"' if one.cap else ""
        clear = f' opacity="{number(one.opacity)}"' if one.opacity != 1 else ""
        drawn = f'<path d="{one.d}"{_paint(one)}{ends}{clear} stroke-linejoin="round"'
        if one.clip is None:
            return f"{drawn}{placed}/>"
        self.clips += 1
        cx, cy, cw, ch = map(number, one.clip)
        id_ = f"{_NAME}-{self.clips}"
        hole = f'<clipPath id="{id_}"><rect x="{cx}" y="{cy}" width="{cw}" height="{ch}"/></clipPath>'
        return f'<g{placed}>{hole}{drawn} clip-path="url(#{id_})"/></g>'

    def image(self, one: Image) -> str:
        if not PICTURE.fullmatch(one.address):
            return ""
        size = f'width="{number(one.w)}" height="{number(one.h)}"'
        told = f"<title>{escape(plain(one.told))}</title>" if one.told else ""
        place = f'x="{number(self.left(one.x, one.w))}" y="{number(one.y)}" {size} preserveAspectRatio="xMidYMid slice"'
        return f'<image {place} href="{one.address}">{told}</image>'

    def text(self, one: Text) -> str:
        left = self.left(one.x, one.w)
        at = {"start": "left", "end": "right", "middle": "middle"}[one.align]
        if one.align != "middle" and one.way == "rtl":
            at = "right" if at == "left" else "left"
        x = {"left": left, "right": left + one.w, "middle": left + one.w / 2}[at]
        first = one.y + one.leading / 2 + one.size * FOOT
        look = [f'font-size="{number(one.size)}"', f'fill="{one.fill}"']
        look += ['font-weight="600"'] if one.bold else []
        look += ['font-style="italic"'] if one.italic else []
        look += [f'text-anchor="{self._anchor(at, one.way)}"'] if self._anchor(at, one.way) != "start" else []
        look += ['direction="rtl"'] if one.way == "rtl" and not self.printed else []
        look += (
            [f'stroke="{one.halo}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"']
            if one.halo
            else []
        )
        look += [self._family(one.lines)] if self.printed and self._family(one.lines) else []
        rows = [
            f'<tspan x="{number(x)}" y="{number(first + at_ * one.leading)}">{self._said(said, one.way)}</tspan>'
            for at_, said in enumerate(one.lines)
            if said
        ]
        return f"<text {' '.join(look)}>{''.join(rows)}</text>"

    def _anchor(self, at: str, way: str) -> str:
        if at == "middle":
            return at
        if self.printed or way == "ltr":
            return "start" if at == "left" else "end"
        return "end" if at == "left" else "start"

    def _said(self, said: str, way: str) -> str:
        """A line; the printer learns from marks in the text that it runs from the right."""
        turned = f"\u2067{said}\u2069" if way == "rtl" and self.printed else said
        return escape(turned)

    def _family(self, lines: Sequence[str]) -> str:
        said = "".join(lines)
        first = "".join(fonts for letters, fonts in _FOREIGN if letters.search(said))
        return f'font-family="{first}{FONTS}"' if first else ""


def _paint(one: Rect | Path) -> str:
    parts = [f' fill="{one.fill}"']
    if one.stroke != "none":
        parts += [f' stroke="{one.stroke}"', f' stroke-width="{number(one.line)}"' if one.line != 1 else ""]
        parts += [f' stroke-dasharray="{one.dash}"'] if one.dash else []
    return "".join(parts)
