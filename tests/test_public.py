"""The public names: sorted, documented, and each shown to a reader somewhere."""

from __future__ import annotations

import inspect
import json
import re

import pytest

import cjm_widgets
import house

NAMES = [name for name in cjm_widgets.__all__ if not name.startswith("__")]


def shown() -> str:
    """All text a reader meets: the README, the docs and the code of the notebooks."""
    pages = [house.ROOT / "README.md", *(house.ROOT / "docs").rglob("*.md")]
    books = [json.loads(p.read_text(encoding="utf-8")) for p in (house.ROOT / "notebooks").glob("*.ipynb")]
    cells = ["".join(cell["source"]) for book in books for cell in book["cells"]]
    return "\n".join([*(p.read_text(encoding="utf-8") for p in pages), *cells])


def public_methods(value: object) -> list[tuple[str, object]]:
    """The methods and properties a class defines itself."""
    if not inspect.isclass(value):
        return []
    own = {
        k: v
        for cls in value.__mro__
        if cls.__module__.startswith("cjm_widgets")
        for k, v in vars(cls).items()
    }
    kinds = (property, classmethod, staticmethod)
    return [
        (k, v)
        for k, v in own.items()
        if not k.startswith("_") and (inspect.isfunction(v) or isinstance(v, kinds))
    ]


def test_the_names_are_sorted_and_there():
    assert list(cjm_widgets.__all__) == sorted(cjm_widgets.__all__)
    assert {"JourneyGrid", "JourneyMap"} <= set(NAMES)
    assert set(cjm_widgets.__all__) <= set(dir(cjm_widgets))


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_documented(name):
    text = inspect.getdoc(getattr(cjm_widgets, name)) or ""
    assert re.match(r"\S.*[.:]$", text.split("\n\n")[0].replace("\n", " ")), f"{name} has no first sentence"


@pytest.mark.parametrize("name", NAMES)
def test_every_public_method_is_documented(name):
    silent = [
        method for method, value in public_methods(getattr(cjm_widgets, name)) if not inspect.getdoc(value)
    ]
    assert silent == []


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_used_in_a_notebook_or_a_doc(name):
    assert re.search(rf"\b{name}\b", shown()), f"{name} is in no notebook and no page of docs"
