"""`cjm handout --blank`: an empty map and persona sheet as PDF or HTML, to print and fill in by hand."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from cjm_widgets.model.errors import DataError

NONE = ("",) * 4


def made(place: Path, size: str = "A4", stages: Sequence[str] = NONE, lanes: Sequence[str] = ()) -> bytes:
    """The sheets as the ending of ``place`` says, .pdf or .html. ``DataError`` for another ending or paper.

    >>> made(Path("a.html"), "A3", ["Before", "Visit"]).count(b"<svg")
    2
    """
    from cjm_widgets.show.pictures import convert
    from cjm_widgets.show.pictures.blank import sheets
    from cjm_widgets.show.pictures.svg import svg

    pictures = [sheets.board(size, stages or NONE, lanes or sheets.LANES), sheets.persona(size)]
    if place.suffix == ".pdf":
        return convert.pdf(pictures)
    if place.suffix != ".html":
        raise DataError(f"Blank sheets are written as .pdf or .html, not {place.name!r}.")
    wide, high = (f"{one:.1f}pt" for one in convert.paper(size))
    pages = "".join(svg(one) for one in pictures)
    style = f"@page{{size:{wide} {high};margin:0}}body{{margin:0}}svg{{display:block;break-after:page;width:{wide};height:{high}}}"
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape("Blank sheets")}</title><style>{style}</style>{pages}</html>\n'.encode()
