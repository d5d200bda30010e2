"""What `seutu doctor` asks about frozen reports."""

from __future__ import annotations

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from seutu.newcomers.reports import frozen_triggers
from seutu.newcomers.reports.models import FrozenReport
from seutu.newcomers.reports.queries.frozen import is_as_it_was
from seutu.shared.core.registry import DoctorCheck, Finding, doctor_checks


def register() -> None:
    """Offer the check."""
    doctor_checks.register(
        DoctorCheck(key="reports.frozen", order=75, label=gettext_lazy("Frozen reports"), run=findings)
    )


def findings() -> list[Finding]:
    """Whether the database guards frozen reports, and whether each is as it was."""
    found = []
    restore = _("Restore the database from a backup, or ask those who keep Seutu.")
    if not frozen_triggers.are_on(connection):
        message = _("The database does not guard frozen reports: they could be changed.")
        found.append(Finding("problem", message, restore))
    reports = FrozenReport.objects.prefetch_related("places")
    broken = [report.pk for report in reports.iterator(chunk_size=20) if not is_as_it_was(report)]
    if broken:
        keys = ", ".join(map(str, broken))
        message = _("Frozen reports that are not as they were when they were frozen: %(keys)s.") % {"keys": keys}
        found.append(Finding("problem", message, restore))
    if found:
        return found
    number = reports.count()
    words = ngettext("%(n)s frozen report is as it was.", "%(n)s frozen reports are as they were.", number)
    return [Finding("ok", words % {"n": number})]
