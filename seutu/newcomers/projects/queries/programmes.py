"""Integration programmes, as everyone reads them and as those see them who keep them."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import get_language

from seutu.newcomers.projects.models import IntegrationProgramme, ProgrammeText
from seutu.newcomers.projects.queries.choices import municipalities
from seutu.newcomers.projects.queries.visible import partners_of_led_projects
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.organizations.models import Organization
from seutu.shared.organizations.queries import organizations_where
from seutu.shared.organizations.roles import Permission


def programmes_kept_by(user: User | AnonymousUser) -> QuerySet[Organization]:
    """The municipalities whose programme ``user`` keeps: their own, and the partners of projects that they lead."""
    own = organizations_where(user, Permission.MANAGE_PROJECTS)
    return municipalities().filter(pk__in=own | partners_of_led_projects(user))


def published_programmes(organization: Organization) -> list[IntegrationProgramme]:
    """The versions of a municipality that everyone may read, the latest first."""
    rows = IntegrationProgramme.objects.published().filter(organization=organization)
    return list(rows.select_related("organization").prefetch_related("texts__file"))


def current_of(programmes: list[IntegrationProgramme]) -> IntegrationProgramme | None:
    """Of versions with the latest first, the one that holds today; else the latest."""
    return next((each for each in programmes if is_in_force(each)), programmes[0] if programmes else None)


def is_in_force(programme: IntegrationProgramme) -> bool:
    """Whether the days of a version hold today."""
    today = clock.today()
    return programme.valid_from <= today and (programme.valid_to is None or programme.valid_to >= today)


def text_shown(programme: IntegrationProgramme) -> ProgrammeText | None:
    """The text in the reader's language, else in Finnish, else the first there is."""
    texts = {text.language: text for text in programme.texts.all()}
    language = (get_language() or "fi").partition("-")[0]
    return texts.get(language) or texts.get("fi") or next(iter(texts.values()), None)
