"""What an exercise may ask of a map: a small vocabulary of rules, each from a document to how far it is met.

A rule is data, so that a handout carries it and a grader reads it without running anything.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cjm_widgets.model import checks, schema
from cjm_widgets.model.document import Document
from cjm_widgets.model.errors import DataError

TODAY = dt.date(2026, 1, 1)
"""The day of the checks: a handout is not older next year."""
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """How far a rule is met: ``done`` of ``wanted``, and where it is not, each as (table, row)."""

    done: int
    wanted: int
    lacks: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()

    @property
    def met(self) -> bool:
        """Whether nothing is missing."""
        return self.done >= self.wanted


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of rule: what it takes (name to whether it must be given) and the function that looks."""

    takes: Mapping[str, bool]
    look: Callable[..., Found]


def look(document: Document, rule: str, given: Mapping[str, Any]) -> Found:
    """How far a map meets a rule. ``DataError`` where the rule's arguments do not fit.

    >>> from cjm_widgets.model.document import Document, Rows
    >>> stages = Rows(("a", "b"), {"a": {"name": "Search"}, "b": {}})
    >>> look(Document({"stages": stages}, {}), "rows", {"table": "stages", "where": {"name": {"filled": True}}, "least": 2})
    Found(done=1, wanted=2, lacks=(), where=())
    """
    return RULES[rule].look(document, **given)


def rows(
    document: Document, table: str, where: Row | None = None, least: int = 1, most: int | None = None
) -> Found:
    """At least, and at most, so many rows of a table that are as said."""
    count = sum(1 for _ in _chosen(document, table, where))
    if most is not None and count > most:
        return Found(0, 1, (f"{count} are there, {most} at most are wanted",))
    return Found(min(count, least), least)


def every(document: Document, table: str, column: str, where: Row | None = None, share: float = 1.0) -> Found:
    """A column filled in all rows that are as said, or in a share of them."""
    chosen = list(_chosen(document, table, where))
    empty = [id_ for id_, row in chosen if not _filled(row.get(column))]
    return _of_all(table, [id_ for id_, _ in chosen], empty, share, document)


def each(document: Document, table: str, has: Row, share: float = 1.0) -> Found:
    """Each step, or each stage, has a card as said: ``has`` is what is asked of the card, its lane's ``role`` too."""
    if table not in ("steps", "stages"):
        raise DataError(f"The rule each looks at steps or stages, not at {table!r}.")
    own = "step" if table == "steps" else "stage"
    found = {row.get(own) for _, row in _chosen(document, "cards", has)}
    ids = [id_ for id_, _ in _chosen(document, table, None)]
    return _of_all(table, ids, [id_ for id_ in ids if id_ not in found], share, document)


def clean(document: Document, codes: Iterable[str], least: Mapping[str, int] | None = None) -> Found:
    """None of these checks finds anything; silenced with a reason counts as clean. ``least`` is how many rows of a table there have to be.

    A map with nothing in it is clean of nearly everything: below ``least`` nothing is met.
    """
    wanted = [codes] if isinstance(codes, str) else list(codes)
    few = [
        f"{count} {table} are there, {asked} are needed first"
        for table, asked in (least or {}).items()
        if (count := sum(1 for _ in _chosen(document, table, None))) < asked
    ]
    if few:
        return Found(0, len(wanted), tuple(few))
    for code in wanted:
        checks.find_rule(code)
    found = [one for one in checks.check(document, TODAY) if one.code in wanted and not one.silenced]
    broken = {one.code for one in found}
    spots = tuple((one.table, one.row) for one in found if one.table and one.row)
    return Found(len(wanted) - len(broken), len(wanted), tuple(one.what for one in found[:5]), spots[:20])


def fields(
    document: Document, table: str, columns: Iterable[str], least: int = 1, where: Row | None = None
) -> Found:
    """The named columns filled in at least so many rows; the fullest rows count."""
    wanted = list(columns)
    chosen = [(id_, row) for id_, row in _chosen(document, table, where)]
    chosen.sort(key=lambda pair: sum(not _filled(pair[1].get(name)) for name in wanted))
    empty = [(id_, name, row) for id_, row in chosen[:least] for name in wanted if not _filled(row.get(name))]
    lacks = [f"{row.get('name') or id_}: {name.replace('_', ' ')}" for id_, name, row in empty]
    if len(chosen) < least:
        lacks.append(f"{len(chosen)} of {least} {table} are there")
    done = min(len(chosen), least) * len(wanted) - len(empty)
    spots = tuple(dict.fromkeys((table, id_) for id_, _, _ in empty))
    return Found(done, least * len(wanted), tuple(lacks[:8]), spots[:20])


