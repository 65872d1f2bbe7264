"""``cjm.read_mermaid`` and its like: files of other programs as journey maps, with a warning that lists what was lost."""

from __future__ import annotations

from cjm_widgets.formats.exchange import losses
from cjm_widgets.formats.exchange.text import Source
from cjm_widgets.journey_map import JourneyMap


def read_mermaid(source: Source, *, scale: str | None = None, which: int | None = None) -> JourneyMap:
    """The map of a Mermaid ``journey``: a path, the text itself, or a Markdown file with a ``mermaid`` block.

    Sections become stages, tasks steps, scores the emotion (1 to 5, or the ``scale`` you name: ``"1..10"``), actors cards.
    ``which`` says which diagram where a file holds several, counted from 0. What cannot be read is kept, line by line, in
    ``m.meta`` and written again by ``m.to_mermaid()``; ``LossWarning`` lists it. ``FileError`` and ``BrokenFile`` say why
    and where a file is no journey.

    >>> m = read_mermaid("journey\\n  section Buy\\n    Pays: 4: Dana")
    >>> m.steps[["name", "emotion"]].values.tolist()
    [['Pays', 1.0]]
    """
    from cjm_widgets.formats.exchange.mermaid import read

    return _made("read_mermaid", read.read(source, scale=scale, which=which))


def _made(reader: str, found: losses.Reading) -> JourneyMap:
    losses.warn(f"{reader} found what a map has no place for, or had to guess", found.losses, stacklevel=3)
    return JourneyMap._of(found.map)
