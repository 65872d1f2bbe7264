"""Messages that are none: refused with a reason, never raised, and nothing is changed."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from widgets.talk import Page, three


@pytest.fixture
def page() -> Page:
    return Page()


@pytest.mark.parametrize(
    ("message", "says"),
    [
        (None, "A message needs “browser”"),
        ([], "A message needs “browser”"),
        ({"type": "edit"}, "A message needs “browser”"),
        ({"type": "edit", "browser": "b" * 101}, "A message needs “browser”"),
        ({"browser": "me"}, "A message needs “type”"),
        ({"type": "drop", "browser": "me"}, "There is no message 'drop': open, edit, undo"),
        ({"type": "edit", "browser": "me", "ops": []}, "An edit needs a counter"),
        ({"type": "edit", "browser": "me", "counter": True, "ops": []}, "An edit needs a counter"),
        ({"type": "edit", "browser": "me", "counter": 1, "ops": []}, "a list of 1 to 20,000 operations"),
        ({"type": "edit", "browser": "me", "counter": 1, "ops": [{}] * 20_001}, "a list of 1 to 20,000 operations"),
        ({"type": "undo", "browser": "me"}, "needs a counter"),
        ({"type": "rows", "browser": "me", "from": 0, "to": "9"}, "“from” and “to”, whole numbers"),
        ({"type": "find", "browser": "me", "text": 3, "query": 1}, "“text”, a text"),
        ({"type": "find", "browser": "me", "text": "a", "query": [1]}, "A question needs “query”"),
        ({"type": "cell", "browser": "me", "query": 1, "table": "steps", "id": "0"}, "“column”, a text"),
        ({"type": "act", "browser": "me", "notice": 3}, "“notice”, a text"),
        ({"type": "select", "browser": "me", "cells": [{}] * 501}, "at most 500 cells"),
        ({"type": "select", "browser": "me", "cells": [{"step": 1}]}, "“step”, a text"),
    ],
)  # fmt: skip
def test_what_is_no_message_is_refused(page: Page, message: Any, says: str) -> None:
    page.door.receive(message)
    (told,) = page.sent
    assert told["type"] == "refused"
    assert says in told["reason"]
    pd.testing.assert_frame_equal(page.frame, three())


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=4)
    | st.sampled_from(["0", "Notes", "steps", "n", 10**40]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
OP = st.fixed_dictionaries(
    {},
    optional={
        "op": st.sampled_from(["set", "insert", "remove", "move"]) | JSON,
        "table": st.sampled_from(["steps", "lanes", "stages", "cards"]) | JSON,
        "id": st.sampled_from(["0", "2", "Notes", "A"]) | JSON,
        "column": st.sampled_from(["n", "Notes", "name", "stage", "visible"]) | JSON,
        "before": st.sampled_from([None, "1"]) | JSON,
        "value": JSON,
        "row": JSON,
    },
)
ANY = st.fixed_dictionaries(
    {"browser": st.just("me") | JSON, "type": st.sampled_from(["open", "edit", "undo", "redo", "rows", "find", "cell", "act", "select", "run"]) | JSON},
    optional={
        "counter": st.integers(-1, 9) | JSON, "ops": st.lists(OP, max_size=3) | JSON, "label": JSON, "from": JSON, "to": JSON, "text": JSON,
        "query": JSON, "table": JSON, "id": JSON, "column": JSON, "notice": JSON, "action": JSON, "cells": JSON, "have": JSON, "verb": JSON,
        "args": JSON, "rev": JSON,
    },
)  # fmt: skip


@given(st.lists(ANY | JSON, min_size=1, max_size=4))
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
def test_no_message_is_too_odd(messages: list[Any]) -> None:
    page = Page()
    for message in messages:
        before, revision = page.frame.copy(), page.bound.session.revision
        page.door.receive(message)
        if page.bound.session.revision == revision:
            pd.testing.assert_frame_equal(page.frame, before)
    text = json.dumps(page.sent, allow_nan=False, ensure_ascii=False)
    assert text.encode("utf-8")
    assert [m["n"] for m in page.sent] == list(range(1, len(page.sent) + 1))
