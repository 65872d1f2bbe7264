"""Named ways through a journey: happy, unhappy, exception, or your own, as the moves that carry their name tell them."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import pandas as pd

from .moves import moves
from .reading import as_text, column

End = tuple[str, str]


def variants(transitions: pd.DataFrame, steps: pd.DataFrame) -> pd.DataFrame:
    """The named ways, a row each: ``steps`` in the order walked, ``outcome``, ``share``, ``moves`` and ``broken``.

    - ``steps`` is a list of ids; a step walked twice is in it twice. ``outcome`` is where the way ends, if no step.
      ``moves`` is how many moves are walked.
    - ``share`` is the share of those at its first step who take exactly that way: the product of the shares of its moves.
      It is missing where a share is not told, and where the way is broken.
    - ``broken`` is a sentence that names the move that is not there; empty where the way can be walked.

    Names that differ in case alone are one.

    >>> t = pd.DataFrame({"source": ["pay", "cook"], "target": ["cook", "done"], "probability": [0.8, 0.5], "variants": ["happy", "happy"]})
    >>> variants(t, pd.DataFrame({"name": ["Pay", "Cook"]}, index=["pay", "cook"])).to_dict("index")["happy"]
    {'steps': ['pay', 'cook'], 'outcome': 'done', 'share': 0.4, 'moves': 2, 'broken': ''}
    """
    found = moves(transitions, steps)
    ways: dict[str, list[End]] = {}
    spelt: dict[str, str] = {}
    for end, told in zip(found.index, found["variants"], strict=True):
        for name in told:
            ways.setdefault(spelt.setdefault(name.casefold(), name), []).append((str(end[0]), str(end[1])))
    shares = {(str(s), str(t)): share for (s, t), share in zip(found.index, found["share"], strict=True)}
    order = {str(step): at for at, step in enumerate(steps.index)}
    rows = [_row(steps, order, way, shares) for way in ways.values()]
    columns = ["steps", "outcome", "share", "moves", "broken"]
    out = pd.DataFrame(rows, columns=columns, index=pd.Index(list(ways), dtype="object", name="variant"))
    return out.astype({"share": "float64", "moves": "int64"})


def _row(steps: pd.DataFrame, order: dict[str, int], way: list[End], shares: dict[End, float]) -> list[Any]:
    pieces = walk(way, order)
    gaps = [(a[-1][1], b[0][0]) for a, b in pairwise(pieces)]
    passed = [step for piece in pieces for step in (piece[0][0], *(end for _, end in piece))]
    walked = [move for piece in pieces for move in piece]
    share = math.nan if gaps else math.prod(shares[move] for move in walked)
    said = "; ".join(_gap(steps, order, shares, *gap) for gap in gaps)
    last = walked[-1][1]
    return [
        [step for step in passed if step in order],
        None if last in order else last,
        round(share, 9),
        len(walked),
        said,
    ]


def walk(way: list[End], order: dict[str, int]) -> list[list[End]]:
    """The moves of a way in the order walked; more than one piece where it breaks off.

    From a step one first does it again, then goes back, then on: so every move of a loop is walked before it is left.
    After a step back the moves between are walked once more.

    >>> walk([("b", "c"), ("a", "b"), ("b", "a")], {"a": 0, "b": 1, "c": 2})
    [[('a', 'b'), ('b', 'a'), ('a', 'b'), ('b', 'c')]]
    """
    last = len(order)
    ordered = sorted(way, key=lambda m: (order.get(m[0], last), m[0] != m[1], order.get(m[1], last)))
    left, pieces = list(ordered), []
    while left:
        entered = {target for source, target in left if source != target}
        begin = next((move for move in left if move[0] not in entered), left[0])
        piece: list[End] = []
        here = begin[0]
        while ahead := _ahead(ordered, left, here):
            piece += ahead
            left = [move for move in left if move not in ahead]
            here = ahead[-1][1]
        pieces.append(piece)
    return pieces


def _ahead(way: list[End], left: list[End], here: str) -> list[End]:
    """The shortest walk along the way to a move that is left, that move the last of it; nothing where none can be reached."""
    todo: list[tuple[str, list[End]]] = [(here, [])]
    seen = {here}
    while todo:
        step, path = todo.pop(0)
        for move in left:
            if move[0] == step:
                return [*path, move]
        for move in way:
            if move[0] == step and move[1] not in seen:
                seen.add(move[1])
                todo.append((move[1], [*path, move]))
    return []


def _gap(
    steps: pd.DataFrame, order: dict[str, int], shares: dict[End, float], source: str, target: str
) -> str:
    called = dict(zip(order, column(steps, "name"), strict=True)) if len(steps) else {}
    one, other = (f"“{as_text(called.get(step)) or step}”" for step in (source, target))
    if source not in order:
        return f"It ends in {one} before {other}"
    why = "does not carry its name" if (source, target) in shares else "is not there"
    return f"The move from {one} to {other} {why}"
