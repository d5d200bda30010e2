"""Did you mean …: a word of the index that is nearly the one that was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from seutu.shared.search.expression import Clause, Expression, Term, written
from seutu.shared.search.finding.near import WITHOUT_DOTS

# Words of the index near a typed one, in lower case, with how many records have each; none for a word that the index
# has. Of two that are as near and as frequent, the first is taken.
WordsNear = Callable[[str], Iterable[tuple[str, int]]]

LEAST_LETTERS = 4
_DOTS_COST = 0.3


def meant(expression: Expression, near: WordsNear) -> str:
    """What was perhaps meant to be typed, or "" when every word is one of the index, or none is near."""
    clauses = tuple(Clause(tuple(_mended(term, near) for term in clause.terms)) for clause in expression.clauses)
    if clauses == expression.clauses:
        return ""
    return written(replace(expression, clauses=clauses))


def _mended(term: Term, near: WordsNear) -> Term:
    word = term.words[0].lower()
    if term.kind != "word" or term.is_excluded or len(word) < LEAST_LETTERS or not word.isalpha():
        return term
    candidates = list(near(word))
    if any(form == word for form, _number in candidates):
        return term
    most = 1.0 if len(word) < LEAST_LETTERS + 2 else 2.0
    measured = ((distance(word, form, most), -number, place) for place, (form, number) in enumerate(candidates))
    best = min((each for each in measured if each[0] <= most), default=None)
    return replace(term, words=(candidates[best[2]][0],)) if best else term


def distance(typed: str, form: str, most: float) -> float:
    """How many letters are missing, too many, wrong or the wrong way round (Damerau-Levenshtein); dots count little.

    What is more than ``most`` is not counted to its end.
    """
    if abs(len(typed) - len(form)) > most:
        return most + 1
    before: list[float] = []
    last = [float(place) for place in range(len(form) + 1)]
    for row, letter in enumerate(typed, start=1):
        here = [float(row)]
        for column, other in enumerate(form, start=1):
            cost = min(last[column] + 1, here[-1] + 1, last[column - 1] + _cost(letter, other))
            if row > 1 and column > 1 and letter == form[column - 2] and typed[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        if min(here) > most:
            return most + 1
        before, last = last, here
    return last[-1]


def _cost(letter: str, other: str) -> float:
    if letter == other:
        return 0
    return _DOTS_COST if letter.translate(WITHOUT_DOTS) == other.translate(WITHOUT_DOTS) else 1
