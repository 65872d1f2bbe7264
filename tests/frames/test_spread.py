"""Cards that span several steps rest on all of them."""

from __future__ import annotations

from hypothesis import given, strategies as st

from cjm_widgets.frames.evidence import state, support
from frames.proof import CARDS, STEPS, TODAY, rows


def test_a_spanning_card_rests_on_all_its_steps_and_each_row_once():
    held = rows(
        {"step": "find", "lane": "pains", "kind": "ticket", "source": "Desk", "n": 3},
        {"step": "compare", "lane": "pains", "kind": "interview", "source": "May", "n": 4},
        {"step": "compare", "kind": "survey", "source": "Desk", "n": 10},
        {"step": "pay", "kind": "interview", "source": "June", "n": 9},
        {"card": "lost", "step": "compare", "kind": "review", "source": "Web", "n": 1},
    )
    found = state(CARDS, held, steps=STEPS, today=TODAY).loc["lost"]
    assert (found["state"], found["n"], found["rows"], found["sources"]) == ("researched", 18, 4, 3)
    assert found["kinds"] == "interview, ticket, survey, review"
    alone = state(CARDS, held, today=TODAY).loc["lost"]
    assert (alone["n"], alone["rows"]) == (4, 2)


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "step": st.sampled_from(["find", "compare", "pay", "nowhere", None]),
                "lane": st.sampled_from(["pains", "feels", None]),
                "card": st.sampled_from(["lost", "slow", None, None, None]),
                "n": st.sampled_from([None, 0, 1, 7]),
            }
        ),
        max_size=8,
    ),
    st.lists(st.sampled_from(["find", "compare", "pay", None]), min_size=3, max_size=3),
)
def test_the_rows_that_count_are_the_rows_behind_whatever_a_card_spans(held, until):
    cards = CARDS.assign(until=until)
    evidence = rows(*held)
    found = state(cards, evidence, steps=STEPS)
    for card in cards.index:
        behind = support(evidence, cards, card=card, steps=STEPS)
        counts = behind[behind["counts"]]
        assert found.loc[card, "rows"] == len(counts)
        assert found.loc[card, "n"] == counts["n"].astype("float64").fillna(1).sum() if len(counts) else True
