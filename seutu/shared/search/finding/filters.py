"""What hits are narrowed to: the filters that were typed and those that were chosen, joined."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import tantivy
from tantivy import FieldType, Query

from seutu.shared.core.slugs import slugify
from seutu.shared.search import analysis
from seutu.shared.search.engine import schema as fields
from seutu.shared.search.expression import Expression
from seutu.shared.search.finding.words import Lookup, all_of, any_of, escaped
from seutu.shared.search.query import SearchQuery
from seutu.shared.search.searchables import searchables

MUNICIPALITY, BODY, YEAR, KIND = "kunta", "toimielin", "vuosi", "laji"
FACETS = {MUNICIPALITY: fields.MUNICIPALITY, BODY: fields.BODY, YEAR: fields.YEAR, KIND: fields.KIND}

Filters = dict[str, Query]


def joined(query: SearchQuery, expression: Expression, lookup: Lookup) -> Filters:
    """Each filter that is set, by its word. Values of one filter widen it, whether they were typed or chosen."""
    schema = lookup.schema
    municipalities = [_term(schema, fields.MUNICIPALITY, slug) for slug in sorted(query.municipalities)]
    municipalities += [_typed_municipality(lookup, name) for name in expression.municipalities]
    bodies = [_term(schema, fields.BODY, slug) for slug in sorted(query.bodies)]
    bodies += [_typed_body(lookup, name) for name in expression.bodies]
    years = [_term(schema, fields.YEAR, year) for year in sorted({*query.years, *expression.years})]
    kinds = [_term(schema, fields.KIND, key) for key in _kinds({*query.kinds, *expression.kinds})]
    found = {MUNICIPALITY: municipalities, BODY: bodies, YEAR: years, KIND: kinds}
    filters = {name: any_of(queries) for name, queries in found.items() if queries}
    if (query.kinds or expression.kinds) and not kinds:
        filters[KIND] = Query.empty_query()
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


def _kinds(words: Iterable[str]) -> list[str]:
    wanted = {word.lower() for word in words}
    return [key for key, word in kind_words().items() if word.lower() in wanted]


def _term(schema: tantivy.Schema, name: str, value: str | int) -> Query:
    return Query.term_query(schema, name, value, "basic")


def _typed_municipality(lookup: Lookup, name: str) -> Query:
    """By its address word, or by its name in any form of it."""
    return any_of([_term(lookup.schema, fields.MUNICIPALITY, slugify(name)), lookup.by_names(name)])


def _typed_body(lookup: Lookup, name: str) -> Query:
    """By its address word with or without the municipality's, or by its name or abbreviation."""
    slugs = [slugify(part) for part in name.split("/")]
    if len(slugs) > 1:
        return _term(lookup.schema, fields.BODY, "/".join(slugs))
    ending = Query.regex_query(lookup.schema, fields.BODY, f".*/{escaped(slugs[0])}")
    return any_of([ending, lookup.by_names(name)])


def _case(lookup: Lookup, number: str) -> Query:
    """A case number stands among the names; its short form 157/2020 is a key of the long one."""
    keys = [key for token in analysis.tokens(number) for key in token.keys.base]
    terms = [_term(lookup.schema, fields.NAME_WORD, fields.term(key)) for key in dict.fromkeys(keys)]
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