def links(
    document: Document,
    where: Row | None = None,
    source: Row | None = None,
    target: Row | None = None,
    least: int = 1,
) -> Found:
    """So many links between cards that are as said: ``where`` of the link, ``source`` and ``target`` of the cards at its ends."""
    starts = {id_ for id_, _ in _chosen(document, "cards", source)}
    ends = {id_ for id_, _ in _chosen(document, "cards", target)}
    found = [row for _, row in _chosen(document, "links", where)]
    count = sum(
        row.get("source") in starts and row.get("target") in ends and row.get("source") != row.get("target")
        for row in found
    )
    return Found(min(count, least), least)


def meta(document: Document, name: str) -> Found:
    """The map says this of itself: its objective, its persona."""
    return Found(int(_filled(document.meta.get(name))), 1)


def names(document: Document, table: str, column: str, words: Iterable[Iterable[str]]) -> Found:
    """Of each group of words one is named in the column, in whatever row and case."""
    said = " ".join(_fold(row.get(column)) for _, row in _chosen(document, table, None))
    groups = [[_fold(word) for word in group] for group in words]
    lost = [group for group in groups if not any(word in said for word in group)]
    return Found(
        len(groups) - len(lost), len(groups), tuple(f"nothing of “{' / '.join(group)}”" for group in lost)
    )


def _effect(document: Document, least: float, measure: str = "success", budget: float | None = None) -> Found:
    """The improvements that are switched on raise a measure by so much and cost no more than the budget."""
    from .effect import effect

    told = effect(document, measure)
    lacks = []
    if budget is not None and told.cost > budget:
        lacks.append(f"they cost {told.cost:,.0f}, the budget is {budget:,.0f}")
    if not told.difference >= least - 1e-9:
        lacks.append(f"{measure} changes by {told.difference:+.3g}, {least:+.3g} is wanted")
    return Found(int(not lacks), 1, tuple(lacks))


def _of_all(table: str, ids: list[str], lost: list[str], share: float, document: Document) -> Found:
    if not ids:
        return Found(0, 1, (f"there are no {table} yet",))
    wanted = max(1, -int(-len(ids) * share // 1))
    said = tuple(str(document.row(table, id_).get("name") or id_)[:80] for id_ in lost[:5])
    return Found(min(len(ids) - len(lost), wanted), wanted, said, tuple((table, id_) for id_ in lost[:20]))


def _chosen(document: Document, table: str, where: Row | None) -> Iterator[tuple[str, Row]]:
    if table not in schema.TABLES:
        raise DataError(f"A map has no table {table!r}: {', '.join(schema.TABLES)}.")
    held = document.table(table)
    for id_ in held.order:
        row = _joined(document, table, held.rows[id_])
        if all(_fits(row.get(column), wish) for column, wish in (where or {}).items()):
            yield id_, row


def _joined(document: Document, table: str, row: Row) -> Row:
    """A card also has the role of its lane and the stage of its step."""
    if table != "cards":
        return row
    lane = document.table("lanes").rows.get(str(row.get("lane")), {})
    step = document.table("steps").rows.get(str(row.get("step")), {})
    return {"role": lane.get("role"), "stage": step.get("stage"), **row}


def _fits(value: Any, wish: Any) -> bool:
    if not isinstance(wish, Mapping):
        return bool(value in wish if isinstance(wish, list) else value == wish)
    return all(_TESTS[name](value, asked) for name, asked in wish.items() if _known(name))


def _known(name: str) -> bool:
    if name not in _TESTS:
        raise DataError(f"A condition has no {name!r}; allowed are {', '.join(_TESTS)}.")
    return True


def _filled(value: Any) -> bool:
    return value is not None and value != [] and (not isinstance(value, str) or bool(value.strip()))


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else float("nan")


def _fold(value: Any) -> str:
    return " ".join(str(value).casefold().split()) if _filled(value) else ""


_TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "filled": lambda value, asked: _filled(value) is bool(asked),
    "from": lambda value, asked: _number(value) >= asked,
    "to": lambda value, asked: _number(value) <= asked,
    "words": lambda value, asked: len(_fold(value).split()) >= asked,
    "not": lambda value, asked: value not in (asked if isinstance(asked, list) else [asked]),
}
RULES: dict[str, Kind] = {
    "rows": Kind({"table": True, "where": False, "least": False, "most": False}, rows),
    "every": Kind({"table": True, "column": True, "where": False, "share": False}, every),
    "each": Kind({"table": True, "has": True, "share": False}, each),
    "clean": Kind({"codes": True, "least": False}, clean),
    "fields": Kind({"table": True, "columns": True, "least": False, "where": False}, fields),
    "links": Kind({"where": False, "source": False, "target": False, "least": False}, links),
    "effect": Kind({"least": True, "measure": False, "budget": False}, _effect),
    "meta": Kind({"name": True}, meta),
    "names": Kind({"table": True, "column": True, "words": True}, names),
}
"""The kinds of rule by name."""
