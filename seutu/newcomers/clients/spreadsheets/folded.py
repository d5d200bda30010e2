"""Words as they are compared: neither capitals, accents, spaces nor signs make a difference, ä and ö do."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = re.compile(r"[\W_]+")
_KEPT = {"å": "a\u030a", "ä": "a\u0308", "ö": "o\u0308"}
_BACK = {apart: letter for letter, apart in _KEPT.items()}


def folded(text: str) -> str:
    """``text`` for comparing."""
    apart = unicodedata.normalize("NFD", text.casefold())
    for pair, letter in _BACK.items():
        apart = apart.replace(pair, letter)
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return _SIGNS.sub("", plain)
