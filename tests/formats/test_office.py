"""LibreOffice opens what we write: workbooks it saved again hold the same map, slides print with all their words."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

import cjm_widgets as cjm
import soffice

PROGRAM = soffice.find()
SAMPLES = ("coffee_shop", "meal_kit_blueprint")
EXCEL = "xlsx:Calc MS Excel 2007 XML"

pytestmark = pytest.mark.skipif(PROGRAM is None or not os.path.exists(PROGRAM), reason=soffice.HOW)


def odd() -> cjm.JourneyMap:
    """A map with texts that programs like to take for something else."""
    m = cjm.JourneyMap.from_sample("coffee_shop")
    texts = [
        "=1+1",
        "+4",
        "-x",
        "@a",
        "0012",
        "TRUE",
        "1e5",
        "2026-03-01",
        "#N/A",
        " blank ",
        "a\nb",
        "\tx",
        "_x0041_",
        "'q",
    ]
    for id_, text in zip(m.cards.index, texts, strict=False):
        m.cards.loc[id_, "text"] = text
    return m


@pytest.fixture(scope="module")
def resaved(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    maps = {name: cjm.JourneyMap.from_sample(name) for name in SAMPLES} | {"odd": odd()}
    files = [m.to_excel(folder / f"{name}.xlsx") for name, m in maps.items()]
    made = soffice.convert(PROGRAM, EXCEL, folder / "again", *files)
    return {name: (m, path) for (name, m), path in zip(maps.items(), made, strict=True)}


@pytest.mark.parametrize("name", [*SAMPLES, "odd"])
def test_a_workbook_that_libreoffice_saved_again_holds_the_same_map(resaved, name):
    m, path = resaved[name]
    assert m.changes_in(path).values.tolist() == []
    assert len(m.diff(cjm.JourneyMap.from_excel(path))) == 0


@pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) reads the printed slides"
)
def test_slides_print_with_all_their_words(tmp_path):
    m = cjm.JourneyMap.from_sample("meal_kit")
    made = soffice.convert(PROGRAM, "pdf", tmp_path, m.to_pptx(tmp_path / "m.pptx"))
    said = subprocess.run(
        ["pdftotext", "-layout", str(made[0]), "-"], capture_output=True, text=True, check=True
    ).stdout
    held = set(said.split())
    assert [text for text in m.cards["text"] if not set(text.split()) <= held] == []
    assert "Continued on the next slide" in said
