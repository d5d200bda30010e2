"""How a reader goes on hearing of a case: what stands on its page and on those of its items."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from seutu.publishing.decisions import feed_links
from seutu.shared.organizations.models import Organization
from seutu.shared.search.query import SearchQuery
from seutu.shared.search.slots import offered


def following(request: HttpRequest, owner: Organization, slug: str, number: str) -> dict[str, Any]:
    """What `decisions/_follow.html` shows of the case ``number`` of ``owner``; nothing without a number."""
    if not number:
        return {}
    query = SearchQuery(text=f'asianumero:"{number}"', municipalities=frozenset({owner.slug}))
    return {"follow_feed": feed_links.steps_of_case(owner, slug, number), "follow_offers": offered(request, query)}
