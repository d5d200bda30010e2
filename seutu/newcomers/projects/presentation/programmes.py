"""Integration programmes in a list."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import pgettext

from seutu.newcomers.projects.models import IntegrationProgramme
from seutu.newcomers.projects.queries.choices import municipalities
from seutu.newcomers.projects.queries.programmes import current_of, is_in_force
from seutu.shared.core import clock
from seutu.shared.organizations.models import Organization
from seutu.shared.ui.components import Status


@dataclass(frozen=True)
class ProgrammeLine:
    """A municipality with its programme, the state of it, and the versions that only its keepers see."""

    organization: Organization
    current: IntegrationProgramme | None
    state: Status
    is_kept: bool
    versions: list[IntegrationProgramme]


def programme_lines(kept: Collection[int]) -> list[ProgrammeLine]:
    """Every municipality with its programme; ``kept`` are the ids of those whose drafts are shown too."""
    found: dict[int, list[IntegrationProgramme]] = {}
    for each in IntegrationProgramme.objects.select_related("organization").order_by("-version"):
        found.setdefault(each.organization_id, []).append(each)
    return [_line(each, found.get(each.pk, []), is_kept=each.pk in kept) for each in municipalities()]


def _line(organization: Organization, versions: list[IntegrationProgramme], *, is_kept: bool) -> ProgrammeLine:
    current = current_of([each for each in versions if each.published_at])
    state = programme_state(current) if current else Status(pgettext("programme", "missing"), "late")
    return ProgrammeLine(organization, current, state, is_kept, versions if is_kept else [])


def programme_state(programme: IntegrationProgramme) -> Status:
    """Whether a version is a draft, to come, in force or over."""
    if programme.published_at is None:
        return Status(pgettext("programme", "draft"))
    if is_in_force(programme):
        return Status(pgettext("programme", "in force"), "settled")
    if programme.valid_from > clock.today():
        return Status(pgettext("programme", "to come"), "soon")
    return Status(pgettext("programme", "over"), "late")
