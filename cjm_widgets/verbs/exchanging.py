"""A map for other programs: text, written to a path where one is given, with a warning that lists what is lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from .held import Held

if TYPE_CHECKING:
    from cjm_widgets.formats.cjm_file import MapFile
    from cjm_widgets.formats.exchange.losses import Loss

Path = str | os.PathLike[str] | None


class Exchanging(Held):
    """``to_mermaid``."""

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

    def _written(
        self,
        verb: str,
        write: Callable[[MapFile], tuple[str, list[Loss]]],
        path: Path,
        overwrite: bool,
    ) -> str:
        from cjm_widgets.formats.exchange import losses, text

        self._now()
        made, lost = write(self._file())
        text.put(made, path, overwrite)
        losses.warn(f"{verb} leaves out", lost, stacklevel=3)
        return made
