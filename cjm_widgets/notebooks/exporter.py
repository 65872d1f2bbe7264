"""The exporters of nbconvert: a notebook as one HTML file that opens anywhere, and as PDF."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import traitlets
from nbconvert.exporters import HTMLExporter
from nbconvert.preprocessors import Preprocessor

from cjm_widgets.model.errors import CjmError
from cjm_widgets.show.report.block import ASKED, script

from .cover import cover
from .outputs import Outputs, bokeh, outputs, states

HERE = Path(__file__).parent
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob: data:; style-src 'unsafe-inline'; "
    "img-src data: blob:; font-src data:; media-src data:; base-uri 'none'; form-action 'none'"
)
"""Outputs may run scripts, as everywhere in nbconvert; none of them can ask an address."""
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
SECONDS = 120


class Blocks(Preprocessor):
    """Puts what a page without Python shows in the place of widgets, and drops their state."""

    def preprocess(self, nb: Any, resources: Any) -> Any:
        """The notebook, changed in place, and the resources."""
        held = Outputs(states(nb.metadata))
        resources["cjm_bokeh"] = bokeh(nb.cells)
        for output in outputs(nb.cells):
            output["data"] = type(output["data"])(
                held.rewrite(dict(output["data"]), output.get("metadata") or {})
            )
        for cell in nb.cells:
            if "outputs" in cell:
                cell["outputs"] = [one for one in cell["outputs"] if one.get("data", True)]
        resources["cjm_blocks"] = held.count
        nb.metadata.pop("widgets", None)
        return nb, resources


class ReportExporter(HTMLExporter):
    """``jupyter nbconvert --to cjm_report nb.ipynb``: maps and charts live, nothing fetched, a title page, code folded.

    With ``--execute`` each view is told all of its map: evidence, checks, impact. Without, it is drawn from the saved state
    of its widget, or is the picture in the output.
    """

    export_from_notebook = "Report with journey maps"
    code = traitlets.Enum(
        ("fold", "hide", "show"), "fold", help="code cells: folded, left out, or shown"
    ).tag(config=True)

    @traitlets.default("template_name")
    def _template_name(self) -> str:
        return "cjm_report"

    @traitlets.default("extra_template_basedirs")
    def _basedirs(self) -> list[str]:
        return [str(HERE / "templates")]

    def _init_preprocessors(self) -> None:
        super()._init_preprocessors()  # type: ignore[no-untyped-call]
        self.register_preprocessor(Blocks(parent=self), enabled=True)  # type: ignore[no-untyped-call]

    def from_notebook_node(self, nb: Any, resources: Any = None, **kw: Any) -> Any:
        """The notebook as HTML, and its resources."""
        before = os.environ.get(ASKED)
        os.environ[ASKED] = "1"  # kernels started from here on put blocks into their outputs
        try:
            return super().from_notebook_node(nb, resources, **kw)
        finally:
            if before is None:
                del os.environ[ASKED]
            else:
                os.environ[ASKED] = before

    def _preprocess(self, nb: Any, resources: Any) -> Any:
        nb, resources = super()._preprocess(nb, resources)  # type: ignore[no-untyped-call]
        name = str((resources.get("metadata") or {}).get("name") or "Notebook")
        resources["cjm"] = {
            "policy": POLICY,
            "style": (HERE / "report.css").read_text(encoding="utf-8"),
            "cover": cover(nb.cells, nb.metadata, name, dt.date.today()),
            "code": self.code,
            "scripts": _bokeh() if resources.get("cjm_bokeh") else "",
            "code_of_blocks": script() if resources.get("cjm_blocks") else "",
        }
        return nb, resources


class ReportPDFExporter(ReportExporter):
    """``jupyter nbconvert --to cjm_pdf nb.ipynb``: the report as a browser without a window prints it."""

    export_from_notebook = "Report with journey maps, as PDF"

    def from_notebook_node(self, nb: Any, resources: Any = None, **kw: Any) -> Any:
        """The notebook as the bytes of a PDF, and its resources. ``CjmError`` where there is no browser."""
        html, resources = super().from_notebook_node(nb, resources, **kw)
        resources["output_extension"] = ".pdf"
        return printed(html), resources


def printed(html: str) -> bytes:
    """A page as PDF, by the browser that ``CJM_CHROMIUM`` names or that is on the path."""
    browser = os.environ.get("CJM_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise CjmError(
            "A notebook as PDF is printed by a browser, and none was found. Install Chromium, Chrome or Edge, or name one in "
            "CJM_CHROMIUM; --to cjm_report needs none."
        )
    with tempfile.TemporaryDirectory() as folder:
        page, out = Path(folder, "report.html"), Path(folder, "report.pdf")
        page.write_text(html, encoding="utf-8")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                 "--no-pdf-header-footer", f"--user-data-dir={folder}/profile", "--virtual-time-budget=8000"]  # fmt: skip
        done = subprocess.run(
            [browser, *flags, f"--print-to-pdf={out}", page.as_uri()], capture_output=True, timeout=SECONDS
        )
        if not out.exists():
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise CjmError(f"{browser} printed no PDF (it ended with {done.returncode}): {' '.join(said)}")
        return out.read_bytes()


def _bokeh() -> str:
    """BokehJS itself, so that charts of Bokeh ask no address for it."""
    from bokeh.resources import Resources

    made = Resources(mode="inline", components=["bokeh", "bokeh-widgets", "bokeh-tables"])
    return "\n".join(
        f"<script>{one.replace('</script', '<' + chr(92) + '/script')}</script>" for one in made.js_raw
    )
