"""From a request to who reads, and from an address to the record that it names, or to a clear 404."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from django.conf import settings
from django.http import Http404, HttpRequest

from seutu.publishing.decisions import queries
from seutu.publishing.decisions.models import Correction, InitiativeKind, NoticeKind, Office
from seutu.publishing.decisions.rules import (
    GoneRecord,
    Reader,
    ShownCase,
    ShownFormerMeeting,
    ShownInitiative,
    ShownItem,
    ShownMeeting,
    ShownNotice,
    ShownOfficerDecision,
    ShownPerson,
)
from seutu.shared.organizations.models import Body, Organization

Kind = TypeVar("Kind")

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


def former_version_at(
    reader: Reader, owner_slug: str, public_id: int, position: int, number: int
) -> tuple[ShownItem, Correction]:
    """How the item at this address read before its correction ``number``, and that correction.

    :raises Http404: there is none that ``reader`` may see.
    """
    if found := queries.former_version(reader, owner_slug, public_id, position, number):
        return found
    raise Http404("no such version")


def former_meeting_at(reader: Reader, owner_slug: str, public_id: int, number: int) -> ShownFormerMeeting:
    """What was told of the meeting at this address before its correction ``number``.

    :raises Http404: there is none that ``reader`` may see.
    """
    if found := queries.former_meeting(reader, owner_slug, public_id, number):
        return found
    raise Http404("no such version")


def case_at(reader: Reader, owner_slug: str, slug: str) -> ShownCase:
    """The case at this address.

    :raises Http404: there is none of which ``reader`` may see anything.
    """
    if found := queries.case(reader, owner_slug, slug):
        return found
    raise Http404("no such case")


def officer_decision_at(reader: Reader, owner_slug: str, public_id: int) -> ShownOfficerDecision | GoneRecord:
    """The office holder's decision at this address, or what is left of it.

    :raises Http404: there is none that ``reader`` may see.
    """
    if found := queries.officer_decision(reader, owner_slug, public_id):
        return found
    raise Http404("no such decision")


def notice_at(reader: Reader, owner_slug: str, public_id: int) -> ShownNotice | GoneRecord:
    """The notice at this address, or what is left of it.

    :raises Http404: there is none that ``reader`` may see.
    """
    if found := queries.notice(reader, owner_slug, public_id):
        return found
    raise Http404("no such notice")


def elected_official_at(reader: Reader, owner_slug: str, slug: str) -> ShownPerson:
    """The elected official at this address.

    :raises Http404: there is none who holds a seat now.
    """
    if found := queries.elected_official(reader, owner_slug, slug):
        return found
    raise Http404("no such person")


def initiative_at(reader: Reader, owner_slug: str, year: int, number: int) -> ShownInitiative | GoneRecord:
    """The initiative at this address, or what is left of it.

    :raises Http404: there is none that ``reader`` may see.
    """
    if found := queries.initiative(reader, owner_slug, year, number):
        return found
    raise Http404("no such initiative")


def office_asked_for(request: HttpRequest, owner: Organization) -> Office | None:
    """The office of ``owner`` that `?virka=` names, or None.

    :raises Http404: there is no such office.
    """
    slug = request.GET.get("virka", "").strip()
    if not slug:
        return None
    if ADDRESS_WORD.fullmatch(slug) and (found := queries.office(owner, slug)):
        return found
    raise Http404("no such office")


# The words of the addresses, for the kinds that lists can be narrowed to.
NOTICE_KINDS = {"kuulutukset": NoticeKind.PUBLIC, "ilmoitukset": NoticeKind.MUNICIPAL}
INITIATIVE_KINDS = {"valtuustoaloitteet": InitiativeKind.COUNCIL, "kuntalaisaloitteet": InitiativeKind.RESIDENTS}


def notice_kind_asked_for(request: HttpRequest) -> NoticeKind | None:
    """The kind of notice that `?laji=` names, or None.

    :raises Http404: there is no such kind.
    """
    return _one_of(NOTICE_KINDS, request.GET.get("laji", "").strip())


def initiative_kind_asked_for(request: HttpRequest) -> InitiativeKind | None:
    """The kind of initiative that `?laji=` names, or None.

    :raises Http404: there is no such kind.
    """
    return _one_of(INITIATIVE_KINDS, request.GET.get("laji", "").strip())


def _one_of(kinds: Mapping[str, Kind], word: str) -> Kind | None:
    if word and word not in kinds:
        raise Http404("no such kind")
    return kinds.get(word)


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
