"""Those who were in a meeting, by what they were there as."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy

from seutu.publishing.decisions.models import AttendanceRole
from seutu.publishing.decisions.rules import ShownAttendance

# In the order in which minutes name those present.

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


def groups_of(people: Sequence[ShownAttendance]) -> list[tuple[object, list[ShownAttendance]]]:
    """Those present by what they were there for, then those absent."""
    groups = ((label, [each for each in people if each.role == role]) for role, label in GROUPS.items())
    return [(label, of_group) for label, of_group in groups if of_group]
