"""Swimlanes as a table: every card of a drawn lane once, where its team or actor is."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest
from hypothesis import given, strategies as st

import cjm_widgets as cjm

STEPS, LANES = ("book", "see"), ("actions", "thoughts", "frontstage", "backstage", "support")
TEAMS = st.sampled_from([None, "Desk", "IT", " IT ", "", "No team"])


def clinic(cards: list[tuple[str, str, str | None]]) -> cjm.JourneyMap:
    """A made-up clinic: cards as step, lane and team; the text is the card's number."""
    m = cjm.JourneyMap()
    for step in STEPS:
        m.steps.loc[step, "name"] = step
    for lane in LANES:
        m.lanes.loc[lane, ["name", "kind", "role"]] = [lane.title(), "cards", lane]
    for number, (step, lane, team) in enumerate(cards):
        m.cards.loc[f"c{number}", ["step", "lane", "text", "team"]] = [step, lane, str(number), team]
    return m


def test_teams_stand_from_the_front_to_the_back_and_nobody_last():
    m = clinic(
        [
            ("book", "support", "IT"),
            ("book", "actions", None),
            ("book", "backstage", "Desk"),
            ("see", "frontstage", None),
            ("book", "frontstage", "Desk"),
            ("see", "thoughts", "Desk"),
        ]
    )
    table = m.swimlanes()
    assert table.columns.tolist() == ["Actions", "Desk", "IT", "No team"]
    assert table.loc["book"].tolist()[:3] == ["1", "4\n2", "0"]
    assert table.loc["see"].isna().tolist() == [True, True, True, False]
    assert table.index.name == m.steps.index.name


def test_by_actor_and_by_anything_else():
    m = clinic([("book", "frontstage", None)])
    m.cards["actor"] = "Receptionist"
    assert m.swimlanes("actor")["Receptionist"].fillna("").tolist() == ["0", ""]
    with pytest.raises(cjm.CjmError, match="'team' or by 'actor', not by 'colour'"):
        m.swimlanes("colour")


def test_a_map_without_cards_has_no_swimlanes():
    assert clinic([]).swimlanes().shape == (2, 0)


@given(st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from(LANES), TEAMS), max_size=12))
def test_each_card_of_a_drawn_lane_is_there_once(cards):
    table = clinic(cards).swimlanes()
    lines = Counter(
        (step, column, line)
        for column in table.columns
        for step, text in table[column].items()
        if pd.notna(text)
        for line in text.split("\n")
    )
    wanted = Counter()
    for number, (step, lane, team) in enumerate(cards):
        name = (team or "").strip()
        if lane != "thoughts":
            wanted[step, name or ("Actions" if lane == "actions" else "No team"), str(number)] += 1
    assert lines == wanted
