"""Wide and long CSV: written with nothing a spreadsheet program would run, read whichever way they lie."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.formats.exchange.losses import Loss, Reading
from cjm_widgets.formats.exchange.text import Source, read_text
from cjm_widgets.formats.guard import unguarded
from cjm_widgets.formats.spreadsheet import read_csv
from cjm_widgets.frames.lanes import domain_of, role_of
from cjm_widgets.model.errors import BrokenFile

from . import grid

MOST_CELLS = 2_000_000
_WORDS = {
    "very negative": -2.0, "very bad": -2.0, "terrible": -2.0, "awful": -2.0, "negative": -1.0, "bad": -1.0, "frustrated": -1.0,
    "neutral": 0.0, "ok": 0.0, "okay": 0.0, "mixed": 0.0, "positive": 1.0, "good": 1.0, "happy": 1.0, "satisfied": 1.0,
    "very positive": 2.0, "very good": 2.0, "delighted": 2.0, "excellent": 2.0,
}  # fmt: skip
"""Words for a feeling, as they stand for −2 to +2."""


def write_wide(held: MapFile) -> tuple[str, list[Loss]]:
    """A row per step, as CSV."""
    rows, losses = grid.wide(held)
    return grid.text(rows), losses


def write_long(held: MapFile) -> tuple[str, list[Loss]]:
    """A row per card, as CSV."""
    rows, losses = grid.long(held)
    return grid.text(rows), losses


def read(source: Source, *, scale: str | None = None, **said: Any) -> Reading:
    """The map of a CSV file, one row per step, per card, or lanes down; how it was read is the first of the losses.

    ``scale`` names the scale of the emotions where the guess is not right: ``"1..5"``, ``"0..100"``.
    """
    data, name = read_text(source, is_text=isinstance(source, str) and "\n" in source)
    if data.count(",") + data.count(";") + data.count("\t") + data.count("\n") > MOST_CELLS:
        raise BrokenFile(f"{name} has more than {MOST_CELLS:,} cells. Cut it into parts.")
    if "\0" in data:
        raise BrokenFile(f"{name} holds NUL characters: it is no CSV, or was cut. Export it again.")
    frame = read_csv(data.encode("utf-8"))
    for at, label in enumerate(frame.columns):
        if frame.dtypes.iloc[at] in ("object", "str"):
            frame.isetitem(at, frame.iloc[:, at].map(_bare).array)
        if role_of(str(label)) == "emotion":
            frame.isetitem(at, numbers(frame.iloc[:, at]))
    frame.columns = frame.columns.map(_bare)
    return _lifted(grid.from_frame(scaled(frame, scale), **said), scale)


def _lifted(found: Reading, scale: str | None) -> Reading:
    """A long list's rows of emotion, where each is a number and a step has one at most, as the curve of the steps."""
    tables = found.map.tables
    lanes, cards, steps = tables["lanes"], tables["cards"], tables["steps"]
    wanted = lanes.index[(lanes["role"] == "emotion") & (lanes["kind"] == "cards")]
    mine = cards[cards["lane"].isin(wanted)]
    values = pd.to_numeric(mine["text"], errors="coerce")
    if not len(mine) or len(wanted) != 1 or values.isna().any() or mine["step"].duplicated().any():
        return found
    low, high = ends_of(scale) if scale else domain_of("emotion", values) or [-2.0, 2.0]
    curve = values if (low, high) == (-2.0, 2.0) else (values - low) / (high - low) * 4 - 2
    steps["emotion"] = (
        pd.Series(curve.to_numpy(), index=mine["step"].to_numpy()).reindex(steps.index).astype("float64")
    )
    lanes.loc[wanted, ["kind", "column"]] = ["emotion", "emotion"]
    tables["cards"] = cards.drop(mine.index)
    told = Loss(
        f"the emotions are taken as {low:g} to {high:g}; say scale='{low:g}..{high:g}', or what it is"
    )
    return Reading(
        found.map, (*found.losses, told) if (low, high) != (-2.0, 2.0) and not scale else found.losses
    )


def _bare(value: Any) -> Any:
    return unguarded(value) if isinstance(value, str) else value


def numbers(held: Any) -> Any:
    """A column of words for feelings as −2 to +2, where each of them is one; any other column as it is.

    >>> import pandas as pd
    >>> numbers(pd.Series(["very-negative", "Neutral", None, "delighted"])).tolist()
    [-2.0, 0.0, nan, 2.0]
    """
    words = [
        " ".join(v.casefold().replace("-", " ").replace("_", " ").split()) if isinstance(v, str) else v
        for v in held
    ]
    texts = [w for w in words if isinstance(w, str)]
    if not texts or not all(w in _WORDS for w in texts):
        return held
    return held.__class__(
        [_WORDS.get(w) if isinstance(w, str) else None for w in words], index=held.index, dtype="float64"
    )


def scaled(frame: Any, scale: str | None) -> Any:
    """The frame with its column of emotions brought from the scale that was said to −2 to +2."""
    if scale is None:
        return frame
    low, high = ends_of(scale)
    for at, label in enumerate(frame.columns):
        if role_of(str(label)) == "emotion" and frame.dtypes.iloc[at].kind in "if":
            held = frame.iloc[:, at].astype("float64")
            frame.isetitem(at, ((held - low) / (high - low) * 4 - 2).where((held >= low) & (held <= high)))
    return frame


def ends_of(scale: str) -> tuple[float, float]:
    """The two ends of a scale such as ``"1..5"`` or ``"0..100"``. DataError where it is none."""
    from cjm_widgets.model import schema
    from cjm_widgets.model.errors import DataError

    if scale in schema.SCALES:
        return schema.SCALES[scale]
    low, dots, high = scale.partition("..")
    try:
        ends = float(low), float(high)
    except ValueError:
        ends = (0.0, 0.0)
    if not dots or not ends[0] < ends[1]:
        raise DataError(
            f"There is no scale {scale!r}: give its two ends, such as '1..5', '0..10' or '0..100'."
        )
    return ends
