"""Words in other forms than a title has them: forms and parts of compounds that stand elsewhere in the same texts.

Which forms are of one word says simplemma, which has no part in the search where libvoikko or pyvoikko is at hand. A
compound that it does not know is taken apart into two words of the texts that it knows. Only of what is left, which is
names mostly, our analyzer says which forms have the same keys.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

WORD = re.compile(r"[^\W\d_]{3,}")
LEAST_PART = 4
SHARE_OF_PARTS = 0.3
# Words that hold a title together and say nothing of it.
EMPTY = frozenset(
    "aikana aikavälillä ajalla ajalle ajalta ajan alkaen alle asti ei eli ennen ent että joiden johdosta joka jonka "
    "jotka jälkeen kanssa kautta koskeva koskevaan koskevan koskevat koskevien koskevista koskien kuin liittyen "
    "liittyvien liittyvä liittyvän liittyvät lukien mukaan mun mukainen mukaisen mukaisesta mukaisesti mukaiset muut "
    "myös noin olla on osalta osin ovat oy oyj per ry saakka sekä sen siitä tai tämä vai vuoksi varalta varten välillä "
    "yhteydessä yli".split()
)


@dataclass(frozen=True)
class Choice:
    """What may be typed for a word of a title, and who says so: simplemma or our analyzer."""

    word: str
    by: str
    forms: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    def one(self, chance: random.Random) -> Typed:
        """One form, the same each time: now and then a part of a compound, else another form of the whole word."""
        wants_part = self.parts and (not self.forms or chance.random() < SHARE_OF_PARTS)
        return Typed(
            chance.choice(self.parts if wants_part else self.forms), self.word, "part" if wants_part else self.by
        )


@dataclass(frozen=True)
class Typed:
    """A word of a query, the word of the title that it stands for, and how it was come by."""

    form: str
    word: str
    by: str


class Vocabulary:
    """The forms of all texts, each under its word, with the records that it stands in."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self.records: defaultdict[str, set[int]] = defaultdict(set)
        for pk, text in texts.items():
            for form in WORD.findall(text.lower()):
                self.records[form].add(pk)
        self.forms: defaultdict[object, list[str]] = defaultdict(list)
        for form in sorted(self.records):
            self.forms[self.word_of(form)[0]].append(form)

    def choices(self, title: str, right: Iterable[int]) -> list[Choice]:
        """The words of a title that can be typed otherwise, by forms that stand in records that are not right."""
        own, here = WORD.findall(title.lower()), frozenset(right)
        found = []
        for word in dict.fromkeys(own):
            if word in EMPTY:
                continue
            key, by = self.word_of(word)
            forms = self._elsewhere([key], own, here)
            parts = self._elsewhere([known(part) for part in self.division(word)], own, here)
            if forms or parts:
                found.append(Choice(word, by, forms, parts))
        return found

    def word_of(self, form: str) -> tuple[object, str]:
        """What all forms of one word have in common, and who says so."""
        if lemma := known(form):
            return lemma, "simplemma"
        if parts := self.division(form):
            return f"{parts[0]}{known(parts[1])}", "simplemma"
        return _keys(form), "our analyzer"

    def division(self, form: str) -> tuple[str, ...]:
        """A compound as two words that stand in the texts by themselves; the longest head; () for none."""
        for place in range(LEAST_PART, len(form) - LEAST_PART + 1):
            parts = form[:place], form[place:]
            if all(part in self.records and known(part) for part in parts):
                return parts
        return ()

    def _elsewhere(self, keys: Iterable[object], own: Iterable[str], right: frozenset[int]) -> tuple[str, ...]:
        forms = dict.fromkeys(form for key in keys for form in self.forms[key] if form not in EMPTY)
        return tuple(form for form in forms if form not in own and self.records[form] - right)


@cache
def known(form: str) -> str:
    """The word that simplemma has for a form; "" when it does not know it."""
    import simplemma

    return simplemma.lemmatize(form, "fi").lower() if simplemma.is_known(form, "fi") else ""


@cache
def _keys(form: str) -> tuple[str, ...]:
    from seutu.shared.search.analysis import finnish

    return finnish().keys(form).base
