"""What hits are narrowed to: the filters that were typed and those that were chosen, joined."""

from __future__ import annotations

import datetime as dt

import tantivy
from tantivy import FieldType, Query

from seutu.shared.search import analysis
from seutu.shared.search.engine import schema as fields
from seutu.shared.search.expression import Expression
from seutu.shared.search.finding.words import Lookup, all_of, any_of
from seutu.shared.search.query import SearchQuery
from seutu.shared.search.searchables import searchables

MUNICIPALITY, BODY, YEAR, KIND = "kunta", "toimielin", "vuosi", "laji"
FACETS = {MUNICIPALITY: fields.MUNICIPALITY, BODY: fields.BODY, YEAR: fields.YEAR, KIND: fields.KIND}

Filters = dict[str, Query]


def joined(query: SearchQuery, expression: Expression, lookup: Lookup) -> Filters:
    """Each filter that is set, by its word. Values of one filter widen it, whether they were typed or chosen."""
    schema = lookup.schema
    words = {*query.kinds, *expression.kinds}
    chosen: dict[str, set[str] | set[int]] = {
        MUNICIPALITY: {*query.municipalities, *expression.municipalities},
        BODY: {*query.bodies, *expression.bodies},
        YEAR: {*query.years, *expression.years},
        KIND: {key for key, word in kind_words().items() if word in words} or words,
    }
    filters = {
        name: any_of([Query.term_query(schema, FACETS[name], value, "basic") for value in values])
        for name, values in chosen.items()
        if values
    }
    since = _latest(query.since, expression.since)
    until = _earliest(query.until, expression.until)
    if since or until:
        filters["day"] = _days(schema, since, until)
    if expression.case_number:
        filters["case"] = _case(lookup, expression.case_number)
    return filters


def kind_words() -> dict[str, str]:
    """The word of each kind, by the key that stands in the index."""
    return {searchable.key: searchable.word for searchable in searchables.entries()}


def _case(lookup: Lookup, number: str) -> Query:
    """A case number stands among the names; its short form 157/2020 is a key of the long one."""
    keys = [key for token in analysis.tokens(number) for key in token.keys.base]
    terms = [
        Query.term_query(lookup.schema, fields.NAME_WORD, fields.term(key), "basic") for key in dict.fromkeys(keys)
    ]
    return all_of(terms) if terms else Query.empty_query()


def _days(schema: tantivy.Schema, since: dt.date | None, until: dt.date | None) -> Query:
    return Query.range_query(
        schema,
        fields.DAY,
        FieldType.Integer,
        since.toordinal() if since else None,
        until.toordinal() if until else None,
    )


def _latest(*days: dt.date | None) -> dt.date | None:
    return max((day for day in days if day), default=None)


def _earliest(*days: dt.date | None) -> dt.date | None:
    return min((day for day in days if day), default=None)
