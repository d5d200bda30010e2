"""Which words of a name tell people apart, and which belong together."""

from __future__ import annotations

from seutu.newcomers.clients.names.letters import spelled_words

# al-Masri, bin Laden, von Bergen, de la Cruz, Demir oghlu
ARTICLES = frozenset("al el ul ibn bin bint".split())
PARTICLES = ARTICLES | frozenset(
    (
        "ar ash ben bte binti ould uld wald von van der den de da do dos das del di la las y e i und og ten zu av "
        "oghlu oglu ogly ogli kyzy kizi qizi gizi mr mrs ms"
    ).split()
)
# Abd al-Rahman is one name, as is Abu Bakr.
BOUND = frozenset("abd abdul abdel abdal abdu abdi abdur abdou abu abo abou ebu umm".split())
MOST_WORDS = 10


def name_words(name: str) -> list[str]:
    """The words that a person is found by: "Abd al-Rahman bin Ali" → "abdrahman", "ali"."""
    spelled = spelled_words(name)[:MOST_WORDS]
    return _joined(_told_apart(spelled)) or spelled


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
        else:
            joined.append(word)
    return joined
