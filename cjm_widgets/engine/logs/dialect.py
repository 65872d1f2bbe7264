"""What ibis says differently on its backends: times as whole microseconds of UTC. Everything else is written once."""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir

from cjm_widgets.model.errors import DataError

DAY = 86_400_000_000
OFFSET = r"[0-9](Z|z| ?UTC|[+-][0-9]{2}(:?[0-9]{2})?)$"
"""How a text ends that says its time zone."""
_EPOCHS = ((10**17, 1, 1000), (10**14, 1, 1), (10**11, 1000, 1), (0, 1_000_000, 1))
"""Above how large a number counts nanoseconds, microseconds, milliseconds, seconds; and what makes microseconds of it."""


@ibis.udf.scalar.builtin(name="epoch_us", signature=(("timestamp",), "int64"))  # type: ignore[untyped-decorator]
def _duck_micros(at: Any) -> Any: ...


@ibis.udf.scalar.builtin(name="unix_micros", signature=(("timestamp",), "int64"))  # type: ignore[untyped-decorator]
def _spark_micros(at: Any) -> Any: ...


@ibis.udf.scalar.builtin(name="timezone", signature=(("string", "timestamp"), "timestamp('UTC')"))  # type: ignore[untyped-decorator]
def _duck_zone(zone: Any, at: Any) -> Any: ...


@ibis.udf.scalar.builtin(name="to_utc_timestamp", signature=(("timestamp", "string"), "timestamp('UTC')"))  # type: ignore[untyped-decorator]
def _spark_zone(at: Any, zone: Any) -> Any: ...


def micros(at: ir.Value, backend: str, zone: str | None) -> ir.IntegerValue:
    """A column of times, texts or whole numbers as microseconds since 1970 in UTC; null where it is no time.

    What says no zone is read in ``zone``, without one as UTC. Whole numbers count seconds, milli-, micro- or nanoseconds since 1970,
    told apart by their size.
    """
    kind = at.type()
    if kind.is_string():
        return _of_text(at, backend, zone)
    if kind.is_date():
        at, kind = at.cast("timestamp"), ibis.dtype("timestamp")
    if kind.is_timestamp():
        return _of_time(at if kind.timezone else _placed(at, backend, zone), backend)
    if kind.is_numeric():
        return _of_number(at)
    raise DataError(
        f"The times are of type {kind}: times, texts such as '2026-05-31T12:00:00+02:00' or numbers are read."
    )


def _of_time(at: ir.Value, backend: str) -> Any:
    kind = at.type()
    if kind.scale is not None and kind.scale > 6:
        at = at.cast(kind.copy(scale=6))
    if backend == "duckdb":
        return _duck_micros(at)
    if backend == "pyspark":
        return _spark_micros(at.cast("timestamp('UTC')"))
    return (
        at.cast("int64") // 1000
        if backend == "polars"
        else at.delta(ibis.timestamp("1970-01-01"), unit="microsecond")
    )


def _placed(at: ir.Value, backend: str, zone: str | None) -> ir.Value:
    """Times without a zone as times of one."""
    if backend == "duckdb":
        return _duck_zone(zone, at) if zone and zone != "UTC" else at
    if backend == "pyspark":
        return _spark_zone(at.cast("timestamp('UTC')"), zone or "UTC")
    if zone not in (None, "UTC"):
        raise DataError(
            f"zone={zone!r}: on {backend} times without a zone are read as UTC only. Convert them before."
        )
    return at


def _of_text(at: ir.Value, backend: str, zone: str | None) -> Any:
    bare = at.strip()
    told = bare.re_search(OFFSET)
    plain = _of_time(
        _placed(ibis.ifelse(told, ibis.null("string"), bare).try_cast("timestamp"), backend, zone), backend
    )
    zoned = _of_time(ibis.ifelse(told, bare, ibis.null("string")).try_cast("timestamp('UTC')"), backend)
    number = _of_number(bare.try_cast("int64"))
    return ibis.coalesce(zoned, plain, number)


def _of_number(at: ir.Value) -> Any:
    size = at.abs()
    cases = [(size >= above, (at * times // over).cast("int64")) for above, times, over in _EPOCHS]
    return ibis.cases(*cases)
