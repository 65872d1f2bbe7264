"""What the checks find, as a DataFrame that can be sliced, shown, asserted in a test, and mended row by row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from cjm_widgets.model import checks
from cjm_widgets.model.checks import SEVERITIES, Finding
from cjm_widgets.model.document import Document
from cjm_widgets.model.edits import Op
from cjm_widgets.model.errors import DataError

from .documents import Ids, to_document
from .findings_html import drawn

COLUMNS = (
    "code", "severity", "what", "where", "why", "how", "table", "row", "column", "mendable", "silenced", "reason",
)  # fmt: skip
_DTYPES = {"mendable": "bool", "silenced": "bool"}


class Findings(pd.DataFrame):
    """Findings, one a row: code, severity, what is wrong, where, why it matters, how to mend it, and the row it is about.

    A DataFrame: filter it, group it, write it to a file. ``mendable`` says that ``m.mend`` can put it right by itself,
    ``silenced`` and ``reason`` that a waiver of the map lets it stay.
    """

    @property
    def _constructor(self) -> Callable[..., Findings]:
        return Findings

    @property
    def open(self) -> Findings:
        """Those that are not silenced."""
        return self[~self["silenced"].astype(bool)]

    def assert_clean(self, ignore: str | Iterable[str] = (), fail_on: str = "error") -> None:
        """Nothing where all is well; ``AssertionError`` with a readable list where a finding is as bad as ``fail_on``.

        ``ignore`` names codes that may stay; silenced findings do not count. ``DataError`` where there is no such
        code or severity.

        >>> steps = pd.DataFrame({"name": ["Pay"], "emotion": [7.0]}, index=["pay"])
        >>> check({"steps": steps}, {}, dt.date(2026, 3, 1)).assert_clean()
        Traceback (most recent call last):
            ...
        AssertionError: 1 finding:
        error emotion-outside-scale: The emotion of step “Pay” is 7, outside −2 to +2.
            Use −2 to +2; convert numbers of another scale, and declare that in the metadata “emotion_scale”.
        """
        bad = self.failing(ignore, fail_on)
        if len(bad):
            count = f"{len(bad)} finding{'s' if len(bad) > 1 else ''}"
            rows = zip(*(bad[c] for c in ("severity", "code", "what", "how")), strict=True)
            raise AssertionError("\n".join([f"{count}:", *map(_line, rows)]))

    def failing(self, ignore: str | Iterable[str] = (), fail_on: str = "error") -> Findings:
        """Those as bad as ``fail_on`` or worse that are neither ignored nor silenced."""
        codes = [ignore] if isinstance(ignore, str) else list(ignore)
        for code in codes:
            checks.find_rule(code)
        found = self.open
        return found[found["severity"].isin(as_bad_as(fail_on)) & ~found["code"].isin(codes)]

    def _repr_html_(self) -> str:
        if not set(COLUMNS) <= set(self.columns):
            return str(pd.DataFrame(self)._repr_html_())  # type: ignore[operator]  # the stubs leave it out
        records: list[Mapping[str, Any]] = [
            dict(zip(COLUMNS, row, strict=True)) for row in self[list(COLUMNS)].to_numpy()
        ]
        return drawn(records)


def check(
    tables: Mapping[str, pd.DataFrame], meta: Mapping[str, Any], today: dt.date, ids: Ids | None = None
) -> Findings:
    """What the checks find in the tables of a map on a day, worst first and silenced findings last.

    >>> check({"steps": pd.DataFrame({"name": ["Pay"]}, index=["pay"])}, {}, dt.date(2026, 3, 1))["code"].tolist()
    ['no-objective', 'no-persona']
    """
    return frame(checks.check(to_document(tables, meta, only=None, ids=ids), today))


def frame(found: Iterable[Finding]) -> Findings:
    """Findings as a DataFrame."""
    rows = [[one.mend is not None if c == "mendable" else getattr(one, c) for c in COLUMNS] for one in found]
    made = pd.DataFrame(rows, columns=list(COLUMNS))
    return Findings(made.astype({c: _DTYPES.get(c, "str") for c in COLUMNS}))


def mend(
    document: Document, finding: Finding | Mapping[str, Any] | pd.Series[Any], today: dt.date
) -> tuple[Op, ...]:
    """The edits that put a finding right: a ``Finding``, a row of ``Findings``, or what a page sends of one.

    It is looked for anew, so that an old finding never overwrites what was changed meanwhile. ``Refused`` where it is
    gone or only a person can mend it.
    """
    told = {name: _said(finding, name) for name in ("code", "table", "row", "column")}
    if not isinstance(told["code"], str):
        raise DataError("A finding has a code: give a row of m.check(), as m.mend(m.check().iloc[0]).")
    return checks.mend(document, told["code"], told["table"], told["row"], told["column"], today)


def rules() -> pd.DataFrame:
    """All checks: code, severity, title, why, how, requirements.

    >>> rules().loc["goal-without-touchpoint", "severity"]
    'error'
    """
    rows = {
        code: [rule.severity, rule.title, rule.why, rule.how, ", ".join(rule.requirements)]
        for code, rule in checks.RULES.items()
    }
    columns = ["severity", "title", "why", "how", "requirements"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("code")


def as_bad_as(severity: str) -> Collection[str]:
    """A severity and those worse than it; ``DataError`` where there is none of that name."""
    for at, known in enumerate(SEVERITIES):
        if severity == known:
            return SEVERITIES[: at + 1]
    raise DataError(f"There is no severity {severity!r}: {', '.join(SEVERITIES)} are allowed.")


def _line(row: tuple[Any, ...]) -> str:
    severity, code, what, how = row
    return f"{severity} {code}: {what}\n    {how}"


def _said(finding: Finding | Mapping[str, Any] | pd.Series[Any], name: str) -> str | None:
    value = getattr(finding, name) if isinstance(finding, Finding) else finding.get(name)
    return value if isinstance(value, str) else None
