"""What nbgrader leaves in a student's notebook beside the text: stubs by language, locks, checksums. Written from how it behaves (0.9).

nbgrader itself is not needed; a handout made here can be collected and graded there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from cjm_widgets.model.errors import DataError

Cell = dict[str, Any]

TEXT_STUB = "YOUR ANSWER HERE"
_STUBS = {
    "python": "# YOUR CODE HERE\nraise NotImplementedError()",
    "R": "# YOUR CODE HERE\nfail()",
    "matlab": "% YOUR CODE HERE\nerror('No Answer Given!')",
    "octave": "% YOUR CODE HERE\nerror('No Answer Given!')",
    "sas": "/* YOUR CODE HERE */\n %notImplemented;",
    "java": "// YOUR CODE HERE",
}


def code_stub(notebook: Mapping[str, Any]) -> str:
    """What takes the place of a solution in a notebook's language. ``DataError`` for one without a stub.

    >>> code_stub({"metadata": {"kernelspec": {"language": "java"}}})
    '// YOUR CODE HERE'
    """
    kernel = _object(_object(notebook.get("metadata")).get("kernelspec"))
    language = str(kernel.get("language", "python"))
    if language not in _STUBS:
        raise DataError(
            f"The notebook's language is {language!r}; a solution is replaced in {', '.join(_STUBS)}."
        )
    return _STUBS[language]


def is_solution(metadata: Mapping[str, Any]) -> bool:
    """Whether a cell is one that students write in."""
    return bool(_object(metadata.get("nbgrader")).get("solution", False))


def locked(cell: Cell) -> Cell:
    """The cell as nbgrader locks it: tests and read-only cells can be neither edited nor taken out, answers not taken out."""
    held = _object(cell.get("metadata"))
    if is_solution(held):
        return {**cell, "metadata": {**held, "deletable": False}}
    return {**cell, "metadata": {**held, "deletable": False, "editable": False}} if _is_locked(held) else cell


def stamped(cell: Cell) -> Cell:
    """The cell with nbgrader's checksum, by which it sees that nothing was answered."""
    held = _object(cell.get("metadata"))
    marks = _object(held.get("nbgrader"))
    if "grade_id" not in marks or not (marks.get("grade") or is_solution(held) or _is_locked(held)):
        return cell
    told = {**marks, "checksum": _checksum(cell, marks), "cell_type": cell.get("cell_type")}
    return {**cell, "metadata": {**held, "nbgrader": told}}


def unnamed(attachments: Any, source: str) -> dict[str, Any]:
    """The attachments that a text still names: a picture of a solution goes with the solution."""
    return {name: held for name, held in _object(attachments).items() if f"attachment:{name}" in source}


def _is_locked(metadata: Mapping[str, Any]) -> bool:
    marks = _object(metadata.get("nbgrader"))
    return not is_solution(metadata) and bool(marks.get("grade") or marks.get("locked"))


def _checksum(cell: Cell, marks: Mapping[str, Any]) -> str:
    held = _object(cell.get("metadata"))
    said = [
        str(cell.get("source", "")), str(cell.get("cell_type")), str(marks.get("grade", False)),
        str(marks.get("solution", False)), str(_is_locked(held)), str(marks["grade_id"]),
    ]  # fmt: skip
    said += [str(float(marks.get("points") or 0))] if marks.get("grade") else []
    return hashlib.md5("".join(said).encode(), usedforsecurity=False).hexdigest()


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
