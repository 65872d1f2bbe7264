"""One fresh page and kernel with one tool at one size: everything that is measured there, as plain numbers."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
from made_up import FIRST_TEXT
from playwright.sync_api import Browser, CDPSession, Error, Page
from tools import FEW, Tool

from lab import Lab, blank_page, call, page_of

HELP = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
import gc, time, psutil
from comm import create_comm
bench_comm = create_comm(target_name="bench")
def bench_echo(value):
    bench_comm.send({{"at": time.time(), "value": str(value)}})
def bench_memory():
    gc.collect()
    return psutil.Process().memory_info().rss
"""
SPEED = 3000
"""Pixels a second the wheel turns."""
SERIAL = itertools.count(1)
COMPARED, MORE = ("ours", "floor"), 2
"""These two are held against each other closely, so they make more edits and changes."""


@dataclass
class Sample:
    """What one page gave. Times are milliseconds, memory and traffic bytes."""

    tool: str
    rows: int
    paint: float | None = None
    traffic: dict[str, float] = field(default_factory=dict)
    memory: dict[str, float] = field(default_factory=dict)
    edits: list[dict[str, float]] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)
    scroll: dict[str, float] = field(default_factory=dict)
    loop_messages: int | None = None
    failures: list[str] = field(default_factory=list)


def run(
    lab: Lab, browser: Browser, tool: Tool, rows: int, name: str, *, edits: int, seconds: float
) -> Sample:
    """Measures one tool once; what fails is named in the sample and the rest is still measured."""
    sample = Sample(tool.name, rows)
    more = MORE if tool.name in COMPARED else 1
    try:
        with page_of(browser, lab.book(name, [tool.prepare(rows), tool.show])) as page:
            execute(page, HELP + tool.prepare(rows))
            _first_paint(page, tool, sample)
            execute(page, tool.listen)
            _each(sample, "edit", lambda: _edits(page, tool, sample, edits * more))
            _each(sample, "Python change", lambda: _changes(page, tool, sample, edits * more))
            if seconds:
                _each(sample, "scroll", lambda: sample.scroll.update(_scroll(page, tool, seconds)))
            if tool.name in COMPARED:
                _each(sample, "loop", lambda: _loop(page, tool, sample))
    except (Error, AssertionError) as problem:
        sample.failures.append(f"first paint: {str(problem).splitlines()[0][:160]}")
    finally:
        lab.close_kernels()
    return sample


def execute(page: Page, code: str, ask: str = "0") -> str:
    """Runs code in the page's kernel; gives the text of `ask`."""
    return str(call(page, "bench.execute(argument[0], argument[1])", [code, ask], seconds=60))


def _each(sample: Sample, what: str, measure: Any) -> None:
    try:
        measure()
    except (Error, AssertionError) as problem:
        sample.failures.append(f"{what}: {str(problem).splitlines()[0][:160]}")


def _first_paint(page: Page, tool: Tool, sample: Sample) -> None:
    page.wait_for_timeout(300)
    tab = page.context.new_cdp_session(page)
    before = _memory(page, tab)
    found = call(page, "bench.firstPaint(1, argument)", FIRST_TEXT, seconds=40)
    sample.paint = found["ms"]
    code = sum(one["code"] for one in found["messages"]) or _script(tool, found["messages"])
    total = sum(one["bytes"] for one in found["messages"])
    opens = [one for one in found["messages"] if one["type"] == "comm_open" and one["start"]]
    sample.traffic = {
        "socket": total,
        "code": code,
        "data": total - code,
        "http": found["http"],
        "first_message": sum(one["bytes"] - one["code"] for one in opens),
        "start": sum(one["start"] for one in opens),
    }
    call(page, "bench.forget()")
    page.wait_for_timeout(500)
    after = _memory(page, tab)
    sample.memory = {key: after[key] - before[key] for key in before}


