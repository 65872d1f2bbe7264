"""D2 (https://d2lang.com): stages as containers of their steps, cards in their step, arrows between them."""

from __future__ import annotations

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.formats.exchange.losses import Loss, left_out
from cjm_widgets.formats.exchange.outline import outline

from .parts import CARRIED, arrows, one_line


def write(held: MapFile) -> tuple[str, list[Loss]]:
    """The text and what is lost. Keys are ``s1.t2.c3``; texts stand in double quotes, where D2 takes nothing for its own.

    >>> from cjm_widgets.templates import load
    >>> print(write(load("classic"))[0].splitlines()[1])
    s1: "Awareness" {
    """
    shown = outline(held)
    lines, keys, t, c = ["direction: right"], dict[str, str](), 0, 0
    names = {lane.id: lane.name for lane in shown.lanes}
    for s, stage in enumerate(shown.stages, 1):
        lines.append(f"s{s}: {label(stage.name or 'No stage')} {{")
        for step in stage.steps:
            t += 1
            keys[f"step-{step.id}"] = f"s{s}.t{t}"
            lines.append(f"  t{t}: {label(step.name)} {{")
            for card in step.cards:
                c += 1
                keys[f"card-{card.id}"] = f"s{s}.t{t}.c{c}"
                lines.append(f"    c{c}: {label(f'{names[card.lane]}: {card.text}')}")
            lines.append("  }")
        lines.append("}")
    for one in arrows(held, shown):
        said = f": {label(one.text)}" if one.text else ""
        lines.append(f"{keys[one.start]} -> {keys[one.end]}{said}")
    return "\n".join(lines) + "\n", left_out(held, CARRIED)


def label(text: str) -> str:
    """A text in double quotes: backslash, quote, ``$`` (a variable in D2) and ends of lines escaped.

    >>> label('a "b" ${c}')
    '"a \\\\"b\\\\" \\\\${c}"'
    """
    made = one_line(text).replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$")
    return f'"{made}"'
