"""A JupyterLab server in a temporary folder and pages of it in headless Chromium. Knows no tool that is measured."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
VIEWPORT = {"width": 1400, "height": 900}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--enable-precise-memory-info", "--js-flags=--expose-gc"]
SERVER = ["--no-browser", "--ip=127.0.0.1", "--ServerApp.port_retries=0", "--IdentityProvider.token=", "--allow-root",
          "--ServerApp.password=", "--ServerApp.disable_check_xsrf=True", "--LabApp.expose_app_in_browser=True",
          "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.news_url=",
          "--LanguageServerManager.autodetect=False"]
FOLDERS = ["JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR",
           "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR"]


class Lab:
    """A running server. `book` writes a notebook, `close_kernels` ends all its kernels."""

    def __init__(self, url: str, root: Path) -> None:
        self.url, self.root = url, root

    def book(self, name: str, cells: list[str]) -> str:
        """Writes a notebook of these code cells; gives its address."""
        made = [{"cell_type": "code", "id": f"c{i}", "metadata": {}, "outputs": [], "execution_count": None, "source": one}
                for i, one in enumerate(cells)]
        meta = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        text = json.dumps({"cells": made, "metadata": meta, "nbformat": 4, "nbformat_minor": 5})
        (self.root / f"{name}.ipynb").write_text(text, encoding="utf-8")
        return f"{self.url}/lab/workspaces/{name}/tree/{name}.ipynb?reset"

    def close_kernels(self) -> None:
        """Ends every session, so that the next page has a fresh kernel and the machine is quiet."""
        for session in json.loads(self._ask("GET", "/api/sessions")):
            self._ask("DELETE", f"/api/sessions/{session['id']}")

    def _ask(self, method: str, path: str) -> bytes:
        with urllib.request.urlopen(urllib.request.Request(self.url + path, method=method), timeout=20) as answer:
            return bytes(answer.read())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _surroundings(root: Path) -> dict[str, str]:
    """The environment of the server: folders of its own, and this folder and the package in reach of its kernels."""
    reach = os.pathsep.join([str(HERE.parent), str(HERE)])
    return {**os.environ, "PYTHONPATH": reach, **{name: str(root / name.lower()) for name in FOLDERS}}


@contextmanager
def serve() -> Iterator[Lab]:
    """A JupyterLab for the length of a with block."""
    with TemporaryDirectory(prefix="bench-") as folder:
        root, port = Path(folder) / "books", _free_port()
        root.mkdir()
        with open(Path(folder) / "server.log", "w", encoding="utf-8") as log:
            command = [sys.executable, "-m", "jupyter", "lab", f"--port={port}", f"--ServerApp.root_dir={root}", *SERVER]
            server = subprocess.Popen(command, env=_surroundings(Path(folder)), stdout=log, stderr=log)
            try:
                lab = Lab(f"http://127.0.0.1:{port}", root)
                _wait(lab, server, Path(folder) / "server.log")
                yield lab
                lab.close_kernels()
            finally:
                server.terminate()
                server.wait(20)


def _wait(lab: Lab, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        try:
            lab._ask("GET", "/api/status")
            return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start. Its last words:\n{log.read_text()[-2000:]}")


def chromium() -> str | None:
    """Where a Chromium of the system is, or None to take Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CJM_CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)


@contextmanager
def browse() -> Iterator[Browser]:
    """A headless Chromium for the length of a with block."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def page_of(browser: Browser, address: str) -> Iterator[Page]:
    """A page with caches of its own, the probe in it, and the notebook's kernel ready."""
    context = browser.new_context(viewport=VIEWPORT)  # type: ignore[arg-type]
    context.add_init_script(path=HERE / "probe.js")
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(address)
    page.wait_for_function("window.bench.ready()", timeout=60_000, polling=100)
    page.evaluate("bench.join()")
    try:
        yield page
    finally:
        context.close()


def call(page: Page, expression: str, argument: Any = None, *, seconds: float = 30) -> Any:
    """Evaluates in the page; a promise that does not settle in time is an error instead of a hang."""
    late = f"new Promise((_, no) => setTimeout(() => no(new Error('no answer in {seconds} s')), {seconds * 1000}))"
    return page.evaluate(f"(argument) => Promise.race([{expression}, {late}])", argument)
