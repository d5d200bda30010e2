"""Other expressions than the typed one, for links that offer to search by them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from seutu.shared.search.expression.terms import Clause, Expression, Term

OR_IN_SMALL_LETTERS = frozenset({"or", "tai", "eller"})


def without_filters(expression: Expression) -> Expression:
    """Its words alone."""
    return Expression(expression.clauses)


def without(expression: Expression, clause: Clause) -> Expression:
    """All but one of its clauses."""
    return replace(expression, clauses=tuple(each for each in expression.clauses if each != clause))


def unquoted(expression: Expression) -> Expression:
    """Its phrases as words in any form and order; a phrase that is an alternative or is left out stays one."""
    return replace(expression, clauses=tuple(_unquoted(expression)))


def _unquoted(expression: Expression) -> Iterator[Clause]:
    for clause in expression.clauses:
        first = clause.terms[0]
        if len(clause.terms) == 1 and first.kind == "phrase" and not first.is_excluded:
            yield from (Clause((Term("word", (word,)),)) for word in first.words)
        else:
            yield clause


def with_alternatives(expression: Expression) -> Expression:
    """An “or” in small letters between two words made the one that joins alternatives."""
    found: list[Clause] = []
    waiting = list(reversed(expression.clauses))
    while waiting:
        clause = waiting.pop()
        if found and waiting and _is_or(clause) and _can_be_joined(found[-1], waiting[-1]):
            found[-1] = Clause((*found[-1].terms, *waiting.pop().terms))
        else:
            found.append(clause)
    return replace(expression, clauses=tuple(found))


def _is_or(clause: Clause) -> bool:
    return len(clause.terms) == 1 and clause.terms[0] in {Term("word", (word,)) for word in OR_IN_SMALL_LETTERS}


def _can_be_joined(*clauses: Clause) -> bool:
    return not any(term.is_excluded for clause in clauses for term in clause.terms)
