"""Slides: everything is on them, in native shapes that lie on the slide, with names, notes and arrows that hold on."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pandas as pd
import pptx
import pytest
from hypothesis import given, settings, strategies as st
from pptx.util import Pt

import cjm_widgets as cjm
from cjm_widgets.formats.slides import measure
from cjm_widgets.model.errors import DataError, FileChanged


def opened(path: Path) -> pptx.presentation.Presentation:
    return pptx.Presentation(str(path))


def texts(made: pptx.presentation.Presentation) -> list[str]:
    out = []
    for slide in made.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                out.append(shape.text_frame.text.replace("\v", "\n"))
            elif shape.has_table:
                out += [cell.text.replace("\v", "\n") for row in shape.table.rows for cell in row.cells]
    return out


def words(text: str) -> list[str]:
    return text.replace("…", " ").split()


@pytest.fixture(scope="module")
def shop(tmp_path_factory) -> pptx.presentation.Presentation:
    path = tmp_path_factory.mktemp("shop") / "m.pptx"
    return opened(cjm.JourneyMap.from_sample("coffee_shop").to_pptx(path))


@pytest.mark.parametrize(
    ("sample", "size"), [("coffee_shop", "4:3"), ("meal_kit", "16:9"), ("meal_kit", (14.0, 6.0))]
)
def test_all_cards_are_there_and_nothing_leaves_its_slide_or_its_box(tmp_path, sample, size):
    m = cjm.JourneyMap.from_sample(sample)
    made = opened(m.to_pptx(tmp_path / "m.pptx", views=["map", "blueprint", "personas"], size=size))
    said = " ".join(" ".join(words(text)) for text in texts(made))
    shown = m.cards[m.cards["lane"].isin(m.lanes.index[m.lanes["visible"].fillna(True).astype(bool)])]
    assert [text for text in shown["text"] if " ".join(words(text)) not in said] == []
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.left >= -1
            assert shape.top >= -1
            assert shape.left + shape.width <= made.slide_width + Pt(1)
            assert shape.top + shape.height <= made.slide_height + Pt(1)
            assert_fits(shape)


def assert_fits(shape):
    if shape.has_text_frame and not shape.is_placeholder:
        room = shape.width.pt - shape.text_frame.margin_left.pt - shape.text_frame.margin_right.pt
        tall = sum(
            measure.height(p.text.replace("\v", "\n"), room, p.font.size.pt)
            for p in shape.text_frame.paragraphs
            if p.text
        )
        assert tall <= shape.height.pt + 1, shape.text_frame.text


def test_slides_have_titles_notes_and_words_for_every_shape(shop):
    made = shop
    for slide in made.slides:
        assert slide.shapes.title.text
        assert slide.shapes[0] == slide.shapes.title
        assert slide.notes_slide.notes_text_frame.text.strip()
        for shape in slide.shapes:
            if not shape.is_placeholder:
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr"), shape.name
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in made.slides)
    assert "Sources:" in notes
    assert "Stands in the queue:" in notes


def test_feelings_are_a_chart_and_arrows_hold_on_to_cards(shop):
    m, made = cjm.JourneyMap.from_sample("coffee_shop"), shop
    shapes = [shape for slide in made.slides for shape in slide.shapes]
    charts = [shape.chart for shape in shapes if shape.has_chart]
    seen = [value for chart in charts for value in chart.plots[0].series[0].values]
    assert set(m.steps["emotion"].dropna().round(6)) <= {round(v, 6) for v in seen if v is not None}
    arrows = [shape for shape in shapes if shape._element.xpath(".//a:tailEnd")]
    assert arrows
    for slide in made.slides:
        ids = {str(shape.shape_id) for shape in slide.shapes}
        for arrow in slide.shapes:
            ends = [arrow._element.xpath(f".//a:{end}/@id") for end in ("stCxn", "endCxn")]
            assert not arrow._element.xpath(".//a:tailEnd") or all(len(e) == 1 and e[0] in ids for e in ends)
    lines = {"Line of interaction", "Line of visibility", "Line of internal interaction"}
    assert lines <= set(texts(made))
    tables = [cell.text for s in shapes if s.has_table for row in s.table.rows for cell in row.cells]
    assert tables.count("From") >= 1
    assert len(m.links) <= len(
        [t for t in tables if t in {"sequence", "trigger", "needs", "message", "recovery"}]
    )


def test_the_deck_says_the_map_in_words_and_names_people_findings_and_links_elsewhere(shop):
    notes = [slide.notes_slide.notes_text_frame.text for slide in shop.slides]
    assert cjm.JourneyMap.from_sample("coffee_shop").summary(draws=200) in notes[0]
    said = texts(shop)
    assert "Persona: Noor, commuter" in said
    assert "5 notes" in said
    assert any(re.search(r"\d+ links lead to cards on other slides", text) for text in said)
    assert any("Links to cards on other slides:\n" in text and "→ Payment provider" in text for text in notes)
    rows = [len(shape.table.rows) for slide in shop.slides for shape in slide.shapes if shape.has_table]
    assert min(rows) > 4


def test_improvements_and_propositions_have_slides(tmp_path):
    m = cjm.JourneyMap.from_sample("meal_kit")
    made = opened(m.to_pptx(tmp_path / "m.pptx", views=["personas", "impact"]))
    said, titles = " ".join(texts(made)), [slide.shapes.title.text for slide in made.slides]
    assert {"What could be done", "What is offered, and to whom"} <= set(titles)
    for text in (*m.improvements["name"], *m["propositions"]["text"]):
        assert " ".join(words(text)) in " ".join(words(said))


def test_a_title_of_thousands_of_letters_is_cut_and_whole_in_the_notes(tmp_path):
    m = cjm.JourneyMap.from_template("classic")
    m.meta["title"] = "A title of very many words " * 120
    first = opened(m.to_pptx(tmp_path / "m.pptx", views=["map"])).slides[0]
    title = first.shapes.title
    assert title.text.endswith(" …")
    assert measure.height(title.text.replace("\v", "\n"), 0.93 * (title.width.pt - 16), 11) <= title.height.pt
    assert m.meta["title"] in first.notes_slide.notes_text_frame.text


GOLDEN = Path(__file__).with_name("slides_golden.txt")
"""The outline of a deck; ``CJM_RENEW=1 pytest tests/formats/test_slides.py -k golden`` writes it anew."""


def test_the_deck_has_the_slides_shapes_and_texts_of_the_golden_outline(tmp_path):
    m = cjm.JourneyMap.from_template("classic")
    m.cards = pd.DataFrame(
        {"step": m.steps.index[:2], "lane": [m.lanes.index[0]] * 2, "text": ["Asks", "Looks"]}, ["a", "b"]
    )
    m.links = pd.DataFrame({"source": ["a"], "target": ["b"], "kind": ["sequence"]}, ["one"])
    made = opened(m.to_pptx(tmp_path / "m.pptx", views=["map", "blueprint"]))
    lines = []
    for n, slide in enumerate(made.slides, 1):
        lines.append(f"{n}. {slide.shapes.title.text}")
        for shape in slide.shapes:
            text = shape.text_frame.text if shape.has_text_frame else ""
            lines.append(f"   {shape.shape_type}: {shape.name} | {text}".replace("\n", " / ").rstrip())
        if n > 1:  # the first holds the summary, which has tests of its own
            lines += [f"   notes: {line}" for line in slide.notes_slide.notes_text_frame.text.splitlines()]
    outline = "\n".join(lines) + "\n"
    if os.environ.get("CJM_RENEW"):
        GOLDEN.write_text(outline, encoding="utf-8")
    assert outline == GOLDEN.read_text(encoding="utf-8")


def test_long_texts_go_on_and_nothing_of_them_is_lost(tmp_path):
    m = cjm.JourneyMap.from_template("classic")
    long = " ".join(f"word{n}" for n in range(1_500))
    step, lane = m.steps.index[0], m.lanes.index[m.lanes["column"].isna()][0]
    m.cards = pd.DataFrame({"step": [step], "lane": [lane], "text": [long]}, ["long"])
    m.personas = pd.DataFrame({"name": ["Dana"], "goals": [long]}, ["dana"])
    path = m.to_pptx(tmp_path / "m.pptx", views=["map", "personas"])
    made = opened(path)
    found = " ".join(t for text in texts(made) for t in words(text) if re.fullmatch(r"word\d+", t)).split()
    assert sorted(found) == sorted([*long.split(), *long.split()])
    assert any("Continued on the next slide" in text for text in texts(made))
    for slide in made.slides:
        for shape in slide.shapes:
            assert_fits(shape)
            assert shape.top + shape.height <= made.slide_height + Pt(1)


def test_impact_has_numbers_with_intervals_and_a_chart(tmp_path):
    m = cjm.JourneyMap()
    m.steps = pd.DataFrame({"stage": ["s"], "name": ["Pay"]}, index=["pay"])
    m.transitions = pd.DataFrame({"source": "pay", "target": ["done", "left"], "count": [600, 400]})
    m.outcomes = pd.DataFrame({"name": ["Done", "Left"], "success": [True, False]}, index=["done", "left"])
    m.improvements = pd.DataFrame(
        {
            "step": "pay",
            "lever": "pass_through",
            "low": 2,
            "likely": 10,
            "high": 15,
            "unit": "percentage points",
        },
        ["terms"],
    )
    made = opened(m.to_pptx(tmp_path / "m.pptx", views=["impact"]))
    assert any(re.fullmatch(r"[\d.]+ % \([\d.]+ % to [\d.]+ %\)", text) for text in texts(made))
    assert any(shape.has_chart for slide in made.slides for shape in slide.shapes)


def test_right_to_left_mirrors_the_slide(tmp_path):
    m = cjm.JourneyMap.from_template("classic")
    left = opened(m.to_pptx(tmp_path / "l.pptx", views=["map"])).slides[1]
    m.meta["language"] = "he"
    right = opened(m.to_pptx(tmp_path / "r.pptx", views=["map"])).slides[1]
    width = 960 * 12_700
    pairs = zip(left.shapes, right.shapes, strict=True)
    assert all(abs(a.left + b.left + a.width - width) < 20_000 for a, b in pairs if not a.is_placeholder)


def test_a_blank_deck_is_empty_and_full_of_boxes(tmp_path):
    made = opened(cjm.blank_deck(tmp_path / "b.pptx", stages=2, steps=3))
    said = texts(made)
    assert {"Stage 1", "Stage 2", "Step 3", "Goals", "Fears"} <= set(said)
    assert said.count("") >= 3 * 6
    with pytest.raises(DataError, match="no more stages than steps"):
        cjm.blank_deck(tmp_path / "c.pptx", stages=5, steps=3)


def test_what_cannot_be_written_is_said(tmp_path):
    m = cjm.JourneyMap.from_template("classic")
    with pytest.raises(DataError, match="give a list of 'map'"):
        m.to_pptx(tmp_path / "m.pptx", views=["paths"])
    with pytest.raises(DataError, match="give one of 16:9"):
        m.to_pptx(tmp_path / "m.pptx", size="wide")
    m.to_pptx(tmp_path / "m.pptx")
    m.meta["title"] = "Other"
    with pytest.raises(FileChanged, match="overwrite=True"):
        m.to_pptx(tmp_path / "m.pptx")


def test_hostile_texts_stay_texts(tmp_path):
    m = cjm.JourneyMap.from_template("classic")
    m.meta["title"] = "<script>&\x00\ud800]]>"
    m.steps.loc[m.steps.index[0], "name"] = "x" * 3_000
    m.stages.loc[m.stages.index[0], "name"] = "y" * 3_000
    made = opened(m.to_pptx(tmp_path / "m.pptx"))
    assert made.slides[0].shapes.title.text == "<script>&\ufffd\ufffd]]>"
    for slide in made.slides:
        for shape in slide.shapes:
            assert_fits(shape)


@settings(max_examples=60)
@given(st.text(max_size=60), st.floats(20, 300), st.floats(6, 20), st.floats(10, 200))
def test_lines_fit_and_cuts_lose_nothing(text, room, size, tall):
    widest = max((measure.width(c, size) for c in text), default=0)
    for line in measure.lines(text, room, size):
        assert measure.width(line, size) <= max(room, widest) + 1e-6
    head, rest = measure.cut(text, room, size, tall)
    assert re.sub(r"[ \n]", "", head + rest) == re.sub(r"[ \n]", "", text)
