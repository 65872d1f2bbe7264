"""Mermaid journeys: what the real library reads of ours, what we read of everybody's, and what is said of the rest."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

import cjm_widgets as cjm
import house
import node
from cjm_widgets.formats.exchange.draft import Draft
from cjm_widgets.formats.exchange.losses import LossWarning
from cjm_widgets.formats.exchange.mermaid.lines import line, plain, safe, spoilt
from cjm_widgets.formats.exchange.mermaid.read import read
from cjm_widgets.formats.exchange.mermaid.write import write
from cjm_widgets.formats.exchange.outline import outline
from cjm_widgets.model.errors import BrokenFile, DataError, FileChanged, FileError
from formats.exchange.drawn import TRAPS, drafts, names, said


def real(texts: list[str]) -> list[dict[str, Any]]:
    """What the mermaid library makes of some texts."""
    program, _, environment = node.programs(map(Path, sys.path))
    script = Path(__file__).with_name("mermaid.mjs")
    done = subprocess.run(
        [program, str(script)],
        input=json.dumps(texts),
        cwd=house.ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def shown(text: str) -> str:
    """A text of the library as it draws it: its marks for entities undone."""
    return plain(text.replace("ﬂ°°", "#").replace("ﬂ°", "#").replace("¶ß", ";"))


def test_mermaid_reads_what_we_write_of_every_trap_in_every_place():
    made = []
    for trap in TRAPS:
        draft = Draft(title=trap)
        for name in (trap, "Plain"):
            step = draft.step(trap, draft.stage(name), emotion=1.0)
            draft.card(step, draft.lane("Actors", "other"), trap, actor=trap)
            draft.step("Next", "plain", emotion=-2.0)
        made.append(draft.done())
    for trap, held, found in zip(TRAPS, made, real([write(one)[0] for one in made]), strict=True):
        assert "error" not in found, (trap, found)
        clean = trap.strip()
        assert shown(found["title"]) == clean
        first = found["tasks"][0]
        assert (shown(first["section"]).strip(), shown(first["task"]).strip()) == (clean, clean)
        assert (first["score"], [shown(p).strip() for p in first["people"]]) == (
            "4",
            [clean] if clean else [],
        )
        assert len(found["tasks"]) == len(list(outline(held).steps)) == 4


@settings(max_examples=3, deadline=None)
@given(st.lists(drafts(lanes=(), actors=True), min_size=1, max_size=8))
def test_mermaid_reads_what_we_write_of_any_map(maps):
    for held, found in zip(maps, real([write(one)[0] for one in maps]), strict=True):
        wanted = [(stage.name, step.name) for stage in outline(held).stages for step in stage.steps]
        assert "error" not in found, found
        assert [(shown(t["section"]), shown(t["task"])) for t in found["tasks"]] == wanted


@pytest.mark.parametrize("name", ["meal_kit", "coffee_shop", "clinic_visit", "loan", "meal_kit_blueprint"])
def test_mermaid_reads_every_sample(name):
    m = cjm.JourneyMap.from_sample(name)
    with pytest.warns(LossWarning):
        text = m.to_mermaid()
    (found,) = real([text])
    assert [shown(t["task"]) for t in found["tasks"]] == m.steps["name"].tolist()
    felt = [float(t["score"]) - 3 for t in found["tasks"]]
    assert felt == pytest.approx(m.steps["emotion"].fillna(0).tolist())


@settings(max_examples=25, deadline=None)
@given(drafts(lanes=(), actors=True))
def test_a_map_comes_back(held):
    again = read(write(held)[0])
    assert said(again.map, "emotion", "actors") == said(held, "emotion", "actors")
    assert write(again.map)[0] == write(held)[0]


@given(names)
def test_any_text_is_safe_and_comes_back(text):
    assert plain(safe(text)) == text
    assert line(safe(text) + ": 3").text == text
    assert line("section " + safe(text)).text == text


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_with_a_reason(text):
    try:
        once = read("journey\n" + text)
    except BrokenFile:
        return
    written = write(once.map)[0]
    again = read(written)
    assert write(again.map)[0] == written
    if not spoilt(text):
        assert said(again.map, "emotion", "actors") == said(once.map, "emotion", "actors")


WILD = [
    # After files of others, in our own words: scores beyond 5, numbers in sections, Chinese, a table in Markdown, trailing notes.
    ("journey\n    title 一天\n    section 上午\n        启动: 5: 用户\n        成长: 10: 系统", 2, 1),
    (
        "journey\n  title Set up\n  section Step 1: Context\n    Enter name: 5: Founder\n    Autofill: 4: Founder, AI",
        2,
        0,
    ),
    (
        "journey\n section Go\n  Tea: 5: Me\n  Stairs: 3\n  Work: 1: Me, Cat\n section Home\n  Sit: 5: Me",
        4,
        0,
    ),
    ("journey\n title T\n Wait 2-3 days: 2 : Shop ,\n Nobody: 3:\n\n\n %% note\n Odd: n/a: Me", 3, 1),
    (
        "%%{init: {'theme': 'base',\n 'x': 1}}%%\njourney\n accDescr {\n two\n lines: 3\n }\n Pay: 4.5: A",
        1,
        0,
    ),
    ("---\ntitle: Front\nconfig:\n  journey:\n    taskMargin: 5\n---\njourney\n Pay: 4: A", 1, 0),
]


@pytest.mark.parametrize(("text", "steps", "without"), WILD)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_files_as_people_write_them_come_in(text, steps, without, ends):
    found = read(("\ufeff" + text.replace("\n", ends)).encode())
    frame = found.map.tables["steps"]
    assert (len(frame), int(frame["emotion"].isna().sum())) == (steps, without)
    (again,) = real([write(found.map)[0]])
    assert len(again["tasks"]) == steps


def test_lines_that_cannot_be_read_are_kept_and_said():
    text = "journey\n  Buy\n  Call at 10:30: 4: Me\n  X: abc\n  Ring #5: 3\n  A: 3: Me: more\n  Y: 9\n"
    found = read(text)
    assert [loss.line for loss in found.losses] == [2, 3, 3, 4, 5, 6, 7, None]
    assert "10" in str(found.losses[1]) or "ignored" in str(found.losses[1])
    written = write(found.map)[0]
    for raw in ("Buy", "X: abc", "Ring #5: 3", "A: 3: Me: more", "Y: 9"):
        assert raw in written
    assert "error" not in real([written])[0]
    assert "scale='1..10'" in str(found.losses[-1])


def test_the_scale_can_be_said():
    held = read("journey\n A: 10\n B: 1", scale="1..10").map
    assert held.tables["steps"]["emotion"].tolist() == [2.0, -2.0]
    with pytest.raises(DataError, match=r"There is no scale '1-10'"):
        read("journey\n A: 1", scale="1-10")


def test_repeated_sections_are_one_band_only_side_by_side():
    held = read("journey\n section S\n section S\n a: 3\n section T\n b: 3\n section S\n c: 3").map
    assert held.tables["stages"]["name"].tolist() == ["S", "T", "S"]


def test_a_markdown_file_with_several_says_which():
    text = "# Doc\n```mermaid\njourney\n A: 3\n```\n```mermaid\nflowchart LR\n```\n> ```mermaid\njourney\n B: 3\n```\n"
    with pytest.raises(DataError, match=r"2 journeys.*0 \(line 3\), 1 \(line 10\)"):
        read(text)
    assert read(text, which=1).map.tables["steps"]["name"].tolist() == ["B"]
    with pytest.raises(DataError, match="which=5"):
        read(text, which=5)


@pytest.mark.parametrize(
    ("text", "said"),
    [("flowchart LR\n a-->b", "line 1.*'flowchart'"), ("\n\n", "no journey"), ("%% only\n", "no journey")],
)
def test_what_is_no_journey_is_refused_with_the_line(text, said):
    with pytest.raises(BrokenFile, match=said):
        read(text)


def test_a_file_is_never_written_over_silently(tmp_path):
    m = cjm.JourneyMap.from_template("classic")
    place = tmp_path / "a.mmd"
    place.write_text("mine")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", LossWarning)
        with pytest.raises(FileChanged):
            m.to_mermaid(place)
        assert place.read_text() == "mine"
        text = m.to_mermaid(place, overwrite=True)
        assert place.read_text(encoding="utf-8") == text == m.to_mermaid(place)


def test_the_warnings_point_at_the_call_and_list_everything(tmp_path):
    m = cjm.JourneyMap.from_sample("meal_kit")
    with pytest.warns(LossWarning, match="not in the file") as caught:
        m.to_mermaid()
    assert caught[0].filename == __file__
    assert any("evidence" in str(loss) for loss in caught[0].message.losses)  # type: ignore[union-attr]
    with pytest.warns(LossWarning) as caught:
        cjm.read_mermaid("journey\n A: x")
    assert caught[0].filename == __file__


def test_hostile_sizes_end_soon_and_say_so(tmp_path):
    with pytest.raises(BrokenFile, match="more than 20,000 tasks"):
        read("journey\n" + "a: 3\n" * 20_001)
    wide = read("journey\n " + "x" * 500_000 + ": 3: " + "y," * 100_000)
    assert len(wide.map.tables["steps"]) == 1
    assert read("journey\n" + "#" * 200_000 + "\n" + "&" * 200_000 + ": 3").map.tables["steps"].shape[0] == 1
    assert read("journey\n%%{" + "\n%%{" * 3000 + "\n a: 3").map.tables["steps"].shape[0] == 1
    for bad in ("no/such\0file", "x" * 5000, "/dev/zero", str(tmp_path), "../missing.mmd"):
        with pytest.raises(FileError):
            read(bad)
    with pytest.raises(BrokenFile, match="packed"):
        read(b"PK\x03\x04abc")
