"""Every public address there is for what is now in the database, for the test that looks for leaks.

It asks the tables and not the queries on purpose: the address of a draft must be tried as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from seutu.publishing.decisions.models import Attachment, Case, Meeting
from seutu.shared.organizations.models import Body, Organization


def addresses() -> list[str]:
    """The paths of all pages, twins, feeds and attachments, without the prefix of a language."""
    return [*_of_region(), *_of_organizations(), *_of_bodies(), *_of_meetings(), *_of_attachments(), *_of_cases()]


def _with_twin(name: str, *args: object) -> Iterator[str]:
    yield reverse(f"decisions:{name}", args=args)
    yield reverse(f"decisions:{name}_twin", args=args)


def _of_region() -> Iterator[str]:
    yield from _with_twin("all_meetings")
    yield from _with_twin("all_bodies")
    for feed in ("items_rss", "items_atom", "meetings_rss", "meetings_atom"):
        yield reverse(f"decisions:{feed}")


def _of_organizations() -> Iterator[str]:
    for owner in Organization.objects.all():
        for page in ("municipality", "bodies", "meetings"):
            yield from _with_twin(page, owner.slug)
        for feed in ("items_rss", "items_atom", "meetings_rss", "meetings_atom"):
            yield reverse(f"decisions:municipality_{feed}", args=[owner.slug])


def _of_bodies() -> Iterator[str]:
    for body in Body.objects.select_related("organization"):
        yield from _with_twin("body", body.organization.slug, body.slug)
        for feed in ("rss", "atom"):
            yield reverse(f"decisions:items_of_body_{feed}", args=[body.organization.slug, body.slug])


def _of_meetings() -> Iterator[str]:
    for meeting in Meeting.objects.select_related("organization").prefetch_related("items"):
        yield from _with_twin("meeting", meeting.organization.slug, meeting.public_id)
        for item in meeting.items.all():
            yield from _with_twin("item", meeting.organization.slug, meeting.public_id, item.position)


def _of_attachments() -> Iterator[str]:
    for attachment in Attachment.objects.select_related("item__meeting__organization"):
        meeting = attachment.item.meeting
        place = [meeting.organization.slug, meeting.public_id, attachment.item.position, attachment.position]
        yield reverse("decisions:attachment", args=place)


def _of_cases() -> Iterator[str]:
    for case in Case.objects.select_related("organization"):
        yield from _with_twin("case", case.organization.slug, case.slug)
