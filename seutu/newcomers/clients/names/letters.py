"""The letters of a name in Latin: which letter of which script is written how.

Inside this package a capital stands for a letter that names of other scripts leave open; `sounds` says how each may be
heard. `fold` shows them as small letters.
"""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

from seutu.newcomers.clients.names import arabic, syllables, thai

# No name is longer; what is longer is no name, and must not take longer either.
MAX_LETTERS = 200

CYRILLIC = dict(
    zip(
        "абвгґдеєжзиійклмнопрстуфхъыьэўәөүұқғңһіѓќ",
        "a b v g g d e ie J z i i i k l m n o p r s t u f kh _ y _ e u a o u u k g n h i g k".split(),
        strict=True,
    )
) | {"ц": "ts", "ч": "C", "ш": "sh", "щ": "shC", "ю": "iu", "я": "ia", "ђ": "J", "ј": "i", "љ": "l", "њ": "n"}
CYRILLIC |= {"ћ": "C", "џ": "J", "ѕ": "z", "ҷ": "J", "ҳ": "h", "җ": "J", "ҫ": "s", "ҙ": "z", "ҡ": "k", "ѣ": "e"}
LATIN = {"ł": "l", "đ": "D", "ð": "d", "þ": "th", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ŋ": "ng"}
LATIN |= {"ħ": "h", "ŧ": "t", "ɖ": "d", "ƴ": "y", "ɓ": "b", "ɗ": "d", "ß": "ss", "ĸ": "k", "ǝ": "a"}
LETTERS = str.maketrans({letter: latin.strip("_") for letter, latin in (CYRILLIC | LATIN).items()})

OPEN_LETTERS = str.maketrans(
    {"D": "d", "S": "th", "W": "u", "Q": "q", "J": "j", "C": "ch", "K": "kh", "N": "n"},
)
APOSTROPHES = frozenset("'’‘`´ʼʻʽʾʿ′ʹ＇՚")
IN_SCRIPT = re.compile(
    "(?P<arabic>[\u0620-\u065f\u066e-\u06d3\u06d5-\u06ff\u0750-\u077f\u08a0-\u08ff]+)"
    "|(?P<thai>[\u0e01-\u0e4e]+)"
    "|(?P<han>[\u3400-\u4dbf\u4e00-\u9fff]+)"
    "|(?P<ethiopic>[\u1200-\u137f]+)"
    "|(?P<hangul>[\uac00-\ud7a3]+)"
)
MARKS = re.compile("[\u0300-\u036f]+")
NOT_IN_WORDS = re.compile(r"[^a-zDSWQJCKN']+")
PLAIN = re.compile(r"[A-Za-z .\-]*")
SEPARATORS = re.compile(r"[ .\-]+")


def fold(name: str) -> str:
    """The name in small Latin letters, its words parted by one space: "Мохаммед Аль-Сайед" → "mokhammed al saied"."""
    return " ".join(spelled_words(name)).translate(OPEN_LETTERS).replace("'", "")


def spelled_words(name: str) -> list[str]:
    """The words of the name in Latin letters, with capitals for letters left open and apostrophes where they stood."""
    name = name[: MAX_LETTERS * 4]
    if PLAIN.fullmatch(name):
        return SEPARATORS.sub(" ", name[:MAX_LETTERS]).lower().split()
    text = _letters_only(unicodedata.normalize("NFKC", name)[: MAX_LETTERS * 4])[:MAX_LETTERS].lower()
    text = IN_SCRIPT.sub(_in_its_script, text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", MARKS.sub("", unicodedata.normalize("NFKD", text))).translate(LETTERS)
    if not text.isascii():
        text = "".join(letter if letter.isascii() else anyascii(letter).lower() for letter in text)
    return [word for word in NOT_IN_WORDS.sub(" ", text).split() if word.strip("'")]


def _letters_only(text: str) -> str:
    return "".join(map(_letter, text))


def _letter(letter: str) -> str:
    if letter in APOSTROPHES:
        return "'"
    category = unicodedata.category(letter)
    if category[0] in "LM":
        return letter
    # Marks of direction, joiners and other controls may stand inside a word.
    return "" if category in {"Cf", "Cc"} and not letter.isspace() else " "


def _in_its_script(found: re.Match[str]) -> str:
    word = found.group()
    match found.lastgroup:
        case "arabic":
            return arabic.in_latin(word)
        case "thai":
            return thai.in_latin(word)
        case "han":
            return syllables.from_han(word)
        case "ethiopic":
            return syllables.from_ethiopic(word)
        case _:
            return syllables.from_hangul(word)
