"""What a search is called: its words and what it is narrowed to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seutu.publishing.alerts.models import LONGEST_LABEL
from seutu.shared.organizations.models import Body, Organization
from seutu.shared.search import query_in_address
from seutu.shared.search.expression import Expression, parse
from seutu.shared.search.query import Order, SearchQuery
from seutu.shared.search.refining import search_address
from seutu.shared.search.searchables import searchables
from seutu.shared.ui import dates


def canonical(query: SearchQuery) -> str:
    """The query string of a search without its order: what is the same search has the same one."""
    return query_in_address.written(replace(query, order=Order.RELEVANCE))


def query_in(canonical_query: str) -> SearchQuery:
    """The search of a canonical query string."""
    return query_in_address.read(QueryDict(canonical_query)).query


def search_url(query: SearchQuery) -> str:
    """The page of a search, in the active language."""
    words = query_in_address.written(query)
    return f"{search_address()}?{words}" if words else search_address()


# What may be an address word is looked at before the database is asked: PostgreSQL refuses some characters.
ADDRESS_WORD = re.compile(r"[a-z0-9-]{1,120}")
# Characters that turn the direction of what follows them: with one, a title could read as another.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
LINK = re.compile(r"://|www\.|@|[^\W\d_]\.[^\W\d_]{2}", re.IGNORECASE)
PATH_OF_BODY = re.compile(rf"{ADDRESS_WORD.pattern}/{ADDRESS_WORD.pattern}")


@dataclass(frozen=True, slots=True)
class Names:
    """What municipalities and bodies are called, by their address words."""

    organizations: Mapping[str, str]
    bodies: Mapping[str, str]


def names_in(queries: Iterable[SearchQuery]) -> Names:
    """The names that are needed to describe these searches."""
    wanted = list(queries)
    slugs = {slug for query in wanted for slug in query.municipalities if ADDRESS_WORD.fullmatch(slug)}
    paths = {path for query in wanted for path in query.bodies if PATH_OF_BODY.fullmatch(path)}
    owners, words = {path.partition("/")[0] for path in paths}, {path.partition("/")[2] for path in paths}
    organizations = Organization.objects.filter(slug__in=slugs) if slugs else ()
    bodies = Body.objects.select_related("organization") if paths else Body.objects.none()
    return Names(
        {row.slug: row.name for row in organizations},
        {
            f"{row.organization.slug}/{row.slug}": row.name
            for row in bodies.filter(organization__slug__in=owners, slug__in=words)
        },
    )


def describe(query: SearchQuery, names: Names | None = None) -> str:
    """A search in words, in the active language: “jatkohanke, Joensuu, 2022”; of an empty one, “everything”."""
    known = names or names_in([query])
    parts = [
        _typed(query.text),
        *(known.organizations.get(slug, slug) for slug in sorted(query.municipalities)),
        *(known.bodies.get(path, path) for path in sorted(query.bodies)),
        *(str(each.label) for each in searchables.entries() if each.word in query.kinds),
        *(str(year) for year in sorted(query.years)),
        _("from %(day)s") % {"day": dates.day(query.since)} if query.since else "",
        _("until %(day)s") % {"day": dates.day(query.until)} if query.until else "",
    ]
    return ", ".join(part for part in parts if part) or _("everything that is published")


def _typed(text: str) -> str:
    """What was typed; of a case that is followed, what its readers call it."""
    found = parse(text)
    if found.case_number and replace(found, case_number="", mendings=()) == Expression():
        text = _("Case %(number)s") % {"number": found.case_number}
    return TURNING.sub("", text)


def label_of(query: SearchQuery) -> str:
    """The name that an alert of the search is given when its subscriber gives none."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in describe(query)).split())
    return pgettext("name of an alert", "Search") if may_be_link(plain) else plain[:LONGEST_LABEL]


def may_be_link(label: str) -> bool:
    """Whether a mail program could make a link of a name: then our mails could carry anybody's advertisement."""
    return LINK.search(label) is not None
