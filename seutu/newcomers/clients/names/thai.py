"""Thai words in Latin letters, as names are commonly written on documents."""

from __future__ import annotations

import re

CONSONANTS = dict(
    zip(
        "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
        ("k K K K K K ng C C C s C y d t th th th n d t th th th n b p ph f ph f ph m y r l w s s s h l _ h").split(),
        strict=True,
    )
) | {"อ": ""}
VOWELS = {"ะ": "a", "ั": "a", "า": "a", "ำ": "am", "ิ": "i", "ี": "i", "ึ": "u", "ื": "u", "ุ": "u", "ู": "u", "ฤ": "ri"}
VOWELS |= {"เ": "e", "แ": "ae", "โ": "o", "ใ": "ai", "ไ": "ai", "ๅ": ""}
# A vowel that is written before its consonant is said after it.
BEFORE_CONSONANT = re.compile("([เแโใไ])([ก-ฮ])")
SILENT = re.compile("[ก-ฮ][ิุ]?์")
RO_HAN = re.compile("รร(?=[ก-ฮ])")
TONES = re.compile("[็่้๊๋ํ๎ๆฯ]")
SAID_AT_THE_END = {"ล": "N", "ร": "N", "ฬ": "N", "ญ": "น", "ข": "ก", "ค": "ก", "บ": "ป", "พ": "ป", "ภ": "ป", "ฟ": "ป"}
SAID_AT_THE_END |= dict.fromkeys("จชซฎฏฐดถทธศษส", "ต")
END = re.compile("[ก-ฮ]$|ญ(?=[ก-ฮ])")
BEGINNING = re.compile("^อ(?=[ก-ฮ])")


def in_latin(word: str) -> str:
    """The word in Latin letters; "N" where a final letter is said n but often written r or l."""
    word = word.replace("\u0e4d\u0e32", "ำ")
    word = TONES.sub("", SILENT.sub("", word))
    word = RO_HAN.sub("ั", word).replace("รร", "ัน")
    word = BEFORE_CONSONANT.sub(r"\2\1", word)
    word = BEGINNING.sub("ะ", word)
    word = END.sub(lambda found: SAID_AT_THE_END.get(found.group(), found.group()), word)
    return "".join(CONSONANTS.get(letter) or VOWELS.get(letter, "N" if letter == "N" else "") for letter in word)
