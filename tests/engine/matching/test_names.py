"""Which activity is which step: by name, by rules, and what is said of those that are none."""

from __future__ import annotations

import re
import time

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cjm_widgets.engine.matching.assign import Places, assign, unmet
from cjm_widgets.engine.matching.fold import letters, words
from cjm_widgets.engine.matching.urls import met
from cjm_widgets.model.errors import DataError

SHOP = Places({"main": "Main page", "pay": "Payment done", "cart": "Cart"}, {"left": "left", "paid": "paid"})


def log(*activities: str) -> pd.DataFrame:
    return pd.DataFrame({"activity": activities, "events": range(len(activities), 0, -1), "cases": 1})


def steps(found: pd.DataFrame) -> dict[str, str | None]:
    return dict(zip(found["activity"], found["step"], strict=True))


def test_capitals_blanks_and_punctuation_do_not_count():
    found = assign(
        log("payment_done", " PAYMENT  Done ", "paymentDone", "Payment-done!", "mainpage", "Paid", "CART"),
        SHOP,
    )
    assert steps(found) == {
        "payment_done": "pay", " PAYMENT  Done ": "pay", "paymentDone": "pay", "Payment-done!": "pay",
        "mainpage": "main", "Paid": "paid", "CART": "cart",
    }  # fmt: skip
    assert set(found["how"]) == {"name, folded"}


def test_an_id_goes_before_a_name_and_a_name_before_a_folded_one():
    found = assign(log("cart", "Cart"), Places({"cart": "Basket", "c2": "Cart", "c3": "CART"}))
    assert found[["step", "how"]].values.tolist() == [["cart", "id"], ["c2", "name"]]


def test_a_name_of_two_steps_matches_neither_and_says_so():
    found = assign(log("buy it"), Places({"a": "Buy it", "b": "Buy-it"}))
    assert (
        found[["step", "how"]].values.tolist() == [["a", "name, folded"]]
        or found["how"].item() == "unassigned"
    )
    found = assign(log("BUY IT"), Places({"a": "Buy it", "b": "Buy-it"}))
    assert (found["how"].item(), found["closest"].item()) == ("unassigned", "could be 'a' or 'b'")


def test_numbers_that_differ_by_a_point_are_not_one():
    assert steps(assign(log("step 11"), Places({"a": "Step 1.1"}))) == {"step 11": None}


def test_what_matches_nothing_is_kept_with_a_hint():
    found = assign(log("heartbeat", "paymnt done"), SHOP)
    assert found[["step", "how", "closest"]].values.tolist() == [
        [None, "unassigned", None],
        [None, "unassigned", "pay"],
    ]
    assert found["events"].tolist() == [2, 1]


def test_rules_go_before_names_and_the_first_that_means_it_has_it():
    rules = {
        "prefix:cart": "main",
        "cart_x": "pay",
        "regex:^c.rt_": "paid",
        "Cart": "Payment done",
        "beat": None,
    }
    found = assign(log("cart", "cart_x", "cart_y", "beat"), SHOP, rules)
    assert found[["step", "how"]].values.tolist() == [
        ["pay", "rule Cart"],
        ["pay", "rule cart_x"],
        ["main", "rule prefix:cart"],
        [None, "left out"],
    ]


def test_a_step_may_stand_before_its_activities():
    assert steps(assign(log("a", "b_1"), SHOP, {"cart": ["a", "prefix:b_"]})) == {"a": "cart", "b_1": "cart"}


def test_an_activity_called_like_a_rule_is_reached_with_is():
    assert steps(assign(log("url:/x"), SHOP, {"is:url:/x": "cart"})) == {"url:/x": "cart"}


def test_a_rule_that_meets_nothing_is_told():
    rules = {"prefix:crat": "cart", re.compile("^MAIN", re.IGNORECASE): "main"}
    found = assign(log("main thing"), SHOP, rules)
    assert steps(found) == {"main thing": "main"}
    assert unmet(found, rules, SHOP) == ["prefix:crat"]


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({"a": "nowhere"}, "no step or outcome"),
        ({"regex:(": "cart"}, "missing \\)"),
        ({r"regex:(a)\1": "cart"}, "backreferences"),
        ({"regex:(?=a)": "cart"}, "lookaround"),
        ({"regex:" + "a" * 2000: "cart"}, "characters long"),
        ({"prefix:": "cart"}, "says nothing"),
        ({"url:": "cart"}, "says nothing"),
        ({"url:/a/b**c": "cart"}, "within a part"),
        (["cart"], "a dict is allowed"),
    ],
)
def test_a_rule_that_is_none_says_what_is_wrong(rules, said):
    with pytest.raises(DataError, match=said):
        assign(log("a"), SHOP, rules)


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", "(.*a){20}$", "(x+x+)+y"])
def test_a_pattern_that_hangs_others_takes_no_time(pattern):
    begun = time.perf_counter()
    assign(log("a" * 5000 + "!", "x" * 5000), SHOP, {f"regex:{pattern}": "cart"})
    assert time.perf_counter() - begun < 5


def test_many_patterns_of_parts_take_no_time_either():
    begun = time.perf_counter()
    assert not met("/" + "**/a/" * 30 + "b", "/a" * 3000)
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    ("pattern", "address", "hit"),
    [
        ("/cart", "https://www.shop.example/Cart/?x=1#top", True),
        ("/cart", "/cart/items", False),
        ("/cart/**", "/cart", True),
        ("/cart/**/done", "/cart/a/b/done", True),
        ("/order/:id/pay", "/order/77/pay", True),
        ("shop.example/", "https://shop.example", True),
        ("shop.example", "https://other.example/", False),
        ("/a%20b", "/A b", True),
        ("/s?tab=2", "/s?tab=3", False),
        ("/s?tab=2", "/s?x=&tab=2", True),
        ("/x", "http://[broken/x", False),
        ("/x", "", False),
    ],
)
def test_url_patterns(pattern, address, hit):
    assert met(pattern, address) is hit


@given(st.text())
def test_folding_is_done_once(text):
    assert words(words(text)) == words(text)
    assert letters(text.upper()) == letters(text.upper().lower()) or not text.isascii()


@given(
    st.lists(st.text(min_size=1), min_size=1, max_size=6, unique=True),
    st.lists(st.text(min_size=1), max_size=4, unique=True),
)
def test_nothing_is_ever_dropped(activities, names):
    found = assign(log(*activities), Places({f"s{i}": name for i, name in enumerate(names)}))
    assert sorted(found["activity"]) == sorted(activities)
    assert ((found["how"] == "unassigned") == found["step"].isna()).all()
