"""The small drawings of the page, on a ground of 12 by 12, as js/src/views/icons.tsx and shapes.tsx have them."""

from __future__ import annotations

import re

STROKES = {
    "web": "M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1ZM1 6h10M6 1c3 3 3 7 0 10M6 1c-3 3-3 7 0 10",
    "app": "M3.5 1h5q.5 0 .5.5v9q0 .5-.5.5h-5q-.5 0-.5-.5v-9q0-.5.5-.5ZM5 9.3h2",
    "mail": "M1 2.5h10v7H1zM1 3.2 6 7l5-3.8",
    "phone": "M2.2 1.5h2l1 2.6-1.3 1a6 6 0 0 0 3 3l1-1.3 2.6 1v2c0 .6-.5 1-1 1C5 10.5 1.5 7 1.2 2.5c0-.5.4-1 1-1z",
    "social": "M3 4.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4ZM9 1.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4ZM9 7.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4ZM4.5 5.2l3-1.5M4.5 6.8l3 1.5",
    "box": "M1.5 3.5 6 1.2l4.5 2.3v5L6 10.8 1.5 8.5zM1.5 3.5 6 5.8l4.5-2.3M6 5.8v5",
    "chat": "M1.5 2h9v6H5.5L3 10.3V8H1.5z",
    "person": "M6 1.4a2.1 2.1 0 1 0 0 4.2 2.1 2.1 0 0 0 0-4.2ZM1.9 10.8c0-2.5 1.8-3.8 4.1-3.8s4.1 1.3 4.1 3.8",
    "horn": "M1.5 5v2.4l1.8.3L8.8 10V2.2L3.3 4.6ZM3.6 7.7l.8 2.6M10.6 4.8v2.4",
    "away": "M1.5 6h8M6.5 3l3 3-3 3M11 1.5v9",
    "place": "M6 11C3.5 8.3 2.3 6.5 2.3 4.8a3.7 3.7 0 0 1 7.4 0C9.7 6.5 8.5 8.3 6 11ZM6 6a1.2 1.2 0 1 0 0-2.4A1.2 1.2 0 0 0 6 6Z",
    "people": "M4.4 1.6a1.9 1.9 0 1 0 0 3.8 1.9 1.9 0 0 0 0-3.8ZM1 10.4c0-2.3 1.5-3.5 3.4-3.5s3.4 1.2 3.4 3.5M8 2a1.8 1.8 0 0 1 0 3.4M9 7.2c1.3.5 2 1.6 2 3.2",
    "technology": "M1.5 2h9v6.3h-9zM4 10.5h4M6 8.3v2.2",
}
RESTS = {
    "researched": "M6 1.5a4.5 4.5 0 0 1 0 9a4.5 4.5 0 0 1 0-9",
    "partly": "M6 1.5a4.5 4.5 0 0 0 0 9z",
    "assumed": "",
}
REST_WORDS = {"researched": "researched", "partly": "partly evidenced", "assumed": "assumed"}
STAR = "M0-7.5 1.8-2.25 7.35-2.1 2.85 1.2 4.35 6.3 0 3.3-4.35 6.3-2.85 1.2-7.35-2.1-1.8-2.25Z"
"""The point of a moment of truth, around 0, 0."""
_CHANNELS = (
    (r"e-?mail|newsletter|inbox", "mail"),
    (r"chat|messag|sms|whatsapp", "chat"),
    (r"phone|call|hotline", "phone"),
    (r"instagram|facebook|tiktok|youtube|social|linkedin|post", "social"),
    (r"\bapp\b|mobile", "app"),
    (r"parcel|box|package|deliver|card$|courier", "box"),
    (r"store|shop floor|branch|counter|desk|on-?site|in person", "place"),
    (r"web|site|search|checkout|online|page|portal|landing", "web"),
)
_PLACES = {
    "on-site": "place", "off-site": "away", "online": "web", "phone": "phone", "in person": "person", "marketing": "horn",
}  # fmt: skip


def channel(text: str) -> str:
    """The drawing of a channel that names a well-known medium; nothing otherwise.

    >>> channel("Newsletter"), channel("Word of mouth")
    ('mail', '')
    """
    return next((name for like, name in _CHANNELS if re.search(like, text, re.IGNORECASE)), "")


def place(name: str) -> str:
    """The drawing of a place of contact that the schema names."""
    return _PLACES.get(name, "")
