"""How a text sounds, −1 to 1, by an offline lexicon: VADER (Hutto and Gilbert, ICWSM 2014), English only, extra ``sentiment``."""

from __future__ import annotations

import importlib
import math
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from cjm_widgets.frames.reading import Floats
from cjm_widgets.model.errors import DataError, MissingExtra

from .languages import seems_english

EMPTY, FOREIGN, UNKNOWN = "no text", "not English", "no word the lexicon knows"


def sentiment(texts: Any, language: str = "en") -> pd.Series[Any]:
    """How each text sounds, from −1 to 1, with the index of ``texts``; NaN where it cannot be told, never a made-up 0.

    The lexicon knows English only: another ``language`` is a ``DataError``. A text that does not look English, an empty one, and one without
    a word of the lexicon have no score; ``attrs["left_out"]`` counts them. It reads words, not irony: compare means of many texts,
    not single ones. Needs ``pip install 'cjm_widgets[sentiment]'`` (``MissingExtra``).

    >>> sentiment(["I love it", "Das ist schrecklich", "It came at noon"]).round(2).tolist()
    [0.64, nan, nan]
    """
    if str(language).casefold().split("-")[0] not in ("en", "english"):
        raise DataError(
            f"The lexicon knows English only; {language!r} would be scored as nonsense. Leave sentiment out, or bring a column of "
            "your own from −1 to 1: m.survey(..., sentiment='column')."
        )
    series = texts if isinstance(texts, pd.Series) else pd.Series(list(texts), dtype=object)
    read = _reader()
    found = [_one(value, read) for value in series.tolist()]
    out = pd.Series([score for score, _ in found], index=series.index, name="sentiment", dtype="float64")
    reasons = [why for _, why in found if why]
    out.attrs["left_out"] = {why: reasons.count(why) for why in dict.fromkeys(reasons)}
    return out


def _one(value: Any, read: Callable[[str], Floats]) -> tuple[float, str]:
    text = value.strip() if isinstance(value, str) else ""
    if not text:
        return math.nan, EMPTY
    if not seems_english(text):
        return math.nan, FOREIGN
    compound, known = read(text)
    return (float(compound), "") if known else (math.nan, UNKNOWN)


@cache
def _reader() -> Callable[[str], Floats]:
    """Gives of a text its score and whether any word of it was known; the lexicon is loaded once."""
    try:
        library = importlib.import_module("vaderSentiment.vaderSentiment")
    except ImportError as error:
        raise MissingExtra("vaderSentiment", "sentiment", "Telling how a text sounds") from error
    analyzer = library.SentimentIntensityAnalyzer()

    def read(text: str) -> Floats:
        scores = analyzer.polarity_scores(text)
        return np.array([scores["compound"], scores["pos"] + scores["neg"] > 0], dtype=np.float64)

    return read
