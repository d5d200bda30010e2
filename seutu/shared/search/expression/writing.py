"""An expression to the text that means it, in one way of writing: what was searched by, and what a link changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import pgettext_lazy

from seutu.shared.search.expression.terms import Expression, Term

# Every one of them can be typed, in whatever language the page is.
NAMES = {
    "kunta": pgettext_lazy("filter of a query", "municipality"),
    "toimielin": pgettext_lazy("filter of a query", "body"),
    "laji": pgettext_lazy("filter of a query", "kind"),
    "vuosi": pgettext_lazy("filter of a query", "year"),
    "asianumero": pgettext_lazy("filter of a query", "case"),
}


def written(expression: Expression, *, with_excluded: bool = True) -> str:
    """The text of ``expression`` in the active language.

    Without ``with_excluded`` the words that were left out are words like others.
    """
    clauses = (" OR ".join(_term(term, with_excluded) for term in clause.terms) for clause in expression.clauses)
    return " ".join([*clauses, *_filters(expression)])


def _term(term: Term, with_excluded: bool) -> str:
    text = " ".join(term.words)
    minus = "-" if term.is_excluded and with_excluded else ""
    # A word after a minus is quoted, so that it is not taken for the end of a name.
    is_quoted = term.kind == "phrase" or (minus and term.kind == "word")
    return f'{minus}"{text}"' if is_quoted else f"{minus}{text}{'*' if term.kind == 'prefix' else ''}"


def _filters(expression: Expression) -> Iterator[str]:
    named = {"kunta": expression.municipalities, "toimielin": expression.bodies, "laji": expression.kinds}
    for name, values in named.items():
        yield from (f"{NAMES[name]}:{_value(value)}" for value in sorted(values))
    yield from (f"{NAMES['vuosi']}:{_years(first, last)}" for first, last in _runs(sorted(expression.years)))
    if expression.case_number:
        yield f"{NAMES['asianumero']}:{_value(expression.case_number)}"
    if expression.since or expression.until:
        yield f"{_day(expression.since)}..{_day(expression.until)}"


def _day(day: dt.date | None) -> str:
    return f"{day.day}.{day.month}.{day.year}" if day else ""


def _value(value: str) -> str:
    return f'"{value}"' if " " in value else value


def _years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}..{last}"


def _runs(years: list[int]) -> Iterator[tuple[int, int]]:
    """Years that follow each other, as their first and last."""
    start = 0
    for place, year in enumerate(years):
        if place + 1 == len(years) or years[place + 1] != year + 1:
            yield years[start], year
            start = place + 1
