"""The tour in a real JupyterLab: every cell runs, without an error, and its grids are drawn."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.server import ROOT

pytestmark = pytest.mark.usefixtures("bundle")


def test_the_tour_runs_and_draws_its_grids(lab):
    notebook = lab.file(ROOT / "notebooks" / "tour.ipynb", height=1400)
    notebook.page.set_default_timeout(60_000)
    notebook.run_all()
    assert (
        notebook.page.evaluate(
            """jupyterapp.shell.currentWidget.content.model.sharedModel.cells
             .flatMap(cell => cell.outputs ?? []).filter(output => output.output_type === 'error').length"""
        )
        == 0
    )
    grids = notebook.page.locator("[data-cjm-host] [role=grid]")
    expect(grids.first).to_be_visible()
    notebook.screenshot("tour")
    assert notebook.errors == []