def _script(tool: Tool, messages: list[dict[str, Any]]) -> float:
    """Panel's scripts travel as outputs of their own rather than in a widget's state."""
    shown = [one["bytes"] for one in messages if one["type"] == "display_data"]
    return sum(shown) if tool.name == "panel" else 0


def _memory(page: Page, tab: CDPSession) -> dict[str, float]:
    tab.send("HeapProfiler.collectGarbage")
    heap = tab.send("Runtime.getHeapUsage")["usedSize"]
    return {"kernel": float(execute(page, "", "bench_memory()")), "heap": heap, "renderer": _renderers()}


def _renderers() -> float:
    """Resident bytes of the browser's page processes: counts what the heap figure leaves out, such as wasm."""
    total = 0
    for child in psutil.Process().children(recursive=True):
        try:
            if "--type=renderer" in child.cmdline():
                total += child.memory_info().rss
        except psutil.Error:
            continue
    return float(total)


def _edits(page: Page, tool: Tool, sample: Sample, count: int) -> None:
    for i in range(count):
        step, text = i % FEW, f"e{next(SERIAL):06d}"
        tool.begin(page, step)
        page.keyboard.type(text)
        page.wait_for_timeout(60)
        page.evaluate("([text, answer]) => bench.arm(text, answer)", [text, tool.answer])
        page.keyboard.press("Enter")
        found = call(page, "bench.edited()", seconds=8)
        value = found.pop("value")
        assert not value or text in value, f"Python holds {value!r}, typed was {text!r}"
        sample.edits.append(found)
        page.wait_for_timeout(60)


def _changes(page: Page, tool: Tool, sample: Sample, count: int) -> None:
    for i in range(count):
        text = f"p{next(SERIAL):06d}"
        code = f"bench_at = time.time()\n{tool.change(str(i % FEW), repr(text))}"
        sample.changes.append(call(page, "bench.change(argument[0], argument[1])", [code, text], seconds=8))
        page.wait_for_timeout(60)


def _scroll(page: Page, tool: Tool, seconds: float) -> dict[str, float]:
    box = page.locator(tool.area).last.bounding_box()
    assert box is not None
    spot = {"x": box["x"] + box["width"] * 0.6, "y": box["y"] + min(box["height"], 480) * 0.6}
    clip = {"x": box["x"], "y": box["y"], "width": box["width"], "height": min(box["height"], 480)}
    before = page.screenshot(clip=clip)  # type: ignore[arg-type]
    found = roll(page, spot, seconds, sideways=tool.sideways)
    assert page.screenshot(clip=clip) != before, "nothing moved"  # type: ignore[arg-type]
    return found


def roll(page: Page, spot: dict[str, float], seconds: float, *, sideways: bool) -> dict[str, float]:
    """Frames while the wheel turns over a spot: how many a second, and the longest time between two."""
    page.evaluate("(ms) => { window.rolling = bench.frames(ms); }", seconds * 1000)
    away = -SPEED * seconds
    page.context.new_cdp_session(page).send(
        "Input.synthesizeScrollGesture",
        {
            **spot,
            "xDistance": away if sideways else 0,
            "yDistance": 0 if sideways else away,
            "speed": SPEED,
            "gestureSourceType": "mouse",
        },
    )
    times = call(page, "window.rolling", seconds=seconds + 20)
    gaps = [b - a for a, b in itertools.pairwise(times)]
    return {"fps": 1000 * len(gaps) / (times[-1] - times[0]), "longest": max(gaps)}


def blank(browser: Browser, seconds: float) -> dict[str, float]:
    """What a page makes that has nothing but height to scroll."""
    with blank_page(browser) as page:
        page.goto("data:text/html,<div style='height:90000px'></div>")
        return roll(page, {"x": 400, "y": 400}, seconds, sideways=False)


def _loop(page: Page, tool: Tool, sample: Sample) -> None:
    """How many messages a loop of 100 changes makes."""
    body = tool.change(f"i % {FEW}", "f'q{i:06d}'")
    sample.loop_messages = call(page, "bench.messages(argument, 1000)", f"for i in range(100):\n    {body}")
