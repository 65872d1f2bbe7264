"""One notebook, two handouts: the student's without solutions, the instructor's with them. It works on the notebook's JSON only.

Marks are those of nbgrader (nbgrader.readthedocs.io, Creating and grading assignments): ``BEGIN SOLUTION`` / ``END SOLUTION``,
``BEGIN HIDDEN TESTS`` and ``BEGIN MARK SCHEME``, and the metadata ``nbgrader.solution``; beside them the cell tags ``solution`` and
``instructor``, whose cells a student does not get. Regions are allowed in every cell, with or without nbgrader's metadata.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from cjm_widgets.formats.disk import read_bytes
from cjm_widgets.model.errors import BrokenFile, DataError

from .nbgrader import TEXT_STUB, code_stub, is_solution, locked, stamped, unnamed

ONLY_TEACHERS = frozenset({"solution", "instructor"})
REGIONS = ("HIDDEN TESTS", "MARK SCHEME")
"""What students never see, beside solutions; nothing takes its place."""

Notebook = dict[str, Any]


def read(path: Path) -> Notebook:
    """The notebook in a file. ``FileError`` where it cannot be read, ``BrokenFile`` where it is none of format 4."""
    try:
        made = json.loads(read_bytes(path).decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BrokenFile(f"{path} is no notebook: {error}.") from error
    if not isinstance(made, dict) or made.get("nbformat") != 4 or not isinstance(made.get("cells"), list):
        raise BrokenFile(f"{path} is no notebook of format 4. Save it with JupyterLab or Notebook 7.")
    return made


def text(notebook: Notebook) -> str:
    """The text of a notebook file, as JupyterLab writes it."""
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def student(notebook: Notebook) -> Notebook:
    """The handout for students: no solutions, no hidden tests, no marking scheme, no notes for instructors, no outputs.

    A solution is replaced by a stub, as nbgrader does. ``DataError`` names the cell where a mark has no other end: then nothing
    is handed out, rather than a solution.

    >>> cell = {"cell_type": "code", "metadata": {}, "source": "a = 1\\n### BEGIN SOLUTION\\nb = 2\\n### END SOLUTION\\nc = 3"}
    >>> print(student({"nbformat": 4, "cells": [cell]})["cells"][0]["source"])
    a = 1
    # YOUR CODE HERE
    raise NotImplementedError()
    c = 3
    """
    stub = code_stub(notebook)
    made = _made(notebook, lambda *cell: _for_student(stub, *cell), ONLY_TEACHERS)
    made["cells"] = [stamped(locked(one)) for one in made["cells"]]
    made.get("metadata", {}).pop("celltoolbar", None)
    return made


def answers(notebook: Notebook) -> Notebook:
    """The handout for instructors: all that is in it, without the marks of regions and without outputs."""
    return _made(notebook, _for_teacher, frozenset())


def _made(
    notebook: Notebook, cell: Callable[[str, str, Mapping[str, Any], str], str], dropped: frozenset[str]
) -> Notebook:
    out = copy.deepcopy(notebook)
    out["cells"] = [one for one in out["cells"] if not dropped & set(one.get("metadata", {}).get("tags", []))]
    for number, one in enumerate(out["cells"], 1):
        source, kind = one.get("source", ""), str(one.get("cell_type"))
        held = "".join(source) if isinstance(source, list) else str(source)
        one["source"] = cell(held, kind, one.get("metadata", {}), f"cell {number}")
        if one["source"] != held and "attachments" in one:
            one["attachments"] = unnamed(one["attachments"], one["source"])
        if kind == "code":
            one["outputs"], one["execution_count"] = [], None
    out.get("metadata", {}).pop("widgets", None)
    return out


def _for_student(code: str, source: str, kind: str, metadata: Mapping[str, Any], where: str) -> str:
    stub = code if kind == "code" else TEXT_STUB
    kept, cut = _cut(source, "SOLUTION", stub, where)
    kept = stub if is_solution(metadata) and not cut else kept
    for region in REGIONS:
        kept, _ = _cut(kept, region, "", where)
    return kept


def _for_teacher(source: str, kind: str, metadata: Mapping[str, Any], where: str) -> str:
    student_sees = ("SOLUTION", *REGIONS)
    for region in student_sees:
        _cut(source, region, "", where)  # a mark with no other end is said here too
    marks = re.compile(rf"^.*\b(BEGIN|END) ({'|'.join(student_sees)})\b.*$")
    return "\n".join(line for line in source.split("\n") if not marks.match(line))


def _cut(source: str, region: str, stub: str, where: str) -> tuple[str, bool]:
    """The source without the regions of a name, a stub at the indent of each in its place; and whether there was one."""
    kept: list[str] = []
    inside = found = False
    for line in source.split("\n"):
        if f"BEGIN {region}" in line:
            if inside:
                raise DataError(
                    f"In {where} “BEGIN {region}” stands inside another. End the first one before."
                )
            inside = found = True
            indent = line[: len(line) - len(line.lstrip())]
            kept += [indent + one for one in stub.split("\n")] if stub else []
        elif f"END {region}" in line:
            if not inside:
                raise DataError(
                    f"In {where} “END {region}” has no “BEGIN {region}” before it. Add it, or take this one out."
                )
            inside = False
        elif not inside:
            kept.append(line)
    if inside:
        raise DataError(
            f"In {where} “BEGIN {region}” has no “END {region}” after it. Add it: nothing was handed out."
        )
    return "\n".join(kept), found
