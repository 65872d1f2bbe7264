"""What a parsed formula comes to: its tree, walked by hand over the columns of a table. See formulas.py.

Only the kinds of node named at the end of this file are known; any other is refused. Nothing is compiled or run.
It knows pandas and the errors only.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from pandas.api import types as kinds

from cjm_widgets.model.errors import DataError

from .keys import text
from .reading import as_number

ALLOWED = "numbers, column names (`with spaces` in backticks), + - * / **, brackets, < <= > >= == !=, min, max, abs, log, sqrt, where"

Values = Any
"""An array as long as the table (float64, or object where a condition reads a text column), or one number or text."""


def wrong(text: str, what: str, do: str = f"Allowed are {ALLOWED}.") -> DataError:
    """The refusal of a formula: what is wrong with it, and what to do."""
    shown = text if len(text) <= 80 else text[:77] + "…"
    return DataError(f"The formula {shown!r} {what}. {do}")


class Walk:
    """Works one parsed formula out over one frame; ``conditions`` allows texts, ``in`` and ``and or not`` as well."""

    def __init__(self, frame: pd.DataFrame, aliases: dict[str, str], text: str, conditions: bool) -> None:
        self.frame, self.aliases, self.text, self.conditions = frame, aliases, text, conditions

    def value(self, node: ast.expr) -> Values:
        """What the node comes to."""
        for kind, read in _READERS.items():
            if isinstance(node, kind):
                return read(self, node)
        raise wrong(self.text, f"holds something that is not allowed ({type(node).__name__})")

    def number(self, node: ast.expr) -> Values:
        found = self.value(node)
        if isinstance(found, str) or getattr(found, "dtype", None) == object:
            raise wrong(self.text, "calculates with texts", "Texts can only be compared: == != in.")
        return found

    def constant(self, node: ast.Constant) -> Values:
        if isinstance(node.value, int | float) and not isinstance(node.value, bool):
            return _float(node.value, self.text)
        if isinstance(node.value, str) and self.conditions:
            return node.value
        raise wrong(self.text, f"holds {node.value!r}, which is no number")

    def column(self, node: ast.Name) -> Values:
        name = self.aliases.get(node.id, node.id)
        held = [i for i, label in enumerate(self.frame.columns) if str(label) == name]
        if not held:
            known = ", ".join(repr(str(c)) for c in self.frame.columns[:30])
            raise wrong(self.text, f"names {name!r}, which is no column", f"There are: {known}.")
        return _array(self.frame.iloc[:, held[0]], name, self.conditions)

    def binary(self, node: ast.BinOp) -> Values:
        work = _BINARY.get(type(node.op))
        if work is None:
            raise wrong(self.text, f"holds an operator that is not allowed ({type(node.op).__name__})")
        return work(self.number(node.left), self.number(node.right))

    def unary(self, node: ast.UnaryOp) -> Values:
        if isinstance(node.op, ast.USub | ast.UAdd):
            found = self.number(node.operand)
            return -found if isinstance(node.op, ast.USub) else found
        if isinstance(node.op, ast.Not) and self.conditions:
            return _truth(np.equal(self.number(node.operand), 0.0), self.number(node.operand))
        raise wrong(self.text, f"holds an operator that is not allowed ({type(node.op).__name__})")

    def compare(self, node: ast.Compare) -> Values:
        left, found = node.left, None
        for op, right in zip(node.ops, node.comparators, strict=True):
            held = self.pair(left, op, right)
            found = held if found is None else np.minimum(found, held)
            left = right
        return found

    def pair(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Values:
        if isinstance(op, ast.In | ast.NotIn) and self.conditions and isinstance(right, ast.Tuple | ast.List):
            return self.among(self.value(left), right, isinstance(op, ast.NotIn))
        work = _COMPARE.get(type(op))
        if work is None:
            raise wrong(self.text, f"holds a comparison that is not allowed ({type(op).__name__})")
        a, b = self.value(left), self.value(right)
        if any(_is_text(v) for v in (a, b)) and work not in (operator.eq, operator.ne):
            raise wrong(self.text, "asks which of two texts is more", "Texts can only be compared: == != in.")
        return _truth(work(_text(a), _text(b)) if _is_text(a) or _is_text(b) else work(a, b), a, b)

    def among(self, held: Values, options: ast.Tuple | ast.List, negated: bool) -> Values:
        allowed = [self.value(option) for option in options.elts]
        as_text = _is_text(held) or any(_is_text(v) for v in allowed)
        tests = [(_text(held) == _text(v)) if as_text else held == v for v in allowed]
        found = np.any(np.broadcast_arrays(*tests), axis=0) if tests else np.zeros(np.shape(held), bool)
        return _truth(~found if negated else found, held)

    def logic(self, node: ast.BoolOp) -> Values:
        if not self.conditions:
            raise wrong(self.text, "holds and/or, which only a condition may")
        parts = [np.nan_to_num(np.asarray(self.number(v), dtype="float64")) != 0 for v in node.values]
        every = np.broadcast_arrays(*parts)
        return np.where((np.all if isinstance(node.op, ast.And) else np.any)(every, axis=0), 1.0, 0.0)

    def call(self, node: ast.Call) -> Values:
        name = node.func.id if isinstance(node.func, ast.Name) else None
        least, most, work = _FUNCTIONS.get(name or "", (0, 0, None))
        if work is None or node.keywords:
            raise wrong(self.text, f"calls {name or 'something'!r}, which is not allowed")
        if not least <= len(node.args) <= most:
            raise wrong(self.text, f"gives {name} {len(node.args)} values", f"It takes {least} to {most}.")
        return work(*(self.number(argument) for argument in node.args))


def _float(value: float, text: str) -> np.float64:
    try:
        return np.float64(float(value))
    except OverflowError:
        raise wrong(text, "holds a number too large to calculate with", "Use a smaller one.") from None


def _array(held: pd.Series[Any], name: str, texts: bool) -> Values:
    if kinds.is_bool_dtype(held.dtype) or (
        kinds.is_numeric_dtype(held.dtype) and not kinds.is_complex_dtype(held.dtype)
    ):
        return held.to_numpy(dtype="float64", na_value=np.nan)
    plain = held.map(_plain).astype("object") if kinds.is_object_dtype(held.dtype) else held
    loose = pd.to_numeric(plain, errors="coerce") if kinds.is_object_dtype(held.dtype) else None
    if loose is not None and loose.dtype.kind in "iuf" and not (loose.isna() & plain.notna()).any():
        return loose.to_numpy(dtype="float64", na_value=np.nan)
    if texts:
        return plain.astype(object).where(plain.notna(), None).to_numpy(dtype=object)
    row = held.index[held.notna().to_numpy()][0] if held.notna().any() else None
    said = f"; row {row!r} holds {held[held.notna()].iloc[0]!r}" if row is not None else ""
    if row is None:
        return np.full(len(held), np.nan)
    raise DataError(
        f"Column {name!r} holds no numbers{said}. Give a column of numbers, or turn it into one with "
        f"pd.to_numeric(df[{name!r}]).",
        row=str(row),
        column=name,
    )


def _plain(value: Any) -> Any:
    """A cell as something that can be compared."""
    if value is None or isinstance(value, str) or (kinds.is_number(value) and not np.isnan(as_number(value))):
        return value
    return text(value) or None


def _is_text(value: Values) -> bool:
    return isinstance(value, str) or getattr(value, "dtype", None) == object


def _text(value: Values) -> Values:
    """Values to be compared with a text; a whole number is compared as it is written, 3 and not 3.0."""
    if _is_text(value):
        return value
    return np.array([f"{v:g}" for v in np.atleast_1d(value)], dtype=object)


def _truth(found: Values, *inputs: Values) -> Values:
    """1 and 0, and missing where an input is missing, so that a gap never reads as No."""
    gaps = [pd.isna(v) for v in inputs]
    return np.where(np.any(np.broadcast_arrays(*gaps), axis=0), np.nan, np.where(found, 1.0, 0.0))


def _where(test: Values, yes: Values, no: Values) -> Values:
    return np.where(np.isnan(test), np.nan, np.where(np.not_equal(test, 0.0), yes, no))


def _least(first: Values, *others: Values) -> Values:
    for other in others:
        first = np.minimum(first, other)
    return first


def _most(first: Values, *others: Values) -> Values:
    for other in others:
        first = np.maximum(first, other)
    return first


_BINARY: dict[type[ast.operator], Callable[[Values, Values], Values]] = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.divide,
    ast.Pow: np.power,
}
_COMPARE: dict[type[ast.cmpop], Callable[[Values, Values], Values]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_FUNCTIONS: dict[str, tuple[int, int, Callable[..., Values] | None]] = {
    "min": (2, 20, _least),
    "max": (2, 20, _most),
    "abs": (1, 1, np.abs),
    "log": (1, 1, np.log),
    "sqrt": (1, 1, np.sqrt),
    "where": (3, 3, _where),
}
_READERS: dict[type[ast.expr], Callable[[Walk, Any], Values]] = {
    ast.Constant: Walk.constant,
    ast.Name: Walk.column,
    ast.BinOp: Walk.binary,
    ast.UnaryOp: Walk.unary,
    ast.Compare: Walk.compare,
    ast.BoolOp: Walk.logic,
    ast.Call: Walk.call,
}
