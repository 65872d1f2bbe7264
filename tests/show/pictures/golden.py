"""Small pictures kept as files: what changes in one is seen in a review. Renew: ``PYTHONPATH=.:tests python -m show.pictures.golden``."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

import cjm_widgets as cjm

FOLDER = Path(__file__).parent / "golden"


def small(language: str, names: list[str]) -> cjm.JourneyMap:
    """A map of two steps with a card, a curve and a link."""
    m = cjm.JourneyMap(title=names[2])
    m.meta["language"] = language
    m.steps = pd.DataFrame({"name": names[:2], "emotion": [1.0, -1.0]}, index=["a", "b"])
    m.lanes.loc["do", ["name", "kind"]] = ["Actions", "cards"]
    m.lanes.loc["emotion", ["name", "kind", "column"]] = ["Emotion", "emotion", "emotion"]
    m.cards = pd.DataFrame(
        {"step": ["a", "b"], "lane": "do", "text": ["<Looks> & compares", "Pays"]}, index=["x", "y"]
    )
    m.links.loc[("x", "y"), "kind"] = "sequence"
    return m


def drawn() -> dict[str, str]:
    """The pictures by the names of their files."""
    west, east = small("en", ["Finds", "Buys", "A shop"]), small("ar", ["يجد", "يشتري", "متجر"])
    return {
        "light.svg": str(west.to_svg()),
        "dark.svg": str(west.to_svg(theme="dark", zoom=1.5)),
        "right-to-left.svg": str(east.to_svg()),
        "empty.svg": str(cjm.JourneyMap(title="Empty").to_svg()),
    }


if __name__ == "__main__":
    for name, text in drawn().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
