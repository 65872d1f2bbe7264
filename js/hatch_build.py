"""Builds the page's bundle when a wheel, an editable install or an sdist is made.

A wheel carries the bundle, so installing it needs no node. Set CJM_SKIP_JS=1 to leave the bundle as it is.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))
import node


class Hook(BuildHookInterface):  # type: ignore[type-arg]
    """What hatchling calls."""

    def dependencies(self) -> list[str]:
        """Node from PyPI, where there is a bundle to build and no node to do it."""
        return [node.WHEEL] if must_build() and node.on_path() is None else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds the bundle and puts the notebooks into the wheel; an editable install reads them where they are."""
        if must_build():
            node.build(Path(p) for p in sys.path)
        if self.target_name == "wheel" and version != "editable":
            build_data["force_include"] |= notebooks()


def must_build() -> bool:
    """False where a person says so, where it is fresh, and in an unpacked sdist, which brings it."""
    if os.environ.get("CJM_SKIP_JS"):
        return False
    unpacked = (node.ROOT / "PKG-INFO").is_file() and node.BUNDLE.is_file()
    return not unpacked and not node.bundle_is_fresh()


def notebooks() -> dict[str, str]:
    """The notebooks and their data, by where they lie in the wheel; scripts stay out."""
    folder = node.ROOT / "notebooks"
    found = [p for p in folder.rglob("*") if p.is_file() and p.suffix != ".py" and not hidden(p, folder)]
    return {str(p): f"cjm_widgets/notebooks/{p.relative_to(folder).as_posix()}" for p in found}


def hidden(path: Path, folder: Path) -> bool:
    """Whether a part of the path starts with a dot, as checkpoints do."""
    return any(part.startswith((".", "__")) for part in path.relative_to(folder).parts)
