"""What `/terveys/valmis` and `seutu doctor` ask about stored files."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from seutu.shared.core.registry import DoctorCheck, Finding, HealthCheck, doctor_checks, health_checks
from seutu.shared.files import queries, store

SAMPLE = 200


def register() -> None:
    """Offer the checks."""
    health_checks.register(HealthCheck(key="files", order=40, run=_can_store))
    doctor_checks.register(DoctorCheck(key="files", order=40, label=gettext_lazy("Stored files"), run=_findings))


def _can_store() -> str:
    return store.current().problem()


def _findings() -> list[Finding]:
    if store.current().problem():
        return [
            Finding(
                "problem",
                _("The folder of stored files cannot be written."),
                _("Give the user that runs Seutu the right to write there."),
            )
        ]
    broken = queries.damaged(SAMPLE)
    if not broken:
        return [Finding("ok", _("Stored files are whole."))]
    message = ngettext(
        "%(count)d stored file is missing or damaged: %(names)s",
        "%(count)d stored files are missing or damaged: %(names)s",
        len(broken),
    )
    names = ", ".join(stored.sha256[:12] for stored in broken[:10])
    return [Finding("problem", message % {"count": len(broken), "names": names}, _("Bring them back from a backup."))]
