"""Which words of a name tell people apart, and which belong together."""

from __future__ import annotations

import re
from itertools import pairwise

from seutu.newcomers.clients.names.letters import spelled_words

# al-Masri, bin Laden, von Bergen, de la Cruz, Demir oghlu
ARTICLES = frozenset("al el ul ibn bin bint".split())
PARTICLES = ARTICLES | frozenset(
    (
        "ar ash ben bte binti ould uld wald von van der den de da do dos das del delos dela di la las y e i "
        "und og ten zu av oghlu oglu ogly ogli kyzy kizi qizi gizi mr mrs ms"
    ).split()
)
# Abd al-Rahman is one name, as are Abu Bakr, Nour al-Din and Habib Ullah.
BOUND = frozenset("abd abdul abdel abdal abdol abdoul abdu abdi abdur abdou abu abo abou ebu umm".split())
TAILS = {"allah": "ullah", "ullah": "ullah", "ulla": "ullah", "ollah": "ullah", "llah": "ullah"}
TAILS |= dict.fromkeys("din deen dine aldin aldeen eldin eldeen eddin eddine uddin udin addin".split(), "din")
MOST_WORDS = 10
# Xiao Ming, Ali Akbar, Anna-Maria: longer words are seldom written as one.
MAY_BE_ONE = 6
# Alubaidi, but neither Aleksandr nor Eliina.
WITH_ARTICLE = re.compile("[ae]l[b-df-hj-np-tv-xzC-W].{3}|al[aiou].{4}")


def name_words(name: str) -> list[str]:
    """The words that a person is found by: "Abd al-Rahman bin Ali" → "abdrahman", "ali"."""
    spelled = spelled_words(name)[:MOST_WORDS]
    return _joined(_told_apart(spelled)) or spelled


def words_with_parts(name: str) -> set[str]:
    """The words, their parts that may stand alone, and short neighbours written as one."""
    whole = name_words(name)
    parts = {word for word in _told_apart(spelled_words(name)[:MOST_WORDS]) if word not in BOUND and word not in TAILS}
    one = (
        {a + b for a, b in pairwise(whole) if len(a) <= MAY_BE_ONE and len(b) <= MAY_BE_ONE}
        if len(whole) > 2
        else set()
    )
    return parts.union(whole, one)


def without_article(word: str) -> str:
    """Alhassan is Hassan too, O'Brien Brien; "" where nothing stands before the name."""
    if word[1:2] == "'" and len(word) > 3:
        return word[2:]
    return word[2:] if WITH_ARTICLE.match(word) else ""


def without_bound(word: str) -> str:
    """Abdulrahman is called Rahman too."""
    bound = max(filter(word.startswith, BOUND), key=len, default="")
    rest = word[len(bound) :]
    # What is left of Abdullah is no name.
    return rest if bound and len(rest) >= 4 and not rest.startswith("lah") else ""


def _told_apart(spelled: list[str]) -> list[str]:
    words = [word for word in spelled if word not in PARTICLES and len(word) > 1]
    if len(words) >= 2:
        return words
    # Ben and Van are names too: of a short name only what never is one is taken away.
    return [word for word in spelled if word not in ARTICLES and len(word) > 1]


def _joined(words: list[str]) -> list[str]:
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in BOUND:
            joined[-1] += word
        elif joined and word in TAILS:
            joined[-1] += TAILS[word]
        else:
            joined.append(word)
    return joined
