"""Documents to show, and a reader that checks the HTML."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from cjm_widgets.samples import meal_kit

Doc = dict[str, Any]


def doc_of(
    steps: list[Doc],
    lanes: list[Doc],
    stages: list[Doc] | None = None,
    cards: list[Doc] | None = None,
    **top: Any,
) -> Doc:
    given = {"stages": stages or [], "steps": steps, "lanes": lanes, "cards": cards or []}
    return {
        "title": "Kit",
        "kind": "wide",
        **top,
        "tables": {name: wire(rows) for name, rows in given.items()},
    }


def wire(rows: list[Doc]) -> Doc:
    columns = list(dict.fromkeys(k for row in rows for k in row))
    return {"columns": columns, "rows": [[row.get(c) for c in columns] for row in rows]}


def plain(value: Any) -> Any:
    if hasattr(value, "total_seconds"):
        return value.total_seconds()
    return None if value is None or value != value else value


def kit() -> Doc:
    tables = meal_kit().tables
    rows = {
        name: [
            {"id": id_} | {k: plain(v) for k, v in row.items()}
            for id_, row in frame.astype("object").where(frame.notna(), None).to_dict("index").items()
        ]
        for name, frame in tables.items()
    }
    return doc_of(rows["steps"], rows["lanes"], rows["stages"], rows["cards"], title="Meal kit: first box")


def grid(steps: int, lanes: int, cell: Any = "x", kind: str = "text") -> Doc:
    columns = [f"c{i}" for i in range(lanes)]
    rows = [
        {"id": f"s{i}", "name": f"Step {i}", "stage": f"p{i // 10}"} | dict.fromkeys(columns, cell)
        for i in range(steps)
    ]
    stages = [{"id": f"p{i}", "name": f"Stage {i}"} for i in range((steps + 9) // 10)]
    return doc_of(rows, [{"id": c, "name": c, "kind": kind, "column": c} for c in columns], stages)


class Balance(HTMLParser):
    """Every tag closed in order; the ids; the text as a reader gets it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def parsed(source: str) -> Balance:
    parser = Balance()
    parser.feed(source)
    parser.close()
    assert parser.open == []
    return parser
