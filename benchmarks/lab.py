"""Notebooks of a JupyterLab in headless Chromium, each with a fresh page and kernel. Knows no tool that is measured.

The server and the search for a browser are those of the browser tests.
"""

from __future__ import annotations

import json
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import chromium
from browser.server import serving

PROBE = Path(__file__).with_name("probe.js")
WIDTH, HEIGHT = 1400, 900
PROMPT = "--ServerApp.jpserver_extensions={'jupyterlab': True, 'benchmarks.prompt_server': True}"
PYTHON = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
EMPTY: dict[str, Any] = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}


class Lab:
    """A running server. `book` writes a notebook, `close_kernels` ends all its kernels."""

    def __init__(self, url: str, root: Path) -> None:
        self.url, self.root = url, root

    def book(self, name: str, cells: list[str]) -> str:
        """Writes a notebook of these code cells; gives its address."""
        made = [{**EMPTY, "id": f"c{i}", "source": source} for i, source in enumerate(cells)]
        text = json.dumps({"cells": made, "metadata": PYTHON, "nbformat": 4, "nbformat_minor": 5})
        (self.root / f"{name}.ipynb").write_text(text, encoding="utf-8")
        return f"{self.url}/lab/workspaces/{name}/tree/{name}.ipynb?reset"

    def close_kernels(self) -> None:
        """Ends every session, so that the next page has a fresh kernel and the machine is quiet."""
        for session in json.loads(self._ask("GET", "/api/sessions")):
            self._ask("DELETE", f"/api/sessions/{session['id']}")

    def _ask(self, method: str, path: str) -> bytes:
        request = urllib.request.Request(self.url + path, method=method)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return bytes(answer.read())


@contextmanager
def serve() -> Iterator[Lab]:
    """A JupyterLab for the length of a with block; it sends messages at once (prompt_server.py says why)."""
    with TemporaryDirectory(prefix="bench-") as folder, serving(Path(folder), PROMPT) as server:
        lab = Lab(server.address, server.folder)
        yield lab
        lab.close_kernels()


@contextmanager
def browse() -> Iterator[Browser]:
    """A headless Chromium for the length of a with block."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium.find(), args=list(chromium.ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def blank_page(browser: Browser) -> Iterator[Page]:
    """A page with caches of its own and the probe in it."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    context.add_init_script(path=PROBE)
    page = context.new_page()
    page.set_default_timeout(10_000)
    try:
        yield page
    finally:
        context.close()


@contextmanager
def page_of(browser: Browser, address: str) -> Iterator[Page]:
    """Such a page with a notebook open in it and its kernel ready."""
    with blank_page(browser) as page:
        page.goto(address, timeout=60_000)
        page.wait_for_function("window.bench.ready()", timeout=60_000, polling=100)
        page.evaluate("bench.join()")
        yield page


def call(page: Page, expression: str, argument: Any = None, *, seconds: float = 30) -> Any:
    """Evaluates in the page; a promise that does not settle in time is an error instead of a hang."""
    late = f"new Promise((_, no) => setTimeout(() => no(new Error('no answer in {seconds} s')), {seconds * 1000}))"
    return page.evaluate(f"(argument) => Promise.race([{expression}, {late}])", argument)
