"""Silencing: which findings a map's waivers speak of, and checks of the waivers themselves."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from cjm_widgets.model.document import Document

from .finding import Finding, Spot, rule
from .reading import Reading
from .values import filled, quoted, text


@rule(
    "unknown-waiver",
    "warning",
    "A finding is silenced that does not exist",
    why="It silences nothing: the code is misspelt, or the check is called otherwise now.",
    how="Take a code of “cjm rules”, or remove the waiver.",
    needs="R40",
)
def unknown_waiver(map: Reading) -> Iterator[Spot]:
    for id_, row in map.rows("waivers"):
        code = text(row.get("code"))
        if code not in map.codes:
            near = difflib.get_close_matches(code, map.codes, 1)
            meant = f" “{near[0]}” is meant?" if near else ""
            yield Spot(
                f"The waiver “{id_}” silences {quoted(code)}, which is no check.{meant}",
                "waivers",
                id_,
                "code",
            )


@rule(
    "waiver-without-reason",
    "warning",
    "A finding is silenced without a reason",
    why="Whoever reads the map next year has to know why it may stay.",
    how="Write the reason, or remove the waiver.",
    needs="R77",
)
def waiver_without_reason(map: Reading) -> Iterator[Spot]:
    for id_, row in map.rows("waivers"):
        if not filled(row.get("reason")):
            yield Spot(
                f"The waiver of {quoted(text(row.get('code')) or id_)} gives no reason.",
                "waivers",
                id_,
                "reason",
            )


@rule(
    "waiver-for-nothing",
    "note",
    "A finding is silenced for a row that is not there",
    why="The row was removed or renamed; the waiver would hide a finding of another row that takes its id.",
    how="Remove the waiver, or name the row it is meant for.",
    needs="R40",
)
def waiver_for_nothing(map: Reading) -> Iterator[Spot]:
    for id_, row in map.rows("waivers"):
        named = row.get("row")
        if filled(named) and not any(map.has(table, named) for table in map.document.tables):
            yield Spot(
                f"The waiver “{id_}” speaks of the row {quoted(str(named))}, which no table has.",
                "waivers",
                id_,
                "row",
            )


def silence(findings: Iterable[Finding], document: Document) -> Iterator[Finding]:
    """The findings, those marked as silenced that a waiver with a reason speaks of."""
    waivers = _waivers(document)
    for finding in findings:
        reason = waivers.get((finding.code, finding.row)) or waivers.get((finding.code, None))
        yield finding if reason is None else replace(finding, silenced=True, reason=reason)


def _waivers(document: Document) -> Mapping[tuple[str, str | None], str]:
    rows = document.table("waivers").rows.values()
    return {
        (text(row.get("code")), str(row["row"]) if filled(row.get("row")) else None): text(row.get("reason"))
        for row in rows
        if filled(row.get("reason"))
    }


RULES = (unknown_waiver, waiver_without_reason, waiver_for_nothing)
