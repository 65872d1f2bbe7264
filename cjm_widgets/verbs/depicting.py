"""What a picture of a map is drawn from: all of it in the wire form, its lanes chosen and ordered, what its improvements bring."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from cjm_widgets.frames.drawn import drawn
from cjm_widgets.frames.lanes import Lane
from cjm_widgets.frames.source import Source, lanes_table
from cjm_widgets.model.errors import DataError

if TYPE_CHECKING:
    from cjm_widgets.engine.simulate import Simulation
    from cjm_widgets.show.pictures.sheets.impact import Impact

    from .gathered import Verbs


def document(source: Source) -> dict[str, Any]:
    """All of a source as a document (docs/protocol.md), long texts whole."""
    steps = source.steps(0, source.size())
    tables = {
        "steps": steps,
        "stages": source.stages(),
        "cards": source.cards([str(row[0]) for row in steps["rows"]]),
    }
    tables["lanes"] = lanes_table(source.lanes())
    tables |= source.around() | source.connected()
    whole = {name: _whole(source, name, table) for name, table in tables.items()}
    meta = {str(name): value for name, value in source.meta.items()}
    return {"kind": source.kind, "title": source.title, "tables": whole, "meta": meta}


def _whole(source: Source, name: str, table: Mapping[str, Any]) -> dict[str, Any]:
    """A table with what travels cut read whole, and what cannot be edited as its text."""
    columns = list(table["columns"])

    def one(row: Sequence[Any], column: str, value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        if value.get("$") == "cut":
            return source.read(name, str(row[0]), column)
        return value if value.get("$") == "special" else str(value.get("v", ""))

    rows = [
        [one(row, column, value) for column, value in zip(columns, row, strict=True)] for row in table["rows"]
    ]
    return {"columns": columns, "rows": rows}


def with_lanes(
    doc: Mapping[str, Any], lanes: Sequence[Lane], asked: Sequence[str] | None, wanted: Callable[[Lane], bool]
) -> dict[str, Any]:
    """The document with these lanes alone; ``asked`` names others, which then are drawn in that order. ``DataError`` names those there are."""
    if asked is None:
        kept = [lane for lane in lanes if wanted(lane)]
    else:
        known = {name: lane for lane in reversed(lanes) for name in (lane.id, lane.name)}
        missing = [name for name in asked if name not in known]
        if missing:
            there = ", ".join(repr(lane.name) for lane in lanes)
            raise DataError(f"There is no lane {missing[0]!r}. The lanes are: {there}.", "lanes")
        kept = list({known[name].id: known[name] for name in asked}.values())
    shown = lanes_table([replace(lane, visible=True) for lane in kept])
    return {**doc, "tables": {**doc["tables"], "lanes": shown}}


def board(source: Source, view: str, lanes: Sequence[str] | None, by: str, half: str) -> dict[str, Any]:
    """The document of a board: the map's lanes, a blueprint's or that of the moves; regrouped and halved as asked."""
    from cjm_widgets.show.pictures.grid import swim

    held = source.lanes()
    if view == "paths" and not any(lane.kind == "paths" for lane in held):
        raise DataError("The map has no moves to draw: fill m.transitions.", "transitions")
    order = drawn(held, {}) if view == "blueprint" and lanes is None else held
    folded = view == "blueprint" and lanes is None
    doc = with_lanes(
        document(source), order, lanes,
        lambda lane: lane.kind == "paths" if view == "paths" else folded or lane.visible,
    )  # fmt: skip
    if by != "lanes":
        doc = swim.regrouped(doc, by)
    table = doc["tables"]["lanes"]
    rows = [row for row in table["rows"] if swim.in_half(dict(zip(table["columns"], row, strict=True)), half)]
    return {**doc, "tables": {**doc["tables"], "lanes": {**table, "rows": rows}}}


def effects(m: Verbs, found: Simulation | None) -> Impact:
    """What the improvements of a map bring, as it is drawn. ``DataError`` says why a map cannot be simulated."""
    from cjm_widgets.show.pictures.sheets import impact, measures

    found = found if found is not None else m.simulate()
    outcomes = cast("dict[str, dict[str, float]]", found.outcomes.to_dict("index"))
    shown = {name: row for name in measures.SHOWN if (row := outcomes.get(name)) and _says(name, row)}
    if found.measure in outcomes:
        shown.setdefault(found.measure, outcomes[found.measure])
    chain, table = found.made, m.tables["improvements"]
    names = {str(id_): str(name) for id_, name in table["name"].items() if isinstance(name, str) and name}
    ends = [
        chain.names.get(end) or end for end, good in zip(chain.outcomes, chain.success, strict=True) if good
    ]
    items = [
        impact.Item(names.get(one.name, one.name), _where(chain, one), one.adoption) for one in found.levers
    ]
    swings = [
        impact.Swing(
            names.get(str(row["input"]), chain.names.get(str(row["input"])) or str(row["input"])),
            measures.KINDS.get(str(row["kind"]), str(row["kind"])),
            *sorted((float(row["low"]), float(row["high"]))),
        )
        for row in found.sensitivity.to_dict("records")
    ]
    told = " or ".join(f"“{end}”" for end in ends)
    settings, currency = found.settings, m.meta.get("currency")
    return impact.Impact(
        items, shown, swings, found.measure, told, currency if isinstance(currency, str) else "",
        int(settings.get("draws", 0)), float(settings.get("interval", 0.9)), found.notes,
    )  # fmt: skip


def _where(chain: Any, lever: Any) -> str:
    from cjm_widgets.show.pictures.sheets.measures import LEVERS

    step = chain.steps[lever.step]
    return f"{chain.names.get(step) or step} · {LEVERS.get(lever.kind, lever.kind)}"


def _says(name: str, row: Mapping[str, float]) -> bool:
    """Whether the map says something about a measure."""
    now, then = row["now"], row["then"]
    if now != now or then != then:
        return False
    return name == "success" or abs(now) > 1e-9 or abs(then - now) > 1e-9
