"""A stand-in until the analysis is there: Snowball's stems, and of a compound the parts that a short list knows."""

from __future__ import annotations

import re
from functools import lru_cache

import Stemmer  # type: ignore[import-not-found]

from seutu.shared.search.analysis.keys import Keys, Token

WORD = re.compile(r"§ ?\d+|\d+ ?§|[\w:./-]*\d[\w:./-]*\w|\w+(?:-\w+)*")
_stemmer = Stemmer.Stemmer("finnish")
HEADS = ("keskus", "keskuks", "hank", "työ", "maksu", "verko", "koulu")


@lru_cache(maxsize=200_000)
def query_keys(word: str) -> Keys:
    form = word.lower()
    if any(sign.isdigit() for sign in form):
        digits = form.replace("§", "").strip()
        return Keys(("#§" + digits if "§" in form else "#" + digits,))
    cuts = [form.find(head, 3) for head in HEADS if form.find(head, 3) > 2]
    parts = (form[: cuts[0]], form[cuts[0] :]) if cuts else ()
    return Keys((_stemmer.stemWord(form),), tuple(_stemmer.stemWord(part) for part in parts))


def tokens(text: str, language: str = "") -> list[Token]:
    return [
        Token(found[0].lower(), found.start(), found.end(), place, query_keys(found[0]))
        for place, found in enumerate(WORD.finditer(text))
    ]
