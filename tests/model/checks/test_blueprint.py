"""Checks of the blueprint, closer: what ties an action to a customer, what recovers a failure, what is a way, a return, a relay."""

from __future__ import annotations

from typing import Any

import pytest

from cjm_widgets.model.checks import check
from model.checks.sound import TODAY, changed

Change = dict[str, Any]


def found(code: str, *changes: Change) -> list[str]:
    """The findings of one rule, where several changes of the sound map come together."""
    whole: Change = {}
    for change in changes:
        for table, rows in change.items():
            held = whole.setdefault(table, {})
            for id_, row in rows.items():
                held[id_] = row if row is None else {**(held.get(id_) or {}), **row}
    return [one.what for one in check(changed(whole), TODAY) if one.code == code and not one.silenced]


def card(id_: str, **row: Any) -> Change:
    return {"cards": {id_: row}}


def new(step: str, lane: str, **row: Any) -> Change:
    return card("new", step=step, lane=lane, text="New one", **row)


def link(source: str, target: str, kind: str = "sequence", **row: Any) -> Change:
    return {"links": {f"{source} / {target}": {"source": source, "target": target, "kind": kind, **row}}}


def move(source: str, target: str, **row: Any) -> Change:
    return {"transitions": {f"{source} / {target}": {"source": source, "target": target, **row}}}


EMPTY_STEP = {"steps": {"bakes": {"stage": "eat", "name": "Bakes"}}}


def test_an_action_is_tied_by_a_card_a_feeling_or_a_chain_of_links():
    code = "action-without-customer-step"
    behind = new("bakes", "behind")
    assert len(found(code, EMPTY_STEP, behind)) == 1
    assert found(code, EMPTY_STEP, behind, {"steps": {"bakes": {"emotion": 1.0}}}) == []
    assert (
        found(
            code, EMPTY_STEP, behind, link("bake", "new", "needs"), link("till", "bake"), link("talk", "till")
        )
        == []
    )
    assert len(found(code, EMPTY_STEP, behind, link("new", "bake"))) == 1  # leads to no customer
    policy = {"lanes": {"rules": {"name": "Rules", "role": "policy", "kind": "cards"}}}
    assert (
        len(
            found(
                code, EMPTY_STEP, behind, policy, card("rule", step="bakes", lane="rules", text="No refund")
            )
        )
        == 1
    )


def test_a_frontstage_action_wants_something_behind_it_and_not_just_any_link():
    code = "frontstage-without-backstage"
    assert len(found(code, new("eats", "front"), link("pay", "new", "message"))) == 1
    assert found(code, new("eats", "front"), link("new", "book", "needs")) == []
    assert found(code, new("eats", "front"), link("bake", "new", "trigger")) == []


def test_support_is_asked_for_only_where_the_map_names_some():
    code = "backstage-without-support"
    assert len(found(code, new("eats", "back"))) == 1
    assert len(found(code, new("eats", "back"), link("new", "till"))) == 1
    assert found(code, new("eats", "back"), link("new", "book", "needs")) == []
    assert found(code, new("eats", "back"), card("book", lane="back")) == []


@pytest.mark.parametrize("kind", ["sequence", "trigger", "needs", "message", None])
def test_only_a_link_of_recovery_puts_right(kind):
    code = "fail-point-without-recovery"
    fails = card("bake", fail_point=True)
    assert len(found(code, fails, link("bake", "till", kind))) == 1
    assert found(code, fails, link("bake", "till", "recovery")) == []
    assert len(found(code, fails, link("till", "bake", "recovery"))) == 1
    assert found(code, fails, link("till", "bake", "recovery", both=True)) == []


def test_a_recovery_in_words_does_and_a_blank_one_does_not():
    code = "fail-point-without-recovery"
    assert found(code, card("bake", fail_point=True, recovery="asks the customer")) == []
    assert len(found(code, card("bake", fail_point=True, recovery=" "))) == 1


def test_a_wait_is_told_by_the_card_or_its_step_and_not_by_a_duration():
    code = "wait-point-without-duration"
    waits = card("window", wait_point=True)
    assert found(code, waits, card("window", wait=300.0)) == []
    assert found(code, waits, {"steps": {"looks": {"wait": 300.0}}}) == []
    assert len(found(code, waits, {"steps": {"looks": {"duration": 300.0}}})) == 1


def test_a_wait_below_zero_is_found_on_cards_too():
    assert found("negative-time", card("window", wait=-5.0)) == ["The wait of card “Window” is -5 seconds."]


def test_a_link_to_a_dropped_card_or_to_nothing():
    code = "dangling-link"
    assert found(code, card("walk"), link("walk", "dropped")) == [
        "The link “walk / dropped” names “dropped”, which is not in cards."
    ]
    assert found(code, {"links": {"half": {"source": "walk"}}}) == ["The link “half” has no target."]
    assert found(code, {"transitions": {"half": {"target": "pays"}}}) == ["The move “half” has no source."]


