"""OCEL 2.0 as XML, tag by tag."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from cjm_widgets.model.errors import BrokenFile

from .ocel import Objects
from .xml import feed


class _Reader:
    def __init__(self, path: Path) -> None:
        self.log = Objects()
        self._path = path
        self._tags: list[str] = []
        self._inside: tuple[str, str] | None = None
        self._value: tuple[str, str | None] | None = None
        self._text: list[str] = []
        self._given: dict[str, str] = {}

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        if not self._tags and tag != "log":
            raise BrokenFile(f"{self._path} is XML and no OCEL: it begins with <{tag}>, a log with <log>.")
        part = self._tags[1] if len(self._tags) > 1 else ""
        if self._tags == ["log", "objects"] and tag == "object":
            name = self._need(attrs, "id", tag)
            self.log.objects[name] = self._need(attrs, "type", tag)
            self._inside = (tag, name)
        elif self._tags == ["log", "events"] and tag == "event":
            name = self._need(attrs, "id", tag)
            self._inside, self._given = (tag, name), {}
            self.log.events.append((name, self._need(attrs, "type", tag), attrs.get("time"), self._given))
        elif tag == "attribute" and part in ("events", "objects"):
            self._value, self._text = (self._need(attrs, "name", tag), attrs.get("time")), []
        elif tag in ("relationship", "object") and part == "events" and self._inside:
            touched = self._need(attrs, "object-id", tag)
            self.log.touched.append((self._inside[1], touched, attrs.get("qualifier", "")))
        self._tags.append(tag)

    def _need(self, attrs: dict[str, str], name: str, tag: str) -> str:
        if name not in attrs:
            raise BrokenFile(f"{self._path}: a <{tag}> has no {name!r}, only {sorted(attrs)}.")
        return attrs[name]

    def data(self, text: str) -> None:
        if self._value is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        self._tags.pop()
        if tag == "attribute" and self._value is not None and self._inside is not None:
            (name, time), text = self._value, "".join(self._text)
            if self._inside[0] == "event":
                self._given[name] = text
            else:
                self.log.values.append((self._inside[1], name, time, text))
            self._value = None
        elif len(self._tags) == 2:
            self._inside = None


def read_xml(stream: IO[bytes], path: Path) -> Objects:
    """The events and objects of the file. BrokenFile says what is wrong and where."""
    reader = _Reader(path)
    feed(stream, reader, path)
    return reader.log
