"""Which mails about waiting work a worker wants."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.models import Record


class ReminderChoice(Record):
    """What a worker has said about reminders by mail; without a row they get them."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    wants_daily = models.BooleanField(_("in the morning, when something is late or due on that day"), default=True)
    wants_weekly = models.BooleanField(_("once a week, how the work of the team stands"), default=True)

    class Meta:
        verbose_name = _("choice of reminders")
        verbose_name_plural = _("choices of reminders")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
