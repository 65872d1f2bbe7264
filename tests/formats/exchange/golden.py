"""One small made-up map, written by every text writer and kept: `python tests/formats/exchange/golden.py` writes the files anew."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.formats.exchange.diagrams import d2, drawio, lucid, miro
from cjm_widgets.formats.exchange.draft import Draft
from cjm_widgets.formats.exchange.mermaid import write as mermaid
from cjm_widgets.formats.exchange.milestones import write as milestones
from cjm_widgets.formats.exchange.tables import markdown, sheets
from cjm_widgets.formats.exchange.texts import cjml, journey_yaml
from cjm_widgets.frames.tables import complete

FOLDER = Path(__file__).with_name("golden")
WRITERS = {
    "kit.cjml.xml": cjml.write, "kit.d2": d2.write, "kit.drawio.csv": drawio.write, "kit.journey.md": milestones.write,
    "kit.long.csv": sheets.write_long, "kit.lucid.csv": lucid.write, "kit.md": markdown.write, "kit.miro.csv": miro.write,
    "kit.mmd": mermaid.write, "kit.wide.csv": sheets.write_wide, "kit.yaml": journey_yaml.write,
}  # fmt: skip


def kit() -> MapFile:
    """A map with what a writer has to mind: a formula, signs, two cards in a cell, an actor, a move back, right-to-left text."""
    made = Draft(title="Kit & caboodle: “first” box")
    find, buy = made.stage("Find", goal="Know it suits"), made.stage("Buy; pay", color="#aabbcc")
    reads = made.step("Reads #1 review", find, emotion=1.0)
    pays = made.step("Pays, at 10:30", buy, emotion=-1.5, moment_of_truth=True, moment_reason="Money moves")
    waits = made.step("ממתין", buy)
    made.card(reads, made.lane("Actions"), "Looks for <b>honest</b> words", actor="Dana", author="person")
    made.card(reads, made.lane("Pain points"), "=1+1 too | dear", author="model")
    first = made.card(pays, made.lane("Actions"), "Types “4242”", actor="Dana", author="person")
    made.card(pays, made.lane("Pain points"), "Slow", author="source")
    made.card(pays, made.lane("Pain points"), "-5 % hidden", author="person")
    answer = made.card(
        pays, made.lane("Frontstage"), "Till answers\nin two lines", actor="Shop", channel="website"
    )
    made.card(waits, made.lane("Touchpoints"), "E-mail", channel="e-mail")
    made.curve()
    made.add("links", "a", {"source": first, "target": answer, "kind": "message", "text": "asks"})
    made.add("transitions", "a", {"source": reads, "target": pays, "probability": 0.5})
    made.add("transitions", "b", {"source": pays, "target": reads, "probability": 0.1})
    held = made.done()
    slow = {
        "card": ["pain-points-pays-at-10-30-1"],
        "kind": ["interview"],
        "source": ["Twelve talks, May (made up)"],
    }
    held.tables["evidence"] = complete(
        "evidence", pd.DataFrame(slow, index=pd.Index(["e1"], name="evidence"))
    )
    return held


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, write in WRITERS.items():
        (FOLDER / name).write_bytes(write(kit())[0].encode("utf-8"))
        print(FOLDER / name)
