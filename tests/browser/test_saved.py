"""What a notebook keeps of a grid: read again without a kernel, and as HTML without widgets."""

from __future__ import annotations

import json
import re

import nbformat
import pytest
from playwright.sync_api import expect

from browser.grid import SHOP, drawn
from browser.notebook import READY, RUN, SHOTS

pytestmark = pytest.mark.usefixtures("bundle")
BAD = """
bad = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>'
hostile = pd.DataFrame({"step": [bad, "two"], "stage": [bad, "B"], bad: [bad, "ok"]})
cjm.JourneyGrid(hostile)
"""


@pytest.fixture
def saved(lab, server):
    """The text of a notebook whose grids were drawn and saved by JupyterLab."""
    notebook = lab.notebook([SHOP, BAD], height=1000)
    drawn(notebook)
    drawn(notebook, 1, nth=1)
    notebook.page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    return (server.folder / f"{notebook.name}.ipynb").read_text(encoding="utf-8")


def test_a_notebook_from_elsewhere_shows_the_table_without_a_kernel(lab, server, saved):
    book = nbformat.reads(saved, as_version=4)
    # Of a language no kernel here speaks: JupyterLab takes a kernel of the same language without asking, now and then.
    book.metadata.kernelspec = {"name": "none-such", "display_name": "None such", "language": "none"}
    del book.metadata["language_info"]
    book.cells[0].source += "\n# changed elsewhere, so JupyterLab does not trust it"
    nbformat.write(book, server.folder / "elsewhere.ipynb")
    page = lab.page("elsewhere")
    page.locator(".jp-Dialog").get_by_role("button", name="No Kernel", exact=True).click()
    table = page.locator(".jp-OutputArea table").first
    expect(table).to_contain_text("Reads reviews")
    expect(table).to_contain_text("No guest order")
    expect(page.locator(".jp-OutputArea table").nth(1)).to_contain_text("<script>window.pwned=1</script>")
    assert page.evaluate("window.pwned === undefined && !document.querySelector('.jp-OutputArea table img')")
    page.screenshot(path=SHOTS / "saved-untrusted.png")


def test_html_of_a_saved_notebook_holds_the_table_and_no_script_of_a_cell(browser, saved):
    nbconvert = pytest.importorskip("nbconvert")
    offline = {"require_js_url": "", "mathjax_url": "", "mermaid_js_url": ""}
    html, _ = nbconvert.HTMLExporter(**offline).from_notebook_node(nbformat.reads(saved, as_version=4))
    assert "No guest order" in html
    page = browser.new_page()
    page.route("**/*", lambda route: route.abort())
    page.set_content(html, wait_until="domcontentloaded")
    expect(page.locator("table").first).to_contain_text("Reads reviews")
    expect(page.locator("table").nth(1)).to_contain_text("<script>window.pwned=1</script>")
    assert page.evaluate("window.pwned === undefined")
    assert page.locator("table script, table img").count() == 0
    page.close()


def test_the_notebook_holds_the_picture_and_no_copy_of_the_frame(saved):
    outputs = [output for cell in json.loads(saved)["cells"] for output in cell["outputs"]]
    kinds = [set(output["data"]) for output in outputs if "data" in output]
    assert all(
        {"text/html", "text/plain", "application/vnd.jupyter.widget-view+json"} <= kind for kind in kinds
    )
    assert "widgets" not in json.loads(saved)["metadata"]
    assert not re.search(r"<script", "".join("".join(o["data"]["text/html"]) for o in outputs if "data" in o))


@pytest.mark.parametrize("kernel", ["new", "none"])
def test_your_own_notebook_shows_the_table_until_its_cell_is_run(lab, server, saved, kernel):
    del saved
    name = lab.opened[0].name
    lab.close()
    page = lab.page(name)
    if kernel == "none":
        page.wait_for_function(READY, timeout=60_000)
        page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        page.route(
            "**/api/sessions*",
            lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
        )
        page.reload()
    still = page.locator(".jp-OutputArea").first
    expect(still.locator("table")).to_contain_text("No guest order", timeout=30_000)
    expect(still).to_contain_text("As it was saved. Run the cell to edit.")
    expect(still).not_to_contain_text("Error displaying widget")
    expect(page.locator(".jp-OutputArea table").nth(1)).to_contain_text("<script>window.pwned=1</script>")
    assert page.evaluate("window.pwned === undefined && !document.querySelector('.jp-OutputArea table img')")
    page.screenshot(path=SHOTS / f"saved-trusted-{kernel}.png")
    if kernel == "new":
        page.wait_for_function(READY, timeout=60_000)
        page.evaluate(RUN, [0, 1])
        expect(still.locator("[role=grid]")).to_be_visible(timeout=30_000)
        expect(still.locator("table")).to_have_count(0)


def test_what_others_draw_is_left_alone(lab):
    lost = """from IPython.display import display
display({"application/vnd.jupyter.widget-view+json": {"model_id": "none", "version_major": 2, "version_minor": 0},
         "text/html": "<table><tr><td>not ours</td></tr></table>"}, raw=True)"""
    notebook = lab.notebook([lost])
    notebook.run(0)
    expect(notebook.page.locator(".jp-OutputArea")).to_contain_text("Error displaying widget")
    notebook.page.wait_for_timeout(2000)
    expect(notebook.page.locator(".jp-OutputArea table")).to_have_count(0)
