"""A notebook run and exported as a report: maps, charts and sliders live in a browser, nothing fetched, hostile texts as texts."""

from __future__ import annotations

import nbformat.v4 as nb
import pytest
from traitlets.config import Config

import chromium
from cjm_widgets.notebooks.exporter import ReportExporter, ReportPDFExporter

CELLS = (
    "import cjm_widgets as cjm\nm = cjm.JourneyMap.from_sample('meal_kit_blueprint')\nm.cards.loc[m.cards.index[0], 'text'] = '</script><img src=x onerror=alert(1)>'\ncjm.JourneyGrid(m)",
    "cjm.ImpactPanel(m)",
    "m.plot(m.simulate(draws=20))",
    "import ipywidgets as w\nw.VBox([w.IntSlider(description='volume', value=7), w.Text(value='<b>')])",
    "from bokeh.io import output_notebook, show\nfrom bokeh.plotting import figure\noutput_notebook(hide_banner=True)\np = figure(height=200)\np.line([1, 2], [1, 3])\nshow(p)",
    "from IPython.display import HTML\nHTML('<script>fetch(\"http://127.0.0.1:9/out\")</script>')",
    "print('<script>alert(1)</script>')",
)


def notebook(cells):
    told = [nb.new_markdown_cell("# Meal <kit>\n\n## Where it hurts"), *map(nb.new_code_cell, cells)]
    return nb.new_notebook(
        cells=told, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    )


@pytest.fixture(scope="module")
def html():
    run = Config({"ExecutePreprocessor": {"enabled": True, "timeout": 90}})
    return ReportExporter(config=run).from_notebook_node(notebook(CELLS))[0]


@pytest.fixture(scope="module")
def page(html, browser, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "nb.html"
    path.write_text(html, encoding="utf-8")
    page = browser.new_page()
    page.asked, page.alerts = [], []
    page.on("requestfinished", lambda one: page.asked.append(one.url))
    page.on("dialog", lambda one: (page.alerts.append(one.message), one.dismiss()))
    page.goto(path.as_uri())
    page.wait_for_selector(".cjm-live >> [data-row='steps']")
    yield page
    page.close()


def test_maps_and_charts_are_live(page):
    assert page.locator(".cjm-live").count() == 2
    assert page.locator(".cjm-failed").count() == 0
    page.wait_for_selector(".bk-Figure")  # Bokeh's own
    page.wait_for_selector(".bk-Column")  # m.plot


def test_sliders_move(page):
    impact = page.locator("[data-item] input[type=range]").first
    before = page.locator("[data-tile=success]").inner_text()
    impact.fill("0")
    page.wait_for_function(
        "(was) => document.querySelectorAll('.cjm-live')[1].textContent !== was", arg=before
    )
    assert page.locator("[data-tile=success]").inner_text() != before
    plain = page.locator(".cjm-control input[type=range]")
    plain.fill("42")
    assert page.locator(".cjm-control output").inner_text() == "42"


def test_nothing_is_fetched_and_texts_are_texts(page):
    assert [one for one in page.asked if not one.startswith(("file:", "data:", "blob:"))] == []
    assert page.alerts == []
    assert page.locator(".cjm-cover h1").inner_text() == "Meal <kit>"
    assert page.locator(".cjm-cover nav a").inner_text() == "Where it hurts"
    assert page.locator("[id='Where-it-hurts']").count() == 1


def test_code_is_folded_or_left_out(page):
    assert page.locator("details.cjm-code").count() == len(CELLS)
    made = ReportExporter(code="hide").from_notebook_node(notebook(["a_secret = 1"]))[0]
    assert "a_secret" not in made
    assert "a_secret" in ReportExporter(code="show").from_notebook_node(notebook(["a_secret = 1"]))[0]


def test_a_browser_prints_it(monkeypatch):
    monkeypatch.setenv("CJM_CHROMIUM", chromium.find())
    made, resources = ReportPDFExporter().from_notebook_node(notebook(["1 + 1"]))
    assert made[:5] == b"%PDF-"
    assert resources["output_extension"] == ".pdf"
