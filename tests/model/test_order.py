"""Orders: any order comes out of any other with the fewest moves, and three are woven so that no side's work is lost."""

from __future__ import annotations

from hypothesis import given, strategies as st

from cjm_widgets.model.order import follow, steps, weave

IDS = st.lists(st.sampled_from([*"abcdefgh"]), unique=True)


@given(IDS, IDS)
def test_the_steps_lead_to_the_new_order(old, new):
    assert follow(old, steps(old, new)) == tuple(new)


@given(st.permutations(list("abcdef")), st.sampled_from("abcdef"), st.integers(0, 5))
def test_one_row_dragged_is_one_move_at_most(old, id_, to):
    new = [x for x in old if x != id_]
    new.insert(to, id_)
    assert len(steps(old, new).moved) == (old != new)


@given(IDS, IDS)
def test_a_side_that_did_nothing_gives_the_other_its_way(base, side):
    assert weave(base, base, side, set(side)) == tuple(side)
    assert weave(base, side, base, set(side)) == tuple(side)
    assert weave(base, side, side, set(side)) == tuple(side)


@given(IDS, IDS, IDS)
def test_every_kept_row_is_there_once(base, ours, theirs):
    kept = {*ours, *theirs}
    assert sorted(weave(base, ours, theirs, kept)) == sorted(kept)


@given(IDS, IDS)
def test_new_rows_of_each_side_keep_their_order(ours, theirs):
    base = ["x", "y"]
    mine, other = [f"o{i}" for i in ours], [f"t{i}" for i in theirs]
    woven = weave(base, ["x", *mine, "y"], ["x", *other, "y"], {*base, *mine, *other})
    assert woven == ("x", *mine, *other, "y")


def test_two_moves_of_two_rows_both_happen():
    assert weave("abcd", "bcda", "dabc", {*"abcd"}) == tuple("dbca")
