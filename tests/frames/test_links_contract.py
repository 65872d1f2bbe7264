"""Links and moves: the cases that js/test/hosts/links.test.ts replays too, on the frames of a map."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from cjm_widgets.frames.binding import Binding
from cjm_widgets.frames.mapped import Mapped
from cjm_widgets.frames.source import lanes_table
from cjm_widgets.frames.tables import complete, empty
from cjm_widgets.model.edits import from_json
from cjm_widgets.model.errors import Refused
from cjm_widgets.model.session import Session
from frames.page import Page

CONTRACT = json.loads((Path(__file__).parents[1] / "contract" / "links.json").read_text(encoding="utf-8"))


def frame(name: str, table: dict[str, Any]) -> pd.DataFrame:
    read = pd.DataFrame(table["rows"], columns=table["columns"]).drop(columns="id")
    ends = ["source", "target"] if "source" in table["columns"] else [row[0] for row in table["rows"]]
    labelled = read.set_index(ends) if ends == ["source", "target"] else read.set_axis(ends)
    return complete(name, labelled.reindex(columns=empty(name).columns))


def a_map() -> Mapped:
    return Mapped({name: frame(name, table) for name, table in CONTRACT["doc"]["tables"].items()}, {})


def told(source: Mapped) -> dict[str, Any]:
    joined = source.connected()
    steps = [row[0] for row in source.steps(0, source.size())["rows"]]
    ids = {
        "steps": sorted(steps),
        "lanes": sorted(row[0] for row in lanes_table(source.lanes())["rows"]),
        "cards": sorted(row[0] for row in source.cards(steps)["rows"]),
    }
    return {**ids, **{name: plain(joined.get(name)) for name in ("links", "transitions")}}


def plain(table: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Each row without what is nothing."""
    if table is None:
        return []
    named = [zip(table["columns"], row, strict=True) for row in table["rows"]]
    return [{c: v for c, v in row if v is not None} for row in named]


def expected(after: dict[str, Any]) -> dict[str, Any]:
    columns = {name: CONTRACT["doc"]["tables"][name]["columns"] for name in ("links", "transitions")}
    rows = {name: plain({"columns": columns[name], "rows": after[name]}) for name in columns}
    return {**{name: sorted(after[name]) for name in ("steps", "lanes", "cards")}, **rows}


@pytest.mark.parametrize("case", CONTRACT["cases"], ids=lambda case: str(case["name"]))
def test_the_cases_both_languages_replay(case: dict[str, Any]) -> None:
    source = a_map()
    session = Session(Binding(source))
    page, before = Page(session, source), told(source)
    ops = [from_json(op) for op in case["ops"]]
    if case["refused"] is not None:
        with pytest.raises(Refused) as refused:
            session.edit(ops)
        assert str(refused.value) == case["refused"]
        assert told(source) == before
        return
    session.edit(ops)
    assert told(source) == expected(case["after"])
    page.agrees()
    session.undo()
    assert told(source) == before
    page.agrees()
    session.redo()
    assert told(source) == expected(case["after"])
    page.agrees()
