"""Questions to the generated documents, in classes by how common their words are: as people ask, in inflected forms."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass

import _corpus

SAMPLE = 4000
CLASSES = {"common": (0.05, 0.5), "mid": (0.002, 0.02), "rare": (0.0, 0.0015)}


@dataclass(frozen=True)
class Question:
    """The words that are typed; ``body`` narrows to one, by date."""

    kind: str
    words: tuple[str, ...]
    body: str = ""

    @property
    def text(self) -> str:
        return " ".join(self.words)


def questions(count: int, documents: int) -> list[Question]:
    """A mixed set: one word of each class, two and three words, two rare ones, one with a body and the newest first."""
    chance = random.Random(11)
    words = _words_by_class(documents)
    made = []
    for number in range(count):
        common, mid, rare = (chance.choice(words[name]) for name in CLASSES)
        other = chance.choice(words["mid"])
        sentence = _corpus.WORD.findall(chance.choice(_corpus.sentences()).lower())
        two = tuple(chance.sample(sentence, 2)) if len(set(sentence)) > 1 else (mid, common)
        body = f"mittala-{(it := chance.randint(1, _corpus.BODIES)) % _corpus.MUNICIPALITIES + 1}/lautakunta-{it}"
        made.append(
            [
                Question("one common word", (common,)),
                Question("one mid word", (mid,)),
                Question("one rare word", (rare,)),
                Question("two words of a sentence", two),
                Question("common and mid word", (common, mid)),
                Question("two mid words", (mid, other)),
                Question("three words", (*two, common)),
                Question("common word, a body, newest", (common,), body),
            ][number % 8]
        )
    return made


def _words_by_class(documents: int) -> dict[str, list[str]]:
    sample = min(SAMPLE, documents)
    frequency = Counter(
        word for pk in range(1, sample + 1) for word in set(_corpus.WORD.findall(_corpus.text(pk).lower()))
    )
    classes = {
        name: sorted(word for word, number in frequency.items() if least < number / sample <= most)
        for name, (least, most) in CLASSES.items()
    }
    everything = sorted(frequency)
    return {name: words or everything for name, words in classes.items()}
