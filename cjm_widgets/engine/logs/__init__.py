"""Event logs of any size: any table or file to one tidy log, and the small table of it that adds up.

ibis is loaded when ``log`` or ``Log`` is first asked for; the small table needs pandas only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .edges import ENDED, LEFT, OPEN, START, Edges

if TYPE_CHECKING:
    from .log import Log, log

__all__ = ["ENDED", "LEFT", "OPEN", "START", "Edges", "Log", "log"]


def __getattr__(name: str) -> Any:
    if name not in ("Log", "log"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from cjm_widgets.model.errors import MissingExtra

    try:
        import ibis  # noqa: F401
    except ImportError as error:
        raise MissingExtra("ibis with DuckDB", "logs", "Reading event logs of any size") from error
    from .log import Log, log

    globals().update(Log=Log, log=log)
    return globals()[name]
