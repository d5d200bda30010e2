"""What `seutu doctor` asks about the trail."""

from __future__ import annotations

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seutu.shared.audit import triggers
from seutu.shared.core.registry import DoctorCheck, Finding, doctor_checks


def register() -> None:
    """Offer the check."""
    doctor_checks.register(DoctorCheck(key="audit", order=60, label=gettext_lazy("Audit trail"), run=_findings))


def _findings() -> list[Finding]:
    if triggers.are_on(connection):
        return [Finding("ok", _("The database guards the audit trail."))]
    message = _("The database does not guard the audit trail: entries could be changed.")
    return [Finding("problem", message, _("Restore the database from a backup, or ask those who keep Seutu."))]
