"""What the improvements of a map that was handed in bring, by the closed form of the engine: no draws, no code of the map."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from cjm_widgets.engine.from_improvements import levers
from cjm_widgets.engine.from_map import read
from cjm_widgets.engine.levers import future
from cjm_widgets.engine.measures import measures
from cjm_widgets.engine.solve import setting, solve
from cjm_widgets.model import schema
from cjm_widgets.model.document import Document
from cjm_widgets.model.errors import DataError

READ = ("steps", "transitions", "outcomes", "improvements")
LARGEST = 300
"""Steps, moves by ten: a map made by hand has some twenty, and a grader waits for nobody."""


@dataclass(frozen=True, slots=True)
class Effect:
    """``difference`` of the measure, then less now; ``cost`` of the improvements as far as they are carried out at all."""

    difference: float
    cost: float


def effect(document: Document, measure: str = "success") -> Effect:
    """What the improvements come to that are switched on (``adoption`` above 0, or none said). ``DataError`` where a map cannot be simulated.

    >>> from cjm_widgets.model.document import Rows
    >>> moves = {f"pay / {to}": {"source": "pay", "target": to, "count": n} for to, n in (("done", 60), ("left", 40))}
    >>> idea = {"step": "pay", "lever": "pass_through", "low": 2, "likely": 10, "high": 15, "unit": "percentage points", "cost": 90}
    >>> made = Document({"steps": Rows(("pay",), {"pay": {"name": "Pay"}}), "transitions": Rows(tuple(moves), moves),
    ...                  "improvements": Rows(("terms",), {"terms": idea})})
    >>> told = effect(made)
    >>> round(told.difference, 6), told.cost
    (0.1, 90.0)
    """
    tables = {name: _frame(document, name) for name in READ}
    if len(tables["steps"]) > LARGEST or len(tables["transitions"]) > 10 * LARGEST:
        raise DataError(f"A map of an exercise is simulated up to {LARGEST} steps.")
    chain = read(tables).chain
    now = measures(chain, solve(setting(chain)))
    if measure not in now:
        raise DataError(f"There is no measure {measure!r}: {', '.join(now)} are there.")
    then = measures(chain, solve(future(chain, levers(chain, tables["improvements"]))), chain.start.sum())
    return Effect(float((then[measure] - now[measure])[0]), _cost(tables["improvements"]))


def _cost(improvements: pd.DataFrame) -> float:
    rows = improvements.reindex(columns=["adoption", "cost"]).astype("float64").fillna({"adoption": 1.0})
    return float(rows.loc[rows["adoption"] > 0, "cost"].sum())


def _frame(document: Document, name: str) -> pd.DataFrame:
    """A table as the engine takes it: durations as times, moves by their two ends."""
    table, rows = schema.TABLES[name], document.table(name)
    frame = pd.DataFrame([dict(rows.rows[id_]) for id_ in rows.order], index=list(rows.order))
    for column in table.columns:
        if column.type == schema.DURATION and column.name in frame:
            frame[column.name] = pd.to_timedelta(frame[column.name], unit="s")
    pair = len(table.index) == 2 and not frame.empty
    return frame.set_index(list(table.index)) if pair else frame.rename_axis(table.index[0])
