"""What is measured: for each tool the code of its cells, how a person edits a cell of it, and how Python changes one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec

from made_up import TEXT_COLUMN
from playwright.sync_api import Page

COLUMN = 2
FEW = 5
"""Edits and changes go round the first five steps: they are on screen in every tool."""


@dataclass(frozen=True)
class Tool:
    """One tool. `begin` opens the editor of a step; what is typed then replaces its text and Enter commits it.

    `change` is code that writes a text into a step, both given as Python expressions. `answer` says when an edit
    counts as answered: "text" when the text is on screen (only Python's echo puts it there), "message" when the tool's
    reply and the kernel's event after it were handled and the next frame drawn, "event" when that event was.
    """

    name: str
    module: str
    package: str
    imports: str
    show: str
    listen: str
    begin: Callable[[Page, int], None]
    change: Callable[[str, str], str]
    answer: str = "event"
    sideways: bool = False
    durations: bool = True
    area: str = ".jp-OutputArea-output"
    note: str = ""

    def installed(self) -> bool:
        """Whether it can be imported here."""
        return find_spec(self.module) is not None

    def version(self) -> str:
        """The version installed."""
        return version(self.package)

    def prepare(self, rows: int) -> str:
        """What an earlier cell does: imports and the frame."""
        return f"import made_up\n{self.imports}\ndf = made_up.journey({rows}, durations={self.durations})"


def _floor_begin(page: Page, step: int) -> None:
    page.locator(".jp-OutputArea-output table tr").nth(step + 1).locator("td").nth(COLUMN).dblclick()


def _ours_begin(page: Page, step: int) -> None:
    page.locator(f'[role=gridcell][data-step="{step}"][data-lane="{TEXT_COLUMN}"]').click()
    page.keyboard.press("F2")
    page.keyboard.press("Control+a")


def _canvas_begin(page: Page, step: int) -> None:
    box = page.locator(".jp-OutputArea-output canvas").first.bounding_box()
    assert box is not None
    page.mouse.dblclick(box["x"] + 64 * (COLUMN + 1) + 30, box["y"] + 20 * (step + 1) + 10)
    page.locator("input.lm-DataGrid-cellEditorInput").wait_for()
    page.keyboard.press("Control+a")


def _perspective_begin(page: Page, step: int) -> None:
    page.locator("regular-table tbody tr").nth(step).locator("td").nth(COLUMN + 1).click()
    page.keyboard.press("Control+a")


def _panel_begin(page: Page, step: int) -> None:
    cell = page.locator(f".tabulator-cell[tabulator-field={TEXT_COLUMN}]").nth(step)
    cell.click()
    cell.locator("input").wait_for()
    page.keyboard.press("Control+a")


LOOK = f'" ".join(df["{TEXT_COLUMN}"].iloc[:{FEW}])'

OURS = Tool(
    name="ours",
    module="cjm_widgets",
    package="cjm-widgets",
    imports="from cjm_widgets import JourneyGrid",
    show="w = JourneyGrid(df)\nw",
    listen=f'w.on_msg(lambda _, said, __: said.get("type") == "edit" and bench_echo({LOOK}))',
    begin=_ours_begin,
    change=lambda step, text: f"df.iloc[{step}, {COLUMN}] = {text}",
    sideways=True,
    answer="message",
)
FLOOR = Tool(
    name="floor",
    module="anywidget",
    package="anywidget",
    imports="from floor import Floor",
    show="w = Floor(df)\nw",
    listen=f"w.on_msg(lambda *_: bench_echo({LOOK}))",
    begin=_floor_begin,
    change=lambda step, text: f"w.put({step}, {COLUMN}, {text})",
    answer="text",
    note="one screen of 30 rows, nothing more to scroll to",
)
IPYDATAGRID = Tool(
    name="ipydatagrid",
    module="ipydatagrid",
    package="ipydatagrid",
    imports="import ipydatagrid",
    show="w = ipydatagrid.DataGrid(df, editable=True, layout={'height': '480px'})\nw",
    listen="w.on_cell_change(lambda cell: bench_echo(cell['value']))",
    begin=_canvas_begin,
    change=lambda step, text: f"w.set_cell_value_by_index({TEXT_COLUMN!r}, {step}, {text})",
    note="canvas, drawn without a GPU here; edits a copy of the frame; its code comes as a lab extension",
)
PERSPECTIVE = Tool(
    name="perspective",
    module="perspective",
    package="perspective-python",
    durations=False,
    imports="import perspective, perspective.widget",
    show=(
        "t = perspective.table(df, index='index')\n"
        "w = perspective.widget.PerspectiveWidget(t, plugin='Datagrid', plugin_config={'edit_mode': 'EDIT'})\nw"
    ),
    listen="bench_view = t.view(columns=['actions'])\nbench_view.on_update(lambda *_: bench_echo(''))",
    begin=_perspective_begin,
    change=lambda step, text: f"t.update([{{'index': {step}, {TEXT_COLUMN!r}: {text}}}])",
    note="edits a table of its own; timedelta raises, so times are seconds here",
)
PANEL = Tool(
    name="panel",
    module="panel",
    package="panel",
    imports="import panel as pn",
    show=(
        "pn.extension('tabulator', inline=True)\n"
        "w = pn.widgets.Tabulator(df, pagination='remote', page_size=100, height=480)\nw"
    ),
    listen=f"w.on_edit(lambda _: bench_echo({LOOK}))",
    begin=_panel_begin,
    change=lambda step, text: f"w.patch({{{TEXT_COLUMN!r}: [({step}, {text})]}})",
    note="pages of 100 rows, so it scrolls one page; first paint brings the scripts of its extension",
)
TOOLS = {tool.name: tool for tool in (FLOOR, OURS, IPYDATAGRID, PERSPECTIVE, PANEL)}
