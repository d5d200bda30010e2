"""How a word may be heard: consonants in a few classes, vowels in five, each spelling of a sound alike.

Sibilants are one class, since carons, cedillas and digraphs get lost on the way: Şahin is typed Sahin, Çelik Celik,
Tšaikovski Tsaikovski. So are h, kh, g and gh: Serhii is Sergei, Mihail is Mikhail, Xasan is Hassan.
"""

from __future__ import annotations

import re
from itertools import islice, product

# More ways to hear one word would be more rows than it is worth.
MOST_SOUNDS = 6
LONGEST_KEY = 12

SPELLED_ALIKE = {
    "s": "schtsch shtsh shch shC stsh stsch tsch tch tsh ts tz dsch dzh dz dj zh sh sch sz cz zs z xh tx C J",
    "h": "kh gh g",
    "t": "th",
    "d": "dh",
    "k": "ck cq qu kk",
    "v": "w",
    "i": "y",
}
ALIKE = {spelled: sound for sound, all_spelled in SPELLED_ALIKE.items() for spelled in all_spelled.split()}
# What is no letter stands for the places where several sounds are possible.
OPEN = {
    "ph": "!",
    "chr": "1r",
    "chl": "1l",
    "ch": "2",
    "cc": "1",
    "x": "3",
    "c": "4",
    "j": "5",
    "D": "6",
    "S": "7",
    "W": "8",
}
OPEN |= {"q": "1", "Q": "1", "K": "1", "N": "n"}
RULES = ALIKE | OPEN | {"'": ""}
SPELLINGS = re.compile("|".join(sorted(map(re.escape, RULES), key=len, reverse=True)))

SOFT_C, HARD_X, GLIDE = re.compile("4(?=[eiy])"), re.compile("(?<=.)3"), re.compile("(?<=[b-df-hk-np-tv])5|5(?=$)")
HEARD = {
    "&": ("", "r"),  # Thanakorn
    "!": ("f", "p"),  # Pham, Phongsak
    "1": ("k", "h"),
    "2": ("s", "h"),
    "3": ("s", "h"),  # Xu, Xasan
    "4": ("k", "s", ""),  # Carmen, Canan, Cabdi
    "5": ("i", "s"),  # Juri, Jamal
    "6": ("d", "s"),
    "7": ("s", "t"),
    "8": ("u", "v"),
    "9": ("ks", "h"),  # Alexander, Maxamed
    "0": ("s", ""),  # Celik, Ciise
}
SILENT_R = re.compile("(?<=[kph]o)r(?=n$)")
FIRST_OU = re.compile("^[oO]u(?=[aei])|^W")
VOWEL_SPELLINGS = {"ou": "u", "oo": "u", "ee": "i", "ie": "i", "ei": "i", "ae": "a", "oe": "o", "ue": "u"}
VOWEL_SPELLINGS |= {"aei": "ai", "aee": "ai"}
VOWELS = re.compile("ae[ei]|ou|oo|ee|ie(?!$)|ei|ae|oe|ue")
TWICE = re.compile(r"(.)\1+")
BOUND = re.compile(r"^abd[aeiou]+l(?=.)|^abd[aeiou]+(?=[^aeioul].)")
SILENT_H = re.compile(r"(?<=[aeioun])h$")
FIRST_GLIDE = re.compile("^i(?=e)")
VOWEL_INSIDE = re.compile("(?<=.)[aeiou]+")
FINAL = {"b": "p", "d": "t", "f": "v"}
FINAL_VOWEL = {"a": "a", "e": "a", "i": "i", "o": "u", "u": "u"}


def sounds(word: str, *, whole: bool = True) -> list[str]:
    """How the spelled word may be heard, likeliest first; of a word still being typed with `whole=False`."""
    text = SILENT_R.sub("&", FIRST_OU.sub("w", word))
    text = SPELLINGS.sub(lambda found: RULES[found.group()], text)
    if text.isalpha():
        return [_heard(text, whole=whole)]
    text = SOFT_C.sub("0", text)
    text = HARD_X.sub("9", text)
    text = GLIDE.sub("i", text)
    ways = [HEARD.get(letter, (letter,)) for letter in text]
    heard = dict.fromkeys(_heard("".join(way), whole=whole) for way in islice(product(*ways), MOST_SOUNDS))
    return [sound for sound in heard if sound]


def skeleton(sound: str, *, whole: bool = True) -> str:
    """The consonants of a sound, "a" for a vowel at its beginning, and which kind of vowel ends it."""
    first = "a" if sound[0] in FINAL_VOWEL else sound[0]
    bones = (first + VOWEL_INSIDE.sub("", sound)[1:])[:LONGEST_KEY]
    if whole and len(sound) > 1:
        bones = bones[: LONGEST_KEY - 1] + FINAL_VOWEL.get(sound[-1], "")
    return bones


def _heard(text: str, *, whole: bool) -> str:
    text = TWICE.sub(r"\1", VOWELS.sub(lambda found: VOWEL_SPELLINGS[found.group()], text))
    text = BOUND.sub("abd", FIRST_GLIDE.sub("", text))
    if not whole:
        return text
    text = TWICE.sub(r"\1", SILENT_H.sub("", text))
    return text[:-1] + FINAL.get(text[-1:], text[-1:])
