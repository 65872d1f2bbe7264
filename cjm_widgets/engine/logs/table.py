"""From grouped rows to the small table: pandas only."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from .codes import Codes
from .edges import ENDED, KINDS, LEFT, OPEN, START, Edges, spans, summed

PERIODS = (1, 7, 28, 0)
"""Days whose times share bins: one where the table stays small, else 7, 28, or all (0)."""
MOST_ROWS = 20_000


def period(cells: pd.DataFrame, days: bool) -> int:
    """The shortest period for which the table of bins stays small."""
    moves = cells[cells["next"].notna()]
    for one in PERIODS if days else (0,):
        at = moves["day"] // one if one else 0 * moves["day"]
        if len(moves.assign(day=at).drop_duplicates(["code", "next", "seg", "day"])) <= MOST_ROWS:
            return one
    return 0


def edges(
    cells: pd.DataFrame,
    binned: pd.DataFrame,
    opened: pd.DataFrame,
    codes: Codes,
    days: bool,
    length: int,
    said: tuple[str, ...],
) -> Edges:
    """The small table of grouped rows, of those in bins and of the open ones."""
    made = [_moves(cells, codes, days), _starts(cells, codes, days)]
    if len(opened):
        made += [_opened(opened, codes, days, OPEN, 1), _opened(opened, codes, days, LEFT, -1)]
    frame = summed(pd.concat(made, ignore_index=True))
    frame = frame[(frame["count"] > 0).to_numpy()].reset_index(drop=True)
    frame["span"] = spans(frame, length)
    ends = tuple(codes.steps[one] for one in codes.ends)
    return Edges(frame, _times(binned, frame, codes, length), ends, codes.unassigned, length, said)


def _times(binned: pd.DataFrame, frame: pd.DataFrame, codes: Codes, length: int) -> pd.DataFrame:
    """The rows in bins with the span of the frame they belong to."""
    from .edges import periods

    moves = frame[(frame["kind"] == "move").to_numpy()]
    step = {one: at for at, one in enumerate(codes.steps)}
    place = {one: at for at, one in enumerate(codes.segments) if one is not None}
    none = len(codes.segments) - 1
    keys = pd.DataFrame({
        "code": moves["source"].astype("object").map(step), "next": moves["target"].astype("object").map(step),
        "seg": moves["segment"].astype("object").map(place).fillna(none).astype("int64"),
        "period": periods(moves, length), "span": moves["span"],
    }).drop_duplicates("span")  # fmt: skip
    typed = binned.astype(dict.fromkeys(binned.columns, "int64"))
    found = typed.merge(keys.astype("int64"), on=["code", "next", "seg", "period"])
    out = found[["span", "bin", "count"]].sort_values(["span", "bin"], ignore_index=True)
    return out.astype({"span": "int32", "bin": "int16"})


def _texts(codes: tuple[str | None, ...], at: Any) -> pd.Series:
    place = pd.array(at, "Int64").fillna(-1).to_numpy("int64")
    return pd.Series(np.array([*codes, None], dtype=object)[place], dtype="str")


def _frame(cells: pd.DataFrame, codes: Codes, days: bool, **columns: Any) -> pd.DataFrame:
    day = cells["day"].to_numpy("int64").astype("datetime64[D]").astype("datetime64[s]")
    held = {
        "source": _texts(codes.steps, cells["code"]), "target": None, "kind": None, "segment": _texts(codes.segments, cells["seg"]),
        "day": day if days else np.full(len(day), np.datetime64("NaT"), "datetime64[s]"),
        "count": cells["count"].to_numpy("int64"), "firsts": cells["firsts"].to_numpy("int64"), "seconds": 0.0, "seconds_sq": 0.0,
        "first": _when(cells["first"]), "last": _when(cells["last"]),
    }  # fmt: skip
    return pd.DataFrame(held | columns)


def _when(micros: pd.Series) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(micros.to_numpy("int64").astype("datetime64[us]")).tz_localize("UTC")


def _moves(cells: pd.DataFrame, codes: Codes, days: bool) -> pd.DataFrame:
    ended, gone = cells["code"].isin(codes.ends).to_numpy(), cells["next"].isna().to_numpy()
    kind = np.select([ended, gone], ["end", "left"], "move")
    target = np.where(gone, np.where(ended, ENDED, LEFT), _texts(codes.steps, cells["next"]).fillna(""))
    moments = {
        name: cells[name].fillna(0.0).to_numpy("float64") / unit
        for name, unit in (("seconds", 1e6), ("seconds_sq", 1e12))
    }
    return _frame(cells, codes, days, target=target, kind=kind, **moments)


def _starts(cells: pd.DataFrame, codes: Codes, days: bool) -> pd.DataFrame:
    begun = cells[cells["begins"].to_numpy("bool")].reset_index(drop=True)
    many = begun["count"].to_numpy("int64")
    target = _texts(codes.steps, begun["code"])
    return _frame(begun, codes, days, source=START, target=target, kind="start", count=many, firsts=many)


def _opened(opened: pd.DataFrame, codes: Codes, days: bool, target: str, sign: int) -> pd.DataFrame:
    """The open ones, and as many taken away from those that left."""
    held = {name: sign * opened[name].to_numpy("int64") for name in ("count", "firsts")}
    return _frame(opened, codes, days, target=target, kind=KINDS[target], **held)
