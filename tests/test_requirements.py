"""The page of requirements names every one of them, rules that say so, and tests that are there."""

from __future__ import annotations

import re

import pytest

import house
from cjm_widgets.model.checks import RULES

TEXT = (house.ROOT / "docs/requirements.md").read_text(encoding="utf-8")
ROWS = {m[1]: m[0].split("|") for m in re.finditer(r"^\| (R\d+) \|.*$", TEXT, re.MULTILINE)}


def test_every_requirement_of_the_whole_map_has_a_row():
    assert list(ROWS) == [f"R{n}" for n in (*range(1, 51), *range(56, 98))]


@pytest.mark.parametrize("number", ROWS)
def test_its_rules_are_those_that_stand_for_it_and_its_test_is_there(number):
    *_, checked, tested, _ = ROWS[number]
    standing = {code for code, rule in RULES.items() if number in map(str, rule.requirements)}
    assert set(re.findall(r"`([^`]+)`", checked)) <= standing, (
        "a rule may be missing here, but none may be wrong"
    )
    assert (house.ROOT / "docs" / re.search(r"\((.+?)\)", tested)[1]).is_file()  # type: ignore[index]
