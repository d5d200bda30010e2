"""Those who were pointed to the service, as pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seutu.newcomers.clients.languages import language_name
from seutu.newcomers.clients.models import Intake
from seutu.newcomers.clients.presentation.path_words import DECLINE_REASONS
from seutu.newcomers.clients.rules.intake import DeclineReason
from seutu.shared.core import clock
from seutu.shared.ui.components import Status
from seutu.shared.ui.dates import day


@dataclass(frozen=True)
class IntakeLine:
    """An intake as a row of the queue."""

    words: str
    about: str
    status: Status
    url: str


def person_name(intake: Intake) -> str:
    """Who it is, while that is known here."""
    person = intake.person if isinstance(intake.person, Mapping) else {}
    return " ".join(str(person[key]) for key in ("given_names", "family_name") if person.get(key))


def intake_line(intake: Intake) -> IntakeLine:
    """An intake as a row."""
    about = f"{intake.get_source_display()} · {day(intake.arrived_on)} · {intake.unit.name}"
    name = person_name(intake)
    if not name and intake.client:
        name = _("Client %(reference)s") % {"reference": intake.client.reference}
    url = reverse("clients:intake", args=[intake.pk])
    return IntakeLine(
        name or _("Contact under section 9, number %(number)s") % {"number": intake.pk},
        about,
        intake_status(intake),
        url,
    )


def intake_status(intake: Intake) -> Status:
    """How far the decision is."""
    if intake.decision == Intake.Decision.ASSESS:
        return Status(_("will be assessed"), "firm")
    if intake.decision == Intake.Decision.DO_NOT_ASSESS:
        return Status(_("will not be assessed"), "told")
    waits = max((clock.today() - intake.arrived_on).days, 0)
    return Status(ngettext("has waited %(n)s day", "has waited %(n)s days", waits) % {"n": waits})


def decline_words(intake: Intake) -> str:
    """Why it was declined."""
    code = str(intake.reason or "")
    return str(DECLINE_REASONS[DeclineReason(code)]) if code in DeclineReason.__members__.values() else code


def intake_facts(intake: Intake) -> list[tuple[str, str]]:
    """What is known, label by label."""
    person: Mapping[str, Any] = intake.person if isinstance(intake.person, Mapping) else {}
    language = str(person.get("language") or "")
    found = [
        (_("Name"), person_name(intake)),
        (_("Year of birth"), str(person.get("birth_year") or "")),
        (_("Language"), language_name(language) if language else ""),
        (_("Telephone"), str(person.get("phone") or "")),
        (_("E-mail"), str(person.get("email") or "")),
        (_("What was told"), str(person.get("message") or "")),
        (_("Arrived on"), day(intake.arrived_on)),
        (_("Who pointed"), ", ".join(part for part in (intake.get_source_display(), intake.source_name) if part)),
        (_("Consent of the person"), intake.get_consent_display()),
        (_("Unit"), f"{intake.unit.name}, {intake.organization.name}"),
        (_("Decided on"), day(intake.decided_on) if intake.decided_on else ""),
        (_("Decided by"), intake.decided_by.display_name if intake.decided_by else ""),
        (_("Why the person is not assessed"), decline_words(intake) if intake.reason else ""),
    ]
    return [(label, value) for label, value in found if value]
