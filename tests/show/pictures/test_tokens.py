"""Pictures and the page have the same colours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cjm_widgets.model.errors import DataError
from cjm_widgets.show.pictures.look import icons, tokens

SRC = Path(__file__).parents[3] / "js/src"
CSS = (SRC / "views/tokens.css").read_text(encoding="utf-8")
LIGHT, DARK = re.search(r"\n\.cjm\{(.*?)\n\}\n\.cjm\[data-theme=dark\]\{(.*?)\n\}", CSS, re.DOTALL).groups()


def declared(block: str) -> dict[str, str]:
    """Plain colours of a block, those behind JupyterLab's too, and greys as hundredths of ink."""
    found = {}
    for name, value in re.findall(r"--(?:cjm-)?([\w-]+):((?:[^;(]|\([^;]*\))+);", block):
        colour = re.fullmatch(r"(?:var\(--jp-[\w-]+,)?(#[0-9a-f]{3,6})\)?", value.strip())
        mixed = re.fullmatch(
            r"color-mix\(in srgb,var\(--cjm-ink\) ([\d.]+)%,var\(--cjm-paper\)\)", value.strip()
        )
        if colour:
            found[name] = (
                colour[1] if len(colour[1]) == 7 else "#" + "".join(2 * one for one in colour[1][1:])
            )
        elif mixed:
            found[name] = mixed[1]
    return found


@pytest.mark.parametrize("name", ["light", "dark"])
def test_colours_are_those_of_the_page(name):
    page = declared(LIGHT) | (declared(DARK) if name == "dark" else {})
    ours = tokens.theme(name)
    for token, colour in ours.items():
        said = page[token]
        expected = said if said.startswith("#") else tokens.mix(ours["ink"], ours["paper"], float(said))
        assert colour == expected, token
    assert {name for name in page if name != "hover"} <= ours.keys()


def test_text_reads_on_its_ground():
    for name in ("light", "dark"):
        held = tokens.theme(name)
        for ink in ("ink", "ink-2", "ink-3", "low", "high", "star", "data", "ask", "act"):
            one, other = sorted((tokens.contrast(held[ink]), tokens.contrast(held["paper"])))
            assert (other + 0.05) / (one + 0.05) >= 4.5, (name, ink)


def test_drawings_are_those_of_the_page():
    page = (SRC / "views/icons.tsx").read_text(encoding="utf-8") + (
        SRC / "views/blueprint/marks.tsx"
    ).read_text(encoding="utf-8")
    assert [name for name, path in icons.STROKES.items() if f'{name}: "{path}"' not in page] == []


def test_an_unknown_theme_is_named():
    with pytest.raises(DataError, match="no theme 'blue': 'light' and 'dark'"):
        tokens.theme("blue")
