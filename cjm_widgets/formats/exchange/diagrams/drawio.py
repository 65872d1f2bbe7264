"""draw.io's CSV (Arrange > Insert > Advanced > CSV): ``#`` lines say how rows become shapes and arrows, then a table."""

from __future__ import annotations

import html
from collections import Counter

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.formats.exchange.losses import Loss, left_out
from cjm_widgets.formats.exchange.outline import Outline, outline
from cjm_widgets.formats.exchange.tables import grid

from .parts import CARRIED, arrows, one_line

WIDE, HIGH, GAP = 160, 60, 20
Box = tuple[str, str, int, int, int, str]
"""Id, text, left, top, width and colour."""
_HEAD = """\
# label: %name%
# style: whiteSpace=wrap;html=1;rounded=%rounded%;fillColor=%fill%;strokeColor=%stroke%;fontColor=#202124;
# parentstyle: swimlane;whiteSpace=wrap;html=1;
# namespace: cjm-
# connect: {"from": "to", "to": "id", "style": "edgeStyle=orthogonalEdgeStyle;rounded=1;endArrow=block;"}
# width: @width
# height: @height
# left: x
# top: y
# padding: 10
# ignore: id,to,x,y,width,height,fill,stroke,rounded
# layout: none
"""


def write(held: MapFile) -> tuple[str, list[Loss]]:
    """The CSV and what is lost: stages in a band at the top, a column a step, a row a lane, arrows between them.

    Texts are written as text of HTML, which draw.io reads them as, and without its ``%`` placeholders.

    >>> from cjm_widgets.templates import load
    >>> write(load("classic"))[0].splitlines()[0]
    '# label: %name%'
    """
    shown = outline(held)
    to: dict[str, list[str]] = {}
    for one in arrows(held, shown):
        to.setdefault(one.start, []).append(one.end)
    boxes = _boxes(shown)
    numbers = {key: str(n) for n, (key, *_) in enumerate(boxes, 1)}
    rows = [["id", "name", "to", "x", "y", "width", "height", "fill", "stroke", "rounded"]]
    for key, name, x, y, width, fill in boxes:
        ends = ",".join(numbers[end] for end in to.get(key, ()) if end in numbers)
        place = [str(x), str(y), str(width), str(HIGH)]
        rows.append(
            [numbers[key], label(name), ends, *place, fill, "#5f6368", str(int(not key.startswith("stage")))]
        )
    return _HEAD + grid.text(rows).replace("\r\n", "\n"), left_out(held, CARRIED)


def _boxes(shown: Outline) -> list[Box]:
    """Each box with its place: stages at the top, a column a step, a band a lane."""
    tops, boxes, left = _tops(shown), list[Box](), 0
    for at, stage in enumerate(shown.stages):
        width = max(1, len(stage.steps)) * (WIDE + GAP) - GAP
        boxes.append((f"stage-{at}", stage.name or "No stage", left, 0, width, "#dfe7f5"))
        for step in stage.steps:
            boxes.append((f"step-{step.id}", step.name, left, HIGH + GAP, WIDE, "#ffffff"))
            seen: dict[str, int] = {}
            for card in step.cards:
                down = seen[card.lane] = seen.get(card.lane, -1) + 1
                boxes.append(
                    (
                        f"card-{card.id}",
                        card.text,
                        left,
                        tops[card.lane] + down * (HIGH + GAP),
                        WIDE,
                        "#fff8dc",
                    )
                )
            left += WIDE + GAP
        left += GAP + (0 if stage.steps else WIDE)
    return boxes


def _tops(shown: Outline) -> dict[str, int]:
    """Where the band of each lane begins: below the fullest cell of the one above it."""
    fullest: dict[str, int] = {lane.id: 0 for lane in shown.lanes}
    for step in shown.steps:
        for lane, count in Counter(card.lane for card in step.cards).items():
            fullest[lane] = max(fullest[lane], count)
    tops, top = {}, 2 * (HIGH + GAP)
    for lane, most in fullest.items():
        tops[lane], top = top, top + most * (HIGH + GAP) + (GAP if most else 0)
    return tops


def label(text: str) -> str:
    """A text as a label that is only text: no HTML of its own, no placeholder, no directive.

    >>> label("<b>50%</b> #1")
    '&lt;b&gt;50&#37;&lt;/b&gt; #1'
    """
    made = html.escape(one_line(text)).replace("%", "&#37;")
    return "&#35;" + made[1:] if made.startswith("#") else made
