"""Words in Arabic script in Latin letters: Arabic, Persian, Dari, Pashto, Urdu and Kurdish.

Short vowels are not written, so names that are common are known by heart (`arabic.toml`) and others get an "a" between
their consonants: what is looked up by leaves vowels out anyway.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("arabic.toml")

# D: d or z by the language; S: th, s or t; W: w or u; Q: q or gh; J: always as in jam; C: always as in church.
CONSONANTS = dict(
    zip(
        "بپتثجچحخدذرزژسشصضطظعغفقکگلمنهټډړږښڅځڼںڕڵڤںہھ",
        "b p t S J C h kh d D r z J s sh s D t D _ gh f Q k g l m n h t d r z sh ts z n n r l v n h h".split(),
        strict=True,
    )
) | {"ع": ""}
VOWELS = {"ا": "a", "ی": "i", "ې": "e", "ۆ": "o", "ە": "a", "ۇ": "u", "ے": "e", "ى": "a", "ة": "a"}
SAME = str.maketrans({"ي": "ی", "ك": "ک", "ۀ": "ه", "ۍ": "ی", "ێ": "ی", "ء": "", "ـ": "", "ٱ": "ا", "ہ": "ه", "ھ": "ه"})
# Hamza, madda and the vowels that children's books write.
POINTS = re.compile("[\u064b-\u065f\u0670\u06d6-\u06ed]")
SERVANT = "عبدال"
ARTICLE = re.compile("^ال(?=...)")


def in_latin(word: str) -> str:
    """The word in Latin letters, without the article."""
    word = POINTS.sub("", unicodedata.normalize("NFKD", word)).translate(SAME)
    known = _known().get(word.replace("ى", "ی"))
    if known:
        return known
    if word.startswith(SERVANT) and len(word) > len(SERVANT):
        return "abd" + in_latin(word[len(SERVANT) :])
    return _spelled(ARTICLE.sub("", word))


@cache
def _known() -> dict[str, str]:
    names: dict[str, str] = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["names"]
    return {
        POINTS.sub("", unicodedata.normalize("NFKD", arabic)).translate(SAME).replace("ى", "ی"): latin
        for latin, written in names.items()
        for arabic in written.split()
    }


def _spelled(word: str) -> str:
    spelled: list[str] = []
    after_consonant = False
    for place, letter in enumerate(word):
        if letter == "و":
            spelled.append(_waw(word, place))
            after_consonant = False
        elif letter == "ه" and place > 2 and word[place - 1 :] == "یه":
            spelled.append("a")
        elif letter in CONSONANTS:
            latin = CONSONANTS[letter]
            spelled.append("a" + latin if after_consonant else latin or "a")
            after_consonant = bool(latin)
        elif letter in VOWELS:
            spelled.append(VOWELS[letter])
            after_consonant = False
    return "".join(spelled)


def _waw(word: str, place: int) -> str:
    """A consonant at the beginning and beside an a; elsewhere it may be one or the vowel u."""
    if place == 0 or word[place + 1 : place + 2] == "ا" or word[place - 1] == "ا":
        return "w"
    return "W"
