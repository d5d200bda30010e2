"""Every public address there is for what is now in the database, for the test that looks for leaks.

It asks the tables and not the queries on purpose: the address of a draft must be tried as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from django.urls import reverse

from seutu.publishing.decisions.feed_links import FORMS
from seutu.publishing.decisions.models import (
    Attachment,
    Case,
    Correction,
    Initiative,
    Meeting,
    MeetingCorrection,
    Notice,
    OfficerDecision,
    Person,
)
from seutu.shared.organizations.models import Body, Organization

PAGES_OF_ORGANIZATION = (
    "municipality",
    "bodies",
    "meetings",
    "officer_decisions",
    "notices",
    "elected_officials",
    "office_holders",
    "initiatives",
)


def addresses() -> list[str]:
    """The paths of all pages, twins, feeds and attachments, without the prefix of a language."""
    of_bodies = (_of_region(), _of_organizations(), _of_bodies(), _of_meetings(), _of_attachments(), _of_cases())
    alone = (
        _of_documents(),
        _of_officer_decisions(),
        _of_notices(),
        _of_people(),
        _of_initiatives(),
        _of_corrections(),
    )
    return [*chain.from_iterable(of_bodies), *chain.from_iterable(alone)]


def _with_twin(name: str, *args: object) -> Iterator[str]:
    yield reverse(f"decisions:{name}", args=args)
    yield reverse(f"decisions:{name}_twin", args=args)


def _feeds(prefix: str, *args: object) -> Iterator[str]:
    for kind in ("items", "meetings", "officer_decisions", "notices"):
        yield from (reverse(f"decisions:{prefix}{kind}_{form}", args=args) for form in FORMS)
    yield reverse(f"decisions:{prefix}meetings_ics", args=args)


def _of_region() -> Iterator[str]:
    yield from _with_twin("all_meetings")
    yield from _with_twin("all_bodies")
    yield from _with_twin("feeds")
    yield from _feeds("")


def _of_organizations() -> Iterator[str]:
    for owner in Organization.objects.all():
        for page in PAGES_OF_ORGANIZATION:
            yield from _with_twin(page, owner.slug)
        yield from _with_twin("municipality_feeds", owner.slug)
        yield from _feeds("municipality_", owner.slug)


def _of_bodies() -> Iterator[str]:
    for body in Body.objects.select_related("organization"):
        yield from _with_twin("body", body.organization.slug, body.slug)
        place = [body.organization.slug, body.slug]
        yield from (reverse(f"decisions:items_of_body_{form}", args=place) for form in FORMS)
        yield from (reverse(f"decisions:meetings_of_body_{form}", args=place) for form in (*FORMS, "ics"))


def _of_meetings() -> Iterator[str]:
    for meeting in Meeting.objects.select_related("organization").prefetch_related("items"):
        yield from _with_twin("meeting", meeting.organization.slug, meeting.public_id)
        for item in meeting.items.all():
            yield from _with_twin("item", meeting.organization.slug, meeting.public_id, item.position)


def _of_documents() -> Iterator[str]:
    for meeting in Meeting.objects.select_related("organization").prefetch_related("items"):
        place = [meeting.organization.slug, meeting.public_id]
        yield reverse("decisions:meeting_pdf", args=place)
        for item in meeting.items.all():
            yield reverse("decisions:item_pdf", args=[*place, item.position])
            yield reverse("decisions:extract_pdf", args=[*place, item.position])


def _of_attachments() -> Iterator[str]:
    for attachment in Attachment.objects.select_related("item__meeting__organization"):
        meeting = attachment.item.meeting
        place = [meeting.organization.slug, meeting.public_id, attachment.item.position, attachment.position]
        yield reverse("decisions:attachment", args=place)


def _of_cases() -> Iterator[str]:
    for case in Case.objects.select_related("organization"):
        place = [case.organization.slug, case.slug]
        yield from _with_twin("case", *place)
        yield from (reverse(f"decisions:steps_of_case_{form}", args=place) for form in FORMS)


def _of_officer_decisions() -> Iterator[str]:
    for decision in OfficerDecision.objects.select_related("organization").prefetch_related("attachments"):
        place = [decision.organization.slug, decision.public_id]
        yield from _with_twin("officer_decision", *place)
        for attachment in decision.attachments.all():
            yield reverse("decisions:officer_decision_attachment", args=[*place, attachment.position])


def _of_notices() -> Iterator[str]:
    for notice in Notice.objects.select_related("organization").prefetch_related("attachments"):
        place = [notice.organization.slug, notice.public_id]
        yield from _with_twin("notice", *place)
        for attachment in notice.attachments.all():
            yield reverse("decisions:notice_attachment", args=[*place, attachment.position])


def _of_people() -> Iterator[str]:
    for person in Person.objects.select_related("organization"):
        yield from _with_twin("elected_official", person.organization.slug, person.slug)


def _of_initiatives() -> Iterator[str]:
    for initiative in Initiative.objects.select_related("organization"):
        yield from _with_twin("initiative", initiative.organization.slug, initiative.year, initiative.number)


def _of_corrections() -> Iterator[str]:
    for correction in Correction.objects.select_related("item__meeting__organization"):
        meeting = correction.item.meeting
        place = [meeting.organization.slug, meeting.public_id, correction.item.position, correction.number]
        yield from _with_twin("former_version", *place)
    for of_meeting in MeetingCorrection.objects.select_related("meeting__organization"):
        place = [of_meeting.meeting.organization.slug, of_meeting.meeting.public_id, of_meeting.number]
        yield from _with_twin("former_meeting", *place)
