"""All verbs of a map in one class."""

from __future__ import annotations

from .checking import Checking
from .discovering import Discovering
from .drawing import Drawing
from .events import Events
from .exchanging import Exchanging
from .lanes import Lanes
from .meaning import Meaning
from .paths import Paths
from .pictures import Pictures
from .reporting import Reporting
from .service import Service
from .sheets import Sheets
from .simulating import Simulating
from .slides import Slides
from .starting import Starting
from .surveys import Surveys
from .telling import Telling
from .versions import Versions


class Verbs(
    Telling,
    Checking,
    Discovering,
    Drawing,
    Events,
    Exchanging,
    Lanes,
    Meaning,
    Paths,
    Pictures,
    Reporting,
    Service,
    Sheets,
    Simulating,
    Slides,
    Starting,
    Surveys,
    Versions,
):
    """What a map can be asked and told, beside its tables and its file."""
