"""The static curve has the geometry of the page's."""

from __future__ import annotations

import itertools

from hypothesis import given, strategies as st

from cjm_widgets.show.curve import area, line, segments


def test_the_curve_passes_every_point_and_never_beyond() -> None:
    assert (
        line([(0, 0), (10, 10), (20, 0), (30, 0)])
        == "M0,0C3.33,3.33 6.67,10 10,10C13.33,10 16.67,0 20,0C23.33,0 26.67,0 30,0"
    )
    assert area([(0, 0), (3, 3)], 9) == "M0,9L0,0C1,1 2,2 3,3L3,9Z"
    assert area([(0, 0)], 9) == ""
    assert segments([None, None]) == []


heights = st.lists(st.floats(0, 100), min_size=2, max_size=8)


@given(heights)
def test_control_points_stay_between_the_points_they_join(ys: list[float]) -> None:
    path = line([(10.0 * i, y) for i, y in enumerate(ys)])
    for (a, b), bend in zip(itertools.pairwise(ys), path.split("C")[1:], strict=True):
        inner = [float(p.split(",")[1]) for p in bend.split()]
        assert all(min(a, b) - 0.011 <= y <= max(a, b) + 0.011 for y in inner)
