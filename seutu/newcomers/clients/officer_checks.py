"""What `seutu doctor` asks about data protection officers."""

from __future__ import annotations

from django.utils.translation import gettext as _

from seutu.newcomers.clients.queries.access import controllers_without_officer
from seutu.shared.core.registry import Finding


def findings() -> list[Finding]:
    """Whether each organization that serves clients has somebody who is told of emergencies."""
    names = ", ".join(controllers_without_officer())
    if not names:
        return [Finding("ok", _("Each organization that serves clients has one."))]
    words = _("No data protection officer: %(names)s. Emergency access is told to who leads the service.")
    advice = _(
        "Make an account for one: seutu createuser EMAIL --name NAME --role data_protection_officer --organization WORD"
    )
    return [Finding("warning", words % {"names": names}, advice)]
