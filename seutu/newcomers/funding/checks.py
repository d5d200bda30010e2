"""What `seutu doctor` asks about the split of costs."""

from __future__ import annotations

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seutu.newcomers.funding import basis_triggers
from seutu.shared.core.registry import DoctorCheck, Finding, doctor_checks


def register() -> None:
    """Offer the check."""
    doctor_checks.register(
        DoctorCheck(key="funding.bases", order=76, label=gettext_lazy("Approved bases"), run=_findings)
    )


def _findings() -> list[Finding]:
    if basis_triggers.are_on(connection):
        return [Finding("ok", _("The database guards approved bases."))]
    message = _("The database does not guard approved bases of the split: they could be changed.")
    return [Finding("problem", message, _("Restore the database from a backup, or ask those who keep Seutu."))]
