"""Tests in a real JupyterLab with a real browser. `lab` is the fixture; notebook.py says what it gives."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

import chromium
from browser.notebook import Notebook, write
from browser.server import ROOT, Server, serving

HERE = Path(__file__).parent
BUNDLE = ROOT / "cjm_widgets" / "static" / "grid.js"
expect.set_options(timeout=10_000)
FAILED = pytest.StashKey[bool]()


class Lab:
    """Opens notebooks on the session's server; what a test opened is closed after it."""

    def __init__(self, server: Server, browser: Browser, name: str) -> None:
        self._server, self._browser, self._name = server, browser, name
        self._contexts: list[BrowserContext] = []
        self.opened: list[Notebook] = []

    def notebook(
        self, cells: list[str], width: int = 1280, height: int = 900, *, touch: bool = False
    ) -> Notebook:
        """A new notebook with these cells, open in a browser context of its own, nothing run; with a touch screen if asked."""
        name = f"{self._name}-{len(self.opened)}"
        write(self._server.folder, name, cells)
        return self._open(name, width, height, touch=touch)

    def file(self, path: Path, width: int = 1280, height: int = 900) -> Notebook:
        """A copy of a notebook, open in a browser context of its own, nothing run."""
        name = f"{self._name}-{len(self.opened)}"
        shutil.copy(path, self._server.folder / f"{name}.ipynb")
        return self._open(name, width, height)

    def again(self, notebook: Notebook, width: int = 1280, height: int = 900) -> Notebook:
        """The same notebook in a second browser context: another person, same kernel."""
        return self._open(notebook.name, width, height)

    def page(self, name: str) -> Page:
        """A notebook that lies on the server as a bare page: nothing is waited for, no kernel needed."""
        context = self._browser.new_context()
        self._contexts.append(context)
        page = context.new_page()
        page.goto(f"{self._server.address}/lab/workspaces/{name}/tree/{name}.ipynb?reset")
        return page

    def _open(self, name: str, width: int, height: int, *, touch: bool = False) -> Notebook:
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            permissions=["clipboard-read", "clipboard-write"],
            has_touch=touch,
        )
        self._contexts.append(context)
        self.opened.append(Notebook(context, self._server.address, name))
        return self.opened[-1]

    def close(self) -> None:
        """Ends all kernels and contexts of the test."""
        for notebook in self.opened:
            notebook.close()
        for context in self._contexts:
            context.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed  # type: ignore[attr-defined]
    return report


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("lab")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.HOW)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(chromium.ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def lab(server: Server, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Lab]:
    name = re.sub(r"[^\w]+", "-", request.node.name)[:60].strip("-")
    opened = Lab(server, browser, name)
    yield opened
    if request.node.stash.get(FAILED, False):
        for number, notebook in enumerate(opened.opened):
            notebook.screenshot(f"{name}-{number}")
    outside = [url for notebook in opened.opened for url in notebook.outside]
    opened.close()
    assert not outside, f"the page asked other hosts than 127.0.0.1: {outside[:5]}"


@pytest.fixture(scope="session")
def bundle() -> Path:
    """The built page; a test that draws a grid asks for it."""
    if not BUNDLE.is_file():
        pytest.fail(f"{BUNDLE} is not built. Build it with: npm ci && node js/build.mjs")
    return BUNDLE
