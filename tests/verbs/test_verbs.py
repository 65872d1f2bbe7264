"""The verbs of a map do what the rooms below do, on the map's own tables, and everything they change can be undone."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets import samples
from cjm_widgets.model.errors import CjmError, DataError
from cjm_widgets.verbs import page

DAY = dt.date(2026, 3, 1)


@pytest.fixture
def kit() -> cjm.JourneyMap:
    return cjm.JourneyMap._of(samples.meal_kit())


def test_a_silenced_finding_stays_with_its_reason_and_can_be_undone(kit):
    found = kit.check(DAY).open.iloc[0]
    kit.silence(found["code"], found["row"], reason="known, and planned for May")
    now = kit.check(DAY)
    same = now[(now["code"] == found["code"]) & (now["row"] == found["row"])]
    assert same["silenced"].all()
    assert same["reason"].tolist() == ["known, and planned for May"]
    kit.undo()
    assert not kit.check(DAY)["silenced"].any()


def test_silencing_needs_a_rule_and_a_reason(kit):
    with pytest.raises(CjmError, match="no-such-rule"):
        kit.silence("no-such-rule", reason="x")
    with pytest.raises(DataError, match="reason"):
        kit.silence("no-persona", reason=" ")


def test_mending_puts_right_and_can_be_undone(kit):
    kit.steps.loc["pays", ["duration_low", "duration_high"]] = [pd.Timedelta("9min"), pd.Timedelta("1min")]
    found = kit.check(DAY)
    one = found[found["code"] == "durations-out-of-order"].iloc[0]
    kit.mend(one)
    assert "durations-out-of-order" not in kit.check(DAY)["code"].tolist()
    kit.undo()
    assert "durations-out-of-order" in kit.check(DAY)["code"].tolist()


def test_evidence_makes_a_card_researched(kit):
    card = kit.cards.index[0]
    assert kit.reliability().loc[card, "state"] == "assumed"
    kit.evidence.loc["e1", ["card", "kind", "source", "n"]] = [card, "interview", "May", 6]
    assert kit.reliability().loc[card, "state"] == "researched"
    assert kit.support(card).index.tolist() == ["e1"]
    lane, step = kit.cards.loc[card, ["lane", "step"]]
    assert kit.coverage().loc[lane, step] == 1.0


def test_emotions_are_told_on_the_declared_scale(kit):
    lowest = kit.emotions().loc["emotion", "lowest"]
    kit.meta["emotion_scale"] = "1..5"
    assert kit.emotions().loc["emotion", "lowest"] == pytest.approx(lowest + 3)


def test_priorities_name_what_is_missing_and_rank_what_is_there(kit):
    ideas = kit.priorities().index
    kit.cards["reach"] = pd.NA
    assert kit.priorities()["why"].str.contains("reach").all()
    for n, card in enumerate(ideas, 1):
        kit.cards.loc[card, ["reach", "impact", "confidence", "work"]] = [100.0 * n, 1.0, 0.8, 2.0]
    ranked = kit.priorities("rice")
    assert ranked.index[0] == ideas[-1]
    assert ranked["score"].iloc[0] == pytest.approx(100 * len(ideas) * 0.8 / 2)
    assert kit.priorities(formula="reach * 2")["score"].max() == pytest.approx(200 * len(ideas))
    assert set(kit.stability(draws=200).index) == set(ideas)


def test_a_difference_names_what_changed(kit):
    other = cjm.JourneyMap._of(samples.meal_kit())
    other.steps.loc["pays", "emotion"] = 1.0
    found = kit.diff(other)
    assert found[["table", "id", "column", "kind"]].values.tolist() == [
        ["steps", "pays", "emotion", "re-scored"]
    ]


def test_a_merge_keeps_both_sides_and_lists_what_both_changed(kit):
    base, theirs = (cjm.JourneyMap._of(samples.meal_kit()) for _ in range(2))
    steps = kit.steps
    kit.steps.loc["pays", "name"] = "Pays now"
    theirs.steps.loc["pays", ["name", "emotion"]] = ["Pays later", 2.0]
    done = kit.merge(base, theirs)
    assert kit.steps is steps
    assert kit.steps.loc["pays", ["name", "emotion"]].tolist() == ["Pays now", 2.0]
    assert done.conflicts[["id", "column", "ours", "theirs"]].values.tolist() == [
        ["pays", "name", "Pays now", "Pays later"]
    ]
    kit.undo()
    assert kit.steps.loc["pays", "emotion"] == -0.4


def test_undo_goes_back_across_saves_and_redo_forward_again(kit, tmp_path):
    place = kit.save(tmp_path / "kit.cjm.json")
    for n, mood in enumerate((-2.0, 2.0)):
        kit.steps.loc["pays", "emotion"] = mood
        kit.save(label=f"round {n}")
    again = cjm.JourneyMap.open(place)
    for mood in (-2.0, -0.4, -0.4):
        again.undo()
        assert again.steps.loc["pays", "emotion"] == mood
    for mood in (-2.0, 2.0):
        again.redo()
        assert again.steps.loc["pays", "emotion"] == mood


def test_a_snapshot_is_kept_in_memory_and_goes_into_the_file(kit, tmp_path):
    kit.snapshot("first")
    kit.steps.loc["pays", "emotion"] = 2.0
    kit.restore("first")
    assert kit.steps.loc["pays", "emotion"] == -0.4
    kit.steps.loc["pays", "emotion"] = 1.0
    kit.save(tmp_path / "kit.cjm.json")
    kit.restore("first")
    assert kit.steps.loc["pays", "emotion"] == -0.4


def test_a_save_can_leave_the_history_out(kit, tmp_path):
    kit.save(tmp_path / "kit.cjm.json", history=False)
    assert [p.name for p in tmp_path.iterdir()] == ["kit.cjm.json"]


@pytest.mark.parametrize("verb", ["checks", "evidence", "priorities", "service"])
def test_what_a_page_asks_for_is_json(kit, verb):
    import json

    told = page.verbs(kit)[verb]({"card": kit.cards.index[0]})
    json.dumps(told, allow_nan=False)


def test_a_page_is_told_where_the_service_fails_hands_over_and_waits():
    shop = cjm.JourneyMap.from_sample("coffee_shop")
    told = page.verbs(shop)["service"]({})
    assert [row["card"] for row in told["failures"]["rows"]] == shop.fmea().index.tolist()
    worst = told["failures"]["rows"][0]
    assert (worst["step"], worst["risk"], worst["risk_priority"]) == ("Orders", 30, 180)
    assert worst["by"] == ["Remakes the drink ahead of the line"]
    shop.cards.loc[worst["card"], ["failure_mode", "likelihood"]] = [None, 12]
    last = page.verbs(shop)["service"]({})["failures"]["rows"][-1]
    assert last["missing"] == [
        "failure_mode",
        "likelihood is 12, and must be a whole number from 1 to 10",
    ]
    pairs = [(row["giver"], row["receiver"], row["handoffs"]) for row in told["handoffs"]["rows"]]
    assert ("Shop management", "Bar", 1) in pairs
    assert sum(n for *_, n in pairs) == told["handoffs"]["attrs"]["total"] == 10
    assert (told["waits"]["attrs"]["wait"], told["waits"]["attrs"]["way"]) == (600.0, "happy")


def test_overlays_are_json_and_follow_the_map(kit):
    import json

    overlays = page.overlays(kit)
    before = {name: compute() for name, compute in overlays.items()}
    json.dumps(before, allow_nan=False)
    kit.evidence.loc["e1", ["card", "kind", "source", "n"]] = [kit.cards.index[0], "interview", "May", 6]
    assert overlays["evidence"]()["cards"][kit.cards.index[0]][0] == "researched"
    assert overlays["checks"]() != before["checks"]


def test_a_page_writes_metadata_that_can_be_undone(kit):
    page.verbs(kit)["meta"]({"name": "persona", "value": "luis"})
    assert kit.persona == "luis"
    kit.undo()
    assert kit.persona == "dana"
    with pytest.raises(DataError, match="no entry"):
        page.verbs(kit)["meta"]({"name": "__class__", "value": "x"})


# -- conflicts, settled one by one


@pytest.fixture
def merged(kit):
    """Three changes on each side; a name, a severity, a row that one edited and the other took out, an objective."""
    base, theirs = (cjm.JourneyMap._of(samples.meal_kit()) for _ in range(2))
    for one, (name, severity, goal) in (
        (kit, ("Pays now", 1, "Ours")),
        (theirs, ("Pays later", 2, "Theirs")),
    ):
        one.steps.loc["pays", "name"] = name
        one.cards.loc["pain-points-pays", "severity"] = severity
        one.meta["objective"] = goal
    kit.steps.loc["cooks", "duration"] = pd.Timedelta("1h")
    theirs.steps.loc["cooks", "duration"] = pd.Timedelta("2h")
    kit.cards.loc["questions-pays", "text"] = "How do I leave?"
    theirs.cards = theirs.cards.drop(index="questions-pays")
    kit.merge(base, theirs)
    return kit


def at(m, column):
    found = m.conflicts
    return found.index[found["column"] == column][0] if column else found.index[found["column"].isna()][0]


def test_conflicts_are_settled_row_by_row(merged):
    assert len(merged.conflicts) == 5
    merged.settle(
        {at(merged, "name"): "both", at(merged, "severity"): "theirs", at(merged, "objective"): "base"}
    )
    assert merged.steps.loc["pays", "name"] == "Pays now / Pays later"
    assert merged.cards.loc["pain-points-pays", "severity"] == 2
    assert merged.objective == samples.meal_kit().meta["objective"]
    assert len(merged.conflicts) == 2
    merged.settle("theirs", [at(merged, "duration")])
    assert merged.steps.loc["cooks", "duration"] == pd.Timedelta("2h")
    merged.settle("theirs")
    assert "questions-pays" not in merged.cards.index
    assert merged.conflicts.empty
    assert "conflicts" not in merged.tables
    merged.settle("ours")


def test_a_row_that_was_taken_out_can_come_back(kit):
    base, theirs = (cjm.JourneyMap._of(samples.meal_kit()) for _ in range(2))
    theirs.cards.loc["questions-pays", "text"] = "How do I leave?"
    kit.cards = kit.cards.drop(index="questions-pays")
    kit.merge(base, theirs)
    kit.settle("theirs")
    assert kit.cards.loc["questions-pays", ["text", "step"]].tolist() == ["How do I leave?", "pays"]
    assert kit.cards.dtypes.equals(theirs.cards.dtypes)


def test_settling_survives_a_save_and_can_be_undone(merged, tmp_path):
    again = cjm.JourneyMap.open(merged.save(tmp_path / "kit.cjm.json"))
    assert again.conflicts["column"].tolist() == merged.conflicts["column"].tolist()
    again.settle("theirs")
    assert again.steps.loc["pays", "name"] == "Pays later"
    assert again.steps.loc["cooks", "duration"] == pd.Timedelta("2h")
    again.undo()
    assert again.steps.loc["pays", "name"] == "Pays now"


def test_what_cannot_be_settled_is_said_and_changes_nothing(merged):
    severity, steps = at(merged, "severity"), merged.steps.copy()
    for wrong, said in (
        (("mine",), "ours, theirs, base, both"),
        (("theirs", 99), "no conflict 99"),
        (({severity: "both", at(merged, "name"): "theirs"},), "cannot be both 1 and 2"),
    ):
        with pytest.raises(DataError, match=said):
            merged.settle(*wrong)
        pd.testing.assert_frame_equal(merged.steps, steps)
        assert len(merged.conflicts) == 5


# -- tables of one's own


def test_a_table_put_into_the_tables_is_in_the_map(tmp_path):
    m = cjm.JourneyMap.from_template("classic")
    m.tables["prices"] = pd.DataFrame({"price": [1.5]})
    m.tables["steps"] = m.steps.assign(note="x")
    assert m["prices"]["price"].tolist() == [1.5]
    assert set(m.steps["note"]) == {"x"}
    again = cjm.JourneyMap.open(m.save(tmp_path / "m.cjm.json"))
    assert again.tables["prices"]["price"].tolist() == [1.5]
    del again.tables["prices"]
    assert "prices" not in again.tables
    with pytest.raises(DataError, match=r"belongs to every map"):
        del m["steps"]
    with pytest.raises(DataError, match=r"takes a DataFrame"):
        m.tables["prices"] = [1]
    assert m["prices"]["price"].tolist() == [1.5]
