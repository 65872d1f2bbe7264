"""CJML, YAML, Markdown and CSV: each comes back as it went, real dialects come in, hostile files are refused soon."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import time
import warnings
import xml.etree.ElementTree as ET

import pytest
import yaml
from hypothesis import given, settings

import cjm_widgets as cjm
from cjm_widgets.formats.exchange.diagrams import d2, drawio, lucid, miro
from cjm_widgets.formats.exchange.draft import Draft
from cjm_widgets.formats.exchange.losses import LossWarning
from cjm_widgets.formats.exchange.outline import outline
from cjm_widgets.formats.exchange.tables import markdown, sheets
from cjm_widgets.formats.exchange.texts import cjml, journey_yaml
from cjm_widgets.formats.guard import LIVE, guarded, unguarded
from cjm_widgets.model.errors import BrokenFile, CjmError, DataError
from formats.exchange.drawn import TRAPS, drafts, names, said

FEW = settings(max_examples=15, deadline=None)
WRITERS = [cjml.write, journey_yaml.write, markdown.write, sheets.write_wide, sheets.write_long,
           lucid.write, drawio.write, miro.write, d2.write]  # fmt: skip


def full() -> Draft:
    """A map with every trap as stage, step and card, beside a plain text that keeps its column one of texts."""
    made = Draft(title="Traps")
    for at, trap in enumerate(one.strip() for one in TRAPS):
        step = made.step(f"Step {at}", made.stage(f"Stage {at}"), emotion=float(at % 5 - 2))
        for text in (trap or "empty", "plain words"):
            made.card(step, made.lane("Pain points"), text)
            made.card(step, made.lane("Thoughts"), text)
    return made


@FEW
@given(drafts(lanes=()))
def test_cjml_comes_back(held):
    again = cjml.read(cjml.write(held)[0])
    flat = [[" ".join(n.split()) for (n,) in steps] for _, steps in said(held)[1]]
    assert [[n for (n,) in steps] for _, steps in said(again.map)[1] if steps] == [one for one in flat if one]


@FEW
@given(drafts(lanes=("Thoughts", "Pain points")))
def test_yaml_comes_back_with_whole_emotions(held):
    again = journey_yaml.read(journey_yaml.write(held)[0] + "\n")
    assert said(again.map, "cards") == said(held, "cards")
    felt = [None if s.emotion is None else round(s.emotion) for s in outline(held).steps]
    assert [s.emotion for s in outline(again.map).steps] == felt


@pytest.mark.parametrize(
    "pair",
    [(sheets.write_wide, sheets.read), (sheets.write_long, sheets.read), (markdown.write, markdown.read)],
)
def test_a_table_comes_back_with_every_trap(pair):
    write, read = pair
    held = full().done()
    again = read(write(held)[0])
    plain = [
        [" ".join(t.split()) for _, t in cards] for _, steps in said(held, "cards")[1] for _, cards in steps
    ]
    back = [
        [" ".join(t.split()) for _, t in cards]
        for _, steps in said(again.map, "cards")[1]
        for _, cards in steps
    ]
    assert [sorted(" ".join(one).split()) for one in back] == [sorted(" ".join(one).split()) for one in plain]
    assert [s.emotion for s in outline(again.map).steps] == [s.emotion for s in outline(held).steps]


@given(names)
def test_a_guarded_text_is_no_formula_and_comes_back(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).lstrip(" ").startswith(LIVE)


@pytest.mark.parametrize(
    "write", [sheets.write_wide, sheets.write_long, lucid.write, miro.write, drawio.write]
)
def test_no_csv_holds_a_formula(write):
    text = write(full().done())[0]
    table = "\n".join(one for one in text.split("\n") if not one.startswith("# "))
    for row in csv.reader(io.StringIO(table)):
        assert not [
            c for c in row if c.lstrip(" ").startswith(LIVE) and not re.fullmatch(r"-?\d+(\.\d+)?", c)
        ]


@pytest.mark.parametrize("write", WRITERS, ids=lambda w: w.__module__.split(".")[-1])
@pytest.mark.parametrize("name", ["meal_kit", "coffee_shop", "meal_kit_blueprint"])
def test_every_writer_takes_every_sample_and_says_what_is_lost(write, name):
    m = cjm.JourneyMap.from_sample(name)
    text, losses = write(m._file())
    for step in m.steps["name"]:
        assert step.split("'")[0] in text
    assert any("evidence" in str(one) for one in losses)


def test_cjml_is_well_formed_to_another_program(tmp_path):
    place = tmp_path / "a.xml"
    place.write_text(cjml.write(full().done())[0], encoding="utf-8")
    root = ET.parse(place).getroot()
    assert len(root.findall(".//touchpointID")) == len(TRAPS)
    try:
        subprocess.run(["xmllint", "--noout", str(place)], check=True, capture_output=True, timeout=30)
    except FileNotFoundError:
        pytest.skip("xmllint is not installed")


def test_yaml_is_read_by_another_reader_as_it_was():
    made = yaml.safe_load(journey_yaml.write(full().done())[0])
    assert [a["painPoints"][0] for s in made["stages"] for a in s["actions"]] == [
        t.strip() or "empty" for t in TRAPS
    ]


EXAMPLE = """<CJML version="2.0"><actualJourney><journeyID>J</journeyID><actors><endUser actorID="Ann"><actorName>Ann</actorName></endUser>
<serviceProvider actorID="Shop B"><companyName>B</companyName></serviceProvider></actors><touchpoints><actualCommunicationPoint>
<touchpointID>T1</touchpointID><initiator><refersTo actorIDref="Ann"/><initiatorLabel>Signs up</initiatorLabel></initiator>
<receiver><refersTo actorIDref="Elsewhere"/><receiverLabel>Signed up</receiverLabel></receiver><channel><channelName>Web</channelName></channel>
<timestamp>noon</timestamp></actualCommunicationPoint></touchpoints></actualJourney></CJML>"""


def test_cjml_with_a_reference_that_leads_nowhere_comes_in():
    found = cjml.read(EXAMPLE)
    assert found.map.tables["steps"]["name"].tolist() == ["Signs up"]
    assert sorted(found.map.tables["cards"]["actor"].dropna()) == ["Ann", "Elsewhere"]
    assert [str(one) for one in found.losses] == [
        "the actor 'Elsewhere' is not declared; taken as its name",
        "<timestamp> is not read: 'noon'",
    ]


BOMB = (
    "<!DOCTYPE a [<!ENTITY a 'x'>"
    + "".join(f"<!ENTITY a{i} '&a;&a;'>" for i in range(9))
    + "]><CJML>&a;</CJML>"
)
LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("read", "text", "why"),
    [
        (cjml.read, BOMB, "entities"),
        (cjml.read, '<!DOCTYPE a SYSTEM "file:///etc/passwd"><CJML/>', "document type"),
        (cjml.read, "<CJML>" + "<a>" * 200_000, "well-formed|deeply"),
        (cjml.read, "<cjml><actors><actor id=1 name=A role=x/><actors></cjml>", "CJML generator"),
        (cjml.read, "<html></html>", "begins with <html>"),
        (journey_yaml.read, LAUGHS + "stages: [*i]\n", "aliases"),
        (journey_yaml.read, "stages: " + "[" * 5000 + "\n", "deep|nested|read"),
        (journey_yaml.read, "stages:\n  - !!python/object/apply:os.system ['true']\n", "read"),
        (journey_yaml.read, "stages: &a [*a]\n", "deep"),
        (journey_yaml.read, "x: 1\ny: [\n", "line"),
        (journey_yaml.read, "title: x\n\n", "no list of stages"),
        (markdown.read, "no table\nhere\n", "no table"),
        (sheets.read, "a,b\n\0,1\n", "NUL"),
        (sheets.read, "a" + "," * 2_100_000 + "\n", "cells"),
    ],
)  # fmt: skip
def test_hostile_files_are_refused_soon_and_with_the_reason(read, text, why):
    began = time.perf_counter()
    with pytest.raises(CjmError, match=why):
        read(text)
    assert time.perf_counter() - began < 15


@pytest.mark.parametrize("read", [cjml.read, journey_yaml.read, markdown.read, sheets.read, cjm.read_any])
@pytest.mark.parametrize("data", [b"PK\x03\x04zip", b"\x1f\x8bgz", b"\xff\xfe\xd8", b"\x89PNG\0\0"])
def test_packed_and_binary_files_are_refused(read, data):
    with pytest.raises(CjmError):
        read(data)


def test_records_are_mapped_and_the_guess_is_said():
    rows = [
        {
            "phase": "Buy",
            "physical": "Door",
            "customer": "Enters",
            "painPoints": ["Dark", "=1"],
            "happiness": 90,
        },
        {"phase": "Buy", "physical": "Till", "customer": "Pays", "painPoints": [], "happiness": 20},
    ]
    with pytest.warns(LossWarning, match="taken as 0 to 100"):
        m = cjm.JourneyMap.from_records(rows, mapping={"phase": "stage", "customer": "step"})
    assert m.steps["name"].tolist() == ["Enters", "Pays"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", LossWarning)
        n = cjm.JourneyMap.from_records(rows, mapping={"stage": "phase", "step": "customer"}, scale="0..100")
    assert n.steps["emotion"].round(6).tolist() == [1.6, -1.2]
    assert sorted(n.cards["text"]) == ["=1", "Dark", "Door", "Till"]
    with pytest.raises(DataError, match="'fase', which no record has"):
        cjm.JourneyMap.from_records(rows, mapping={"fase": "stage"})


def test_any_file_is_told_by_its_name(tmp_path):
    m = cjm.JourneyMap.from_sample("meal_kit")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        m.to_mermaid(tmp_path / "a.mmd")
        m.to_cjml(tmp_path / "a.xml")
        m.to_journey_yaml(tmp_path / "a.yaml")
        m.to_markdown(tmp_path / "a.md")
        m.to_wide_csv(tmp_path / "wide.csv")
        m.to_long_csv(tmp_path / "long.csv")
        (tmp_path / "a.json").write_text(
            '{"title": "T", "steps": [{"name": "A"}, {"name": "B"}]}', encoding="utf-8"
        )
        m.save(tmp_path / "a.cjm.json", history=False)
        for place in sorted(tmp_path.iterdir()):
            found = cjm.read_any(place)
            assert found.steps["name"].tolist() == (
                ["A", "B"] if place.name == "a.json" else m.steps["name"].tolist()
            ), place
    with pytest.raises(BrokenFile, match="nested"):
        cjm.read_any(_written(tmp_path / "deep.json", "[" * 100_000))


def _written(place, text):
    place.write_text(text, encoding="utf-8")
    return place


def test_a_label_in_draw_io_is_only_text():
    text = drawio.write(full().done())[0]
    assert "<script" not in text
    assert "%name%" not in "\n".join(one for one in text.split("\n") if not one.startswith("# "))
    rows = list(csv.DictReader(one for one in text.split("\n") if not one.startswith("# ")))
    assert {end for row in rows for end in row["to"].split(",") if end} <= {row["id"] for row in rows}
