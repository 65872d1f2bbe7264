"""``to_svg``, ``to_png`` and ``to_pdf`` of a map, read by programs that are not ours."""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
import sys

import pytest

import cjm_widgets as cjm
from cjm_widgets.model.errors import DataError, FileChanged, MissingExtra
from show.pictures.shaped import parsed

VIEWS = ("grid", "blueprint", "paths", "personas", "impact")


@pytest.fixture(scope="module")
def kit():
    return cjm.JourneyMap.from_sample("meal_kit_blueprint")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_each_view_is_well_formed_and_says_its_texts(kit, view, theme, tmp_path):
    path = kit.to_svg(tmp_path / "map.svg", view, theme=theme)
    said = " ".join(parsed(path.read_text(encoding="utf-8")).itertext())
    assert "Meal kit: first box" in said
    assert {"grid": "Line of visibility", "blueprint": "Fraud check", "paths": "Reads reviews"}.get(
        view, "Dana"
    ) in said
    if shutil.which("xmllint"):
        assert subprocess.run(["xmllint", "--noout", "--nonet", path], capture_output=True).returncode == 0


def test_a_png_is_as_large_as_asked(kit):
    svg = parsed(kit.to_svg())
    wide, high = struct.unpack(">II", kit.to_png(scale=1)[16:24])
    assert (wide, high) == pytest.approx((float(svg.get("width")), float(svg.get("height"))), abs=1)


def test_the_text_of_a_pdf_can_be_found(kit):
    import pypdf

    lanes = ["Actions", "Backstage: technology", "Support processes"]
    file = pypdf.PdfReader(io.BytesIO(kit.to_pdf(paper="A5", lanes=lanes)))
    said = " ".join(" ".join(page.extract_text().split()) for page in file.pages)
    assert len(file.pages) > 1
    assert all(step in said for step in ("Sees a friend's post", "Fraud check", "Links to other pages"))
    assert {tuple(round(float(one)) for one in page.mediabox[2:]) for page in file.pages} == {(595, 420)}
    assert file.metadata.title == "Meal kit: first box, the blueprint"


def test_lanes_are_drawn_as_asked_and_others_are_named(kit):
    said = " ".join(parsed(kit.to_svg(lanes=["NPS", "Actions"])).itertext())
    assert said.index("NPS") < said.index("Actions")
    assert "Pain points" not in said
    with pytest.raises(DataError, match=r"no lane 'Nope'\. The lanes are: .*'Actions'"):
        kit.to_svg(lanes=["Nope"])


def test_swimlanes_and_halves(kit):
    teams = " ".join(parsed(kit.to_svg(view="blueprint", by="team")).itertext())
    assert "Courier" in teams
    assert "Backstage: people" not in teams
    half = " ".join(parsed(kit.to_svg(view="blueprint", half="customer")).itertext())
    assert "Fraud check" not in half


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"view": "cake"}, "no view 'cake': grid, blueprint"),
        ({"theme": "blue"}, "no theme 'blue'"),
        ({"zoom": 9}, "zoom of 9"),
        ({"width": 10}, "width of 10"),
        ({"by": "colour"}, "by='colour'"),
        ({"half": "left"}, "half='left'"),
    ],
)
def test_what_cannot_be_drawn_is_said(kit, how, said):
    with pytest.raises(DataError, match=said):
        kit.to_svg(**how)


def test_other_ends_are_said(kit):
    with pytest.raises(DataError, match="up to 120,000,000"):
        kit.to_png(scale=15)
    with pytest.raises(DataError, match="no paper 'A9': A5, A4"):
        kit.to_pdf(paper="A9")
    with pytest.raises(TypeError, match="no colour: theme"):
        kit.to_png(colour="red")


def test_a_file_is_not_written_over_unless_told_to(kit, tmp_path):
    path = tmp_path / "map.svg"
    path.write_text("mine")
    with pytest.raises(FileChanged):
        kit.to_svg(path)
    assert path.read_text() == "mine"
    assert kit.to_svg(path, overwrite=True).read_text(encoding="utf-8").startswith("<svg")


def test_without_the_libraries_the_command_is_named(kit, monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(MissingExtra, match=r"pip install 'cjm_widgets\[pictures\]'"):
        kit.to_png()
    assert kit.to_svg().startswith("<svg")


def test_an_empty_map_is_drawn():
    for view in ("grid", "blueprint", "personas"):
        parsed(cjm.JourneyMap().to_svg(view=view))


def test_a_long_text_is_drawn_whole():
    m = cjm.JourneyMap.from_template("classic")
    m.cards.loc["long", ["step", "lane", "text"]] = [
        m.steps.index[0],
        m.lanes.index[0],
        "word " * 900 + "the end",
    ]
    assert "the end" in " ".join(" ".join(parsed(m.to_svg()).itertext()).split())
