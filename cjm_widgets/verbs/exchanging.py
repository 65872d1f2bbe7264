"""A map for other programs: text, written to a path where one is given, with a warning that lists what is lost."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Self

from .held import Held

if TYPE_CHECKING:
    from cjm_widgets.formats.cjm_file import MapFile
    from cjm_widgets.formats.exchange.losses import Loss

Path = str | os.PathLike[str] | None


class Exchanging(Held):
    """``to_mermaid`` and its like, ``from_records``."""

    def to_mermaid(self, path: Path = None, *, overwrite: bool = False) -> str:
        """A Mermaid ``journey``: stages, steps, emotion as a score of 1 to 5, and the ``actor`` of the cards.

        Written to ``path`` where one is given, never over another file unless ``overwrite``. Warns (``LossWarning``) of what
        a journey has no room for; docs/exchange.md lists it. ``FileChanged`` and ``FileError`` where it cannot be written.

        >>> import warnings
        >>> warnings.simplefilter("ignore")
        >>> print(cjm.JourneyMap.from_template("classic").to_mermaid()[:62])
        journey
            title Customer journey
            section Awareness
        """
        from cjm_widgets.formats.exchange.mermaid import write

        return self._written("to_mermaid", write.write, path, overwrite)

    def to_cjml(self, path: Path = None, *, overwrite: bool = False) -> str:
        """CJML 2.0 (https://cjml.no), XML: a touchpoint per step, who starts it, who receives it, the channel.

        Path, warning and errors as for ``to_mermaid``.
        """
        from cjm_widgets.formats.exchange.texts import cjml

        return self._written("to_cjml", cjml.write, path, overwrite)

    def to_journey_yaml(self, path: Path = None, *, overwrite: bool = False) -> str:
        """The YAML of ``@arvinxu/journey-map``: stages, actions, emotion, thoughts, pain points. Needs PyYAML.

        Path, warning and errors as for ``to_mermaid``.
        """
        from cjm_widgets.formats.exchange.texts import journey_yaml

        return self._written("to_journey_yaml", journey_yaml.write, path, overwrite)

    def to_journey_markdown(self, path: Path = None, *, overwrite: bool = False) -> str:
        """Markdown with milestones and steps (format 0.1 of customer-journey-map-skill): a field per lane, provenance per card.

        Path, warning and errors as for ``to_mermaid``.
        """
        from cjm_widgets.formats.exchange.milestones import write

        return self._written("to_journey_markdown", write.write, path, overwrite)

    def to_markdown(self, path: Path = None, *, overwrite: bool = False) -> str:
        """A Markdown table, a row per step and a column per lane, for mail and wikis; no HTML, no link comes out of a card.

        Path, warning and errors as for ``to_mermaid``.
        """
        from cjm_widgets.formats.exchange.tables import markdown

        return self._written("to_markdown", markdown.write, path, overwrite)

    def to_wide_csv(self, path: Path = None, *, overwrite: bool = False) -> str:
        """CSV with a row per step and a column per lane. No text in it is a formula to a spreadsheet program.

        Path, warning and errors as for ``to_mermaid``.
        """
        from cjm_widgets.formats.exchange.tables import sheets

        return self._written("to_wide_csv", sheets.write_wide, path, overwrite, marked=True)

    def to_long_csv(self, path: Path = None, *, overwrite: bool = False) -> str:
        """CSV with a row per card: stage, step, lane, text. No text in it is a formula to a spreadsheet program.

        Path, warning and errors as for ``to_mermaid``.
        """
        from cjm_widgets.formats.exchange.tables import sheets

        return self._written("to_long_csv", sheets.write_long, path, overwrite, marked=True)

    def to_lucid(self, path: Path = None, *, overwrite: bool = False) -> str:
        """A CSV for Lucidchart (Import data, Process diagram): stages as swimlanes, steps, cards, arrows.

        Path, warning and errors as for ``to_mermaid``.
        """
        from cjm_widgets.formats.exchange.diagrams import lucid

        return self._written("to_lucid", lucid.write, path, overwrite)

    def to_drawio(self, path: Path = None, *, overwrite: bool = False) -> str:
        """A CSV for draw.io (Arrange, Insert, Advanced, CSV): boxes in their places, a column a step, and arrows.

        Path, warning and errors as for ``to_mermaid``.
        """
        from cjm_widgets.formats.exchange.diagrams import drawio

        return self._written("to_drawio", drawio.write, path, overwrite)

    def to_miro(self, path: Path = None, *, overwrite: bool = False) -> str:
        """A CSV of sticky notes for Miro: the text first, then stage, step, lane and colour.

        Path, warning and errors as for ``to_mermaid``.
        """
        from cjm_widgets.formats.exchange.diagrams import miro

        return self._written("to_miro", miro.write, path, overwrite, marked=True)

    def to_d2(self, path: Path = None, *, overwrite: bool = False) -> str:
        """D2 text (https://d2lang.com): stages, steps and cards in one another, arrows between them.

        Path, warning and errors as for ``to_mermaid``.
        """
        from cjm_widgets.formats.exchange.diagrams import d2

        return self._written("to_d2", d2.write, path, overwrite)

    @classmethod
    def _of(cls, held: MapFile) -> Self:
        """The map of a file."""
        raise NotImplementedError

    @classmethod
    def from_records(
        cls,
        records: Iterable[Mapping[str, Any]],
        *,
        mapping: Mapping[str, str] | None = None,
        scale: str | None = None,
        title: str = "",
    ) -> Self:
        """A map of records, one per step: what people bring otherwise, such as rows of a program's own JSON.

        ``mapping`` says which key is the ``stage``, ``step``, ``emotion``, ``lane`` or ``text``; a key mapped to ``""`` is left
        out, every other one becomes a lane, lists become cards. Words from very-negative to very-positive are read as −2 to 2,
        ``scale="0..100"`` says what other numbers are. ``LossWarning`` says how it was read. ``DataError`` for a mapping that names
        no key, ``ShapeError`` where no map can be made.

        >>> import warnings
        >>> warnings.simplefilter("ignore")
        >>> rows = [{"phase": "Buy", "customer": "Pays", "painPoints": ["Slow", "Dear"], "mood": "negative"}]
        >>> m = cjm.JourneyMap.from_records(rows, mapping={"phase": "stage", "customer": "step", "mood": "emotion"})
        >>> m.cards["text"].tolist(), m.steps["emotion"].tolist()
        (['Slow', 'Dear'], [-1.0])
        """
        from cjm_widgets.formats.exchange import losses
        from cjm_widgets.formats.exchange.tables.records import from_records

        found = from_records(records, mapping=mapping, scale=scale, title=title)
        losses.warn(
            "from_records found what a map has no place for, or had to guess", found.losses, stacklevel=2
        )
        return cls._of(found.map)

    def _written(
        self,
        verb: str,
        write: Callable[[MapFile], tuple[str, list[Loss]]],
        path: Path,
        overwrite: bool,
        marked: bool = False,
    ) -> str:
        from cjm_widgets.formats.exchange import losses, text

        self._now()
        made, lost = write(self._file())
        text.put(made, path, overwrite, marked=marked)
        losses.warn(f"{verb} leaves out", lost, stacklevel=3)
        return made
