"""Browsers as the tests drive them: real page hosts in one node process, and the channels between them and real doors.

js/test/bridge.ts is the other end. Channels keep their order; what comes down may be lost on the way.
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sysconfig
from collections import Counter, deque
from pathlib import Path
from typing import Any

import pandas as pd

import node
from cjm_widgets.frames.binding import Binding
from cjm_widgets.frames.source import Source, lanes_table
from cjm_widgets.model.session import Session
from cjm_widgets.widgets.door import Door

CONNECTED = ("links", "transitions")
ROUNDS = 12
"""So many times everything may go to and fro until all is quiet."""


def bundle(folder: Path) -> Path:
    """The other end as one file; ``node.NodeMissing`` or ``FileNotFoundError`` where it cannot be made."""
    if not (node.ROOT / "node_modules" / "esbuild").exists():
        raise FileNotFoundError("node_modules is missing: run npm ci")
    out = folder / "bridge.mjs"
    options = {"entryPoints": ["js/test/bridge.ts"], "outfile": str(out), "bundle": True}
    options |= {"platform": "node", "format": "esm", "logLevel": "warning"}
    script = f"require('esbuild').buildSync({json.dumps(options)})"
    subprocess.run([_program(), "-e", script], cwd=node.ROOT, check=True, timeout=60)
    return out


def _program() -> str:
    return node.programs([Path(sysconfig.get_path("purelib"))])[0]


class Node:
    """The process that runs all browsers."""

    def __init__(self, script: Path) -> None:
        self._process = subprocess.Popen(
            [_program(), str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def ask(self, do: str, **fields: Any) -> dict[str, Any]:
        """One command and its answer; AssertionError where the page threw."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": do, **fields}) + "\n")
        self._process.stdin.flush()
        said: dict[str, Any] = json.loads(self._process.stdout.readline())
        assert "error" not in said, said["error"]
        return said

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=10)


class Browser:
    """One page: what it sent and Python has not read yet, what was sent to it and it has not heard yet."""

    def __init__(self, nodes: Node, name: str, door: Door, start: str) -> None:
        self._node, self.name, self.door = nodes, name, door
        self.up: deque[dict[str, Any]] = deque()
        self.down: deque[dict[str, Any]] = deque()
        self.alive = "live"
        self.made: dict[str, int | None] = {}
        self.settled: list[str] = []
        self.asked = 0
        self.id = self.ask("new", start=start)["browser"]

    def ask(self, do: str, **fields: Any) -> dict[str, Any]:
        """One command to this page; what it sends joins the way up."""
        said = self._node.ask(do, page=self.name, **fields)
        self.up.extend(said["up"])
        return said

    def gesture(self, kind: str, seed: int) -> None:
        """What a person could do next."""
        said = self.ask("gesture", kind=kind, seed=seed)
        if said["ops"]:
            self.made[said["label"]] = said["counter"]
            if said["refused"] is not None:
                assert said["refused"], "a refusal without a reason"
                self.settled.append(said["label"])

    def turn(self, way: str) -> None:
        """Undo or redo; an edit that had not left the page is taken away there."""
        self.settled += self.ask(way)["taken"]

    def speak(self) -> None:
        """Let Python read one message."""
        if self.up:
            message = self.up.popleft()
            self.asked += message["type"] == "open" and message["have"] is None
            self.door.receive(message)

    def hear(self) -> None:
        """Let the page hear one message."""
        if self.down:
            self.ask("hear", message=self.down.popleft())

    def become(self, alive: str) -> None:
        """The kernel is seen as live, busy or gone; with it goes what is on its way."""
        self.alive = alive
        if alive == "gone":
            self.up.clear()
            self.down.clear()
        self.ask("alive", alive=alive)


