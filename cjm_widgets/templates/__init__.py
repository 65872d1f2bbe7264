"""Ready maps to start from, as data: each is a ``*.cjm.json`` beside this file."""

from __future__ import annotations

import difflib
from importlib.resources import files

from cjm_widgets.formats.cjm_file import MapFile, loads
from cjm_widgets.model.errors import DataError

_END = ".cjm.json"


def names() -> list[str]:
    """The names of the templates, sorted.

    >>> names()
    ['advocacy', 'blank', 'classic', 'ownership', 'purchase', 'unboxing']
    """
    return sorted(f.name.removesuffix(_END) for f in files(__package__).iterdir() if f.name.endswith(_END))


def load(name: str) -> MapFile:
    """The map of a template. Raises DataError, with those there are, for a name that is none of them.

    >>> load("classic").tables["stages"]["name"].tolist()
    ['Awareness', 'Consideration', 'Decision', 'Retention']
    """
    if name not in names():
        near = difflib.get_close_matches(str(name).lower(), names(), 1)
        meant = f" Did you mean {near[0]!r}?" if near else ""
        raise DataError(f"There is no template {name!r}.{meant} Templates: {', '.join(names())}.")
    return loads(files(__package__).joinpath(name + _END).read_text(encoding="utf-8"), name + _END)
