"""What `seutu doctor` asks about the looks of an installation."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seutu.shared.core.registry import DoctorCheck, Finding, doctor_checks
from seutu.shared.ui import drawings


def register() -> None:
    """Offer the check."""
    doctor_checks.register(
        DoctorCheck(key="region_map", order=32, label=gettext_lazy("Map of the region"), run=_region_map)
    )


def _region_map() -> list[Finding]:
    try:
        drawings.region_map()
    except drawings.BadRegionMap as error:
        words = _("The map of SEUTU_REGION_MAP cannot be used: %(reason)s") % {"reason": error}
        return [
            Finding("problem", words, _("Name an SVG drawing as docs/operations.md tells, or leave the setting out."))
        ]
    return [Finding("ok", _("it can be drawn"))]
