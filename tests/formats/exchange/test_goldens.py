"""What the text writers write, kept to the letter, and read by programs and parsers that are not ours."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import warnings
import xml.etree.ElementTree as ET

import mistune
import openpyxl
import pytest
import yaml

import cjm_widgets as cjm
import soffice
from cjm_widgets.formats.exchange.outline import outline
from formats.exchange import golden
from formats.exchange.test_mermaid import real, shown

KIT = golden.kit()
STEPS = [step.name for step in outline(KIT).steps]
CARDS = [card.text for step in outline(KIT).steps for card in step.cards]


def kept(name: str) -> str:
    return (golden.FOLDER / name).read_bytes().decode("utf-8")


def rows(name: str) -> list[dict[str, str]]:
    text = kept(name)
    return list(
        csv.DictReader(io.StringIO("".join(one for one in text.splitlines(True) if not one.startswith("# "))))
    )


@pytest.mark.parametrize("name", golden.WRITERS)
def test_a_writer_writes_what_is_kept(name):
    assert golden.WRITERS[name](KIT)[0] == kept(name), (
        "if that is right: python tests/formats/exchange/golden.py"
    )


def test_nothing_else_is_kept():
    assert sorted(golden.WRITERS) == sorted(place.name for place in golden.FOLDER.iterdir())


def test_libreoffice_shows_the_sheets_as_text(tmp_path):
    program = soffice.find()
    if program is None:
        pytest.skip(soffice.HOW)
    places = [tmp_path / name for name in ("kit.wide.csv", "kit.long.csv", "kit.miro.csv")]
    m = cjm.JourneyMap._of(KIT)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        m.to_wide_csv(places[0])
        m.to_long_csv(places[1])
        m.to_miro(places[2])
    for place, made in zip(
        places, soffice.convert(program, "xlsx", tmp_path, *places, how=soffice.CSV), strict=True
    ):
        cells = [cell for row in openpyxl.load_workbook(made).active.iter_rows() for cell in row]
        assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
        shown_ = {
            re.sub(r"\s+", " ", str(cell.value)).lstrip("'") for cell in cells if cell.value is not None
        }
        wanted = {" ".join(one.split()) for one in (*STEPS, *CARDS)}
        assert not [one for one in wanted if not any(one in held for held in shown_)], place.name


def test_a_markdown_library_sees_one_table_and_no_html():
    made = mistune.create_markdown(renderer=None, plugins=["table"])(kept("kit.md"))
    (table,) = [one for one in made if one["type"] == "table"]
    body = [row for part in table["children"] if part["type"] == "table_body" for row in part["children"]]
    cells = [[_said(cell) for cell in row["children"]] for row in body]
    assert [row[1] for row in cells] == STEPS
    assert cells[0][3:5] == ["Looks for <b>honest</b> words", "=1+1 too | dear"]
    assert cells[1][4] == "Slow\n-5 % hidden"


def _said(cell) -> str:
    parts = [one.get("raw", "") for one in cell.get("children", ())]
    assert {p for p in parts if p.startswith("<")} <= {"<br>"}
    return html.unescape("".join("\n" if part == "<br>" else part for part in parts))


def test_a_markdown_library_sees_headings_and_lists_in_milestones():
    front, text = re.fullmatch(r"---\n(.*?)\n---\n(.*)", kept("kit.journey.md"), re.DOTALL).groups()  # type: ignore[union-attr]
    made = mistune.create_markdown(renderer=None)(text)
    heads = [
        (one["attrs"]["level"], one["children"][0]["raw"].split(":")[0])
        for one in made
        if one["type"] == "heading"
    ]
    assert heads == [(2, "Milestone"), (3, "Step"), (2, "Milestone"), (3, "Step"), (3, "Step")]
    assert "journey: Kit" in front
    assert "block_html" not in {one["type"] for one in made}
    assert "<b>" not in text


def test_cjml_and_yaml_are_what_other_parsers_expect():
    root = ET.fromstring(kept("kit.cjml.xml"))
    declared = {one.get("actorID") for one in root.iter() if one.get("actorID")}
    assert {one.get("actorIDref") for one in root.iter("refersTo")} <= declared
    phases = {one.get("phaseID") for one in root.iter("journeyPhase")}
    assert {one.get("phaseIDref") for one in root.iter("belongsTo")} == phases
    held = yaml.safe_load(kept("kit.yaml"))
    assert [action["name"] for stage in held["stages"] for action in stage["actions"]] == STEPS
    assert held["stages"][1]["color"] == "#aabbcc"


def test_mermaid_reads_what_is_kept():
    (found,) = real([kept("kit.mmd")])
    assert [shown(one["task"]) for one in found["tasks"]] == STEPS


def test_lucid_rows_lie_in_what_is_there():
    found = rows("kit.lucid.csv")
    ids = {row["Id"]: row for row in found}
    assert list(ids) == [str(n) for n in range(1, len(found) + 1)]
    assert {ids[row["Contained By"]]["Name"] for row in found if row["Contained By"]} == {"Swim Lane"}
    lines = [row for row in found if row["Name"] == "Line"]
    assert [(ids[r["Line Source"]]["Name"], ids[r["Line Destination"]]["Name"]) for r in lines] == [
        ("Note", "Note"), ("Process", "Process"), ("Process", "Process"),
    ]  # fmt: skip


def test_draw_io_has_directives_that_parse_and_arrows_that_lead_somewhere():
    told = dict(re.findall(r"^# (\w+): (.*)$", kept("kit.drawio.csv"), re.MULTILINE))
    found = rows("kit.drawio.csv")
    connect = json.loads(told["connect"])
    assert {connect["from"], connect["to"], *told["ignore"].split(","), told["left"], told["top"]} <= set(
        found[0]
    )
    assert set(re.findall(r"%(\w+)%", told["label"] + told["style"])) <= set(found[0])
    assert {end for row in found for end in row["to"].split(",") if end} <= {row["id"] for row in found}
    assert [html.unescape(row["name"]).lstrip("'") for row in found if row["fill"] == "#ffffff"] == STEPS


def test_d2_has_containers_that_close_and_arrows_between_keys():
    keys, inside, arrows, labels = set[str](), list[str](), list[tuple[str, str]](), list[str]()
    for line in kept("kit.d2").splitlines()[1:]:
        if line.strip() == "}":
            inside.pop()
        elif box := re.fullmatch(r'\s*(\w+): "((?:[^"\\]|\\.)*)"( \{)?', line):
            keys.add(".".join([*inside, box[1]]))
            labels.append(re.sub(r"\\(.)", r"\1", box[2]))
            inside += [box[1]] if box[3] else []
        else:
            arrows.append(re.fullmatch(r'([\w.]+) -> ([\w.]+)(?:: ".*")?', line).groups())  # type: ignore[union-attr, arg-type]
    assert inside == []
    assert {end for pair in arrows for end in pair} <= keys
    assert set(STEPS) <= set(labels)
