"""Rows of other tables found in a map by what they are called there: by id or name, whatever the capitals and blanks.

Nothing is guessed beyond that: what fits two rows fits none. A report says of every different text where it went and why.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cjm_widgets.model.errors import DataError

from . import keys
from .reading import column, factorized, texts

_APART = re.compile(r"[\W_]+")
ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class Joined:
    """``ids``: the id of the row each value belongs to, nothing where there is none; numbered from 0.

    ``report``: a row per different value: value, id, how (``told``, ``id``, ``name``, ``alike``, or nothing), why not, rows.
    """

    ids: pd.Series[Any]
    report: pd.DataFrame

    @property
    def lost(self) -> pd.DataFrame:
        """What belongs to no row: value, why, rows."""
        gone = self.report[self.report["id"].isna()]
        return gone[["value", "why", "rows"]].reset_index(drop=True)


def bare(text: str) -> str:
    """A text without what people vary: capitals, blanks, signs.

    >>> bare(" Check-out  page ")
    'check out page'
    """
    return _APART.sub(" ", text.casefold()).strip()


def join(values: Any, table: pd.DataFrame, name: str, told: Mapping[Any, str | None] | None = None) -> Joined:
    """The row of ``table`` that each value names: by ``told`` (value to id), then by id, by name, or alike to one of them.

    ``name`` is what the table is called. DataError where ``told`` names a row that is not there. Missing values belong nowhere.

    >>> steps = pd.DataFrame({"name": ["Check out", "Pays"]}, index=["checkout", "pay"])
    >>> made = join(["pay", "CHECK-OUT", "Refund", None], steps, "steps")
    >>> made.ids.tolist(), made.lost[["value", "rows"]].values.tolist()
    (['pay', 'checkout', nan, nan], [['Refund', 1]])
    """
    places = _Places(table, name, told or {})
    codes, found = factorized(pd.Series(values).reset_index(drop=True))
    rows = [(value, *places.of(value), int((codes == i).sum())) for i, value in enumerate(found)]
    report = pd.DataFrame(rows, columns=["value", "id", "how", "why", "rows"])
    report["value"] = [str(one) for one in texts(found)]
    report = report.astype({"value": "str", "id": "str", "how": "str", "why": "str", "rows": "int64"})
    ids = pd.Series([*report["id"], None], dtype="str").take([c if c >= 0 else len(report) for c in codes])
    return Joined(ids.reset_index(drop=True), report)


class _Places:
    """The rows of one table by all they may be called."""

    def __init__(self, table: pd.DataFrame, name: str, told: Mapping[Any, str | None]) -> None:
        self._name = name
        self._ids = [str(one) for one in texts(table.index)]
        named = texts(column(table, "name"))
        self._by_name = _gathered(
            (str(one), id_) for one, id_ in zip(named, self._ids, strict=True) if isinstance(one, str)
        )
        both = [(bare(id_), id_) for id_ in self._ids]
        both += [
            (bare(str(one)), id_) for one, id_ in zip(named, self._ids, strict=True) if isinstance(one, str)
        ]
        self._alike = _gathered((text, id_) for text, id_ in both if text)
        self._told = {keys.text(value): id_ for value, id_ in told.items()}
        strange = sorted({str(id_) for id_ in self._told.values() if id_ is not None} - set(self._ids))
        if strange:
            some = ", ".join(self._ids[:12])
            raise DataError(
                f"There is no row {strange[0]!r} in {name}. Its ids are {some}.", name, strange[0]
            )

    def of(self, value: Any) -> tuple[str | None, str, str]:
        """The id, how it was found, and why not."""
        text = texts([value])[0]
        text = text if isinstance(text, str) else ""
        if text in self._told:
            id_ = self._told[text]
            return (id_, "told", "") if id_ is not None else (None, "", "told to be none")
        if text in self._ids:
            return text, "id", ""
        for held, how, key in ((self._by_name, "name", text), (self._alike, ALIKE, bare(text))):
            ids = held.get(key, [])
            if len(ids) > 1:
                return None, "", f"{len(ids)} rows of {self._name} are called so: {', '.join(ids)}"
            if ids:
                return ids[0], how, ""
        return None, "", f"no row of {self._name} is called so"


def _gathered(pairs: Any) -> dict[str, list[str]]:
    held: dict[str, list[str]] = {}
    for text, id_ in pairs:
        if id_ not in held.setdefault(text, []):
            held[text].append(id_)
    return held
