"""The plain text of a document."""

from __future__ import annotations

import pytest

from cjm_widgets.show.text import text
from show.drawn import Doc, grid, kit


def test_the_text_tells_steps_with_their_lanes() -> None:
    said = text(kit(), limit=200)
    assert said.startswith(
        "Meal kit: first box\n10 steps, 5 stages, 12 lanes\nDiscover (Find dinner without planning)\n  Sees a friend's post\n"
    )
    assert "    Time: 1 d 12 h\n" in said
    assert "    Touchpoints: Review site / Search\n" in said


@pytest.mark.parametrize("doc", [kit(), grid(35, 45), grid(200, 3), grid(30, 15)])
def test_the_text_stays_short(doc: Doc) -> None:
    said = text(doc).splitlines()
    assert len(said) <= 41
    assert max(map(len, said)) <= 165
    shown = sum(v.startswith("  ") and not v.startswith("    ") for v in said)
    left = doc["tables"]["steps"]["rows"][shown:]
    assert bool(left) == (said[-1].startswith("… and"))
    if left:
        assert said[-1].split()[2] == f"{len(left):,}"
