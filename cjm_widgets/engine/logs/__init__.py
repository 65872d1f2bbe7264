"""Event logs of any size: any table or file to one tidy log, and the small table of it that adds up."""

from .edges import ENDED, LEFT, OPEN, START, Edges
from .log import Log, log

__all__ = ["ENDED", "LEFT", "OPEN", "START", "Edges", "Log", "log"]
