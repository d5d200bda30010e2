"""From a request to who reads, and from an address to the record that it names, or to a clear 404."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import Http404, HttpRequest

from seutu.publishing.decisions import queries
from seutu.publishing.decisions.rules import Reader, ShownCase, ShownItem, ShownMeeting
from seutu.shared.organizations.models import Body, Organization

EARLIEST_YEAR, LATEST_YEAR = 1850, 2199
# What is asked for in a query string is looked at before the database is asked: PostgreSQL refuses some characters.
ADDRESS_WORD = re.compile(r"[a-z0-9-]{1,120}")


def reader_of(request: HttpRequest) -> Reader:
    """Who reads. Without a session nobody is asked who they are, so a visitor's page costs no query for that."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return Reader()
    return queries.reader_for(request.user)


def organization_at(slug: str) -> Organization:
    """The organization with this address.

    :raises Http404: there is none.
    """
    if ADDRESS_WORD.fullmatch(slug) and (found := queries.organization(slug)):
        return found
    raise Http404("no such organization")


def body_at(owner: Organization, slug: str) -> Body:
    """The body of ``owner`` with this address.

    :raises Http404: there is none.
    """
    if ADDRESS_WORD.fullmatch(slug) and (found := queries.body(owner, slug)):
        return found
    raise Http404("no such body")


def meeting_at(reader: Reader, owner_slug: str, public_id: int) -> ShownMeeting:
    """The meeting at this address.

    :raises Http404: there is none that ``reader`` may see.
    """
    if found := queries.meeting(reader, owner_slug, public_id):
        return found
    raise Http404("no such meeting")


def item_at(reader: Reader, owner_slug: str, public_id: int, position: int) -> ShownItem:
    """The item at this address.

    :raises Http404: there is none that ``reader`` may see.
    """
    if found := queries.item(reader, owner_slug, public_id, position):
        return found
    raise Http404("no such item")


def case_at(reader: Reader, owner_slug: str, slug: str) -> ShownCase:
    """The case at this address.

    :raises Http404: there is none of which ``reader`` may see anything.
    """
    if found := queries.case(reader, owner_slug, slug):
        return found
    raise Http404("no such case")


def year_asked_for(request: HttpRequest) -> int | None:
    """The year that `?vuosi=` names, or None.

    :raises Http404: it is no year in which a body can have met.
    """
    asked = request.GET.get("vuosi", "").strip()
    if not asked:
        return None
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else 0
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Http404("no such year")
    return year


def body_asked_for(request: HttpRequest, owner: Organization) -> Body | None:
    """The body of ``owner`` that `?toimielin=` names, or None.

    :raises Http404: there is no such body.
    """
    slug = request.GET.get("toimielin", "").strip()
    return body_at(owner, slug) if slug else None


def organization_asked_for(request: HttpRequest) -> Organization | None:
    """The organization that `?kunta=` names, or None.

    :raises Http404: there is no such organization.
    """
    slug = request.GET.get("kunta", "").strip()
    return organization_at(slug) if slug else None


def page_asked_for(request: HttpRequest) -> int:
    """The page of a list that `?sivu=` names; what is no number is the first, and what is too large the last."""
    asked = request.GET.get("sivu", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 9 else 1
