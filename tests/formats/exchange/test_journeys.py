"""Journeys of milestones and steps, and blueprints in JSON."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from hypothesis import given, settings

from cjm_widgets.formats.exchange.milestones import read, write
from cjm_widgets.formats.exchange.texts import blueprint_json, journey_yaml
from cjm_widgets.model.errors import DataError
from formats.exchange.drawn import TRAPS, drafts, said

# In the shape of the format's own example, in our words.
JOURNEY = """---
journey: First visit
created: 2026-05-16
personas:
  - name: Sarah
    role: Design manager
    type: primary
  - name: Desk-Bot
    role: Answers at night
    type: system
active-categories: [emotional, failure]
custom-fields:
  - team_urgency: "How soon it must be mended"
---

## Milestone: find-us

- title: Find us
- description: Sarah looks for a way in

### Step: finds-link

- persona: [Sarah]
- description: Finds the link

- emotion: Wary → hopeful
  - _provenance: source: interview-05
- emotionValence: -0.5
- systems: [CRM, Chat]
- backstage:
  - system: Desk-Bot
  - action: Posts the link
    - _provenance: user-modified, 2026-05-16
- painPoint:
  - "Says \\"soon\\" twice"
- opportunity:
  - description: Say it once
    effort: low
- momentOfTruth: Here she stays or goes
- team_urgency: P1
- next: → asks-friend, → nowhere

---

### Step: asks-friend

