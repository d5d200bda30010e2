"""What `seutu doctor` asks about alerts."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seutu.publishing.alerts import queries
from seutu.shared.core.registry import DoctorCheck, Finding, doctor_checks


def register() -> None:
    """Offer the check."""
    doctor_checks.register(DoctorCheck(key="alerts", order=65, label=gettext_lazy("Search alerts"), run=_findings))


def _findings() -> list[Finding]:
    if queries.longest_wait() < queries.LONG:
        return [Finding("ok", _("No search alert waits for long."))]
    message = _("Search alerts have waited for more than an hour.")
    return [Finding("problem", message, _("See whether a worker is running, then: seutu manage send_alerts"))]
