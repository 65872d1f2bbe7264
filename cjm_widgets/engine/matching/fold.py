"""Names of steps and of activities as one compares them: capitals, blanks and punctuation do not count."""

from __future__ import annotations

import re
import unicodedata

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_APART = re.compile(r"[\W_]+")


def words(text: str) -> str:
    """The words of a name, one blank between: ``Payment_Done``, ``paymentDone`` and ``payment done`` are one.

    A name of punctuation alone, which has no words, is kept as it is.

    >>> words("  Payment_Done! "), words("paymentDone"), words("???")
    ('payment done', 'payment done', '???')
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _APART.sub(" ", _HUMP.sub(" ", plain)).strip().casefold()
    return found or plain


def letters(text: str) -> str:
    """The same without the blanks, so that ``check-out`` is ``Checkout``; but between two digits a point stays.

    >>> letters("check-out"), letters("Step 1.1"), letters("Step 11")
    ('checkout', 'step1.1', 'step11')
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    parts = [one for one in _APART.split(plain.casefold()) if one]
    joined = "".join(
        f".{one}" if before[-1:].isdigit() and one[:1].isdigit() else one
        for before, one in zip(["", *parts], parts, strict=False)
    )
    return joined or plain
