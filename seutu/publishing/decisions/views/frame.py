"""What the frame of every page is given, and how a page with personal data is answered."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from seutu.publishing.decisions.presentation import body_link, municipality_link
from seutu.shared.organizations.models import Body, Organization
from seutu.shared.ui.components import Feed, Link


def frame(
    request: HttpRequest,
    trail: list[Link],
    *,
    feeds: list[Feed],
    owner: Organization | None = None,
    is_paged: bool = False,
) -> dict[str, Any]:
    """The context of `ui/base.html`: ``trail`` are the links of the breadcrumb after the municipality's.

    The twin of page three of a list is page three of the list in JSON.
    """
    query = f"?{request.META['QUERY_STRING']}" if is_paged and request.META.get("QUERY_STRING") else ""
    above = [municipality_link(owner)] if owner and trail else []
    return {
        "breadcrumb": [*above, *trail],
        "feeds": feeds,
        "json_twin": f"{request.path.removesuffix('/')}.json{query}",
        "canonical": "" if is_paged else request.build_absolute_uri(request.path),
        "here": owner.slug if owner else "",
        "owner": owner,
    }


def body_trail(body: Body, *last: Link) -> list[Link]:
    return [body_link(body), *last]


def keep_from_search_engines(response: HttpResponse) -> HttpResponse:
    """Tell search engines to leave a page with personal data out.

    That minutes must be told to the public is no ground for making the people in them findable by name. Once the
    statutory clock takes the names away at the end of the period for review, it lifts this as well.
    """
    response.headers["X-Robots-Tag"] = "noindex"
    return response
