"""What passes between teams: counted by hand, and against a count in plain Python."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cjm_widgets.frames.handoffs import chosen, handoffs, owners, teams
from cjm_widgets.model.errors import DataError

CARDS = pd.DataFrame(
    {
        "text": ["Takes the order", "Bakes", "Packs", "Brings", "Eats"],
        "team": ["Shop", "Kitchen", "kitchen ", "Courier", None],
        "perceived_team": ["shop", None, "Shop", "Shop", "Shop"],
        "wait": pd.to_timedelta([None, "20min", None, "1h", None]),
        "wait_point": [None, None, True, None, None],
    },
    index=["take", "bake", "pack", "bring", "eat"],
)
LINKS = pd.DataFrame(
    [
        ("take", "bake", "trigger", None),
        ("take", "pack", "message", None),
        ("bake", "pack", "sequence", None),
        ("pack", "bring", "trigger", True),
        ("bring", "eat", "message", None),
        ("take", "gone", "needs", None),
    ],
    columns=["source", "target", "kind", "both"],
).set_index(["source", "target"])


def test_pairs_by_hand():
    found = handoffs(CARDS, LINKS)
    assert found.values.tolist() == [
        ["Shop", "Kitchen", 2, "message 1, trigger 1", 2, pd.Timedelta("20min")],
        ["Courier", "Kitchen", 1, "trigger 1", 1, pd.Timedelta(0)],
        ["Kitchen", "Courier", 1, "trigger 1", 1, pd.Timedelta("1h")],
    ]
    assert found.attrs == {"total": 4, "inside": 1, "unknown": 2}


def test_teams_by_hand():
    found = teams(CARDS, LINKS)
    assert found.reset_index().values.tolist() == [
        ["Kitchen", 2, 3, 1, 1, 2],
        ["Shop", 1, 0, 2, 0, 1],
        ["Courier", 1, 1, 1, 0, 1],
    ]
    assert list(found.columns) == ["cards", "comes_in", "goes_out", "stays", "partners"]


def test_two_arrows_to_one_card_wait_once():
    links = pd.DataFrame({"source": ["take", "bring"], "target": ["bake", "bake"]})
    cards = CARDS.assign(team=["Shop", "Kitchen", None, "Shop", None])
    found = handoffs(cards, links)
    assert found[["handoffs", "waits", "wait"]].values.tolist() == [[2, 1, pd.Timedelta("20min")]]


def test_nothing_is_handed_over_to_a_team_that_is_there_already():
    cards = pd.DataFrame({"team": ["Shop, Web", "web", "Kitchen and Shop", "Legal"]}, index=list("abcd"))
    links = pd.DataFrame({"source": list("aabc"), "target": list("bccd")})
    found = handoffs(cards, links)
    assert found[["giver", "receiver"]].values.tolist() == [
        ["Kitchen and Shop", "Legal"],
        ["web", "Kitchen and Shop"],
    ]
    assert found.attrs == {"total": 2, "inside": 2, "unknown": 0}


def test_who_is_thought_to_act():
    assert owners(CARDS)[["team", "perceived_team"]].to_dict("index") == {
        "pack": {"team": "kitchen", "perceived_team": "Shop"},
        "bring": {"team": "Courier", "perceived_team": "Shop"},
    }


def test_nothing_is_nothing():
    assert handoffs(pd.DataFrame(), pd.DataFrame()).attrs["total"] == 0
    assert teams(CARDS, pd.DataFrame())["cards"].to_dict() == {"Shop": 1, "Kitchen": 2, "Courier": 1}
    assert owners(pd.DataFrame()).empty


def test_another_way_to_count_is_refused():
    with pytest.raises(DataError, match="by 'pair' or by 'team', not by 'lane'"):
        chosen(CARDS, LINKS, "lane")


ends = st.sampled_from(["a", "b", "c", "d", "gone"])


@given(
    st.lists(st.sampled_from(["X", "x ", "Y", "Z", None, ""]), min_size=4, max_size=4),
    st.lists(st.tuples(ends, ends, st.booleans()), max_size=12),
)
def test_every_arrow_is_counted_once(named, arrows):
    cards = pd.DataFrame({"team": pd.Series(named, index=list("abcd"), dtype="object")})
    links = pd.DataFrame(arrows, columns=["source", "target", "both"])
    of = {id_: (t or "").strip().upper() for id_, t in zip("abcd", named, strict=True)}
    plain = [(s, t) for s, t, both in arrows for s, t in ([(s, t), (t, s)] if both else [(s, t)])]
    told = [(of.get(s, ""), of.get(t, "")) for s, t in plain]
    found = handoffs(cards, links)
    counted = {
        (g.upper(), r.upper()): n for g, r, n in found[["giver", "receiver", "handoffs"]].values.tolist()
    }
    wanted = {pair: told.count(pair) for pair in set(told) if all(pair) and pair[0] != pair[1]}
    assert counted == wanted
    assert found.attrs["total"] == sum(wanted.values())
    assert sum(found.attrs.values()) == len(plain)
    by = teams(cards, links)
    assert by["comes_in"].sum() == by["goes_out"].sum() == found.attrs["total"]
    assert by["stays"].sum() == found.attrs["inside"]
