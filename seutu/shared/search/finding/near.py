"""Words of the index that are written nearly like a typed one."""

from __future__ import annotations

from collections import Counter

import tantivy
from tantivy import Query

from seutu.shared.search.engine import schema as fields
from seutu.shared.search.finding import facets

MOST_LENGTH_DIFFERENCE = 2
MOST_OTHER_LETTERS = 3
MOST_WORDS = 40


def near(searcher: tantivy.Searcher, schema: tantivy.Schema, word: str) -> list[tuple[str, int]]:
    """Forms that begin with the same letter and differ in few, with how many records have each; the likeliest first.

    Each is counted anew: a list of the index's words knows those of records that have just been taken out as well.
    """
    typed = word.lower()
    if not typed:
        return []
    known = searcher.terms_with_prefix(fields.FORM, fields.term(typed[0]))
    like = [(form, number) for form, number in known if _is_like(typed, form)]
    like.sort(key=lambda it: (_other_letters(typed, it[0]), -it[1], it[0]))
    counted = (
        (form, facets.total(searcher, Query.term_query(schema, fields.FORM, form, "basic")))
        for form, _number in like[:MOST_WORDS]
    )
    return [(form, number) for form, number in counted if number]


def _is_like(typed: str, form: str) -> bool:
    return abs(len(typed) - len(form)) <= MOST_LENGTH_DIFFERENCE and _other_letters(typed, form) <= MOST_OTHER_LETTERS


def _other_letters(typed: str, form: str) -> int:
    """How many letters one of them has and the other has not, wherever they stand."""
    mine, theirs = Counter(typed), Counter(form)
    return max((mine - theirs).total(), (theirs - mine).total())
