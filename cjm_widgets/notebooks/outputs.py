"""The outputs of a notebook as a page without Python shows them: our views as blocks, ordinary widgets as form elements."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cjm_widgets.show.report.block import TYPE, VIEWS, block

from .controls import control

WIDGET = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
LOAD = "application/vnd.bokehjs_load.v0+json"
_OURS = {
    "JourneyGrid": "grid", "Blueprint": "blueprint", "Personas": "personas",
}  # fmt: skip
"""The widgets whose saved state is enough to draw them."""
_LOOK = ("theme", "height", "language", "zoom", "by", "columns")
_COMPARED = ("theme", "height", "language", "view", "differences")


@dataclass
class Outputs:
    """Rewrites the outputs of one notebook; the same map, shown twice, is held once."""

    states: dict[str, Mapping[str, Any]]
    maps: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def rewrite(self, data: dict[str, Any], metadata: Mapping[str, Any]) -> dict[str, Any]:
        """The mimebundle of one output as it is shown; one that is no widget stays as it is."""
        if LOAD in data:
            return {}  # the page holds BokehJS: nothing is fetched for it
        if WIDGET not in data and TYPE not in data:
            return data
        held = data.get(TYPE)
        kept = {name: value for name, value in data.items() if name not in (WIDGET, TYPE)}
        model = str((data.get(WIDGET) or {}).get("model_id", ""))
        state = self.states.get(model, {})
        if not isinstance(held, Mapping):
            held = _saved(state)
        still = _text(kept.get("text/html"))
        if held is not None and held.get("view") in VIEWS:
            return {"text/html": self._block(held, still), "text/plain": _text(kept.get("text/plain"))}
        if still or WIDGET not in data or "cjm_widgets" in metadata:
            return kept
        return {"text/html": control(model, self.states, _text(kept.get("text/plain")))}

    def _block(self, held: Mapping[str, Any], still: str) -> str:
        self.count += 1
        id_, told = f"cjm-block-{self.count}", held.get("map")
        options = held.get("options")
        mark = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
        of = self.maps.setdefault(mark, id_) if told is not None else id_
        known = {} if of == id_ else {"of": of}
        return block(
            id_, str(held["view"]), told=None if known else told, of=known.get("of", ""),
            data=held.get("data"), options=options if isinstance(options, Mapping) else {}, still=still,
        )  # fmt: skip


def states(metadata: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The saved state of each widget of a notebook by its model."""
    held = (metadata.get("widgets") or {}).get(STATE) or {}
    models = held.get("state") or {}
    return {str(id_): one.get("state") or {} for id_, one in models.items() if isinstance(one, Mapping)}


def bokeh(cells: list[Any]) -> bool:
    """Whether Bokeh shows something in the notebook."""
    return any("bokeh" in mime for output in outputs(cells) for mime in output.get("data", {})) or any(
        "Bokeh" in _text(output.get("data", {}).get("text/html")) for output in outputs(cells)
    )


def outputs(cells: list[Any]) -> Iterator[Any]:
    """All outputs of cells that have data."""
    for cell in cells:
        yield from (one for one in cell.get("outputs", ()) if "data" in one)


def _saved(state: Mapping[str, Any]) -> dict[str, Any] | None:
    """The block of a widget of ours from its saved state: what it painted first."""
    name = str(state.get("_anywidget_id", "")).rpartition(".")[2]
    if name == "Compare":
        return _compared(state)
    view = _OURS.get(name)
    start = state.get("_start")
    if view is None or not isinstance(start, str):
        return None
    try:
        told = json.loads(start)
    except ValueError:
        return None
    if not isinstance(told, dict) or not isinstance(told.get("doc"), dict) or told.get("rev") == -1:
        return None
    options = {name: state[name] for name in _LOOK if state.get(name) not in (None, "")}
    return {"view": view, "map": {"doc": told["doc"], "overlays": {}, "answers": {}}, "options": options}


def _compared(state: Mapping[str, Any]) -> dict[str, Any] | None:
    """The block of a comparison: its state holds all of it."""
    try:
        data = json.loads(str(state.get("_data", "")))
    except ValueError:
        return None
    if not isinstance(data, dict) or not data.get("maps"):
        return None
    options = {one: state[one] for one in _COMPARED if state.get(one) not in (None, "")}
    return {"view": "compare", "data": data, "options": options}


def _text(value: Any) -> str:
    return "".join(value) if isinstance(value, list) else value if isinstance(value, str) else ""
