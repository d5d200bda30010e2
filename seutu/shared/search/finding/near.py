"""Words of the index that are written nearly like a typed one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import tantivy
from tantivy import Query

from seutu.shared.search import analysis
from seutu.shared.search.engine import schema as fields
from seutu.shared.search.finding import facets

MOST_LENGTH_DIFFERENCE = 2
MOST_OTHER_LETTERS = 3
MOST_WORDS = 12
# Forms are many, and who mistypes an inflected word seldom does so at its beginning.
FORM_BEGINNING = 2
# The letters without their dots, as on a keyboard that has none; and back again.
WITHOUT_DOTS = str.maketrans("äöåé", "aoae")
_DOTTED = {"a": "aäå", "o": "oö", "e": "eé"}


def near(searcher: tantivy.Searcher, schema: tantivy.Schema, word: str) -> list[tuple[str, int]]:
    """Words that begin with the same letter and differ in few, with how many records have each.

    None for a word that the index has. Base forms stand before the inflected forms, in each the likeliest first.
    Dots are no difference here. Each is counted anew: a list of the index's words knows those of records that have
    just been taken out as well.
    """

    def count(name: str, key: str) -> int:
        return facets.total(searcher, Query.term_query(schema, name, fields.term(key), "basic"))

    typed = word.lower()
    if not typed or any(count(fields.ANY, key) for key in analysis.query_keys(typed).base):
        return []
    words = filter(_is_word, _likest(typed, _known(searcher, fields.WORD, typed[:1])))
    forms = _likest(typed, _known(searcher, fields.FORM, typed[:FORM_BEGINNING]))
    found: dict[str, int] = {}
    for name, each in (*((fields.WORD, it) for it in words), *((fields.FORM, it) for it in forms)):
        if each not in found:
            found[each] = count(name, each)
    return [(each, number) for each, number in found.items() if number]


def _is_word(key: str) -> bool:
    """Whether a key is a word that can be shown: no number, not of another language, no stem that ends nowhere."""
    return key.isalpha() and key in analysis.base_forms(key)


def _known(searcher: tantivy.Searcher, name: str, beginning: str) -> Iterator[tuple[str, int]]:
    """The terms of a field that begin so, with or without dots."""
    for each in _beginnings(beginning.translate(WITHOUT_DOTS)):
        yield from searcher.terms_with_prefix(name, fields.term(each))


def _beginnings(plain: str) -> list[str]:
    every = [""]
    for letter in plain:
        every = [begun + each for begun in every for each in _DOTTED.get(letter, letter)]
    return every


def _likest(typed: str, known: Iterable[tuple[str, int]]) -> list[str]:
    """Those that differ in few letters, the least different first and of these the most frequent."""
    plain = typed.translate(WITHOUT_DOTS)
    letters, length = frozenset(plain), len(plain)
    # A set tells most of them apart, and is ten times as quick as counting the letters.
    like = (
        (each, number)
        for each, number in known
        if -MOST_LENGTH_DIFFERENCE <= len(each) - length <= MOST_LENGTH_DIFFERENCE
        and len(letters.difference(each.translate(WITHOUT_DOTS))) <= MOST_OTHER_LETTERS - 1
    )
    measured = ((_other_letters(plain, each.translate(WITHOUT_DOTS)), -number, each) for each, number in like)
    return [each for other, _number, each in sorted(measured) if other <= MOST_OTHER_LETTERS][:MOST_WORDS]


def _other_letters(typed: str, form: str) -> int:
    """How many letters one of them has and the other has not, wherever they stand."""
    mine, theirs = Counter(typed), Counter(form)
    return max((mine - theirs).total(), (theirs - mine).total())
