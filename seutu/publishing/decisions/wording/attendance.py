"""Those who were in a meeting, by what they were there as."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from seutu.publishing.decisions.models import AttendanceRole

GROUPS = {
    AttendanceRole.CHAIR: gettext_lazy("Chair"),
    AttendanceRole.VICE_CHAIR: gettext_lazy("Vice chairs"),
    AttendanceRole.MEMBER: gettext_lazy("Members"),
    AttendanceRole.DEPUTY: gettext_lazy("Deputy members"),
    AttendanceRole.PRESENTER: gettext_lazy("Presenting officers"),
    AttendanceRole.MINUTE_TAKER: gettext_lazy("Minute-taker"),
    AttendanceRole.EXPERT: gettext_lazy("Experts"),
    AttendanceRole.OTHER: gettext_lazy("Others present"),
    AttendanceRole.ABSENT: gettext_lazy("Absent"),
}
