"""SVG as PNG and PDF, by vl-convert: no browser, no network. Text of a PDF stays text."""

from __future__ import annotations

import importlib
import io
from collections.abc import Sequence
from typing import Any

from cjm_widgets.model.errors import DataError, MissingExtra

from .svg import Picture, svg

MOST_PIXELS = 120_000_000
POINT = 0.75
"""A pixel of CSS in points."""
PAPERS = {"A5": (148, 210), "A4": (210, 297), "A3": (297, 420), "A2": (420, 594), "A1": (594, 841), "A0": (841, 1189),
          "Letter": (215.9, 279.4), "Legal": (215.9, 355.6), "Tabloid": (279.4, 431.8)}  # fmt: skip
"""Sheets of paper in millimetres, upright."""
MARGIN = 8.0
"""What printers leave free, in millimetres."""


def png(picture: Picture, scale: float = 2) -> bytes:
    """The picture as PNG, so many pixels for each of its own. ``DataError`` where that is more than a viewer opens."""
    pixels = picture.width * picture.height * scale * scale
    if not 0 < scale <= 20 or pixels > MOST_PIXELS:
        wide, high = (round(one * scale) for one in (picture.width, picture.height))
        raise DataError(
            f"A PNG at scale {scale!r} would have {wide:,} by {high:,} pixels; up to {MOST_PIXELS:,} in all are drawn. "
            "Take a smaller scale, fewer lanes=, or to_svg and to_pdf, which have no such end.",
            "scale",
        )
    made: bytes = _library("vl_convert", "vl-convert-python").svg_to_png(
        svg(picture, printed=True), scale=scale
    )
    return made


def pdf(pictures: Sequence[Picture], room: tuple[float, float] | None = None) -> bytes:
    """The pictures as a PDF, a page each; ``room`` is the size of the paper in points, without it a page is as its picture."""
    convert = _library("vl_convert", "vl-convert-python").svg_to_pdf
    pypdf = _library("pypdf", "pypdf")
    out = pypdf.PdfWriter()
    for picture in pictures:
        one = pypdf.PdfReader(io.BytesIO(convert(svg(picture, printed=True)))).pages[0]
        own = (picture.width * POINT, picture.height * POINT)
        out.add_page(_on_paper(pypdf, one, room or own, MARGIN if room else 0.0))
    first = pictures[0]
    out.add_metadata({"/Title": first.title, "/Subject": first.about, "/Producer": "cjm_widgets"})
    if first.language:
        out.root_object[pypdf.generic.NameObject("/Lang")] = pypdf.generic.TextStringObject(first.language)
    file = io.BytesIO()
    out.write(file)
    return file.getvalue()


def _on_paper(pypdf: Any, page: Any, room: tuple[float, float], margin: float) -> Any:
    """A page shrunk onto paper where it is larger, from the left top corner of what printers leave."""
    edge = margin * 72 / 25.4
    wide, high = (float(one) for one in (page.mediabox.width, page.mediabox.height))
    scale = min((room[0] - 2 * edge) / wide, (room[1] - 2 * edge) / high)
    sheet = pypdf.PageObject.create_blank_page(width=room[0], height=room[1])
    place = pypdf.Transformation().scale(scale).translate(edge, room[1] - edge - high * scale)
    sheet.merge_transformed_page(page, place)
    return sheet


def paper(name: str, upright: bool = False) -> tuple[float, float]:
    """The size of a sheet of paper in points, lying unless ``upright``. ``DataError`` names the sheets there are.

    >>> [round(one) for one in paper("A4")]
    [842, 595]
    """
    known = {one.lower(): size for one, size in PAPERS.items()}
    if str(name).lower() not in known:
        raise DataError(f"There is no paper {name!r}: {', '.join(PAPERS)} are there.", "paper")
    short, long = (one * 72 / 25.4 for one in known[name.lower()])
    return (short, long) if upright else (long, short)


def room_on(size: tuple[float, float], share: float) -> tuple[float, float]:
    """The pixels there are on paper of a size in points, where a pixel is so many points."""
    edge = 2 * MARGIN * 72 / 25.4
    return (size[0] - edge) / share, (size[1] - edge) / share


def _library(module: str, name: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError:
        raise MissingExtra(name, "pictures", "A picture as PNG or PDF") from None
