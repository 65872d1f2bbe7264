"""The evidence behind everything at once is what ``support`` gives of each."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

import cjm_widgets as cjm
from cjm_widgets.frames.evidence import support
from cjm_widgets.frames.places import Places

NAMES = st.sampled_from(["a", "b", "c", None])
STEPS = pd.DataFrame(index=["a", "b", "c"])


def same(cards, steps, rows):
    found = Places(cards, steps, rows)
    for at, id_ in enumerate(cards.index):
        one = support(rows, cards, card=id_, steps=steps)
        assert [(rows.index[i], on) for i, on in found.card(at)] == list(one["hangs_on"].items())
    for step in steps.index:
        for lane in ("", *cards["lane"].dropna().unique()):
            one = support(rows, cards, step=step, lane=lane or None, steps=steps)
            assert [(rows.index[i], on) for i, on in found.place(step, lane)] == list(one["hangs_on"].items())


@settings(max_examples=settings.default.max_examples // 3)  # each asks support() some ten times
@given(
    st.lists(st.tuples(NAMES, NAMES, NAMES), min_size=1, max_size=5),
    st.lists(st.tuples(st.sampled_from(["c0", "c1", "gone", None]), NAMES, NAMES), max_size=8),
)
def test_places_are_as_support_has_them(cards, rows):
    held = pd.DataFrame(cards, columns=["step", "lane", "until"], dtype="str")
    held.index = [f"c{at}" for at in range(len(held))]
    same(held, STEPS, pd.DataFrame(rows, columns=["card", "step", "lane"], dtype="str"))


@pytest.mark.parametrize("name", ["meal_kit_blueprint"])
def test_places_of_the_samples_are_as_support_has_them(name):
    m = cjm.JourneyMap.from_sample(name)
    same(m.cards, m.steps, m.evidence)
