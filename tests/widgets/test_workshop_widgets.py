"""Vote, timer and presenter without a browser: secrecy, limits, what becomes of a count, time that goes on."""

from __future__ import annotations

import json

import pytest

import cjm_widgets as cjm
from cjm_widgets.model.errors import CjmError, DataError
from cjm_widgets.widgets import timer as clock


@pytest.fixture
def vote():
    return cjm.Vote(cjm.JourneyMap.from_sample("meal_kit"), dots=3)


def ask(vote, verb, **args):
    return vote._verbs(vote._bound)[verb](args)


def test_each_voter_has_so_many_dots(vote):
    first, second = vote.counts.index[:2]
    ask(vote, "vote_give", browser="b1", card=first, by=1)
    ask(vote, "vote_give", browser="b1", voter=" Ann ", card=first, by=1)
    assert ask(vote, "vote_give", browser="b2", voter="ann", card=second, by=1) == {first: 1, second: 1}
    ask(vote, "vote_give", browser="b2", voter="ann", card=second, by=1)
    with pytest.raises(DataError, match="All 3 dots are given"):
        vote.give("ANN", first)
    assert ask(vote, "vote_give", voter="ann", card=second, by=-1) == {first: 1, second: 1}
    with pytest.raises(DataError, match="no dot of yours"):
        vote.give("bob", first, -1)
    assert vote.counts.loc[[first, second]].tolist() == [2, 1]


def test_counts_are_secret_until_they_are_shown(vote):
    first = vote.counts.index[0]
    vote.give("ann", first, 2)
    told = vote._told()
    assert (told["voters"], told["given"]) == (1, 2)
    assert {one["votes"] for one in told["choices"]} == {None}
    with pytest.raises(DataError, match="once they are shown"):
        ask(vote, "vote_keep")
    ask(vote, "vote_show", on=True)
    assert {one["id"]: one["votes"] for one in vote._told()["choices"]}[first] == 2
    assert ": 2" in vote.still()["text/plain"]


def test_kept_counts_are_a_column_and_can_be_taken_back():
    m = cjm.JourneyMap.from_sample("meal_kit")
    vote = cjm.Vote(m, lanes=["Pain points"])
    first = vote.counts.index[0]
    vote.give("ann", first, 2)
    vote.keep()
    assert m.cards["votes"].sum() == 2
    assert m.cards.loc[first, "votes"] == 2
    assert m.cards["votes"].isna().sum() == len(m.cards) - len(vote.counts)
    m.undo()
    assert "votes" not in m.cards or m.cards["votes"].isna().all()


@pytest.mark.parametrize("given", [{"dots": 0}, {"dots": True}, {"lanes": ["No lane"]}])
def test_a_vote_that_cannot_be_is_said(given):
    with pytest.raises(DataError):
        cjm.Vote(cjm.JourneyMap.from_template("classic"), **given)
    with pytest.raises(TypeError):
        cjm.Vote(3)


def test_odd_messages_are_refused_and_change_nothing(vote):
    for args in ({}, {"card": 3}, {"card": "x", "by": 1e9}, {"voter": {"a": 1}, "card": None}):
        with pytest.raises(CjmError):
            ask(vote, "vote_give", **args)
    assert vote.counts.sum() == 0


def test_a_timer_goes_on_and_names_what_is_on(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(clock.time, "time", lambda: now[0])
    timer = cjm.Timer(agenda=[("Personas", 10), ("Stages", 20)])
    timer.start()
    now[0] += 11 * 60
    assert (timer.left, timer.now) == (19 * 60, "Stages")
    timer.add()
    timer.pause()
    now[0] += 999
    assert timer.left == 20 * 60
    assert [item["minutes"] for item in timer.items] == [10, 21]
    timer.start()
    now[0] += 30 * 60
    assert timer.left == -10 * 60
    assert timer.now == "Stages"


@pytest.mark.parametrize(
    ("minutes", "agenda"),
    [(None, []), (0, []), (-1, []), (5000, []), (None, ["a"]), (3, [("a", "b")]), (3, [("a", -1)]), (3, [4]), (float("nan"), [])],
)  # fmt: skip
def test_a_timer_that_cannot_be_is_said(minutes, agenda):
    with pytest.raises(DataError, match="timer"):
        cjm.Timer(minutes, agenda=agenda)


def test_a_presenter_begins_with_the_map_and_edits_nothing():
    shown = cjm.Presenter(cjm.JourneyMap.from_template("classic"), by="stage")
    assert shown.readonly
    assert json.loads(shown.get_state()["_start"])["doc"]["tables"]["steps"]["rows"]
    assert "Awareness" in shown.still()["text/html"]
