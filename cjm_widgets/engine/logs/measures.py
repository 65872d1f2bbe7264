"""Measures of steps and moves from the small table of a log, with intervals and how many they rest on."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from cjm_widgets.model.errors import DataError

from .bins import BINS, quantile

if TYPE_CHECKING:
    from .edges import Edges

Floats = npt.NDArray[np.float64]
_GOES_ON = ("move", "left", "end")


def steps(edges: Edges, by: str | None = None, interval: float = 0.95, small: int = 30) -> pd.DataFrame:
    """A row per step, by ``step`` and, where asked, by ``segment`` or ``day``.

    - ``cases``: cases that met it; ``visits``: how often; ``returns``: visits − cases.
    - ``reach``: cases / all cases (of the segment or day), with ``reach_low`` and ``reach_high``.
    - ``n``: visits that are not open; ``onward``: the share of them after which another event followed or the case met its end;
      ``drop``: the share after which the case went no further, with ``drop_low`` and ``drop_high``; ``open``: visits left out,
      since the log may have stopped before the next event.
    - ``mean``, ``sd``, ``median``, ``p90``: the time until the next event (Timedelta). Median and p90 are within 4.43 % of the exact.
    - ``first``, ``last``: when seen (UTC). ``small``: whether ``n`` is under ``small``: too few to rely on.

    Intervals of shares are Wilson's. Errors: ``DataError`` for another ``by``.
    """
    rows = edges.frame[(edges.frame["kind"] != "start").to_numpy()]
    keys = ["source", *_by(by)]
    out = _sums(rows, keys)
    kinds = _by_kind(rows, keys).reindex(out.index, fill_value=0)
    went = rows[(rows["kind"] == "move").to_numpy()]
    found = pd.DataFrame(index=out.index)
    found["cases"], found["visits"] = out["firsts"], out["count"]
    found["returns"] = found["visits"] - found["cases"]
    all_cases = _all_cases(edges, by, found.index)
    _share(found, "reach", found["cases"], all_cases.clip(lower=found["cases"]), interval)
    found["n"] = kinds["move"] + kinds["left"] + kinds["end"]
    found["onward"] = (kinds["move"] + kinds["end"]) / found["n"].where(found["n"] > 0)
    _share(found, "drop", kinds["left"], found["n"], interval)
    found["open"] = kinds["open"]
    _times(found, edges, went, keys)
    found["first"], found["last"] = out["first"], out["last"]
    found["small"] = found["n"] < small
    return found.rename_axis(["step", *keys[1:]])


def moves(
    edges: Edges, by: str | None = None, interval: float = 0.95, small: int = 30, how: str = "wilson"
) -> pd.DataFrame:
    """A row per move, by ``source`` and ``target`` and, where asked, by ``segment`` or ``day``; what was left and is open too.

    - ``kind`` as in ``Edges.frame``. ``count``; ``n``: visits of the source that are not open (cases, where the source is the start).
    - ``share``: count / n, with ``low`` and ``high``: Wilson's, or of the Dirichlet distribution over all targets of the source with
      1/2 added to each count. Open moves have no share.
    - ``mean``, ``sd``, ``median``, ``p90``: the time from source to target (Timedelta); ``first``, ``last``: when seen (UTC).
    - ``small``: whether ``n`` is under ``small``.
    """
    if how not in ("wilson", "dirichlet"):
        raise DataError(f"how={how!r}: 'wilson' and 'dirichlet' are allowed.")
    keys = ["source", "target", *_by(by)]
    rows = edges.frame
    out = _sums(rows, keys)
    kind = rows.groupby(keys, observed=True, dropna=False)["kind"].first().astype("str").reindex(out.index)
    found = pd.DataFrame({"kind": kind, "count": out["count"]}, index=out.index)
    whole = [name for name in out.index.names if name != "target"]
    known = found["count"].where(found["kind"] != "open", 0)
    groups = known.groupby(level=whole, dropna=False)
    found["n"] = groups.transform("sum")
    counted = (found["kind"] != "open") & (found["n"] > 0)
    share = known / found["n"].where(counted)
    if how == "wilson":
        low, high = wilson(known.to_numpy(), found["n"].to_numpy(), interval)
    else:
        many = counted.groupby(level=whole, dropna=False).transform("sum")
        low, high = dirichlet(known.to_numpy(), found["n"].to_numpy(), many.to_numpy(), interval)
    found["share"] = share
    found["low"], found["high"] = np.where(counted, low, np.nan), np.where(counted, high, np.nan)
    _times(found, edges, rows[(rows["kind"] == "move").to_numpy()], keys)
    found["first"], found["last"] = out["first"], out["last"]
    found["small"] = found["n"] < small
    return found


def wilson(count: npt.ArrayLike, whole: npt.ArrayLike, interval: float) -> tuple[Floats, Floats]:
    """Wilson's intervals of many shares (JASA 22, 1927); nan where the whole is 0.

    >>> [end.round(6).tolist() for end in wilson([15], [20], 0.95)]
    [[0.531299], [0.888138]]
    """
    z = NormalDist().inv_cdf((1 + interval) / 2)
    k, n = np.asarray(count, float), np.asarray(whole, float)
    n = np.where(n > 0, n, np.nan)
    p, square = k / n, z * z / n
    middle, half = p + square / 2, z * np.sqrt(p * (1 - p) / n + square / n / 4)
    return np.maximum(0, (middle - half) / (1 + square)), np.minimum(1, (middle + half) / (1 + square))


def dirichlet(
    count: npt.ArrayLike, whole: npt.ArrayLike, targets: npt.ArrayLike, interval: float
) -> tuple[Floats, Floats]:
    """Intervals of shares that add up to 1: each is a beta distribution of the Dirichlet with 1/2 added to every count.

    >>> [end.round(4).tolist() for end in dirichlet([30, 15, 5], [50, 50, 50], [3, 3, 3], 0.95)]
    [[0.4565, 0.1849, 0.0388], [0.7212, 0.4317, 0.2035]]
    """
    from scipy.special import betaincinv  # takes long to load, and few ask for it

    k, n, m = (np.asarray(one, float) for one in (count, whole, targets))
    a, b = k + 0.5, n - k + (m - 1) * 0.5
    fine = (n > 0) & (b > 0)
    low, high = (betaincinv(a, np.where(fine, b, 1), q) for q in ((1 - interval) / 2, (1 + interval) / 2))
    return np.where(fine, low, np.where(n > 0, 1.0, np.nan)), np.where(
        fine, high, np.where(n > 0, 1.0, np.nan)
    )


def _by(by: str | None) -> list[str]:
    if by not in (None, "segment", "day"):
        raise DataError(f"by={by!r}: 'segment', 'day' or nothing is allowed.")
    return [by] if by else []


def _sums(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    how = {"count": "sum", "firsts": "sum", "first": "min", "last": "max"}
    out: pd.DataFrame = rows.groupby(keys, observed=True, dropna=False).agg(how)
    return _texts(out)


def _texts(found: pd.DataFrame) -> pd.DataFrame:
    """Categories of an index as texts."""
    frame = found.index.to_frame(index=False)
    for name in frame.columns:
        if isinstance(frame[name].dtype, pd.CategoricalDtype):
            frame[name] = frame[name].astype("str")
    found.index = pd.MultiIndex.from_frame(frame) if frame.shape[1] > 1 else pd.Index(frame.iloc[:, 0])
    return found


def _by_kind(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    table = rows.groupby([*keys, "kind"], observed=True, dropna=False)["count"].sum().unstack(fill_value=0)
    table.columns = [str(name) for name in table.columns]
    return _texts(table.reindex(columns=[*_GOES_ON, "open"], fill_value=0))


def _all_cases(edges: Edges, by: str | None, index: pd.Index) -> pd.Series:
    starts = edges.frame[(edges.frame["kind"] == "start").to_numpy()]
    if by != "segment":
        return pd.Series(int(starts["count"].sum()), index=index)
    held = (
        starts.assign(segment=starts["segment"].astype("str")).groupby("segment", dropna=False)["count"].sum()
    )
    return pd.Series(held.reindex(index.get_level_values("segment")).fillna(0).to_numpy(), index=index)


def _share(found: pd.DataFrame, name: str, count: pd.Series, whole: pd.Series, interval: float) -> None:
    low, high = wilson(count.to_numpy(), whole.to_numpy(), interval)
    found[name] = count / whole.where(whole > 0)
    found[f"{name}_low"], found[f"{name}_high"] = low, high


def _times(found: pd.DataFrame, edges: Edges, rows: pd.DataFrame, keys: list[str]) -> None:
    """Mean, sd, median and p90 of the time to the next event, for the keys of ``found``."""
    groups = rows.groupby(keys, observed=True, dropna=False)
    sums = _texts(groups[["count", "seconds", "seconds_sq"]].sum())
    mean = sums["seconds"] / sums["count"]
    spread = np.sqrt(np.maximum(sums["seconds_sq"] / sums["count"] - mean**2, 0))
    counts = _binned(edges.times, rows["span"].to_numpy(), np.asarray(groups.ngroup(), np.int64), len(sums))
    for name, seconds in (
        ("mean", mean.to_numpy()), ("sd", np.asarray(spread)), ("median", quantile(counts, 0.5)), ("p90", quantile(counts, 0.9)),
    ):  # fmt: skip
        found[name] = pd.Series(_timedeltas(seconds), index=sums.index).reindex(found.index)


def _binned(
    times: pd.DataFrame, span: npt.NDArray[np.int32], group: npt.NDArray[np.int64], many: int
) -> Floats:
    """Counts by group and bin. A group gets the times of every span it has rows of."""
    pairs = pd.DataFrame({"span": span, "group": group}).drop_duplicates()
    if pairs["span"].is_unique:
        of = np.full(int(pairs["span"].max()) + 1 if len(pairs) else 0, -1)
        of[pairs["span"].to_numpy()] = pairs["group"].to_numpy()
        held = times
        at = of[times["span"].to_numpy()]
    else:
        held = times.merge(pairs, on="span")
        at = held["group"].to_numpy()
    place = at * BINS + held["bin"].to_numpy()
    return np.bincount(place, held["count"].to_numpy(), minlength=many * BINS).reshape(-1, BINS).astype(float)


def _timedeltas(seconds: Floats) -> npt.NDArray[np.timedelta64]:
    known = np.isfinite(seconds)
    out = np.round(np.where(known, seconds, 0) * 1e6).astype("timedelta64[us]")
    out[~known] = np.timedelta64("NaT")
    return out
