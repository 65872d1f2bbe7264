"""Emotion scales and curves: values are kept as −2 to +2, declared and shown on the user's scale, never mixed.

What a curve comes to (lowest point, peak, end, peak–end, range, variability) is defined in docs/emotion-scales.md.
It knows the schema and pandas. No function changes its argument; nothing is clipped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from pandas.api import types as kinds

from cjm_widgets.model import schema
from cjm_widgets.model.errors import DataError

KEPT = "-2..2"
"""The scale emotions are kept on."""

MOST = 5
"""The most persona curves one map draws."""

COLUMNS = (
    "name",
    "n",
    "missing",
    "lowest",
    "lowest_step",
    "highest",
    "highest_step",
    "peak",
    "peak_step",
    "end",
    "end_step",
    "peak_end",
    "range",
    "variability",
)


def convert(
    values: pd.Series[Any] | Sequence[float | None], from_scale: str, to_scale: str
) -> pd.Series[Any]:
    """The values on another scale: the ends of one go to the ends of the other, straight in between.

    Scales are the names in ``schema.SCALES``. Missing stays missing. Converting back gives the same values, to the
    last digits of a float. A Mermaid file holds whole numbers only: ``not_whole`` names the rows it would round.
    Raises DataError where a scale is unknown or values lie outside the first one; it names the rows.

    >>> convert([1, 3, None, 5], "1..5", "-2..2").tolist()
    [-2.0, 0.0, nan, 2.0]
    """
    (low, high), (to_low, to_high) = _ends(from_scale), _ends(to_scale)
    held = values if isinstance(values, pd.Series) else pd.Series(list(values), dtype="object")
    numbers = _numbers(held, from_scale)
    if (low, high) == (to_low, to_high):
        return numbers
    return (numbers - low) / (high - low) * (to_high - to_low) + to_low


def not_whole(values: pd.Series[Any]) -> list[Any]:
    """The rows whose value is no whole number, which a Mermaid journey (1 to 5) would have to round.

    >>> not_whole(pd.Series([3.0, 3.5, None], index=["a", "b", "c"]))
    ['b']
    """
    numbers = values.astype("float64")
    return values.index[(numbers.notna() & (numbers % 1 != 0)).to_numpy()].tolist()


def declared(meta: Mapping[str, Any]) -> str:
    """The scale a map's ``emotion_scale`` declares, −2 to +2 where it says nothing. DataError where it is unknown.

    >>> declared({"emotion_scale": "0..10"}), declared({})
    ('0..10', '-2..2')
    """
    said = meta.get("emotion_scale")
    if said is None or said == "":
        return KEPT
    _ends(said)
    return str(said)


def shown(value: float | None, meta: Mapping[str, Any]) -> float | None:
    """A kept emotion (−2 to +2) on the scale the map declares. DataError where the value is outside −2 to +2.

    >>> shown(1.0, {"emotion_scale": "0..10"})
    7.5
    """
    found = convert([value], KEPT, declared(meta)).iloc[0]
    return None if pd.isna(found) else float(found)


def kept(value: float | None, meta: Mapping[str, Any]) -> float | None:
    """A value on the map's declared scale as it is kept (−2 to +2). DataError where it is outside its scale.

    >>> kept(7.5, {"emotion_scale": "0..10"})
    1.0
    """
    found = convert([value], declared(meta), KEPT).iloc[0]
    return None if pd.isna(found) else float(found)


def curves(steps: pd.DataFrame, personas: pd.DataFrame | None = None) -> pd.DataFrame:
    """The curves of a map, kept values: ``emotion``, ``emotion:<persona>`` each, and their ``mean`` where there are any.

    The mean weighs each persona by its ``share`` where all that have a curve have one, else all alike; at each step over
    those that have a value there. DataError where there are more than five persona curves, or values outside −2 to +2.

    >>> curves(pd.DataFrame({"emotion": [1], "emotion:dana": [2], "emotion:ali": [-1]})).loc[0].to_dict()
    {'emotion': 1.0, 'emotion:dana': 2.0, 'emotion:ali': -1.0, 'mean': 0.5}
    """
    own = [str(c) for c in steps.columns if str(c).startswith(schema.FEELING)]
    if len(own) > MOST:
        raise DataError(
            f"Table steps has {len(own)} persona curves ({', '.join(own)}); a map takes at most {MOST}. Keep those that "
            f"matter here: m.steps = m.steps.drop(columns=[{own[-1]!r}]), and put the others into a map of their own.",
            table="steps",
            column=own[MOST],
        )
    blank = pd.Series(np.nan, index=steps.index)
    out = {"emotion": convert(steps["emotion"], KEPT, KEPT) if "emotion" in steps else blank}
    felt = {name: convert(steps[name], KEPT, KEPT) for name in own}
    mean = {"mean": _mean(pd.DataFrame(felt), shares(own, personas))} if felt else {}
    return pd.DataFrame({**out, **felt, **mean}, index=steps.index)


def shares(own: Sequence[str], personas: pd.DataFrame | None) -> list[float] | None:
    """The share of each persona by the column of its curve; None where one of them has none above 0.

    >>> people = pd.DataFrame({"share": [0.6, 0.2]}, index=["dana", "ali"])
    >>> shares(["emotion:ali", "emotion:dana"], people), shares(["emotion:mo"], people)
    ([0.2, 0.6], None)
    """
    if personas is None or "share" not in personas:
        return None
    known = dict(zip(map(str, personas.index), map(_plain, personas["share"]), strict=True))
    found = [known.get(name.removeprefix(schema.FEELING), 0.0) for name in own]
    return found if all(share > 0 for share in found) else None


def _mean(felt: pd.DataFrame, weights: list[float] | None) -> pd.Series[Any]:
    if weights is None:
        return felt.mean(axis=1)
    return (felt * weights).sum(axis=1) / (felt.notna() * weights).sum(axis=1).replace(0, np.nan)


def emotions(
    steps: pd.DataFrame, personas: pd.DataFrame | None = None, meta: Mapping[str, Any] | None = None
) -> pd.DataFrame:
    """What each curve comes to, a row per curve: the map's own, each persona's, and the mean of the personas.

    The mean is by share where every persona with a curve has one; its ``name`` says so. Values are on the scale ``meta``
    declares, −2 to +2 without it. Lowest, highest, peak (farthest from neutral), end (the last step with a value),
    peak–end (mean of peak and end; Kahneman et al. 1993), range, variability (population standard deviation). Errors as
    for ``curves``. The order of the rows of ``steps`` is the order of the journey.

    >>> steps = pd.DataFrame({"emotion": [1.0, -2.0, 0.5]}, index=["find", "pay", "cook"])
    >>> emotions(steps)[["lowest_step", "peak", "end", "peak_end", "range"]].loc["emotion"].to_dict()
    {'lowest_step': 'pay', 'peak': -2.0, 'end': 0.5, 'peak_end': -0.75, 'range': 3.0}
    """
    drawn = curves(steps, personas)
    scale = declared(meta or {})
    names = _names(personas)
    rows = {curve: {"name": _name(curve, names), **_summary(drawn[curve], scale)} for curve in drawn.columns}
    if "mean" in rows and shares([c for c in rows if c.startswith(schema.FEELING)], personas):
        rows["mean"]["name"] += ", by share"
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(COLUMNS)).rename_axis("curve")


_CALLED = {"emotion": "the map", "mean": "mean of the personas"}


def _summary(curve: pd.Series[Any], scale: str) -> dict[str, Any]:
    held = curve.dropna()
    out: dict[str, Any] = {"n": len(held), "missing": len(curve) - len(held)}
    if held.empty:
        return {**out, **{c: None if c.endswith("_step") else np.nan for c in COLUMNS[3:]}}
    values, low, high = held.to_numpy(), int(held.argmin()), int(held.argmax())
    peak = low if abs(values[low]) >= abs(values[high]) else high
    for name, at in (("lowest", low), ("highest", high), ("peak", peak), ("end", len(held) - 1)):
        out[name], out[f"{name}_step"] = _on(values[at], scale), held.index[at]
    out["peak_end"] = _on((values[peak] + values[-1]) / 2, scale)
    first, last = _ends(scale)
    wider = (last - first) / 4
    return {
        **out,
        "range": float(values[high] - values[low]) * wider,
        "variability": float(values.std()) * wider,
    }


def _on(value: float, scale: str) -> float:
    return float(convert([value], KEPT, scale).iloc[0])


def _name(curve: str, personas: dict[str, str]) -> str:
    persona = curve.removeprefix(schema.FEELING)
    return _CALLED.get(curve) or personas.get(persona, persona)


def _names(personas: pd.DataFrame | None) -> dict[str, str]:
    if personas is None or "name" not in personas:
        return {}
    return {str(i): str(n) for i, n in personas["name"].items() if not pd.isna(n) and n != ""}


def _ends(scale: Any) -> tuple[float, float]:
    found = schema.SCALES.get(scale) if isinstance(scale, str) else None
    if found is None:
        raise DataError(
            f"There is no emotion scale {scale!r}. Use one of {', '.join(schema.SCALES)}.",
            column="emotion_scale",
        )
    return found


def _numbers(held: pd.Series[Any], scale: str) -> pd.Series[Any]:
    """The values as floats; DataError that names the rows that are no numbers, or lie outside the scale."""
    low, high = _ends(scale)
    loose = not kinds.is_numeric_dtype(held.dtype) or kinds.is_bool_dtype(held.dtype)
    plain = held.map(_plain).astype("float64") if loose else held.astype("Float64").astype("float64")
    wrong = (plain.isna() & held.notna()) | (plain < low) | (plain > high)
    if wrong.any():
        bad = held[wrong.to_numpy()]
        rows = ", ".join(f"{i!r}: {v!r}" for i, v in list(bad.items())[:5])
        more = f" and {len(bad) - 5} more" if len(bad) > 5 else ""
        raise DataError(
            f"Values outside the scale {scale} ({low:g} to {high:g}) in {len(bad)} row(s) ({rows}{more}). Nothing was "
            f"changed. Correct them, or say which scale they are on: one of {', '.join(schema.SCALES)}.",
            row=str(bad.index[0]),
            column=None if held.name is None else str(held.name),
        )
    return plain


def _plain(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | np.number):
        return np.nan
    try:
        return float(value)
    except OverflowError:
        return np.nan
