"""URL patterns: ``/product/*`` is one part of a path, ``/help/**`` any number of them, ``:id`` one part with a name for the reader.

The scheme, ``www.``, the end of a path and what follows ``#`` never count; capitals do not either. A pattern that begins with ``/``
is met on any host; one with ``?name=value`` asks for that parameter, whatever others there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl, unquote, urlsplit

from cjm_widgets.model.errors import DataError


def met(pattern: str, address: str) -> bool:
    """Whether an address meets a pattern. ``DataError`` where the pattern is none.

    >>> met("/product/*", "https://shop.example/Product/42?ref=mail"), met("/product/*", "/product/42/reviews")
    (True, False)
    >>> met("*.shop.example/help/**", "http://www.de.shop.example/help/a/b/"), met("/cart?step=2", "/cart?a=1&step=2")
    (True, True)
    """
    host, path, query = _parts(pattern, pattern=True)
    its_host, its_path, its_query = _parts(address, pattern=False)
    return (
        (not host or _like(host.split("."), its_host.split("."), deep="*"))
        and _like(path, its_path, deep="**")
        and all(pair in its_query for pair in query)
    )


def checked(pattern: str) -> str:
    """The pattern where it is one; ``DataError`` says what is wrong with it."""
    if not pattern.strip("/ ") and pattern.strip() != "/":
        raise DataError("A URL pattern is empty: write 'url:/product/*' or 'url:shop.example/cart'.")
    if any(one != "**" and "**" in one for one in _parts(pattern, pattern=True)[1]):
        raise DataError(
            f"The URL pattern {pattern!r} has ** within a part: it stands for whole parts, as in '/help/**'."
        )
    return pattern


def _parts(text: str, *, pattern: bool) -> tuple[str, list[str], list[tuple[str, str]]]:
    plain = text.strip()
    if "://" not in plain and not plain.startswith("//"):
        plain = f"//{plain}" if not plain.startswith("/") else f"//any{plain}"
    try:
        read = urlsplit(plain)
    except ValueError as error:
        if pattern:
            raise DataError(f"{text!r} is no URL pattern: {error}. Write it as 'url:/product/*'.") from error
        return "", [text], []
    host = (read.hostname or "") if not pattern else read.netloc.rsplit("@")[-1].casefold()
    host = "" if host == "any" else host.removeprefix("www.")
    path = [unquote(one).casefold() for one in read.path.split("/") if one]
    query = [
        (name.casefold(), value.casefold()) for name, value in parse_qsl(read.query, keep_blank_values=True)
    ]
    return host, path, query


def _like(pattern: Sequence[str], parts: Sequence[str], deep: str) -> bool:
    """Whether parts meet a pattern whose ``deep`` stands for any number of them; in time of one by the other."""
    at = {0}
    for part in [*parts, None]:
        todo = list(at)
        for i in todo:  # one that stands for any number may stand for none
            if i < len(pattern) and pattern[i] == deep and i + 1 not in at:
                at.add(i + 1)
                todo.append(i + 1)
        if part is None:
            break
        at = {
            i if pattern[i] == deep else i + 1
            for i in at
            if i < len(pattern) and _one(pattern[i], part, deep)
        }
    return len(pattern) in at


def _one(pattern: str, part: str, deep: str) -> bool:
    return pattern in (deep, "*") or (pattern.startswith(":") and len(pattern) > 1) or pattern == part
