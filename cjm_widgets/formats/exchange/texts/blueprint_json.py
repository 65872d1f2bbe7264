"""The JSON of BilLogic/agentic-service-blueprinting, read only: a service (or lifecycle) of phases, scenarios, paths, lanes and cells.

Phases become stages, the cells of one path cards, the order of every path moves; a cell without lines is a card.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from cjm_widgets.formats.exchange.draft import Draft
from cjm_widgets.formats.exchange.losses import Loss, Reading
from cjm_widgets.formats.exchange.tables.records import shallow
from cjm_widgets.formats.exchange.text import Source, read_text
from cjm_widgets.frames.layers import role_of
from cjm_widgets.model.errors import BrokenFile, DataError

MOST = 50_000
Held = dict[str, Any]
_ROLES = {
    "customer_actions": ("actions", None), "frontstage_actions": ("frontstage", "people"), "backstage_actions": ("backstage", "people"),
    "frontstage_tech": ("frontstage", "technology"), "frontstage_touchpoints": ("frontstage", "technology"),
    "backstage_tech": ("backstage", "technology"), "backstage_touchpoints": ("backstage", "technology"),
    "support_systems": ("support", None), "support_processes": ("support", None), "support_actions": ("support", None),
}  # fmt: skip
_PILLS = (
    "frontstage_tech",
    "backstage_tech",
    "frontstage_touchpoints",
    "backstage_touchpoints",
    "support_systems",
)
_LINKS = {"trigger": "trigger", "triggers": "trigger", "needs": "needs", "need": "needs", "": "trigger"}
_PHASE = ("key", "name", "summary", "order", "scenarios")
_SCENARIO = ("key", "name", "summary", "order", "steps", "paths", "layout", "view_type")
_CELL = ("lane", "layer", "step", "content", "provenance", "owner", "perceived_owner", "needs_review", "function", "form", "summary",
         "evidence", "attribution")  # fmt: skip


def read(source: Source, *, path: str | None = None, language: str | None = None) -> Reading:
    """The map of such a file. ``path`` is the key of the path whose cells are read, else each scenario's first happy one.

    ``language`` picks among the languages of its texts, else its first. What of other paths, languages and fields is not
    read is counted. ``BrokenFile`` where it is no such JSON, ``DataError`` for a path or language that is not there.
    """
    text, name = read_text(source, is_text=isinstance(source, str) and source.lstrip("\ufeff \n")[:1] == "{")
    shallow(text, name)
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise BrokenFile(f"{name}{line}: this is no JSON that can be read ({str(error)[:120]}).") from error
    if not is_one(held):
        raise BrokenFile(
            f"{name} holds no service with a list of phases, as a service blueprint in JSON does."
        )
    languages = (
        [one for one in held.get("locales", ()) if isinstance(one, str)]
        if isinstance(held.get("locales", ()), list)
        else []
    )
    if language is not None and language not in languages:
        raise DataError(f"{name} has no texts in {language!r}: {', '.join(languages) or 'none is declared'}.")
    return _Reader(path, language or next(iter(languages), "en"), languages).read(_service(held), name)


def is_one(held: Any) -> bool:
    """Whether some JSON is a service blueprint of this kind."""
    return isinstance(held, dict) and isinstance(_service(held).get("phases"), list)


def _service(held: Held) -> Held:
    found = held.get("service", held.get("lifecycle"))
    return found if isinstance(found, dict) else {}


class _Reader:
    def __init__(self, path: str | None, language: str, languages: list[str]) -> None:
        self.draft, self.losses = Draft(), list[Loss]()
        self.path, self.language = path, language
        self.left: dict[str, int] = {}
        self.moves: dict[tuple[str, str], list[str]] = {}
        self.found = False
        others = [one for one in languages if one != language]
        if others:
            self.losses.append(
                Loss(f"read in {language!r} only; the file has texts in {', '.join(map(repr, others))} too")
            )

    def read(self, service: Held, name: str) -> Reading:
        """The map of a service."""
        title, summary = self.text(service.get("name")), self.text(service.get("summary"))
        self.draft.meta |= {
            k: v for k, v in (("title", title), ("objective", summary), ("language", self.language)) if v
        }
        self.rest(service, ("key", "name", "summary", "phases"), "the service")
        for phase in _mappings(service.get("phases")):
            self.rest(phase, _PHASE, "phases")
            scenarios = list(_mappings(phase.get("scenarios")))
            for scenario in scenarios:
                self._scenario(phase, scenario, len(scenarios) > 1)
        if self.path is not None and not self.found:
            raise DataError(f"{name} has no path {self.path!r}.")
        if not self.draft.rows.get("steps"):
            raise BrokenFile(f"{name} has no scenario with steps.")
        for (start, end), ways in self.moves.items():
            row = {"source": start, "target": end, "variants": list(dict.fromkeys(ways))}
            self.draft.add("transitions", f"{start}-{end}", row)
        self.losses += [Loss(f"not read: {what}, {count:,} times") for what, count in self.left.items()]
        return Reading(self.draft.done(), tuple(self.losses))

    def _scenario(self, phase: Held, scenario: Held, several: bool) -> None:
        names = [self.text(phase.get("name")), self.text(scenario.get("name"))]
        stage = self.draft.stage(
            " – ".join(filter(None, names)) if several else names[0] or names[1] or "Phase"
        )
        self.rest(scenario, _SCENARIO, "scenarios")
        steps = {
            str(one.get("key")): self.draft.step(self.text(one.get("name")) or None, stage)
            for one in _mappings(scenario.get("steps"))
        }
        paths = list(_mappings(scenario.get("paths")))
        chosen = self._chosen(paths)
        for one in paths:
            way = self.text(one.get("variant_label")) or self.text(one.get("name")) or str(one.get("key"))
            order = one.get("path_steps") if isinstance(one.get("path_steps"), list) else []
            told = [steps[str(key)] for key in order or () if str(key) in steps]
            for pair in pairwise(told):
                self.moves.setdefault(pair, []).append(way)
            if one is chosen:
                self._path(one, steps)
            elif cells := len(list(_mappings(one.get("cells")))):
                self.losses.append(
                    Loss(
                        f"{cells:,} cells of the path {str(one.get('key'))!r} are not read; path={str(one.get('key'))!r} reads them"
                    )
                )

    def _chosen(self, paths: list[Held]) -> Held | None:
        if self.path is not None:
            named = next((one for one in paths if one.get("key") == self.path), None)
            if named is not None:
                self.found = True
                return named
        happy = (one for one in paths if "happy" in (one.get("kind"), one.get("path_type")))
        return next(happy, paths[0] if paths else None)

    def _path(self, path: Held, steps: dict[str, str]) -> None:
        lanes: dict[str, tuple[str, str]] = {}
        rows = list(_mappings(path.get("lanes", path.get("layers"))))
        for one in sorted(rows, key=lambda row: row["row"] if isinstance(row.get("row"), int) else 0):
            lanes[str(one.get("key"))] = self._lane(one)
        places: dict[tuple[str, str], str] = {}
        for cell in _mappings(path.get("cells")):
            lane, step = str(cell.get("lane", cell.get("layer"))), str(cell.get("step"))
            if lane not in lanes or step not in steps:
                self.losses.append(Loss(f"a cell stands at no lane or step of its path: {lane!r}, {step!r}"))
            else:
                self._cell(cell, lanes[lane], steps[step], places, (lane, step))
        for one in _mappings(path.get("dependencies", path.get("triggers"))):
            self._link(one, places)

    def _lane(self, lane: Held) -> tuple[str, str]:
        name = self.text(lane.get("display_name", lane.get("name"))) or str(lane.get("key"))
        kind = str(lane.get("role") or "")
        role, carrier = _ROLES.get(kind, (role_of(name) or "other", None))
        self.rest(lane, ("key", "display_name", "name", "role", "row"), "lanes")
        return self.draft.lane(name, role, **({"carrier": carrier} if carrier else {})), kind

    def _cell(
        self,
        cell: Held,
        lane: tuple[str, str],
        step: str,
        places: dict[tuple[str, str], str],
        key: tuple[str, str],
    ) -> None:
        said = self.text(cell.get("content"))
        more = {
            "team": _word(cell, "owner"), "perceived_team": _word(cell, "perceived_owner"), "function": _word(cell, "function"),
            "form": _word(cell, "form"), "summary": self.text(cell.get("summary")) or None,
        }  # fmt: skip
        texts = said.split("\n") if lane[1] in _PILLS else [said]
        for text in filter(str.strip, texts):
            card = self.draft.card(step, lane[0], text.strip(), **more)
            if key not in places:
                places[key] = card
                self._behind(cell, card, step)
        self.rest(cell, _CELL, "cells")
        if key not in places:
            self.left["cells without text"] = self.left.get("cells without text", 0) + 1

    def _behind(self, cell: Held, card: str, step: str) -> None:
        """The evidence of a cell: where it comes from, what was said, that it waits to be looked at."""
        row = {"card": card, "step": step}
        known = cell.get("provenance")
        if isinstance(known, dict) and _word(known, "source"):
            source = ", ".join(filter(None, (_word(known, "source"), _word(known, "section"))))
            self.draft.add(
                "evidence", f"source-{card}", {**row, "kind": "other", "source": source, "author": "source"}
            )
        for quote in cell.get("evidence") if isinstance(cell.get("evidence"), list) else ():  # type: ignore[union-attr]  # a list, as asked
            self.draft.add(
                "evidence",
                f"said-{card}",
                {**row, "kind": "other", "text": str(quote), "source": _word(cell, "attribution")},
            )
        if cell.get("needs_review") is True:
            self.draft.add(
                "evidence",
                f"review-{card}",
                {**row, "kind": "assumption", "text": "Marked as to be reviewed."},
            )

    def _link(self, one: Held, places: dict[tuple[str, str], str]) -> None:
        ends = [one.get("source"), one.get("target")]
        at = [
            places.get((str(e.get("lane", e.get("layer"))), str(e.get("step"))))
            if isinstance(e, dict)
            else None
            for e in ends
        ]
        if None in at:
            self.losses.append(Loss("an arrow leads from or to a cell that is not there"))
            return
        kind = str(one.get("kind") or "")
        row = {
            "source": at[0],
            "target": at[1],
            "kind": _LINKS.get(kind, "sequence"),
            "text": None if kind in _LINKS else kind,
        }
        if not any(
            r["source"] == at[0] and r["target"] == at[1] for r in self.draft.rows.get("links", {}).values()
        ):
            self.draft.add("links", f"{at[0]}-{at[1]}", row)

    def text(self, held: Any) -> str:
        """A text in the language that is read; in another where that has none."""
        if isinstance(held, str):
            return held.strip()
        if not isinstance(held, dict):
            return ""
        found = held.get(self.language) or next((v for v in held.values() if isinstance(v, str) and v), "")
        return found.strip() if isinstance(found, str) else ""

    def rest(self, held: Held, known: tuple[str, ...], where: str) -> None:
        """Counts the fields that are not read."""
        for key, value in held.items():
            if key not in known and value not in (None, "", [], {}):
                what = f"{str(key)[:40]!r} of {where}"
                self.left[what] = self.left.get(what, 0) + 1


def _mappings(held: Any) -> Iterator[Held]:
    for at, one in enumerate(held if isinstance(held, list) else ()):
        if at >= MOST:
            raise BrokenFile(f"A list of more than {MOST:,} entries is not read. Cut the file into parts.")
        if isinstance(one, dict):
            yield one


def _word(held: Held, key: str) -> str | None:
    return held[key].strip() or None if isinstance(held.get(key), str) else None
