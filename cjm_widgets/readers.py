"""``cjm.read_mermaid`` and its like: files of other programs as journey maps, with a warning that lists what was lost."""

from __future__ import annotations

import os
from collections.abc import Mapping

import pandas as pd

from cjm_widgets.formats.exchange import losses
from cjm_widgets.formats.exchange.text import Source, raw
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


def read_journey_markdown(source: Source) -> JourneyMap:
    """The map of a journey in Markdown, format 0.1: ``## Milestone:`` and ``### Step:`` headings with fields as bullets.

    Texts without provenance were written by a model there: their cards say so (``author``). Warning and errors as for
    ``read_mermaid``.

    >>> m = read_journey_markdown("## Milestone: buy\\n- title: Buy\\n### Step: pays-card\\n- emotionValence: -1\\n- doing: Enters card")
    >>> m.steps["name"].tolist(), m.cards["author"].tolist()
    (['Pays card'], ['model'])
    """
    from cjm_widgets.formats.exchange.milestones import read

    return _made("read_journey_markdown", read.read(source))


def read_blueprint_json(
    source: Source, *, path: str | None = None, language: str | None = None
) -> JourneyMap:
    """The map of a service blueprint in the JSON of agentic-service-blueprinting: phases, scenarios, paths, lanes, cells.

    ``path`` names the path whose cells are read (else the first happy one), ``language`` the language of its texts (else the file's
    first). The order of every path is in ``m.transitions``, named in ``variants``. Warning and errors as for ``read_mermaid``.
    """
    from cjm_widgets.formats.exchange.texts import blueprint_json

    return _made("read_blueprint_json", blueprint_json.read(source, path=path, language=language))


def read_voc(source: Source, *, duplicates: str = "drop") -> pd.DataFrame:
    """The answers of a voice-of-customer file, CSV or Excel: ``date``, ``score``, and where there are some ``verbatim`` and ``stage``.

    For ``m.survey(answers, kind=…)``, which says what scale the scores are on: ``"nps"``, ``"enps"``, ``"csat"`` or ``"sentiment"``. Rows
    that are there twice are skipped and counted (``attrs["left_out"]``). At most 200,000 answers and 20 MB. ``ShapeError`` where a
    column is missing.

    >>> read_voc(b"Date;Score;Stage\\n2.5.2026;9;Onboarding\\n").columns.tolist()
    ['date', 'score', 'stage']
    """
    from cjm_widgets.formats.exchange.tables import voc

    return voc.read(source, duplicates=duplicates)


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
    """The map in a file of any of these formats, an Excel workbook or a map of ours, told by its name, else by how it begins.

    ``mapping`` and ``scale`` are for JSON (``JourneyMap.from_records``), ``scale`` for sheets and Mermaid too. ``FileError`` and
    ``ShapeError`` where it is none of them.
    """
    from cjm_widgets.formats.exchange.kinds import kind_of

    if not isinstance(source, str | os.PathLike):
        source = raw(source)[0]
    kind = kind_of(source)
    if kind == "map":
        return JourneyMap.open(str(source))
    if kind == "workbook":
        return _workbook(source)
    if kind == "records":
        from cjm_widgets.formats.exchange.tables import records

        return _made("read_any", records.read(source, mapping=mapping, scale=scale))
    if kind == "mermaid":
        return read_mermaid(source, scale=scale)
    if kind == "sheet":
        return read_sheet(source, scale=scale)
    reader = {
        "cjml": read_cjml, "yaml": read_journey_yaml, "markdown": read_markdown, "milestones": read_journey_markdown,
        "blueprint": read_blueprint_json,
    }[kind]  # fmt: skip
    made: JourneyMap = reader(source)
    return made


def _workbook(source: str | os.PathLike[str] | bytes) -> JourneyMap:
    if not isinstance(source, bytes):
        return JourneyMap.from_excel(source)
    from cjm_widgets.formats.spreadsheet import read_excel

    return JourneyMap.from_frame(read_excel(source))


def _made(reader: str, found: losses.Reading) -> JourneyMap:
    losses.warn(f"{reader} found what a map has no place for, or had to guess", found.losses, stacklevel=3)
    return JourneyMap._of(found.map)
