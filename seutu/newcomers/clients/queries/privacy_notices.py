"""What the register tells of itself, by controller, in the language of the reader or the nearest that there is."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import get_language

from seutu.newcomers.clients.languages import COMMON, is_right_to_left, language_name
from seutu.newcomers.clients.models import PrivacyNotice
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.organizations.models import Organization

# A reader of a language without a notice gets the first of these that there is.
FALLBACKS = ("fi", "sv", "en")


@dataclass(frozen=True, slots=True)
class Shown:
    """A notice as it is shown; ``asked`` is the language in which the reader wanted it, when it is another."""

    notice: PrivacyNotice
    asked: str = ""

    @property
    def direction(self) -> str:
        return "rtl" if is_right_to_left(self.notice.language) else "ltr"

    @property
    def asked_name(self) -> str:
        return language_name(self.asked) if self.asked else ""


def controllers_with_notices() -> QuerySet[Organization]:
    """The controllers that have published a notice, by name."""
    return Organization.objects.filter(Exists(PrivacyNotice.objects.filter(organization=OuterRef("pk"))))


def controllers_edited_by(worker: Worker) -> QuerySet[Organization]:
    """The controllers whose notices ``worker`` may write."""
    return Organization.objects.filter(pk__in=worker.manages | worker.answers_for)


def notices_of(organization: Organization) -> dict[str, PrivacyNotice]:
    """The version in force of each language, the common languages first."""
    # Few rows, of which the last of each language is in force.
    found = {row.language: row for row in PrivacyNotice.objects.filter(organization=organization).order_by("version")}
    return {code: found[code] for code in sorted(found, key=_place)}


def _place(code: str) -> tuple[int, str]:
    return (COMMON.index(code) if code in COMMON else len(COMMON), code)


def shown_notice(organization: Organization, language: str = "") -> Shown | None:
    """The notice in ``language``, else in the language of the page, else in the nearest; None when there is none."""
    found = notices_of(organization)
    wanted = language or get_language() or "fi"
    if wanted in found:
        return Shown(found[wanted])
    nearest = next((code for code in (*FALLBACKS, *found) if code in found), "")
    return Shown(found[nearest], asked=wanted) if nearest else None
