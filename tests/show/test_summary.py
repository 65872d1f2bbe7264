"""A map in words: every figure in it is worked out again here, from the tables, and nothing is said that is not there."""

from __future__ import annotations

import math
import re
import time

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from scipy import stats

import cjm_widgets as cjm
from cjm_widgets.model.errors import DataError
from formats.maps import maps

SAMPLES = ["meal_kit", "coffee_shop", "clinic_visit", "loan", "meal_kit_blueprint"]


def wilson(count: float, n: float) -> tuple[float, float]:
    found = stats.binomtest(round(count), round(n)).proportion_ci(0.95, method="wilson")
    return found.low, found.high


def percent(share: float) -> str:
    digits = 0 if share >= 0.0995 or share == 0 else 1 if share >= 0.0095 else 2
    return f"{round(share * 100, digits):g} %"


@pytest.mark.parametrize("name", SAMPLES)
def test_a_full_summary_names_every_stage_and_step_in_order(name):
    m = cjm.JourneyMap.from_sample(name)
    text = m.summary("full", draws=50)
    at = 0
    for stage in m.stages.index:
        for said in [m.stages.at[stage, "name"], *m.steps.loc[m.steps["stage"] == stage, "name"]]:
            at = text.index(f"“{said}”", at)
    assert f"{len(m.steps)} steps in {len(m.stages)} stages" in text
    assert text.startswith(f"“{m.title}” is a customer journey map")


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("length", ["short", "paragraph", "full"])
def test_everything_in_quotes_is_in_the_map(name, length):
    m = cjm.JourneyMap.from_sample(name)
    held = {" ".join(str(v).split()) for f in m.tables.values() for c in f.columns for v in f[c]}
    held |= {str(v) for v in m.meta.values()} | {str(t) for _, t in m.transitions.index}
    quoted = re.findall("“([^”]*)”", m.summary(length, draws=50))
    assert quoted
    assert [q for q in quoted if not any(q in text for text in held)] == []


def test_the_low_and_high_points_are_those_of_the_steps():
    m = cjm.JourneyMap.from_sample("meal_kit")
    low, high = m.steps["emotion"].idxmin(), m.steps["emotion"].idxmax()
    said = m.summary("short")
    assert f"lowest at “{m.steps.at[low, 'name']}” (−{abs(m.steps.at[low, 'emotion']):g})" in said
    assert f"highest at “{m.steps.at[high, 'name']}” (+{m.steps.at[high, 'emotion']:g})" in said
    m.meta["emotion_scale"] = "1..5"
    assert f"({m.steps.at[low, 'emotion'] + 3:g})" in m.summary("short")


def test_where_people_leave_is_counted_with_its_interval():
    m = cjm.JourneyMap.from_sample("coffee_shop")
    t = m.transitions.reset_index()
    n = t.groupby("source")["count"].sum()
    text = m.summary("full")
    for _, row in t[(t["target"] == "leaves") & t["count"].notna()].iterrows():
        low, high = wilson(row["count"], n[row["source"]])
        share = row["probability"] if pd.notna(row["probability"]) else row["count"] / n[row["source"]]
        step = m.steps.at[row["source"], "name"]
        assert (
            f"“{step}” ({percent(share)} to “Leaves without a coffee”; 95 % interval {percent(low)} to {percent(high)}, "
            f"n = {n[row['source']]:,.0f})" in text
        )
    assert "2 of these shares are assumed, not measured." in text
    assert text.index("“Does not come back”") > 0


def test_pains_are_the_worst_first():
    m = cjm.JourneyMap.from_sample("meal_kit")
    pains = m.cards[m.cards["lane"] == "pain-points"]
    worst = pains.sort_values("severity", ascending=False, kind="stable").iloc[0]
    text = m.summary()
    said = re.search(r"(\d+) pain points?, by severity: “([^”]*)” at “([^”]*)” \(severity (\d)", text)
    assert said is not None
    assert said.groups() == (
        str(len(pains)),
        worst["text"],
        m.steps.at[worst["step"], "name"],
        str(worst["severity"]),
    )


