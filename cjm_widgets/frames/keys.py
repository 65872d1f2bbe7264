"""Row ids: the texts the page knows, and the positions in a frame they stand for.

A label gives its row's id. Where labels are not unique, or are no plain texts or whole numbers, ids are
written out once per index. An id the page made, or a label that was renamed, is kept in ``Names``.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import pandas as pd

from cjm_widgets.model.edits import whole_characters

LONGEST = 200
"""A label longer than this gives an id that is cut: ids travel with every row and every edit."""


def text(label: Any) -> str:
    """A label as people read it."""
    if type(label) is str:
        return whole_characters(label)
    if isinstance(label, tuple):
        return " / ".join(text(part) for part in label)
    if label is None or (not isinstance(label, str) and pd.api.types.is_scalar(label) and pd.isna(label)):
        return ""
    return shown(label)


def shown(one: Any) -> str:
    """Anything as a text, also where it refuses to be one."""
    try:
        return whole_characters(str(one))
    except Exception as error:  # noqa: BLE001 - a stranger's object may refuse to be printed; the map is drawn all the same
        return f"<{type(one).__name__} that cannot be shown: {type(error).__name__}>"


def unique(texts: Sequence[str], blank: str) -> list[str]:
    """The texts with repeats numbered, blanks named and long ones cut, so that each is there once."""
    out: list[str] = []
    seen: set[str] = set()
    count: dict[str, int] = {}
    for one in texts:
        base = one if 0 < len(one) <= LONGEST else one[:LONGEST] + "…" if one else blank
        name, n = base, count.get(base, 1)
        while name in seen:
            n += 1
            name = f"{base} ({n})"
        count[base] = n
        seen.add(name)
        out.append(name)
    return out


class Names:
    """Ids that differ from their label: made by a page, or kept while a label was renamed."""

    def __init__(self) -> None:
        self.by_label: dict[Hashable, str] = {}

    def copy(self) -> Names:
        """The same names, to be kept apart."""
        out = Names()
        out.by_label = dict(self.by_label)
        return out


class Keys:
    """The ids of one index. Cheap to make for plain indexes of any length."""

    def __init__(self, index: pd.Index, names: Names) -> None:
        self.index, self.names = index, names
        self.plain = _plain(index) and not names.by_label
        self._ids: list[str] | None = None
        self._at: dict[str, int] = {}
        if not self.plain:
            self._write_out()

    def __len__(self) -> int:
        return len(self.index)

    def id(self, position: int) -> str:
        """The id of the row at a position."""
        if self._ids is not None:
            return self._ids[position]
        return str(self.index[position])

    def ids(self, low: int = 0, high: int | None = None) -> list[str]:
        """The ids of the rows from ``low`` up to ``high``."""
        if self._ids is not None:
            return self._ids[low:high]
        return [str(label) for label in self.index[low:high].tolist()]

    def position(self, id_: str) -> int | None:
        """Where the row of that id is, or None where there is none."""
        if self._ids is not None:
            return self._at.get(id_)
        label = self._read(id_)
        if label is None:
            return None
        try:
            at = self.index.get_loc(label)
        except (KeyError, TypeError, OverflowError):
            return None
        return at if isinstance(at, int) and self.id(at) == id_ else None

    def _read(self, id_: str) -> Hashable | None:
        if pd.api.types.is_integer_dtype(self.index.dtype):
            digits = id_.removeprefix("-")
            return int(id_) if digits.isascii() and digits.isdigit() and len(digits) < 20 else None
        return id_

    def _write_out(self) -> None:
        known = self.names.by_label
        texts = [known.get(label) or text(label) if _hashable(label) else text(label) for label in self.index]
        self._ids = unique(texts, "(no label)")
        self._at = {id_: i for i, id_ in enumerate(self._ids)}


def _plain(index: pd.Index) -> bool:
    texts = isinstance(index.dtype, pd.StringDtype)
    if not (texts or pd.api.types.is_integer_dtype(index.dtype)) or index.hasnans or not index.is_unique:
        return False
    if texts:
        return "" not in index and (not len(index) or int(index.str.len().max()) <= LONGEST)
    return True


def _hashable(label: object) -> bool:
    try:
        hash(label)
    except TypeError:
        return False
    return True


def columns(frame: pd.DataFrame) -> list[str]:
    """The columns' ids in order: their labels as text, repeats numbered.

    >>> columns(pd.DataFrame([[1, 2]], columns=["a", "a"]))
    ['a', 'a (2)']
    """
    return unique([text(label) for label in frame.columns], "(no name)")
