"""What `/terveys/valmis` and `seutu doctor` ask about the cache server."""

from __future__ import annotations

from django.core.cache import caches
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seutu.shared.core.registry import DoctorCheck, Finding, HealthCheck, doctor_checks, health_checks


def register() -> None:
    """Offer the checks."""
    health_checks.register(HealthCheck(key="cache", order=60, run=_problem, is_needed=False))
    doctor_checks.register(DoctorCheck(key="cache", order=45, label=gettext_lazy("Cache"), run=_findings))


def _problem() -> str:
    server = caches["default"]
    if not hasattr(server, "ping"):
        return ""
    from seutu.shared.core.server_cache import ServerSilent  # its package is there only where a server is

    try:
        server.ping()
    except ServerSilent as error:
        return f"the cache server does not answer ({type(error.__cause__).__name__})"
    return ""


def _findings() -> list[Finding]:
    if not hasattr(caches["default"], "ping"):
        return [Finding("ok", _("in the memory of each process"))]
    if not _problem():
        return [Finding("ok", _("the cache server answers"))]
    advice = _("See that it is running and that SEUTU_CACHE is its address. Meanwhile pages are made anew each time.")
    return [Finding("problem", _("The cache server does not answer."), advice)]
