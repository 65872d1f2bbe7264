"""A document with its cards regrouped: a lane for each team or actor. Twin of js/src/model/swimlanes.ts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cjm_widgets.show.path_picture import rows_of

Row = dict[str, Any]
_SIDES = {"evidence": 0, "customer": 0, "frontstage": 1, "backstage": 2, "support": 3}
_BESIDE = frozenset(("metric", "policy", "time", "staff_emotion", "paths"))
_NONE = {"team": "No team", "actor": "No actor"}
_HINTS = {"team": "cards of this team", "actor": "cards of this actor"}


def level(lane: Mapping[str, Any]) -> int | None:
    """0 the customer, 1 what they see us do, 2 what they do not see, 3 what supports it; None on no side."""
    role = str(lane.get("role") or "")
    if role in _BESIDE:
        return None
    return _SIDES.get(role, _SIDES.get(str(lane.get("side") or ""), 0 if role else None))


def in_half(lane: Mapping[str, Any], half: str) -> bool:
    """Whether a lane is drawn in a half of the service; one on no side is in both."""
    at = level(lane)
    return half == "both" or at is None or (at == 0) == (half == "customer")


def regrouped(doc: Mapping[str, Any], by: str) -> dict[str, Any]:
    """The document with a lane for each team or actor; lanes of the customer and of values stay."""
    lanes = rows_of(doc, "lanes")
    grouped = {str(lane["id"]): lane for lane in lanes if _grouped(lane)}
    ours = {id_ for id_, lane in grouped.items() if (level(lane) or 0) > 0}
    place = {str(lane["id"]): at for at, lane in enumerate(lanes)}
    first: dict[str, int] = {}
    moved: list[Row] = []
    for card in rows_of(doc, "cards"):
        lane, name = str(card.get("lane")), str(card.get(by) or "").strip()
        if lane in grouped and (name or lane in ours):
            first[name] = min(first.get(name, len(lanes)), place[lane])
            card = {**card, "lane": f"by:{name}", "was": place[lane]}
        moved.append({"was": place.get(lane, -1), **card})
    moved.sort(key=lambda card: card["was"])
    names = sorted((name for name in first if name), key=lambda name: (first[name], name))
    names += [""] if "" in first or not names else []
    swim = [
        {"id": f"by:{name}", "name": name or _NONE[by], "kind": "cards", "role": "frontstage", "side": "frontstage", "hint": _HINTS[by]}
        for name in names
    ]  # fmt: skip
    top = [lane for lane in lanes if str(lane["id"]) not in ours and _early(lane)]
    rest = [lane for lane in lanes if str(lane["id"]) not in ours and not _early(lane)]
    tables = {**doc["tables"], "lanes": _table([*top, *swim, *rest]), "cards": _table(moved)}
    return {**doc, "tables": tables}


def _grouped(lane: Mapping[str, Any]) -> bool:
    return lane.get("visible") is not False and lane.get("column") is None and lane.get("kind") != "paths"


def _early(lane: Mapping[str, Any]) -> bool:
    """Whether a lane stands above the swimlanes: the moves, and what is the customer's."""
    return lane.get("kind") == "paths" or level(lane) == 0


def _table(rows: list[Row]) -> dict[str, Any]:
    columns = list(dict.fromkeys(name for row in rows for name in row if name != "was"))
    return {"columns": columns, "rows": [[row.get(name) for name in columns] for row in rows]}
