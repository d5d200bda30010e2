"""Who was notified of a decision, how and when, and the instructions that go with it. Never public."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.models.items import AgendaItem
from seutu.publishing.decisions.models.kinds import NotificationWay, Remedy
from seutu.publishing.decisions.models.officer_decisions import OfficerDecision
from seutu.shared.core.models import Record
from seutu.shared.organizations.models import Organization


class Notification(Record):
    """One notification of one party (tiedoksianto): ``notified_on`` is the day on which the law deems it done."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, null=True, blank=True, related_name="notifications")
    officer_decision = models.ForeignKey(
        OfficerDecision, models.CASCADE, null=True, blank=True, related_name="notifications"
    )
    party_name = models.CharField(_("party"), max_length=200)
    address = models.CharField(_("address"), max_length=400, blank=True)
    way = models.CharField(_("way"), max_length=20, choices=NotificationWay.choices)
    has_consent = models.BooleanField(_("the party has agreed to e-mail"), default=False)
    sent_on = models.DateField(_("sent on"))
    delivered_on = models.DateField(_("day of the proof of delivery"), null=True, blank=True)
    notified_on = models.DateField(_("deemed notified on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["sent_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=False, officer_decision__isnull=True)
                | Q(item__isnull=True, officer_decision__isnull=False),
                name="notification_is_of_one_decision",
            ),
            models.CheckConstraint(
                condition=~Q(way=NotificationWay.EMAIL) | Q(has_consent=True), name="notification_email_needs_consent"
            ),
            models.CheckConstraint(
                condition=Q(delivered_on__isnull=True) | Q(delivered_on__gte=F("sent_on")),
                name="notification_delivered_after_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class RemedyInstructionsQuerySet(models.QuerySet["RemedyInstructions"]):
    def in_force_on(self, day: dt.date) -> RemedyInstructionsQuerySet:
        """The instructions used on ``day``."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class RemedyInstructions(Record):
    """How to use a remedy in a municipality: goes out with the decision (oikaisuvaatimusohje, valitusosoitus)."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="remedy_instructions")
    remedy = models.CharField(_("remedy"), max_length=20, choices=Remedy.choices)
    language = models.CharField(_("language"), max_length=8, default="fi")
    html = models.TextField(_("text"))
    valid_from = models.DateField(_("first day"))
    valid_to = models.DateField(_("last day"), null=True, blank=True)

    objects = RemedyInstructionsQuerySet.as_manager()

    class Meta:
        verbose_name = _("instructions for a remedy")
        verbose_name_plural = _("instructions for remedies")
        ordering = ["remedy", "language", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "remedy", "language", "valid_from"], name="remedy_instructions_begin_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="remedy_instructions_end_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_remedy_display()} ({self.language})"
