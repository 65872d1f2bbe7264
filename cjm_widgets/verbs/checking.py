"""What a map lacks or contradicts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd

from cjm_widgets.model.edits import Insert
from cjm_widgets.model.errors import DataError

from .held import Held

if TYPE_CHECKING:
    from cjm_widgets.frames.findings import Findings


class Checking(Held):
    """``check``, ``silence``, ``mend``."""

    def check(self, today: dt.date | None = None) -> Findings:
        """What the checks find, worst first: a DataFrame with ``assert_clean`` for tests.

        ``today`` is the day by which a map is called old; today where it is left out.

        >>> m = cjm.JourneyMap.from_template("classic")
        >>> m.check().assert_clean()
        >>> bool((m.check()["code"] == "no-persona").any())
        True
        """
        from cjm_widgets.frames import findings

        return findings.check(self._now(), self.meta, today or dt.date.today(), self._ids())

    def silence(self, code: str, row: str | None = None, *, reason: str) -> None:
        """Let a finding stay, with the reason: for one row, or for the whole map. It can be undone.

        ``DataError`` where there is no such rule, or no reason is given.
        """
        from cjm_widgets.model import checks

        checks.find_rule(code)
        if not reason.strip():
            raise DataError("A silenced finding needs a reason: m.silence(code, row, reason='…').", "waivers")
        known = set(self.tables["waivers"].index)
        id_ = next(i for n in range(1, 100_000) if (i := f"{code}-{n}") not in known)
        waiver = {"code": code, "row": row, "reason": reason.strip()}
        self._bound.session.edit(
            [Insert("waivers", id_, {k: v for k, v in waiver.items() if v is not None})],
            source="python",
            label=f"silenced {code}",
        )

    def mend(self, finding: pd.Series[Any] | dict[str, Any], today: dt.date | None = None) -> None:
        """Put a finding right that has a safe mend: a row of ``check()``. It can be undone.

        ``Refused`` where it is gone, or only a person can mend it.
        """
        from cjm_widgets.frames import findings
        from cjm_widgets.frames.documents import to_document

        document = to_document(self._now(), self.meta, ids=self._ids())
        ops = findings.mend(document, finding, today or dt.date.today())
        self._bound.session.edit(ops, source="python", label=f"mended {finding['code']}")
