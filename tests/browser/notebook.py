"""A notebook open in JupyterLab, as a test sees it: cells to run, code for its kernel, a page to use."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import nbformat
from playwright.sync_api import BrowserContext, Locator, Page, Request

SHOTS = Path(__file__).resolve().parents[2] / "test-results"

READY = """() => {
  const context = window.jupyterapp?.shell?.currentWidget?.sessionContext;
  const kernel = context?.session?.kernel;
  return !!(context?.isReady && kernel?.connectionStatus === 'connected' && kernel?.status === 'idle');
}"""
RUN = """([index, ticket]) => {
  const app = window.jupyterapp, book = app.shell.currentWidget.content;
  book.activeCellIndex = index;
  book.deselectAll();
  window.cjmRuns ??= {};
  window.cjmRuns[ticket] = 'running';
  app.commands.execute('notebook:run-cell').then(
    () => { window.cjmRuns[ticket] = 'done'; }, error => { window.cjmRuns[ticket] = String(error); });
}"""
ASK = """async ([code, limit]) => {
  const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  const future = kernel.requestExecute({code, store_history: false, stop_on_error: false});
  let text = '', error = null;
  future.onIOPub = message => {
    if (message.header.msg_type === 'stream') text += message.content.text;
    if (message.header.msg_type === 'error') error = message.content.traceback.join('\\n');
  };
  const late = new Promise(resolve => setTimeout(resolve, limit, 'late'));
  if (await Promise.race([future.done, late]) === 'late') { future.dispose(); return {late: true}; }
  return {text, error};
}"""
KERNEL = "window.jupyterapp.shell.currentWidget.sessionContext"


class Notebook:
    """One notebook in one page. Waits until its kernel is ready before it is used."""

    def __init__(self, context: BrowserContext, address: str, name: str, timeout: float = 10) -> None:
        self.name, self.timeout = name, timeout
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_default_timeout(timeout * 1000)
        self.page.on("request", self._note)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self._tickets = 0
        self.page.goto(f"{address}/lab/workspaces/{name}-{id(self)}/tree/{name}.ipynb?reset")
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Returns when the kernel is connected, idle and has answered; JupyterLab loads slowly on a busy machine."""
        self.page.wait_for_function(READY, timeout=60_000)
        answer = self.page.evaluate(ASK, ["pass", 60_000])
        assert not answer.get("late"), "The kernel is idle but did not answer within 60 s"

    def run(self, cell: int, wait: bool = True) -> None:
        """Runs one cell, and waits for its end unless told not to."""
        self._tickets += 1
        self.page.evaluate(RUN, [cell, self._tickets])
        if wait:
            state = self.page.wait_for_function(
                "ticket => window.cjmRuns[ticket] !== 'running' && window.cjmRuns[ticket]", arg=self._tickets
            )
            assert state.json_value() == "done", state.json_value()

    def run_all(self) -> None:
        """Runs every cell in order."""
        for cell in range(self.page.evaluate("jupyterapp.shell.currentWidget.content.widgets.length")):
            self.run(cell)

    def python(self, code: str) -> str:
        """Runs code in the kernel without a cell and gives what it printed; raises where it raised."""
        answer = self.page.evaluate(ASK, [code, self.timeout * 1000])
        if answer.get("late"):
            raise TimeoutError(f"The kernel did not answer within {self.timeout} s: {code}")
        if answer["error"]:
            raise RuntimeError(f"{code}\n{answer['error']}")
        text: str = answer["text"]
        return text.strip()

    def value(self, expression: str) -> Any:
        """What an expression is in the kernel, as JSON; texts of what JSON has no word for."""
        return json.loads(self.python(f"import json; print(json.dumps({expression}, default=str))"))

    def eventually(self, expression: str, expected: Any) -> None:
        """Waits until an expression in the kernel has the value; fails with the last one seen."""
        end = time.monotonic() + self.timeout
        while (seen := self._now(expression)) != expected and time.monotonic() < end:
            self.page.wait_for_timeout(30)
        assert seen == expected, f"{expression} is {seen!r}, not {expected!r}"

    def _now(self, expression: str) -> Any:
        """What an expression is now; the error where it names what is not there yet."""
        try:
            return self.value(expression)
        except RuntimeError as error:
            return error

    def restart_kernel(self) -> None:
        """Gives the notebook a fresh kernel."""
        self.page.evaluate(f"() => {KERNEL}.session.kernel.restart()")
        self.wait_until_ready()

    def interrupt(self) -> None:
        """Interrupts what the kernel runs."""
        self.page.evaluate(f"() => {KERNEL}.session.kernel.interrupt()")

    def kill_kernel(self) -> None:
        """Ends the kernel for good, as a crash or a shut-down server does."""
        self.page.evaluate(f"() => {KERNEL}.shutdown()")

    def grid(self, nth: int = 0) -> Locator:
        """A journey grid of the page, once it is drawn."""
        found = self.page.locator(".jp-OutputArea [role=grid]").nth(nth)
        found.wait_for()
        return found

    def dark(self) -> None:
        """Changes to JupyterLab's dark theme and waits until it is on."""
        self.page.evaluate(
            "() => { jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'}); }"
        )
        self.page.wait_for_selector("body[data-jp-theme-light=false]", state="attached")

    def start_kernel(self) -> None:
        """Gives the notebook a kernel again after its own was ended."""
        self.page.evaluate(f"() => {KERNEL}.startKernel()")
        self.wait_until_ready()

    def cell_count(self) -> int:
        """How many cells the notebook has."""
        count: int = self.page.evaluate("jupyterapp.shell.currentWidget.content.widgets.length")
        return count

    def screenshot(self, name: str) -> Path:
        """Leaves a picture in test-results/."""
        SHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png")
        return SHOTS / f"{name}.png"

    def close(self) -> None:
        """Ends the kernel and the page."""
        if not self.page.is_closed():
            self.page.evaluate(
                f"() => Promise.race([{KERNEL}.shutdown(), new Promise(r => setTimeout(r, 3000))])"
            )
            self.page.close()

    def _note(self, request: Request) -> None:
        if request.url.startswith(("http", "ws")) and "//127.0.0.1:" not in request.url[:22]:
            self.outside.append(request.url)


def write(folder: Path, name: str, cells: list[str]) -> None:
    """Puts a notebook of code cells where the server finds it."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(book, folder / f"{name}.ipynb")