def test_ways_out_of_a_decision():
    code = "decision-without-ways"
    decides = card("talk", decision=True)
    assert found(code, decides) == ["The decision “Asks for a cake” has no way out."]
    assert (
        len(
            found(
                code,
                decides,
                link("talk", "pay"),
                link("talk", "book", "needs"),
                link("talk", "till", "recovery"),
            )
        )
        == 1
    )
    assert found(code, decides, link("talk", "pay"), link("talk", "table", "trigger")) == []
    assert found(code, decides, link("talk", "pay"), link("walk", "talk", both=True)) == []


def test_one_way_alone_needs_no_condition():
    code = "way-without-condition"
    assert found(code, card("talk", decision=True), link("talk", "pay")) == []
    assert found(code, link("talk", "pay"), link("talk", "table")) == []
    told = found(code, card("talk", decision=True), link("talk", "pay"), link("talk", "table"))
    assert told == [
        "The way from the decision “Asks for a cake” to “Pays at the counter” has no condition; 2 of its 2 ways have none."
    ]


def test_a_return_is_no_sequence_backwards():
    code = "sequence-backwards"
    assert len(found(code, link("pay", "talk"))) == 1
    assert found(code, link("pay", "talk", text="again")) == []
    assert found(code, link("pay", "talk", "trigger")) == []
    assert found(code, link("pay", "talk"), move("pays", "asks")) == []
    assert found(code, link("talk", "pay")) == []
    assert found(code, link("talk", "till")) == []


def test_a_team_that_does_anything_itself_is_no_relay():
    code = "team-only-hands-over"
    relay = card("relay", step="asks", lane="back", text="Passes it on", team="Dispatch")
    passing = (relay, link("till", "relay"), link("relay", "bake"))
    assert len(found(code, *passing)) == 1
    assert found(code, *passing, card("own", step="eats", lane="back", text="Sweeps", team="dispatch")) == []
    assert found(code, *passing, card("relay", lane="front")) == []
    assert found(code, relay, link("till", "relay"), link("relay", "bake", "needs")) == []
    assert found(code, relay, link("till", "relay")) == []


def test_a_way_may_loop_and_leave_and_part():
    code = "broken-way"
    happy = {"variants": ["happy"]}
    loop = (move("asks", "pays", **happy), move("pays", "asks", **happy), move("pays", "leaves", **happy))
    assert found(code, *loop) == []
    assert (
        found(
            code,
            move("looks", "asks", **happy),
            move("looks", "pays", **happy),
            move("asks", "eats", **happy),
        )
        == []
    )
    assert len(found(code, *loop, move("eats", "gone", **happy))) == 1
    assert found(code, *loop, move("eats", "gone", variants=["unhappy"])) == []
    assert len(found(code, move("looks", "pays", **happy), move("asks", "pays", **happy))) == 1
    assert found(code, move("pays", "pays", **happy)) == []


def test_a_deviation_leaves_the_happy_way_and_need_not_repeat_it():
    code = "broken-way"
    happy = [
        move(a, b, variants=["happy"]) for a, b in (("looks", "asks"), ("asks", "pays"), ("pays", "eats"))
    ]
    exits = [move(a, "leaves", variants=["unhappy"]) for a in ("looks", "asks", "pays")]
    assert found(code, *happy, *exits, move("pays", "asks", variants=["exception"])) == []
    beside = [
        {"steps": {"calls": {"stage": "eat", "name": "Calls"}}},
        move("calls", "leaves", variants=["unhappy"]),
    ]
    assert found(code, *happy, *exits, *beside) == [
        "The way “unhappy” breaks off: it does not lead to “Calls”."
    ]
    unnamed = [move(a, b) for a, b in (("looks", "asks"), ("asks", "pays"))]
    assert found(code, *unnamed, *exits) == []


def test_planned_shares_are_asked_for_only_where_there_are_some():
    code = "planned-shares-off"
    assert found(code) == []
    assert found(code, move("asks", "pays", planned=1.0)) == []
    assert found(code, move("asks", "pays", planned=0.98)) == [
        "The planned shares of the moves away from step “Asks” add to 98%."
    ]
    thirds = [move("asks", to, planned=0.33) for to in ("pays", "eats", "leaves")]
    assert found(code, *thirds) == []


def test_a_hidden_lane_crosses_no_line():
    lane = {
        "lanes": {"counter": {"name": "Counter", "side": "frontstage", "role": "frontstage", "kind": "cards"}}
    }
    assert len(found("lane-across-line", lane)) == 1
    assert found("lane-across-line", lane, {"lanes": {"counter": {"visible": False}}}) == []
