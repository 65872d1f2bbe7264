"""Customer journey maps in notebooks: grids and blueprints that are views of your pandas DataFrames.

>>> import pandas as pd
>>> import cjm_widgets as cjm
>>> df = pd.DataFrame({"step": ["Search", "Pay"], "emotion": [1.0, -0.5]})
>>> grid = cjm.JourneyGrid(df)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .engine.logs.log import log
    from .engine.surveys.aggregates import ces, csat, enps, nps
    from .engine.surveys.drivers import drivers
    from .engine.surveys.scores import scores
    from .engine.surveys.sentiment import sentiment
    from .formats.logs.read import read_log
    from .formats.spreadsheet import read_csv, read_excel
    from .handouts import blank_deck
    from .journey_map import JourneyMap, Library
    from .learning import exercise, grades, merge_groups
    from .model.errors import CjmError, CjmWarning
    from .readers import (
        read_any,
        read_blueprint_json,
        read_cjml,
        read_journey_markdown,
        read_journey_yaml,
        read_markdown,
        read_mermaid,
        read_sheet,
        read_voc,
    )
    from .verbs.journeys import clusters, cut, variants
    from .verbs.reporting import report
    from .widgets.blueprint import Blueprint
    from .widgets.compare import Compare
    from .widgets.grid import JourneyGrid
    from .widgets.impact import ImpactPanel
    from .widgets.matrix import PriorityMatrix
    from .widgets.personas import Personas
    from .widgets.presenter import Presenter
    from .widgets.progress import Progress
    from .widgets.timer import Timer
    from .widgets.vote import Vote

__version__ = "0.1.0"

_HOMES = {
    "Blueprint": "widgets.blueprint",
    "CjmError": "model.errors",
    "CjmWarning": "model.errors",
    "Compare": "widgets.compare",
    "ImpactPanel": "widgets.impact",
    "JourneyGrid": "widgets.grid",
    "JourneyMap": "journey_map",
    "Library": "journey_map",
    "Personas": "widgets.personas",
    "PriorityMatrix": "widgets.matrix",
    "Presenter": "widgets.presenter",
    "Progress": "widgets.progress",
    "Timer": "widgets.timer",
    "Vote": "widgets.vote",
    "blank_deck": "handouts",
    "ces": "engine.surveys.aggregates",
    "clusters": "verbs.journeys",
    "csat": "engine.surveys.aggregates",
    "cut": "verbs.journeys",
    "drivers": "engine.surveys.drivers",
    "enps": "engine.surveys.aggregates",
    "log": "engine.logs",
    "exercise": "learning",
    "grades": "learning",
    "merge_groups": "learning",
    "nps": "engine.surveys.aggregates",
    "read_any": "readers",
    "read_blueprint_json": "readers",
    "read_cjml": "readers",
    "read_csv": "formats.spreadsheet",
    "read_excel": "formats.spreadsheet",
    "read_journey_markdown": "readers",
    "read_journey_yaml": "readers",
    "read_log": "formats.logs.read",
    "read_markdown": "readers",
    "read_mermaid": "readers",
    "read_sheet": "readers",
    "read_voc": "readers",
    "report": "verbs.reporting",
    "samples": "samples",
    "scores": "engine.surveys.scores",
    "sentiment": "engine.surveys.sentiment",
    "variants": "verbs.journeys",
}

__all__ = [
    "Blueprint",
    "CjmError",
    "CjmWarning",
    "Compare",
    "ImpactPanel",
    "JourneyGrid",
    "JourneyMap",
    "Library",
    "Personas",
    "Presenter",
    "PriorityMatrix",
    "Progress",
    "Timer",
    "Vote",
    "blank_deck",
    "ces",
    "clusters",
    "csat",
    "cut",
    "drivers",
    "enps",
    "exercise",
    "grades",
    "log",
    "merge_groups",
    "nps",
    "read_any",
    "read_blueprint_json",
    "read_cjml",
    "read_csv",
    "read_excel",
    "read_journey_markdown",
    "read_journey_yaml",
    "read_log",
    "read_markdown",
    "read_mermaid",
    "read_sheet",
    "read_voc",
    "report",
    "samples",
    "scores",
    "sentiment",
    "variants",
]


def __getattr__(name: str) -> Any:
    """Public names are loaded when first used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f".{_HOMES[name]}", __name__)
    value = module if name == "samples" else getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])


def _register() -> None:
    """``df.cjm.grid()``: pandas looks accessors up by class, so the class is made here and its work is done elsewhere."""
    import pandas as pd

    @pd.api.extensions.register_dataframe_accessor("cjm")
    class Cjm:
        """Journey maps of this frame: ``df.cjm.grid()``."""

        def __init__(self, frame: pd.DataFrame) -> None:
            self._frame = frame

        def grid(self, **options: Any) -> JourneyGrid:
            """The frame as an editable journey grid; the same arguments as ``JourneyGrid``."""
            from .widgets.grid import JourneyGrid

            return JourneyGrid(self._frame, **options)


_register()
