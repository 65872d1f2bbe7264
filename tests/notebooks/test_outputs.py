"""Outputs of saved notebooks as a report shows them: from the widget's state, or as the picture that stands in the output."""

from __future__ import annotations

import json
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import cjm_widgets as cjm
from cjm_widgets.model.errors import CjmError
from cjm_widgets.notebooks import exporter
from cjm_widgets.notebooks.controls import control
from cjm_widgets.notebooks.outputs import LOAD, WIDGET, Outputs
from cjm_widgets.show.report.block import TYPE

ROOT = Path(__file__).resolve().parents[2]
VIEW = {"model_id": "m"}


def state():
    return {"m": cjm.JourneyGrid(cjm.JourneyMap.from_template("classic")).get_state()}


def test_a_saved_state_is_drawn_live():
    made = Outputs(state()).rewrite(
        {WIDGET: VIEW, "text/html": "<p>still</p>"}, {"cjm_widgets": {"still": True}}
    )
    held = json.loads(made["text/html"].partition(">")[2].partition("</script>")[0])
    assert held["view"] == "grid"
    assert len(held["map"]["doc"]["tables"]["stages"]["rows"]) == 4
    assert "<p>still</p>" in made["text/html"]


def test_saved_comparisons_are_drawn_each_with_its_own_maps():
    one, two = (cjm.JourneyMap.from_template("classic") for _ in range(2))
    held = Outputs({name: cjm.Compare(one, two, names=[name, "b"]).get_state() for name in "xy"})
    for name in "xy":
        html = held.rewrite({WIDGET: {"model_id": name}, "text/html": "still"}, {})["text/html"]
        made = json.loads(html.partition(">")[2].partition("</script>")[0])
        assert (made["view"], "of" in made, made["data"]["maps"][0]["name"]) == ("compare", False, name)


def test_the_names_nbconvert_knows_are_exporters():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = told["project"]["entry-points"]["nbconvert.exporters"]
    found = {
        name: EntryPoint(name, path, "nbconvert.exporters").load().__name__ for name, path in named.items()
    }
    assert found == {"cjm_pdf": "ReportPDFExporter", "cjm_report": "ReportExporter"}


def test_without_a_state_the_picture_stays():
    made = Outputs({}).rewrite({WIDGET: VIEW, "text/html": "<p>still</p>"}, {"cjm_widgets": {"still": True}})
    assert made == {"text/html": "<p>still</p>"}


def test_the_same_map_is_held_once():
    held, block = Outputs({}), {"view": "grid", "map": {"doc": {}, "overlays": {}, "answers": {}}}
    first, second = (held.rewrite({TYPE: dict(block)}, {})["text/html"] for _ in range(2))
    assert '"map"' in first
    assert '"of":"cjm-block-1"' in second
    assert '"map"' not in second


def test_other_outputs_stay_and_bokeh_fetches_nothing():
    assert Outputs({}).rewrite({"text/plain": "3"}, {}) == {"text/plain": "3"}
    assert Outputs({}).rewrite({LOAD: "", "application/javascript": "load()"}, {}) == {}


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (
            {"_model_name": "DropdownModel", "_options_labels": ["<a>"], "index": 0},
            "<option selected>&lt;a&gt;",
        ),
        ({"_model_name": "TextModel", "value": '"><script>'}, "&quot;&gt;&lt;script&gt;"),
        ({"_model_name": "OddModel"}, "<pre>told</pre>"),
        ({"_model_name": "VBoxModel", "children": ["IPY_MODEL_m"]}, "state is not in the notebook"),
    ],
)
def test_ordinary_widgets_are_form_elements(held, said):
    assert said in control("m", {"m": held}, "told")


def test_blocks_are_left_only_where_asked_for(monkeypatch):
    grid = cjm.JourneyGrid(cjm.JourneyMap.from_template("classic"))
    assert TYPE not in grid._repr_mimebundle_()[0]
    monkeypatch.setenv("CJM_BLOCKS", "1")
    held = grid._repr_mimebundle_()[0][TYPE]
    assert held["view"] == "grid"
    json.dumps(held, allow_nan=False)


def test_without_a_browser_it_is_said(monkeypatch):
    monkeypatch.delenv("CJM_CHROMIUM", raising=False)
    monkeypatch.setattr(exporter.shutil, "which", lambda name: None)
    with pytest.raises(CjmError, match="CJM_CHROMIUM"):
        exporter.printed("<p>")
