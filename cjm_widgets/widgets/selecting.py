"""What is selected in one page of a map, shown in its other pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cjm_widgets.model.session import Session

Cells = Sequence[Mapping[str, str]]
PAGES = 64
"""So many pages of a widget are remembered."""


class Selecting:
    """Tells the session what is selected here, and the pages here what is selected elsewhere."""

    def __init__(self, session: Session, send: Callable[..., None]) -> None:
        self._session, self._send = session, send
        self._pages: dict[str, None] = {}
        self._by = ""
        self._stop = session.look(self._selected)

    def meet(self, browser: str) -> None:
        """A page spoke."""
        self._pages.pop(browser, None)
        self._pages[browser] = None
        while len(self._pages) > PAGES:
            del self._pages[next(iter(self._pages))]

    def select(self, cells: Cells, browser: str) -> None:
        """A page here has these cells selected now, and no others; one that had none takes nobody's away."""
        if not cells and browser != self._by:
            return
        self._by = browser if cells else ""
        self._session.select(cells, browser)

    def close(self) -> None:
        """Stop listening; what was selected here is selected no more."""
        self._stop()
        if self._by:
            self._session.select([], self._by)

    def _selected(self, cells: Cells, browser: str) -> None:
        if self._pages.keys() - {browser}:  # a page that is alone with itself hears nothing
            self._send("selected", cells=list(cells), browser=browser)
