"""The harness itself: a bare anywidget works both ways, so a failure elsewhere is the grid's."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

COUNTER = '''
import anywidget, traitlets

class Counter(anywidget.AnyWidget):
    _esm = """
    export default { render({ model, el }) {
      const button = document.createElement("button");
      button.className = "counter";
      const draw = () => { button.textContent = model.get("count"); };
      button.onclick = () => { model.set("count", model.get("count") + 1); model.save_changes(); };
      model.on("change:count", draw);
      draw();
      el.append(button);
    } };
    """
    count = traitlets.Int(0).tag(sync=True)

counter = Counter()
counter
'''


def test_a_widget_works_both_ways(lab):
    notebook = lab.notebook([COUNTER, "counter.count = 40"])
    notebook.run(0)
    button = notebook.page.locator("button.counter")
    button.click()
    button.click()
    notebook.eventually("counter.count", 2)
    notebook.run(1)
    expect(button).to_have_text("40")


def test_python_gives_what_was_printed_and_raises_what_was_raised(lab):
    notebook = lab.notebook(["x = 1"])
    notebook.run_all()
    assert notebook.python("print(x + 1)") == "2"
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        notebook.python("1 / 0")


def test_a_restarted_kernel_has_forgotten_and_answers(lab):
    notebook = lab.notebook(["x = 1"])
    notebook.run_all()
    notebook.restart_kernel()
    assert notebook.value("'x' in globals()") is False


def test_an_interrupt_ends_a_cell(lab):
    notebook = lab.notebook(["import time\ntime.sleep(60)"])
    notebook.run(0, wait=False)
    notebook.page.wait_for_function(
        "jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'busy'"
    )
    notebook.interrupt()
    notebook.wait_until_ready()
    assert notebook.python("print('here')") == "here"


def test_a_request_to_another_host_is_noticed(lab):
    notebook = lab.notebook([])
    notebook.page.evaluate("fetch('http://localhost.invalid/x').catch(() => null)")
    assert notebook.outside == ["http://localhost.invalid/x"]
    notebook.outside.clear()
