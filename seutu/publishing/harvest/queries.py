"""Questions that bringing in asks: whose documents these are, and which body met."""

from __future__ import annotations

from django.db.models import Q

from seutu.publishing.decisions.models import Meeting
from seutu.publishing.harvest.models import Document
from seutu.publishing.harvest.sources.minutes import ParsedMeeting
from seutu.shared.core import clock
from seutu.shared.organizations.models import Body, Organization


class AmbiguousOrganization(Exception):
    """Several organizations go by the name that was given."""


def organization_named(name: str) -> Organization | None:
    """The organization with this name, short or official, in either language; None when there is none.

    :raises AmbiguousOrganization: there are several.
    """
    wanted = " ".join(name.split())
    names = ("name_fi", "name_sv", "full_name_fi", "full_name_sv", "slug")
    condition = Q()
    for field in names:
        condition |= Q(**{field: wanted})
    found = list(Organization.objects.filter(condition)[:2])
    if not found:
        # SQLite compares letters without their case only when they are a–z.
        folded = wanted.casefold()
        found = [
            organization
            for organization in Organization.objects.all()
            if folded in {str(getattr(organization, field)).casefold() for field in names}
        ]
    if len(found) > 1:
        raise AmbiguousOrganization(wanted)
    return found[0] if found else None


def body_named(organization: Organization, name: str, abbreviation: str = "") -> Body | None:
    """The body of ``organization`` with this name, or with this abbreviation when no name fits; else None."""
    bodies = list(Body.objects.filter(organization=organization))
    folded = name.casefold()
    by_name = (body for body in bodies if folded in {body.name_fi.casefold(), body.name_sv.casefold()})
    by_abbreviation = (body for body in bodies if abbreviation and body.abbreviation == abbreviation)
    return next(by_name, None) or next(by_abbreviation, None)


def expected_result(meeting: ParsedMeeting, sha256: str, organization: str) -> str:
    """What bringing a document in would most likely do: “unchanged”, “changed” or “new”."""
    owner = organization_named(organization)
    if owner is None:
        return "new"
    if Document.objects.filter(organization=owner, sha256=sha256).exists():
        return "unchanged"
    body = body_named(owner, meeting.body, meeting.body_abbreviation)
    starts_at = clock.start_of(meeting.day)
    same_day = Meeting.objects.filter(body=body, starts_at__gte=starts_at, starts_at__lt=starts_at + clock.ONE_DAY)
    return "changed" if body is not None and same_day.exists() else "new"
