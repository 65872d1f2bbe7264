"""Maps compared: shared steps, marks against the first, disconnects; changes of a map show."""

from __future__ import annotations

import json

import pytest

import cjm_widgets as cjm
from cjm_widgets.model.errors import DataError
from cjm_widgets.widgets.compare import Compare


def shop(state):
    """A made-up map of four steps with a few cards."""
    m = cjm.JourneyMap.from_template("classic")
    m.meta.update(title="Meal kit", state=state)
    steps = list(m.steps.index)
    m.steps.loc[steps[:4], "emotion"] = [1.0, -1.5, 0.5, 0.0]
    pains = m.lanes.index[m.lanes["role"] == "pain_points"][0]
    for id_, text, at in (("slow", "Slow <page>", 1), ("dear", "Too dear", 1), ("form", "Long form", 2)):
        m.cards.loc[id_, ["step", "lane", "text"]] = [steps[at], pains, text]
    return m


@pytest.fixture
def now():
    return shop("current")


@pytest.fixture
def then():
    m = shop("future")
    steps = list(m.steps.index)
    m.cards.loc["slow", "text"] = "Slow at noon"
    m.cards.loc["form", "step"] = steps[3]
    m.cards = m.cards.drop(index="dear")
    m.cards.loc["new", ["step", "lane", "text"]] = [steps[0], m.cards.at["slow", "lane"], "Hidden price"]
    m.steps.loc[steps[1], "emotion"] = 1.0
    m.steps.loc["skip", ["name", "stage"]] = ["Skips a week", m.stages.index[3]]
    return m


def made(widget):
    return json.loads(widget._data)


def marks(data):
    return {
        (lane["name"], item["text"]): (item["mark"], item.get("was"))
        for lane in data["lanes"]
        for row in lane["rows"]
        for cell in row or ()
        for item in cell or ()
        if "mark" in item
    }


def test_what_differs_from_the_first_map_is_marked(now, then):
    assert marks(made(Compare(now, then))) == {
        ("Emotion", "1"): ("re-scored", "−1.5"),
        ("Pain points", "Hidden price"): ("added", None),
        ("Pain points", "Slow at noon"): ("re-worded", "Slow <page>"),
        ("Pain points", "Too dear"): ("removed", None),
        ("Pain points", "Long form"): ("moved", None),
    }


def test_the_same_map_twice_differs_in_nothing(now):
    data = made(Compare(now, now))
    assert marks(data) == {}
    assert [m["name"] for m in data["maps"]] == ["Meal kit (current)", "Meal kit (current) 2"]


def test_steps_of_one_map_alone_are_told(now, then):
    data = made(Compare(now, then))
    assert [s["in"] for s in data["steps"] if s["name"] == "Skips a week"] == [[False, True]]
    at = [s["name"] for s in data["steps"]].index("Skips a week")
    pains = next(lane for lane in data["lanes"] if lane["name"] == "Pain points")
    assert pains["rows"][0][at] is None
    assert pains["rows"][1][at] == []


def test_steps_with_other_ids_are_one_where_their_name_is(now):
    other = shop("future")
    ids = {id_: f"x-{id_}" for id_ in other.steps.index}
    other.steps = other.steps.rename(index=ids)
    other.cards = other.cards.assign(step=other.cards["step"].map(ids))
    other.cards.index = [f"x-{id_}" for id_ in other.cards.index]
    data = made(Compare(now, other))
    assert all(all(step["in"]) for step in data["steps"])
    assert marks(data) == {}


def test_disconnects_need_a_current_and_a_future_map(now, then):
    found = made(Compare(now, then))["disconnects"]
    assert (found["current"], found["future"]) == ("Meal kit (current)", "Meal kit (future)")
    assert {"emotion gap", "step added", "pain without answer"} == {row["kind"] for row in found["rows"]}
    del then.meta["state"]
    assert made(Compare(now, then))["disconnects"] is None


def test_a_change_of_a_map_shows(now, then):
    both = Compare(now, then, names=["A", "B"])
    now.steps.loc[now.steps.index[0], "emotion"] = -2.0
    both.refresh()
    assert made(both)["curves"][0][0] == -2.0


def test_two_to_five_maps_are_taken(now):
    with pytest.raises(DataError, match="2 to 5 maps, not 1"):
        Compare(now)
    with pytest.raises(DataError, match="not 6"):
        Compare(*[now] * 6)
    with pytest.raises(DataError, match="a name for each"):
        Compare(now, now, names=["A"])
    with pytest.raises(TypeError, match="JourneyMap"):
        Compare(now, now.steps)
    assert len(made(Compare(*[now] * 5))["maps"]) == 5


def test_closing_leaves_nothing_listening(now, then):
    before = len(now._bound.session._listeners)
    both = Compare(now, then)
    both.close()
    assert len(now._bound.session._listeners) == before


def test_a_saved_notebook_keeps_a_table(now, then):
    data, _ = Compare(now, then)._repr_mimebundle_()
    assert "Slow &lt;page&gt;" in data["text/html"]
    assert "✎ re-worded" in data["text/html"]
    assert "removed Too dear" in data["text/plain"]


def test_a_persona_is_called_by_name():
    maps = [cjm.JourneyMap._of(cjm.samples.meal_kit()) for _ in range(3)]
    maps[1].persona, maps[2].persona = "Mira", "nobody of them"
    shown = json.loads(cjm.Compare(*maps)._data)["maps"]
    assert [one["persona"] for one in shown] == ["Dana", "Mira", "nobody of them"]
