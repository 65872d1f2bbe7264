"""A map as a Mermaid journey: stages, steps, their feeling, and who acts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.formats.exchange.losses import Loss, left_out
from cjm_widgets.formats.exchange.outline import Outline, Stage, Step, outline

from .lines import KEPT, UNKNOWN, line, safe, spoilt

CARRIED = {
    "meta": ("title", "emotion_scale", "mermaid_front", "mermaid_kept"),
    "stages": ("name",),
    "steps": ("name", "stage", "emotion"),
    "cards": ("actor", "step", "lane"),
    "lanes": ("*",),
}
"""What a journey has room for."""


def write(held: MapFile) -> tuple[str, list[Loss]]:
    """The text of a journey and what is lost: everything but title, stages, steps, emotion and actors.

    A score is the emotion and 3, so 1 very bad to 5 very good. A step without emotion is written with 3, and with a
    comment that says so. Texts that Mermaid would cut or refuse are written with its entities (``#58;`` for a colon).

    >>> from cjm_widgets.formats.exchange.draft import Draft
    >>> draft = Draft(title="Kit")
    >>> _ = draft.step("Calls at 10:30", draft.stage("Buy"), emotion=1.0)
    >>> print(write(draft.done())[0])
    journey
        title Kit
        section Buy
            Calls at 10#58;30: 4
    """
    shown = outline(held)
    lines = [*_head(shown), *_body(shown)]
    texts = (text for stage in shown.stages for text in (stage.name, *(s.name for s in stage.steps)))
    losses = [Loss(f"{text[:60]!r}: control characters are written as �") for text in texts if spoilt(text)]
    return "\n".join(lines) + "\n", [*_told(held, shown), *losses]


def _head(shown: Outline) -> Iterator[str]:
    front = shown.meta.get("mermaid_front")
    if isinstance(front, str) and "---" not in [one.strip() for one in front.split("\n")]:
        yield from ("---", *front.split("\n"), "---")
    yield "journey"
    if shown.title.strip():
        yield f"    title {safe(shown.title.strip(), one_line=True)}"


def _body(shown: Outline) -> Iterator[str]:
    kept = _kept(shown)
    begun = False
    for stage in shown.stages:
        if stage.id is not None or begun:
            yield f"    section {safe(stage.name)}"
            begun = True
        for step in stage.steps:
            yield from (f"        {one}" for one in kept.pop(step.id, ()))
            yield from _task(step)
    yield from (f"    {one}" for rest in kept.values() for one in rest)


def _task(step: Step) -> Iterator[str]:
    known = score(step)
    if known is None:
        yield f"        {UNKNOWN}"
    people = ", ".join(safe(actor, comma=True) for actor in actors(step))
    yield f"        {safe(step.name)}: {3 if known is None else known:.10g}" + (
        f": {people}" if people else ""
    )


def score(step: Step) -> float | None:
    """The emotion from 1 to 5; nothing where it is missing or off the scale."""
    if step.emotion is None or not -2 <= step.emotion <= 2:
        return None
    return round(step.emotion + 3, 9)


def actors(step: Step) -> list[str]:
    """Who acts in a step, each once, in the order of its cards."""
    said = (str(card.more.get("actor") or "").strip() for card in step.cards)
    return list(dict.fromkeys(filter(None, said)))


def _kept(shown: Outline) -> dict[str, list[str]]:
    """Lines kept from the file a map was read from, by the step they stood before."""
    held = shown.meta.get("mermaid_kept")
    made: dict[str, list[str]] = {}
    for pair in held if isinstance(held, list) else []:
        if isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair):
            made.setdefault(pair[0], []).extend(_harmless(pair[1]))
    return made


def _harmless(raw: str) -> list[str]:
    """A kept line as it was where Mermaid takes it for a comment or description, else within a comment."""
    lines = [one.strip() for one in raw.split("\n")]
    if len(lines) == 1 and raw.startswith("%%") and "%%{" not in raw:
        return lines
    first = line(lines[0])
    closed = (
        raw.rstrip().endswith("}" if "{" in lines[0] else "") and sum(one.count("}") for one in lines) <= 1
    )
    if first.kind == "kept" and not first.notes and lines[0].lower().startswith("acc") and closed:
        return lines
    if raw.startswith("%%{") and raw.rstrip().endswith("}%%") and raw.count("}%%") == 1:
        return lines
    return [KEPT + one.replace("%%{", "%% {").replace("}%%", "} %%") for one in lines]


def _told(held: MapFile, shown: Outline) -> list[Loss]:
    losses = left_out(held, CARRIED)
    nobody = [step for step in shown.steps if score(step) is None]
    if nobody:
        names = ", ".join(repr(step.name[:40]) for step in nobody[:5])
        losses.append(Loss(f"{len(nobody)} steps without emotion are written as 3, the middle: {names}"))
    return [*losses, *_merged(shown.stages)]


def _merged(stages: list[Stage]) -> list[Loss]:
    pairs = pairwise(stages)
    return [
        Loss(f"two stages in a row are called {a.name!r}: Mermaid draws them as one")
        for a, b in pairs
        if a.name == b.name
    ]
