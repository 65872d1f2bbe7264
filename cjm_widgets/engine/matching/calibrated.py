"""Whether a map's chain says of today what its log says: three numbers, summed up on one side and solved for on the other."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from cjm_widgets.engine import from_map
from cjm_widgets.engine.logs import Edges
from cjm_widgets.engine.measures import measures
from cjm_widgets.engine.solve import setting, solve


def calibrated(
    edges: Edges, lost: Collection[str], steps: Collection[str], tables: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """``success`` (of 1), ``steps`` and ``time`` (seconds) of a case: in the ``log``, of the ``model``, and the ``difference``."""
    rows = edges.frame.assign(source=edges.frame["source"].astype("str"))
    here = rows[(rows["kind"] != "start").to_numpy()]
    ended = here[((here["kind"] == "end") & ~here["source"].isin(list(lost))).to_numpy()]
    visits = here[here["source"].isin(list(steps)).to_numpy()]
    chain = from_map.read(tables).chain
    found = measures(chain, solve(setting(chain)))
    seen = {"success": ended["count"].sum(), "steps": visits["count"].sum(), "time": visits["seconds"].sum()}
    table = pd.DataFrame(
        {
            "log": {name: float(one) / edges.cases for name, one in seen.items()},
            "model": {name: float(found[name][0]) for name in seen},
        }
    )
    return table.assign(difference=table["model"] - table["log"]).rename_axis("measure")
