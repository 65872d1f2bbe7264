"""Blank sheets to fill in by hand: on each paper, with room to write."""

from __future__ import annotations

import pytest

from cjm_widgets.cli import main
from cjm_widgets.show.pictures.blank import sheets
from cjm_widgets.show.pictures.shapes import Rect


@pytest.mark.parametrize("size", ["A4", "A3", "Letter"])
def test_rows_have_room_to_write_and_nothing_leaves_the_paper(size):
    made = sheets.board(size, ["", "", "", ""])
    boxes = [one for one in made.shapes if isinstance(one, Rect)]
    assert min(one.h for one in boxes if one.w > sheets.RAIL + 1) >= 46
    assert max(one.x + one.w for one in boxes) <= made.width
    assert max(one.y + one.h for one in boxes) <= made.height


def test_the_command_writes_pdf_and_html_and_never_over(tmp_path, capsys):
    pdf, html = tmp_path / "a.pdf", tmp_path / "a.html"
    assert main(["handout", "--blank", "-o", str(pdf), "--paper", "A3"]) == 0
    assert pdf.read_bytes()[:5] == b"%PDF-"
    assert main(["handout", "--blank", "-o", str(html), "--stage", "<Before>", "--stage", ""]) == 0
    assert "&lt;Before&gt;" in html.read_text(encoding="utf-8")
    assert main(["handout", "--blank", "-o", str(html)]) == 1
    assert "is there already" in capsys.readouterr().err
    assert main(["handout", "--blank", "-o", str(tmp_path / "a.doc")]) == 1
    assert main(["handout", "--student"]) == 1
