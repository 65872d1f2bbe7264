"""``cjm.read_mermaid`` and its like: files of other programs as journey maps, with a warning that lists what was lost."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from cjm_widgets.formats.exchange import losses
from cjm_widgets.formats.exchange.text import Source, read_text
from cjm_widgets.journey_map import JourneyMap

_JOURNEY = re.compile(r"^[ \t>]*journey\b", re.MULTILINE)


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


def read_cjml(source: Source) -> JourneyMap:
    """The map of a CJML 2.0 file: touchpoints become steps, initiator and receiver cards with their ``actor``.

    Needs defusedxml. References that lead nowhere are taken as names; entities are refused. Warning and errors as for
    ``read_mermaid``.
    """
    from cjm_widgets.formats.exchange.texts import cjml

    return _made("read_cjml", cjml.read(source))


def read_journey_yaml(source: Source) -> JourneyMap:
    """The map of a YAML file of ``@arvinxu/journey-map``: stages, actions, emotion, thoughts, pain points.

    Needs PyYAML. Only plain values are made of it. Warning and errors as for ``read_mermaid``.
    """
    from cjm_widgets.formats.exchange.texts import journey_yaml

    return _made("read_journey_yaml", journey_yaml.read(source))


def read_markdown(source: Source, **said: str | None) -> JourneyMap:
    """The map of the first table in a Markdown file, whichever way it lies; ``said`` as for ``JourneyMap.from_frame``.

    Warning and errors as for ``read_mermaid``; ``ShapeError`` where the table is no map.
    """
    from cjm_widgets.formats.exchange.tables import markdown

    return _made("read_markdown", markdown.read(source, **said))


def read_sheet(source: Source, *, scale: str | None = None, **said: str | None) -> JourneyMap:
    """The map of a CSV file: a row per step, a row per card, or lanes down. How it was read is said in the warning.

    ``scale`` is that of the emotions (``"1..5"``, ``"0..100"``) where the guess is not right; words from very-negative to
    very-positive are read. ``said`` names ``layout``, ``step``, ``stage``, ``lane``, ``text`` or ``emotion``.
    """
    from cjm_widgets.formats.exchange.tables import sheets

    return _made("read_sheet", sheets.read(source, scale=scale, **said))


def read_any(
    source: Source, *, mapping: Mapping[str, str] | None = None, scale: str | None = None
) -> JourneyMap:
    """The map in a file of any of these formats, told by its name, else by how it begins.

    ``mapping`` and ``scale`` are for JSON (``JourneyMap.from_records``), ``scale`` for sheets and Mermaid too. ``FileError`` and
    ``ShapeError`` where it is none of them.
    """
    from cjm_widgets.formats.exchange.tables import records

    name = str(source).casefold() if isinstance(source, (str, os.PathLike)) else ""
    if name.endswith(".cjm.json"):
        return JourneyMap.open(str(source))
    if name.endswith((".mmd", ".mermaid")):
        return read_mermaid(source, scale=scale)
    if name.endswith((".xml", ".cjml")):
        return read_cjml(source)
    if name.endswith((".yml", ".yaml")):
        return read_journey_yaml(source)
    if name.endswith((".md", ".markdown")):
        text, _ = read_text(source)
        return read_mermaid(source, scale=scale) if _JOURNEY.search(text) else read_markdown(source)
    if name.endswith(".json"):
        return _made("read_any", records.read(source, mapping=mapping, scale=scale))
    return read_sheet(source, scale=scale)


def _made(reader: str, found: losses.Reading) -> JourneyMap:
    losses.warn(f"{reader} found what a map has no place for, or had to guess", found.losses, stacklevel=3)
    return JourneyMap._of(found.map)
