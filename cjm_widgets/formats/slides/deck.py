"""A deck as a PowerPoint file."""

from __future__ import annotations

import io
from typing import Any

from cjm_widgets.model.errors import DataError, MissingExtra

from . import measure
from .content import Bars, Deck, Grid, Person, Sheet
from .paging import FOOT, INSET, MARGIN, TOP

SIZES = {"16:9": (960.0, 540.0), "4:3": (720.0, 540.0), "A4": (780.0, 540.0)}
"""Width and height in points."""


def pptx(deck: Deck, size: str | tuple[float, float]) -> bytes:
    """The file. ``size`` is a name of SIZES, or width and height in inches. MissingExtra without python-pptx."""
    try:
        from pptx import Presentation
        from pptx.util import Pt
    except ImportError:
        raise MissingExtra("python-pptx", "slides", "Writing slides") from None
    from .shapes import Slide

    wide, tall = sized(size)
    made = Presentation()
    _fit_master(made, wide, tall, Pt)
    _title_page(Slide(made, deck.title, deck.leftward), deck)
    for part in deck.parts:
        _part(made, part, deck.leftward)
    made.core_properties.title = deck.title[:250]
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def sized(size: object) -> tuple[float, float]:
    """Width and height in points. DataError for a size that is none.

    >>> sized("16:9"), sized((10, 7.5))
    ((960.0, 540.0), (720.0, 540.0))
    """
    if isinstance(size, str) and size in SIZES:
        return SIZES[size]
    if (
        isinstance(size, tuple)
        and len(size) == 2
        and all(isinstance(v, int | float) and 5 <= v <= 56 for v in size)
    ):
        return size[0] * 72.0, size[1] * 72.0
    raise DataError(
        f"size={size!r}: give one of {', '.join(SIZES)}, or width and height in inches, from 5 to 56."
    )


def _fit_master(made: Any, wide: float, tall: float, points: Any) -> None:
    """The size of the slides, and a theme font that is everywhere or has a twin of the same widths."""
    across, down = wide / made.slide_width.pt, tall / made.slide_height.pt
    made.slide_width, made.slide_height = points(wide), points(tall)
    for page in (made.slide_master, *made.slide_layouts):
        for shape in page.placeholders:
            place = (shape.left, shape.top, shape.width, shape.height)
            shape.left, shape.width = int(place[0] * across), int(place[2] * across)
            shape.top, shape.height = int(place[1] * down), int(place[3] * down)
    theme = next(
        rel.target_part for rel in made.slide_master.part.rels.values() if rel.reltype.endswith("/theme")
    )
    theme._blob = theme.blob.replace(b'<a:latin typeface="Calibri"', b'<a:latin typeface="Arial"')


def _part(made: Any, part: Grid | Sheet | Bars | Person, leftward: bool) -> None:
    from . import boards, drawing

    if isinstance(part, Grid):
        boards.grid(made, part, leftward)
    elif isinstance(part, Sheet):
        drawing.sheet(made, part, leftward)
    elif isinstance(part, Person):
        drawing.person(made, part, leftward)
    else:
        drawing.bars(made, part, leftward)


def _title_page(slide: Any, deck: Deck) -> None:
    y = TOP + 10
    wide = slide.width - 2 * MARGIN
    for label, text in deck.lines:
        said = f"{label}: {text}"
        room = slide.height - FOOT - y
        size = next(
            (s for s in (16.0, 13.0, 11.0, 9.0) if measure.height(said, wide - 2 * INSET, s) + 8 < room / 2),
            8.0,
        )
        head, rest = measure.cut(said, wide - 2 * INSET, size, max(size * 1.3, room - 12))
        tall = measure.height(head, wide - 2 * INSET, size) + 2 * INSET
        if tall > room:
            break
        slide.box(
            MARGIN, y, wide, tall, head + (" … (whole in the notes)" if rest else ""), size, alt=said[:200]
        )
        y += tall + 4
    slide.notes("\n".join([*(f"{label}: {text}" for label, text in deck.lines), "", deck.words]))
