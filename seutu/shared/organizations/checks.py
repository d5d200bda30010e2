"""What `seutu doctor` asks about the organizations' sign-in services."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seutu.shared.core.registry import DoctorCheck, Finding, doctor_checks
from seutu.shared.organizations.models import Organization


def register() -> None:
    """Offer the check."""
    doctor_checks.register(
        DoctorCheck(key="sign_in_services", order=26, label=gettext_lazy("Sign-in services"), run=_findings)
    )


def _findings() -> list[Finding]:
    known = set(Organization.objects.filter(slug__in=settings.OIDC).values_list("slug", flat=True))
    unknown = sorted(settings.OIDC.keys() - known)
    if not unknown:
        return [Finding("ok", _("Each belongs to an organization."))]
    words = _("SEUTU_OIDC names organizations that there are not: %(words)s. Nobody can come through them.")
    advice = _("Name each table by the address word of its organization, as in the addresses of its pages.")
    return [Finding("problem", words % {"words": ", ".join(unknown)}, advice)]
