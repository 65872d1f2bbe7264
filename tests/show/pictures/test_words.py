"""Texts fit where they are put: measured by the fonts themselves, wrapped without losing a letter."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, strategies as st

from cjm_widgets.show.pictures.look.measure import width
from cjm_widgets.show.pictures.look.wrap import clamp, direction, plain, wrap
from show.pictures import fonts

ODD = st.text(st.sampled_from("aWé漢字かなשלוםعر्ाไทย😀👩\u200d👩 \u00a0\u0301—-/。「」\n"), max_size=60)


@pytest.mark.skipif(bool(fonts.missing()), reason="the fonts the table was made from are not installed")
def test_the_table_is_what_the_fonts_say():
    assert dict(fonts.table()) == json.loads(fonts.TABLE.read_text(encoding="utf-8"))


@given(ODD | st.text(max_size=80), st.floats(10, 300), st.sampled_from((8.0, 13.0, 52.0)))
def test_lines_fit_and_nothing_is_lost(text, room, size):
    lines = wrap(text, room, size)
    assert "".join("".join(lines).split()) == "".join(plain(text).split())
    for line in lines:
        if width(line, size) > room + 1e-6:  # only a letter with its marks may be wider than the room
            assert len(wrap(line, 10_000, size)) <= 1
            assert all(
                width(line[:at].rstrip(), size) <= room
                or width(line[at:], size) == 0
                or at == 1
                or "\u200d" in line
                for at in range(1, len(line))
            )


@given(ODD, st.integers(1, 3))
def test_a_clamped_text_says_so(text, most):
    lines = wrap(text, 60, 12)
    kept = clamp(lines, most, 60, 12)
    assert len(kept) <= most
    assert kept == lines or kept[-1].endswith("…")


def test_long_words_break_and_short_ones_do_not():
    parts = wrap("Donaudampfschifffahrtsgesellschaft", 60, 12)
    assert "".join(parts) == "Donaudampfschifffahrtsgesellschaft"
    assert 3 < len(parts) < 7
    assert wrap("A day for one answer?", 200, 12) == ["A day for one answer?"]


def test_east_asian_text_wraps_between_letters_but_not_before_a_full_stop():
    assert wrap("配送時間を変更できる。", 61, 12) == ["配送時間を", "変更できる。"] or all(
        not line.startswith("。") for line in wrap("配送時間を変更できる。", 61, 12)
    )


def test_the_first_strong_letter_says_the_way():
    assert [direction(one) for one in ("12 שלום", "12 Pays", "…", "مرحبا pay")] == [
        "rtl",
        "ltr",
        "ltr",
        "rtl",
    ]
