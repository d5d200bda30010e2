"""Whether an intake can be assessed, and why one is not."""

from __future__ import annotations

import enum

from seutu.newcomers.clients.models import Intake


class DeclineReason(enum.StrEnum):
    """Why somebody is not assessed; a code, so that nothing of the person stays."""

    NOT_IN_MUNICIPALITY = "not_in_municipality"
    TIME_IS_OVER = "time_is_over"
    ASSESSED_BEFORE = "assessed_before"
    NO_NEED = "no_need"
    EMPLOYMENT_AUTHORITY = "employment_authority"
    CONSENT_REFUSED = "consent_refused"
    OWN_WISH = "own_wish"
    NOT_REACHED = "not_reached"
    OTHER = "other"


CONSENTED = frozenset({Intake.Consent.GIVEN, Intake.Consent.NOT_NEEDED})


def may_be_assessed(consent: str) -> bool:
    """Whether the state of the consent lets an assessment begin."""
    return consent in CONSENTED
