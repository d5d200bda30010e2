"""What changed in who was there, by the item before whose handling it did."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.models.items import AgendaItem
from seutu.publishing.decisions.models.kinds import AttendanceChangeKind
from seutu.publishing.decisions.models.meetings import Attendance


class AttendanceChange(models.Model):
    """A person came or went before an item was handled, or was disqualified and absent from that item only."""

    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="changes")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="attendance_changes")
    kind = models.CharField(_("kind"), max_length=20, choices=AttendanceChangeKind.choices)
    at = models.TimeField(_("time"), null=True, blank=True)
    ground = models.CharField(
        _("ground"), max_length=300, blank=True, help_text=_("Why disqualified: act 434/2003, section 28.")
    )

    class Meta:
        verbose_name = _("change of attendance")
        verbose_name_plural = _("changes of attendance")
        ordering = ["item__position", "at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["attendance", "item", "kind"], name="attendance_change_once_in_item"),
            models.CheckConstraint(
                condition=~Q(kind=AttendanceChangeKind.DISQUALIFIED) | ~Q(ground=""),
                name="attendance_disqualified_only_with_ground",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
