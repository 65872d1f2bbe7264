"""How texts sound: English only, and nothing made up where it cannot be told."""

from __future__ import annotations

import importlib

import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets.engine.surveys import sentiment as module
from cjm_widgets.engine.surveys.languages import seems_english

GERMAN = "Der Fahrer war nicht freundlich und kam zu spät"
OTHER = [
    GERMAN,
    "Super",  # English too: a word alone cannot tell
    "La livraison est très lente et je ne suis pas content",
    "Muy mala experiencia con el pago",
    "Het eten was koud en niet lekker",
    "Il cibo era troppo freddo e non mi piace",
    "配送很慢",
    "Доставка очень медленная",
]


def test_the_score_is_vaders_own():
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    texts = ["The food was great!", "Late, cold and rude.", "I would not recommend it."]
    expected = [SentimentIntensityAnalyzer().polarity_scores(one)["compound"] for one in texts]
    assert cjm.sentiment(texts).tolist() == expected


def test_other_languages_are_not_scored():
    assert [seems_english(one) for one in OTHER] == [False, True, *[False] * 6]
    found = cjm.sentiment(pd.Series([*OTHER[2:], "", None, "It came at noon"], index=range(9)))
    assert found.isna().all()
    assert found.attrs["left_out"] == {"not English": 6, "no text": 2, "no word the lexicon knows": 1}
    with pytest.raises(cjm.CjmError, match="knows English only; 'de' would be scored as nonsense"):
        cjm.sentiment([GERMAN], language="de")


def test_without_the_library_the_command_is_named(monkeypatch):
    def gone(name, *rest):
        raise ImportError(name)

    module._reader.cache_clear()
    monkeypatch.setattr(importlib, "import_module", gone)
    with pytest.raises(cjm.CjmError, match=r"pip install 'cjm_widgets\[sentiment\]'"):
        cjm.sentiment(["good"])
