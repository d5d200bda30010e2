"""What pages tell machines in the words of schema.org, taken from the same records as the page.

A meeting is an `Event`, a body and its municipality a `GovernmentOrganization`. For an item of minutes there is no
type: `Legislation` and `GovernmentPermit` would claim a legal effect that most items do not have, and `Report` or
`Article` an author who wrote it. So it is a `CreativeWork` recorded at the event, published by the body; a case is an
`ItemList` of them. No person is named here: what search engines copy from it, we could not take back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from seutu.publishing.decisions import presentation, presentation_records
from seutu.publishing.decisions.rules import ShownCase, ShownItem, ShownMeeting, ShownOfficerDecision
from seutu.shared.core import clock
from seutu.shared.organizations.models import Body, Organization

Node = dict[str, Any]
CONTEXT = "https://schema.org"


def organization(owner: Organization, request: HttpRequest) -> Node:
    return {"@context": CONTEXT, **_organization(owner, request)}


def body(shown: Body, request: HttpRequest) -> Node:
    return {"@context": CONTEXT, **_body(shown, request)}


def bodies(shown: Iterable[Body], request: HttpRequest) -> Node:
    return _list([_absolute(presentation.body_url(each), request) for each in shown])


def meetings(shown: Iterable[ShownMeeting], request: HttpRequest) -> Node:
    return _list([_absolute(each.url, request) for each in shown])


def meeting(shown: ShownMeeting, request: HttpRequest) -> Node:
    return {"@context": CONTEXT, **_meeting(shown, request)}


def item(shown: ShownItem, request: HttpRequest) -> Node:
    node: Node = {
        "@context": CONTEXT,
        "@type": "CreativeWork",
        "@id": _absolute(shown.url, request),
        "url": _absolute(shown.url, request),
        "name": shown.title,
        "identifier": presentation.citation(shown),
        "inLanguage": shown.language,
        "dateModified": shown.updated_at.astimezone(clock.HELSINKI).isoformat(),
        "recordedAt": _meeting(shown.meeting, request),
        "publisher": _body(shown.meeting.body, request),
    }
    if shown.meeting.displayed_on:
        node["datePublished"] = shown.meeting.displayed_on.isoformat()
    if shown.case_number:
        node["isPartOf"] = {
            "@type": "CreativeWork",
            "identifier": shown.case_number,
            "url": _absolute(shown.case_url, request),
        }
    return node


def officer_decision(shown: ShownOfficerDecision, request: HttpRequest) -> Node:
    """A decision of an office holder; the office is told, who holds it is not."""
    node: Node = {
        "@context": CONTEXT,
        "@type": "CreativeWork",
        "@id": _absolute(shown.url, request),
        "url": _absolute(shown.url, request),
        "name": shown.title,
        "identifier": presentation_records.officer_decision_citation(shown),
        "inLanguage": shown.language,
        "dateCreated": shown.decided_on.isoformat(),
        "dateModified": shown.updated_at.astimezone(clock.HELSINKI).isoformat(),
        "publisher": _organization(shown.organization, request),
    }
    if shown.displayed_on:
        node["datePublished"] = shown.displayed_on.isoformat()
    if shown.case_number:
        node["isPartOf"] = {
            "@type": "CreativeWork",
            "identifier": shown.case_number,
            "url": _absolute(shown.case_url, request),
        }
    return node


def case(shown: ShownCase, request: HttpRequest) -> Node:
    urls = [*(each.url for each in shown.handlings), *(each.url for each in shown.officer_decisions)]
    handlings = _list([_absolute(url, request) for url in urls])
    return handlings | {"name": shown.title, "identifier": shown.number, "url": _absolute(shown.url, request)}


def _organization(owner: Organization, request: HttpRequest) -> Node:
    node: Node = {
        "@type": "GovernmentOrganization",
        "name": owner.full_name,
        "url": _absolute(presentation.municipality_url(owner), request),
    }
    if owner.business_id:
        node["taxID"] = owner.business_id
    return node


def _body(shown: Body, request: HttpRequest) -> Node:
    node: Node = {
        "@type": "GovernmentOrganization",
        "name": shown.name,
        "url": _absolute(presentation.body_url(shown), request),
        "parentOrganization": _organization(shown.organization, request),
    }
    if shown.abbreviation:
        node["alternateName"] = shown.abbreviation
    return node


def _meeting(shown: ShownMeeting, request: HttpRequest) -> Node:
    start = shown.starts_at.astimezone(clock.HELSINKI).isoformat() if shown.has_time else shown.day.isoformat()
    node: Node = {
        "@type": "Event",
        "name": presentation.meeting_title(shown),
        "url": _absolute(shown.url, request),
        "startDate": start,
        "inLanguage": shown.language,
        "organizer": _body(shown.body, request),
    }
    if shown.ends_at:
        node["endDate"] = shown.ends_at.astimezone(clock.HELSINKI).isoformat()
    if shown.place:
        node["location"] = {"@type": "Place", "name": shown.place, "address": shown.organization.name}
    return node


def _list(addresses: list[str]) -> Node:
    elements = [{"@type": "ListItem", "position": place, "url": url} for place, url in enumerate(addresses, start=1)]
    return {"@context": CONTEXT, "@type": "ItemList", "numberOfItems": len(elements), "itemListElement": elements}


def _absolute(url: str, request: HttpRequest) -> str:
    return request.build_absolute_uri(url)
