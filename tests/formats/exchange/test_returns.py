"""Any map comes back from tables and CJML as it went, and every reader ends soon on what means harm."""

from __future__ import annotations

import io
import json
import time
import warnings
import zipfile

import pytest
from hypothesis import given, settings, strategies as st

import cjm_widgets as cjm
from cjm_widgets.formats.exchange.draft import Draft
from cjm_widgets.formats.exchange.milestones import read as milestones
from cjm_widgets.formats.exchange.outline import outline
from cjm_widgets.formats.exchange.tables import markdown, sheets, voc
from cjm_widgets.formats.exchange.texts import blueprint_json, cjml
from cjm_widgets.model.errors import CjmError
from formats.exchange.drawn import names

FEW = settings(max_examples=12, deadline=None)
PAIRS = {"wide": (sheets.write_wide, sheets.read), "long": (sheets.write_long, sheets.read),
         "markdown": (markdown.write, markdown.read)}  # fmt: skip


def words(text: str) -> str:
    return " ".join(text.split())


@st.composite
def told(draw):
    """A map of six steps with texts of any kind in its cells, beside plain ones that keep a column one of texts."""
    made = Draft(title="Told")
    for stage in ("Find it", "Buy it"):
        id_ = made.stage(stage)
        for at in range(3):
            step = made.step(
                f"{stage}, part {at}", id_, emotion=draw(st.sampled_from([-2.0, -0.4, 0.0, 1.5]))
            )
            for lane in ("Pain points", "Thoughts"):
                for text in (draw(names), "plain words"):
                    made.card(step, made.lane(lane), text)
    return made.done()


@pytest.mark.parametrize("pair", PAIRS)
@FEW
@given(held=told())
def test_cells_come_back_from_a_table(pair, held):
    write, read = PAIRS[pair]
    went, back = outline(held), outline(read(write(held)[0]).map)
    assert [(s.name, s.emotion) for s in back.steps] == [(s.name, s.emotion) for s in went.steps]
    assert [stage.name for stage in back.stages] == [stage.name for stage in went.stages]
    for one, other in zip(went.steps, back.steps, strict=True):
        assert sorted(words(" ".join(c.text for c in other.cards)).split()) == sorted(
            words(" ".join(c.text for c in one.cards)).split()
        )


@FEW
@given(st.lists(st.tuples(names, names, names, names), min_size=1, max_size=4))
def test_actors_answers_channels_and_phases_come_back_from_cjml(rows):
    made = Draft(title="Told")
    for stage, who, answer, channel in rows:
        step = made.step("Step", made.stage(stage))
        made.card(step, made.lane("Actions"), "Step", actor=who)
        made.card(step, made.lane("Frontstage"), answer, actor="Desk")
        made.card(step, made.lane("Channel", "channels"), channel)
    back = outline(cjml.read(cjml.write(made.done())[0]).map)
    assert [words(stage.name) for stage in back.stages] == [words(row[0]) for row in rows]
    found = []
    for step in back.steps:
        (acts,), (answers,), (channels,) = (
            back.of_role(step, role) for role in ("actions", "frontstage", "channels")
        )
        found.append((words(acts.more["actor"]), answers.text, channels.text))
    assert found == [(words(row[1]), words(row[2]), words(row[3])) for row in rows]


def bomb() -> bytes:
    """A workbook whose sheet unpacks to 400 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        held.writestr("[Content_Types].xml", "<Types/>")
        held.writestr("xl/workbook.xml", "<workbook/>")
        with held.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(400):
                sheet.write(b" " * 1_000_000)
    return out.getvalue()


DEEP = '{"service": {"phases": ' + "[" * 100_000
MANY = json.dumps({"service": {"phases": [{"scenarios": [{"steps": [{"key": "a"}] * 60_000}]}]}})
HOSTILE = {
    "deep": (cjm.read_any, DEEP.encode()), "deep blueprint": (blueprint_json.read, DEEP), "no blueprint": (blueprint_json.read, "{}"),
    "broken blueprint": (blueprint_json.read, '{"service": '), "empty blueprint": (blueprint_json.read, '{"service": {"phases": []}}'),
    "odd blueprint": (blueprint_json.read, '{"locales": 3, "service": {"phases": [7, {"scenarios": {"a": 1}}]}}'),
    "many steps": (blueprint_json.read, MANY), "no step": (milestones.read, "## Milestone: a\n"), "many": (milestones.read, "### Step: a\n" * 20_001),
    "bomb": (cjm.read_any, bomb()), "bomb of answers": (voc.read, bomb()), "no column": (voc.read, b"a,b\n1,2\n"), "empty": (voc.read, b""),
    "twice": (voc.read, b"date,score,Score\n1,2,3\n"), "device": (voc.read, "/dev/zero"), "path": (cjm.read_any, "no\0path.csv"),
    "too many": (voc.read, b"date,score\n" + b"2026-05-02,9\n" * 200_001), "folder": (cjm.read_voc, "."),
    "packed": (milestones.read, b"PK\x03\x04"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_means_harm_is_refused_soon(name):
    read, source = HOSTILE[name]
    began = time.perf_counter()
    with pytest.raises(CjmError) as caught:
        read(source)
    assert len(str(caught.value)) > 20
    assert time.perf_counter() - began < 20


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (milestones.read, "### Step: a\n- x: " + "[" * 200_000),
        (milestones.read, "### Step: a\n" + "- x: y\n  - _provenance: z\n" * 3_000),
        (milestones.read, "---\n" + "a" * 500_000 + "\n### Step: a\n- b: " + "→ " * 100_000),
        (milestones.read, "\n### Step: " + "-" * 300_000 + "a"),
        (blueprint_json.read, json.dumps({"service": {"phases": [{"name": "<script>" * 40_000, "scenarios": [{"steps": [{"key": "a"}]}]}]}})),
    ],
)  # fmt: skip
def test_what_is_only_large_is_read_soon(read, text):
    began = time.perf_counter()
    assert len(read(text).map.tables["steps"]) == 1
    assert time.perf_counter() - began < 20


@FEW
@given(
    st.sampled_from(["### Step: a\n", '{"service": {"phases": [', "date,score\n", "", "---\n"]),
    st.text(max_size=200),
)
def test_any_text_is_read_or_refused(start, text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for read in (cjm.read_any, cjm.read_voc, cjm.read_journey_markdown):
            try:
                read((start + text).encode("utf-8", errors="replace"))
            except CjmError:
                continue
