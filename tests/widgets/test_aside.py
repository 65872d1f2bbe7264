"""What a page gets beside the document, from whatever thread."""

from __future__ import annotations

import threading

from cjm_widgets.widgets.aside import Aside


def test_what_was_begun_before_is_not_told_after():
    """A slow answer of another thread, begun before the log was taken off the map, must not bring it back."""
    sent, begun, go = [], threading.Event(), threading.Event()
    held = {"log": "shop.csv"}

    def told():
        data = dict(held)
        if threading.current_thread() is not threading.main_thread():
            begun.set()
            go.wait(5)
        return data

    aside = Aside(lambda kind, **fields: sent.append(fields["data"]), {}, {"measured": told})
    aside.now("measured")
    slow = threading.Thread(target=aside.now, args=("measured",))
    slow.start()
    assert begun.wait(5)
    held.clear()
    aside.now("measured")
    go.set()
    slow.join()
    assert sent == [{"log": "shop.csv"}, {}]