- persona: [Sarah]
- description: Asks a friend
odd line
"""


def test_a_journey_of_milestones_comes_in_with_its_provenance():
    found = read.read(JOURNEY)
    tables = found.map.tables
    cards = tables["cards"].set_index("text")
    assert tables["steps"]["name"].tolist() == ["Finds link", "Asks friend"]
    assert tables["steps"]["emotion"].iloc[0] == -0.5
    assert tables["steps"]["moment_reason"].iloc[0] == "Here she stays or goes"
    assert tables["personas"]["name"].tolist() == ["Sarah"]
    authors = ["Finds the link", "Wary → hopeful", "action: Posts the link", "CRM"]
    assert cards.loc[authors, "author"].tolist() == ["model", "source", "person", "model"]
    assert {'Says "soon" twice', "description: Say it once\neffort: low", "system: Desk-Bot"} <= set(
        cards.index
    )
    assert tables["evidence"]["source"].tolist() == ["interview-05"]
    assert list(tables["transitions"].index) == [("finds-link", "asks-friend")]
    assert [str(one) for one in found.losses] == [
        "line 49: not read: 'odd line'",
        "line 41: → nowhere leads to no step of the file",
    ]
    assert "How soon it must be mended" in tables["lanes"]["name"].tolist()
    again = read.read(write.write(found.map)[0])
    assert said(again.map, "emotion", "cards") == said(found.map, "emotion", "cards")
    pd.testing.assert_frame_equal(again.map.tables["evidence"], tables["evidence"])
    assert again.map.meta == found.map.meta


@settings(max_examples=25, deadline=None)
@given(drafts(lanes=("Actions", "Pain points", "Desk notes", "Next")))
def test_any_map_comes_back_from_milestones(held):
    text = write.write(held)[0]
    again = read.read(text + "\n### Step: last\n")
    title, stages = said(again.map, "emotion", "cards")
    stages[-1][1].pop()
    assert [title, stages] == said(held, "emotion", "cards")


def test_every_trap_comes_back_from_milestones():
    from formats.exchange.test_texts import full

    held = full().done()
    again = read.read(write.write(held)[0])
    assert said(again.map, "emotion", "cards") == said(held, "emotion", "cards")
    assert len(again.map.tables["steps"]) == len(TRAPS)


def test_the_colours_of_a_yaml_come_back():
    text = "title: T\nstages:\n- name: A\n  color: '#aabbcc'\n  actions:\n  - name: Pays\n    color: red\n"
    made, _ = journey_yaml.write(journey_yaml.read(text).map)
    assert (made.count("#aabbcc"), made.count("color: red")) == (1, 1)


def words(text: str) -> dict[str, str]:
    return {"en": text, "de": f"{text} (de)"}


def blueprint(**more):
    cells = [
        {"lane": "citizen", "step": "report", "content": words("Reports it"), "owner": "city", "perceived_owner": "crew",
         "provenance": {"source": "guide.md", "section": "Intake"}, "needs_review": True, "picture": "a.png"},
        {"lane": "tools", "step": "report", "content": words("Portal\nApp")},
        {"lane": "tools", "step": "mend", "content": {"en": ""}},
        {"lane": "gone", "step": "mend", "content": words("x")},
    ]  # fmt: skip
    lanes = [
        {
            "key": "tools",
            "display_name": words("City tools"),
            "role": "frontstage_tech",
            "row": 1,
            "kpis": ["speed"],
        },
        {"key": "citizen", "display_name": words("Citizen"), "role": "customer_actions", "row": 0},
    ]
    link = {
        "source": {"lane": "citizen", "step": "report"},
        "target": {"lane": "tools", "step": "report"},
        "kind": "enables",
    }
    paths = [
        {"key": "done", "name": words("As done"), "kind": "variant", "path_steps": ["report", "close"], "lanes": lanes,
         "cells": [{"lane": "citizen", "step": "report", "content": words("Calls")}]},
        {"key": "ideal", "name": words("Ideal"), "kind": "happy", "path_steps": ["report", "mend", "close"], "lanes": lanes,
         "cells": cells, "dependencies": [link]},
    ]  # fmt: skip
    steps = [{"key": k, "name": words(k.title())} for k in ("report", "mend", "close")]
    scenario = {"key": "s", "name": words("Repair"), "order": 0, "steps": steps, "paths": paths}
    phase = {"key": "p", "name": words("Operate"), "order": 0, "scenarios": [scenario]}
    return json.dumps(
        {"locales": ["en", "de"], "service": {"key": "x", "name": words("Lights"), "phases": [phase]}, **more}
    )


def test_a_blueprint_in_json_comes_in_with_its_paths():
    found = blueprint_json.read(blueprint())
    tables = found.map.tables
    assert tables["lanes"][["name", "role"]].values.tolist() == [
        ["Citizen", "actions"],
        ["City tools", "frontstage"],
    ]
    assert tables["cards"]["text"].tolist() == ["Reports it", "Portal", "App"]
    assert tables["cards"].iloc[0][["team", "perceived_team"]].tolist() == ["city", "crew"]
    assert tables["evidence"]["kind"].tolist() == ["other", "assumption"]
    moves = {pair: list(ways) for pair, ways in tables["transitions"]["variants"].items()}
    assert moves == {
        ("report", "close"): ["As done"], ("report", "mend"): ["Ideal"], ("mend", "close"): ["Ideal"],
    }  # fmt: skip
    assert tables["links"]["text"].tolist() == ["enables"]
    lost = "\n".join(map(str, found.losses))
    for part in (
        "1 cells of the path 'done'",
        "'gone'",
        "'picture' of cells, 1",
        "'kpis' of lanes, 1",
        "'de'",
        "without text",
    ):
        assert part in lost


def test_a_blueprint_in_json_has_paths_and_languages_to_choose():
    found = blueprint_json.read(blueprint(), path="done", language="de").map
    assert found.tables["cards"]["text"].tolist() == ["Calls (de)"]
    with pytest.raises(DataError, match="no path 'dream'"):
        blueprint_json.read(blueprint(), path="dream")
    with pytest.raises(DataError, match="no texts in 'fr': en, de"):
        blueprint_json.read(blueprint(), language="fr")


def test_names_of_before_are_read_too():
    text = (
        blueprint()
        .replace('"service"', '"lifecycle"')
        .replace('"lanes"', '"layers"')
        .replace('"lane"', '"layer"')
    )
    assert len(blueprint_json.read(text).map.tables["cards"]) == 3