class World:
    """One session, its doors and their browsers."""

    def __init__(self, nodes: Node, source: Source, frames: list[pd.DataFrame], seed: int) -> None:
        self.source, self.frames, self._node = source, frames, nodes
        self.binding = Binding(source)
        self.session = Session(self.binding)
        self.doors: list[Door] = []
        self.browsers: list[Browser] = []
        self.sent: list[tuple[Door, dict[str, Any]]] = []
        self.starts: list[str] = []
        self._names = itertools.count()
        nodes.ask("reset", seed=seed)

    def add_door(self) -> None:
        """One more widget on the same data."""
        door = Door(self.session, self.binding, lambda message: self._send(door, message))
        self.doors.append(door)
        self.starts.append(door.start())

    def add_browser(self, door: int, *, stale: bool = False) -> None:
        """One more page of a widget, painted from its state now or, restored from disk, from its first one."""
        at = door % len(self.doors)
        start = self.starts[at] if stale else self.doors[at].start()
        self.browsers.append(Browser(self._node, f"page {next(self._names)}", self.doors[at], start))

    def _send(self, door: Door, message: dict[str, Any]) -> None:
        text = json.dumps(message, ensure_ascii=False, allow_nan=False)
        self.sent.append((door, json.loads(text)))
        for browser in self.browsers:
            if browser.door is door and browser.alive != "gone":
                browser.down.append(json.loads(text))

    def settle(self) -> None:
        """Deliver everything, until all is quiet. The last message of all may have been lost: one more shows the gap."""
        for browser in self.browsers:
            browser.become("live")
        self.session.pull()
        for door in self.doors:
            door.notice("tick", "")
        for _ in range(ROUNDS):
            if not any(browser.up or browser.down for browser in self.browsers):
                return
            for browser in self.browsers:
                while browser.up:
                    browser.speak()
            for browser in self.browsers:
                while browser.down:
                    browser.hear()
        raise AssertionError(
            f"after {ROUNDS} rounds the pages still ask: {[list(b.up) for b in self.browsers]}"
        )

    def fetch(self) -> None:
        """Let every page ask for every step."""
        for _ in range(3):
            for browser in self.browsers:
                browser.ask("want", **{"from": 0, "to": self.source.size()})
            self.settle()

    @property
    def asked(self) -> list[str]:
        """The pages that asked for everything, having missed something or not understood."""
        return [browser.name for browser in self.browsers if browser.asked]

    def outcomes(self) -> Counter[str]:
        """How often each edit of a page was carried out, found to change nothing, refused, or taken away."""
        out = Counter(e.change.label for e in self.session.entries if e.source == "page")
        counters = {(b.id, n): label for b in self.browsers for label, n in b.made.items() if n is not None}
        for _, message in self.sent:
            if message["type"] == "edits" and message["source"] == "page" and not message["ops"]:
                out[message["label"]] += 0 if _has_entry(self.session, message) else 1
            elif message["type"] == "refused" and (message["browser"], message["counter"]) in counters:
                out[counters[message["browser"], message["counter"]]] += 1
        for browser in self.browsers:
            out.update(browser.settled)
        return out


def _has_entry(session: Session, message: dict[str, Any]) -> bool:
    return any(e.revision == message["rev"] and e.change.label == message["label"] for e in session.entries)


def refusals(world: World, browser: Browser) -> list[int]:
    """The edits of a page that Python refused."""
    refused = (m for _, m in world.sent if m["type"] == "refused" and m["browser"] == browser.id)
    return sorted(m["counter"] for m in refused if m["counter"] in browser.made.values())


def sent_anew(source: Source) -> dict[str, Any]:
    """The whole document as Python would send it now."""
    steps = source.steps(0, source.size())
    tables = {
        "stages": source.stages(),
        "steps": steps,
        "lanes": lanes_table(source.lanes()),
        "cards": source.cards([row[0] for row in steps["rows"]]),
        **{name: {"columns": ["id"], "rows": []} for name in CONNECTED},
        **source.connected(),
    }
    head = {"kind": source.kind, "title": source.title, "note": source.note, "runs": source.runs()}
    doc: dict[str, Any] = json.loads(json.dumps({**head, "tables": tables}, allow_nan=False))
    return doc


def rows(table: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The rows of a table by id, without what is nothing; truth is no number here."""
    named = ([(c, _told(v)) for c, v in zip(table["columns"], row, strict=True)] for row in table["rows"])
    return {str(row[0][1]): {c: v for c, v in row if v is not None} for row in map(list, named)}


def _told(value: Any) -> Any:
    return ("flag", value) if isinstance(value, bool) else value


def cells(table: dict[str, Any]) -> dict[tuple[str, str], list[str]]:
    """The cards of each cell, in order."""
    out: dict[tuple[str, str], list[str]] = {}
    for id_, row in rows(table).items():
        out.setdefault((row.get("step", ""), row.get("lane", "")), []).append(id_)
    return out
