"""The examples in the pages of docs run, and give what the page says."""

from __future__ import annotations

import doctest

import pytest

import house

PAGES = [p for p in sorted((house.ROOT / "docs").rglob("*.md")) if ">>>" in p.read_text(encoding="utf-8")]


def test_there_are_pages_with_examples():
    assert "blueprint.md" in {page.name for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_examples_of_a_page_run(page, capsys):
    failed, tried = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert (failed, tried > 0) == (0, True), capsys.readouterr().out
