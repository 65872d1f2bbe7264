"""Formulas over a table's columns, read from text and worked out safely: nothing in a text is ever run as Python.

A text is parsed with Python's ``ast`` and walked by hand. Allowed are numbers, column names (with spaces in
`backticks`), ``+ - * / **``, brackets, comparisons and ``min max abs log sqrt where``; in a condition also quoted
texts, ``in``, ``and or not``. Everything else is refused with a DataError. It knows pandas and the errors only.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from cjm_widgets.model.errors import DataError

from .expressions import Walk, wrong

LONGEST, DEEPEST = 1000, 50
"""The most characters a formula may have, and the most brackets within brackets."""


def evaluate(text: str, frame: pd.DataFrame) -> pd.Series[Any]:
    """A number for each row of the frame; missing where an input is missing or the result is no finite number.

    A comparison gives 1 or 0; ``log`` is the natural one; ``where(test, a, b)`` takes a where the test holds.
    Raises DataError where the text is not a formula, names no column of the frame, or a column holds no numbers.

    >>> frame = pd.DataFrame({"reach": [100, 20], "job size": [2, 0]})
    >>> evaluate("reach / `job size`", frame).tolist()
    [50.0, nan]
    """
    node, aliases = _parse(text)
    with np.errstate(all="ignore"):
        found = np.asarray(Walk(frame, aliases, text, conditions=False).value(node), dtype="float64")
    found = np.broadcast_to(found, len(frame)).copy()
    found[~np.isfinite(found)] = np.nan
    return pd.Series(found, index=frame.index)


def matches(text: str, frame: pd.DataFrame) -> pd.Series[Any]:
    """True for each row the condition holds for; a row with a missing value does not match.

    Raises DataError as ``evaluate`` does.

    >>> frame = pd.DataFrame({"plan": ["basic", "plus", None], "age": [30, 50, 20]})
    >>> matches("plan == 'plus' and age > 40", frame).tolist()
    [False, True, False]
    """
    node, aliases = _parse(text)
    with np.errstate(all="ignore"):
        found = Walk(frame, aliases, text, conditions=True).value(node)
    if getattr(found, "dtype", None) == object or isinstance(found, str):
        raise wrong(text, "is no condition", "Compare something: age > 40.")
    found = np.broadcast_to(np.nan_to_num(np.asarray(found, dtype="float64"), nan=0.0) != 0, len(frame))
    return pd.Series(found, index=frame.index)


def columns(text: str) -> list[str]:
    """The columns a formula or condition reads, each once, in the order they are named.

    >>> columns("where(reach > 0, reach, `a b`)")
    ['reach', 'a b']
    """
    node, aliases = _parse(text)
    return list(dict.fromkeys(_names(node, aliases)))


def _names(node: ast.AST, aliases: dict[str, str]) -> Iterator[str]:
    if isinstance(node, ast.Name):
        yield aliases.get(node.id, node.id)
    for child in ast.iter_child_nodes(node):
        if not (isinstance(node, ast.Call) and child is node.func):
            yield from _names(child, aliases)


def _parse(text: str) -> tuple[ast.expr, dict[str, str]]:
    """The expression, and the column each stand-in name means."""
    if not text.strip():
        raise DataError(f"A formula is a text such as 'reach * impact / work', not {text!r}.")
    if len(text) > LONGEST:
        raise wrong(text, f"has {len(text)} characters; at most {LONGEST} are read", "Shorten it.")
    plain, aliases = _plain(text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(plain.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        said = getattr(error, "msg", None) or type(error).__name__
        raise wrong(text, f"cannot be read ({said})") from None
    _bounded(tree.body, text)
    return tree.body, aliases


def _plain(text: str) -> tuple[str, dict[str, str]]:
    """The text with a stand-in name for each column in backticks, outside quoted texts."""
    stem = "column"
    while stem in text:
        stem += "_"
    aliases: dict[str, str] = {}

    def stand_in(found: re.Match[str]) -> str:
        if found.group(1) is None:
            return found.group(0)
        name = f"{stem}{len(aliases)}"
        aliases[name] = found.group(1)
        return f" {name} "

    return re.sub(r"""'[^'\n]*'|"[^"\n]*"|`([^`\n]+)`""", stand_in, text), aliases


def _bounded(tree: ast.expr, text: str) -> None:
    level: list[ast.AST] = [tree]
    for _ in range(DEEPEST):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return
    raise wrong(text, f"is nested more than {DEEPEST} deep", "Put a part of it into a column of its own.")
