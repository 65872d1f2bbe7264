"""Charts of a simulation: the same numbers live and still, described in words, nothing from a network, BokehJS once."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import numpy as np
import pandas as pd
import pytest
from bokeh.models import Plot

import cjm_widgets as cjm
from cjm_widgets.model.errors import DataError
from cjm_widgets.show.chart import span, ticks
from cjm_widgets.show.live import Chart


def shop(**told: object) -> cjm.JourneyMap:
    m = cjm.JourneyMap()
    m.steps = pd.DataFrame(
        {"stage": "s", "name": ["Browse", "Pay"], "emotion": [1.0, -1.0]}, index=["browse", "pay"]
    )
    m.steps = m.steps.assign(duration=pd.to_timedelta([60, 120], "s"))
    m.transitions = pd.DataFrame(
        {
            "source": ["browse", "browse", "pay", "pay"],
            "target": ["pay", "left", "done", "left"],
            "count": [60, 40, 40, 20],
        }
    ).set_index(["source", "target"])
    rows = [
        {"step": "pay", "lever": "pass_through", "low": 1.0, "likely": 1.5, "high": 3.0, "cost": 5.0},
        {"step": "browse", "lever": "pass_through", "low": 1.1, "likely": 1.4, "high": 2.6, "cost": 5.0},
    ]
    m.improvements = pd.DataFrame(rows, index=["terms", "<b>bold</b>"])
    return m


@pytest.fixture
def charts() -> dict[str, Chart]:
    m = shop()
    r = m.simulate(256)
    return {
        "outcomes": r.plot(),
        "sensitivity": r.plot("sensitivity"),
        "frontier": m.portfolio(5, simulation=r).plot(),
        "research": m.plot(m.research_next(5, simulation=r)),
    }


def test_each_chart_is_a_figure_with_words_and_a_table(charts) -> None:
    for name, chart in charts.items():
        html = chart.html
        page = ET.fromstring(html)
        svg = page.find(".//svg")
        assert svg is not None, name
        assert svg.get("role") == "img"
        assert chart.data.about in str(svg.get("aria-label"))
        assert len(page.findall(".//table/tr")) >= 2
        assert "<b>bold" not in html
        assert "nan" not in html.lower().replace("&lt;", "")
        assert isinstance(
            next(iter(chart.figure.select({"type": Plot}))) if name == "outcomes" else chart.figure, Plot
        )


def test_the_script_comes_once_and_from_nowhere_else(charts, monkeypatch) -> None:
    monkeypatch.setattr(Chart, "sent", set())
    first, *rest = (one._repr_html_() for one in charts.values())
    assert 500_000 < len(first) < 2_000_000
    assert all(len(one) < 60_000 for one in rest)
    for html in rest:
        assert not re.search(r"(src|href)\s*=", html.replace("src=\\", ""))
        assert "https://" not in html


def test_the_numbers_drawn_are_the_numbers_found() -> None:
    r = shop().simulate(256)
    data = r.plot().data
    now, then = data.rows[0].marks
    row = r.outcomes.loc["success"]
    assert (now.value, now.low, now.high) == tuple(row[["now", "now_low", "now_high"]])
    assert (then.value, then.then) == (row["then"], True)
    assert [one.label for one in data.rows] == ["success", "time", "satisfaction", "peak end"]


def test_the_frontier_marks_what_was_chosen(charts) -> None:
    data = charts["frontier"].data
    assert data.marked == (5.0, max(data.y))
    assert list(data.x) == sorted(data.x)


def test_bars_begin_at_nothing_and_the_axis_shows_it(charts) -> None:
    figure = charts["research"].figure
    assert figure.x_range.start == 0
    assert min(figure.renderers[0].data_source.data["low"]) == 0


def test_a_chart_of_nothing_is_drawn_too() -> None:
    m = shop()
    m.improvements = m.improvements.iloc[:0]
    r = m.simulate(64)
    for one in (
        r.plot(),
        r.plot("sensitivity"),
        m.portfolio(5, simulation=r).plot(),
        m.plot(m.research_next(5, simulation=r)),
    ):
        ET.fromstring(one.html)
        assert one.figure is not None


def test_what_has_no_chart_says_so() -> None:
    m = shop()
    with pytest.raises(DataError, match="has no chart"):
        m.plot(3)
    with pytest.raises(DataError, match="no chart 'pie'"):
        m.simulate(64).plot("pie")


def test_a_page_of_its_own_is_whole(tmp_path, charts) -> None:
    charts["frontier"].save(str(tmp_path / "one.html"))
    text = (tmp_path / "one.html").read_text(encoding="utf-8")
    assert not re.search(r"<(script|link)[^>]+(src|href)=", text)


@pytest.mark.parametrize("ends", [(0.0, 1.0), (-3e-9, 2e-9), (1e9, 1.0001e9), (-5.0, 0.0)])
def test_ticks_are_round_and_inside(ends) -> None:
    found = ticks(*ends)
    assert 2 <= len(found) <= 7
    assert all(ends[0] - 1e-12 * abs(ends[0]) <= one <= ends[1] + 1e-12 * abs(ends[1]) for one in found)
    assert np.allclose(np.diff(found), found[1] - found[0])
    assert span([0.0]) == (0.0, 1.0)