def test_waits_evidence_checks_and_effect_are_what_the_verbs_say():
    m = cjm.JourneyMap.from_sample("meal_kit_blueprint")
    r = m.simulate(draws=200, seed=3)
    text = m.summary("full", simulation=r)
    row = r.outcomes.loc["success"]
    low, high = (round(row[c] * 100, 1) for c in ("difference_low", "difference_high"))
    assert f"(90 % interval +{low:g} points to +{high:g} points)" in text
    assert f"success from {percent(row['now'])} to {percent(row['then'])}" in text
    claims = m.coverage("claims").sum().sum()
    assert f"Of {claims:,.0f} claims in its cells are" in text
    for state in ("researched", "assumed"):
        assert f"{m.coverage(state).sum().sum():,.0f} {state}" in text
    open_ones = m.check()
    for level, count in open_ones[~open_ones["silenced"].astype(bool)]["severity"].value_counts().items():
        assert f"{count} {level}" in text
    assert m.waits().attrs["wait"] == pd.Timedelta("4D 2h")
    assert "Customers wait 4 d 2 h along the happy way" in text
    assert f"{len(m.improvements)} improvements are proposed" in text


def test_a_persona_has_its_share_with_interval():
    m = cjm.JourneyMap.from_sample("meal_kit")
    share, n = m.personas.loc["dana", ["share", "n"]]
    low, high = wilson(n, n / share)
    assert (
        f"“Dana” (planning parent), 46 % of customers (95 % interval {percent(low)} to {percent(high)}, n = 5,520)"
        in (m.summary("short"))
    )


def test_nothing_is_invented_for_maps_of_nothing_and_of_one_step():
    m = cjm.JourneyMap()
    for length in ("short", "paragraph", "full"):
        text = m.summary(length)
        assert text.startswith("This is a customer journey map with no steps yet.")
        assert not re.search(r"emotion|pain|leave|wait|interval|evidence", text.split("The checks find")[0])
    m.steps.loc["pay", "name"] = "Pays"
    assert m.summary("paragraph") == "This is a customer journey map with 1 step."
    m.steps.loc["pay", "emotion"] = -1.0
    assert m.summary("paragraph").endswith("The feeling is −1 throughout, on a scale of −2 to 2.")
    assert "Steps: “Pays”." in m.summary("full")


def test_a_huge_map_stays_short_and_quick():
    steps = pd.DataFrame({"name": [f"Step {i}" for i in range(3000)], "stage": ["a"] * 1500 + ["b"] * 1500})
    steps.index = steps["name"].rename("step")
    cards = pd.DataFrame({"step": steps.index, "lane": "pains", "text": "Slow", "severity": 3})
    cards.index = pd.Index([f"c{i}" for i in range(3000)], name="card")
    lanes = pd.DataFrame({"name": ["Pains"], "kind": ["cards"], "role": ["pain_points"]}, index=["pains"])
    stages = pd.DataFrame({"name": ["A", "B"]}, index=["a", "b"])
    m = cjm.JourneyMap({"steps": steps.assign(emotion=0.5), "stages": stages, "cards": cards, "lanes": lanes})
    began = time.perf_counter()
    text = m.summary("full")
    assert time.perf_counter() - began < 20
    assert len(text) < 6000
    assert "and 1,440 more" in text
    assert "Stage “B”: 1,500 steps." in text
    assert "3,000 pain points, by severity" in text


def test_texts_of_the_map_stay_in_their_quotes_and_in_their_line():
    m = cjm.JourneyMap(title="A\n<b>\x07" + "x" * 500)
    m.steps.loc["pay", ["name", "emotion"]] = ["Line\none", 1.0]
    text = m.summary("short")
    assert "\n" not in text
    assert "\x07" not in text
    assert "…”" in text


def test_another_length_is_refused():
    with pytest.raises(DataError, match="'short', 'paragraph', 'full'"):
        cjm.JourneyMap().summary("long")  # type: ignore[arg-type]


def test_what_a_model_wrote_says_so():
    m = cjm.JourneyMap.from_template("classic")
    m.cards.loc["a", ["step", "lane", "text", "author"]] = [
        m.steps.index[0],
        m.lanes.index[0],
        "Maybe",
        "model",
    ]
    assert "Written by a model: 1 card." in m.summary("full")


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(maps())
def test_any_map_is_told_in_sentences(held):
    try:
        m = cjm.JourneyMap._of(held)
    except DataError:
        return
    for length in ("short", "paragraph"):
        text = m.summary(length)
        assert text.rstrip().endswith((".", "?", "!", "…"))
        assert "nan" not in text.lower().replace("finance", "")
        assert f"{len(m.steps):,} step" in text or not len(m.steps)
    assert math.isfinite(len(m.summary("paragraph")))
