"""What `/terveys/valmis` and `seutu doctor` ask about workers and failed work."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from seutu.shared.core import clock
from seutu.shared.core.registry import DoctorCheck, Finding, HealthCheck, doctor_checks, health_checks
from seutu.shared.tasks import queries
from seutu.shared.tasks.heartbeat import SILENT_AFTER


def register() -> None:
    """Offer the checks."""
    health_checks.register(HealthCheck(key="worker", order=50, run=_worker_silence))
    doctor_checks.register(DoctorCheck(key="tasks", order=50, label=gettext_lazy("Waiting work"), run=_findings))


def _worker_silence() -> str:
    beat = queries.last_beat()
    if beat is None:
        return "no worker is running"
    silent = clock.now() - beat
    return f"no worker has been heard of for {silent.total_seconds():.0f} s" if silent > SILENT_AFTER else ""


def _findings() -> list[Finding]:
    findings = []
    if _worker_silence():
        findings.append(
            Finding("problem", _("No worker is running: work that waits is not done."), _("Start one: seutu worker"))
        )
    failed = queries.failed_tasks().count()
    if failed:
        message = ngettext("%(count)d task has failed for good.", "%(count)d tasks have failed for good.", failed)
        advice = _("See to the reason, then: seutu manage retry_task NUMBER")
        findings.append(Finding("warning", message % {"count": failed}, advice))
    return findings or [Finding("ok", _("A worker is running, and nothing has failed."))]
