"""What makes git merge and compare maps with `cjm`: lines to read, or set in one repository when asked."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from cjm_widgets.model.errors import FileError

ATTRIBUTES = "*.cjm.json merge=cjm diff=cjm"
"""The line of .gitattributes; it belongs in the repository, as the settings below do not."""


def settings() -> dict[str, str]:
    """The settings of git, by name."""
    command = "cjm" if shutil.which("cjm") else f"{shlex.quote(sys.executable)} -m cjm_widgets"
    return {
        "merge.cjm.name": "journey maps, cell by cell",
        "merge.cjm.driver": f"{command} merge %O %A %B",
        "diff.cjm.command": f"{command} diff",
        "diff.cjm.textconv": f"{command} diff",
    }


def lines() -> str:
    """The settings as commands, and the line for .gitattributes.

    >>> print(lines())
    # once on each machine, in the repository:
    git config merge.cjm.name 'journey maps, cell by cell'
    ...
    # once, in the file .gitattributes, and committed:
    *.cjm.json merge=cjm diff=cjm
    """
    told = [f"git config {name} {shlex.quote(value)}" for name, value in settings().items()]
    once, file = (
        "# once on each machine, in the repository:",
        "# once, in the file .gitattributes, and committed:",
    )
    return "\n".join([once, *told, file, ATTRIBUTES])


def install(folder: Path) -> str:
    """Sets them in the repository that holds the folder and says what was done. ``FileError`` where there is none."""
    top = Path(_git(folder, "rev-parse", "--show-toplevel"))
    for name, value in settings().items():
        _git(top, "config", name, value)
    place = top / ".gitattributes"
    try:
        text = place.read_text(encoding="utf-8") if place.exists() else ""
        if ATTRIBUTES not in text.splitlines():
            gap = "\n" if text and not text.endswith("\n") else ""
            place.write_text(f"{text}{gap}{ATTRIBUTES}\n", encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(f"{place} cannot be changed: {error}. Add the line {ATTRIBUTES!r} to it.") from error
    return f"git in {top} now merges and compares *.cjm.json with cjm. Commit {place.name}."


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8"
        )
    except FileNotFoundError:
        raise FileError(
            "There is no git on this machine's PATH. Install git, or run this where it is."
        ) from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.strip()
        raise FileError(
            f"git {arguments[0]} in {folder} says: {said}. Run this inside a repository."
        ) from error
    return done.stdout.strip()
