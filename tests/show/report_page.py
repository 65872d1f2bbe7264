"""A report as a test reads it, by the parser of the standard library."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

from cjm_widgets.show.report import block

ADDRESSES = ("href", "src", "action", "data", "poster", "srcset", "formaction", "xlink:href")


class Page(HTMLParser):
    """The elements, texts and addresses of a page; scripts as text by their id or place."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.handlers: list[str] = []
        self.blocks: dict[str, dict[str, object]] = {}
        self.text: list[str] = []
        self.tables: list[dict[str, int]] = []
        self._script: dict[str, str | None] | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        self.tags.append(tag)
        self.ids += [held["id"]] if held.get("id") else []
        self.addresses += [held[name] for name in ADDRESSES if held.get(name)]
        self.handlers += [name for name in held if name.startswith("on")]
        self._script = held if tag == "script" else None
        if tag == "table":
            self.tables.append({"caption": 0, "col": 0, "row": 0})
        if tag == "caption":
            self.tables[-1]["caption"] += 1
        if tag == "th":
            scope = held.get("scope") or ""
            self.tables[-1]["col" if scope.startswith("col") else "row"] += bool(scope)

    def handle_endtag(self, tag):
        if tag == "script":
            self._script = None

    def handle_data(self, data):
        if self._script is None:
            self.text.append(data)
        elif self._script.get("type") == block.TYPE:
            self.blocks[str(self._script["id"])] = json.loads(data)

    @property
    def words(self) -> str:
        return " ".join(self.text)


def read(path: Path) -> Page:
    return Page(path.read_text(encoding="utf-8"))
