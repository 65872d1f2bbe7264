"""Where a learner's work is kept beside the notebook, so that a restart loses none of it: one file an exercise."""

from __future__ import annotations

import json
import re
from pathlib import Path

from cjm_widgets.formats.disk import Fingerprint, read_bytes, write_bytes
from cjm_widgets.model.errors import CjmError

from .answer import Answer, read

ENDING = ".answer.json"


def place(folder: Path, exercise: str) -> Path:
    """The file of an exercise; whatever its id, it lies in the folder.

    >>> place(Path("work"), "../first").name
    'first.answer.json'
    """
    return folder / (re.sub(r"[^\w-]+", "-", exercise).strip("-")[:100] + ENDING)


def kept(file: Path) -> tuple[Answer | None, str]:
    """What was kept; and a sentence where a file is there that does not read. It is put aside, never written over."""
    if not file.exists():
        return None, ""
    try:
        return read(read_bytes(file).decode("utf-8", "replace")), ""
    except CjmError as error:
        aside = _free(file)
        file.rename(aside)
        return (
            None,
            f"The work kept in {file} does not read ({error}). It is now in {aside.name}, and you begin anew.",
        )


def keep(file: Path, answer: Answer) -> None:
    """Write it whole. ``FileError`` where it cannot be written."""
    file.parent.mkdir(parents=True, exist_ok=True)
    known = Fingerprint.of(read_bytes(file)) if file.exists() else None
    write_bytes(file, (json.dumps(answer.json(), ensure_ascii=False, indent=1) + "\n").encode("utf-8"), known)


def begin_anew(file: Path) -> Path | None:
    """Put what was kept aside under a free name, and give that name; None where nothing was."""
    if not file.exists():
        return None
    aside = _free(file)
    file.rename(aside)
    return aside


def _free(file: Path) -> Path:
    stem = file.name.removesuffix(ENDING)
    return next(
        p for n in range(1, 10_000) if not (p := file.with_name(f"{stem}-before-{n}{ENDING}")).exists()
    )
