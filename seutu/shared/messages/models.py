"""The outbox."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.shared.organizations.models import Organization


class State(models.TextChoices):
    """How far a message has come."""

    WAITING = "waiting", pgettext_lazy("message", "waiting")
    SENT = "sent", pgettext_lazy("message", "sent")
    FAILED = "failed", pgettext_lazy("message", "not sent")
    GONE = "gone", pgettext_lazy("message", "deleted")


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> MessageQuerySet:
        """What is still to be sent."""
        return self.filter(state=State.WAITING)

    def claimable(self, at: dt.datetime) -> MessageQuerySet:
        """What a worker may send at ``at``: nobody else is sending it, or whoever was has been lost."""
        return self.waiting().filter(Q(claimed_until__isnull=True) | Q(claimed_until__lte=at))


class Message(models.Model):
    """An e-mail to one person. A message that is *gone* keeps its key, so that it is not written again.

    ``attachments`` are references (`attachments.py`), never contents; they go when it has been sent.
    """

    kind = models.CharField(_("kind"), max_length=80)
    unique_key = models.CharField(_("key"), max_length=200, unique=True)
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    recipient = models.EmailField(_("e-mail"), max_length=254, blank=True)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=250, blank=True)
    body_text = models.TextField(_("text"), blank=True)
    has_secret = models.BooleanField(_("its text is deleted as soon as it is sent"), default=False)
    headers = models.JSONField(_("further headers"), default=dict)
    attachments = models.JSONField(_("attachments"), default=list, blank=True)
    reference = models.CharField(_("left part of the Message-ID"), max_length=64, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    trouble = models.CharField(_("why it was not sent"), max_length=80, blank=True)
    created_at = models.DateTimeField(_("written"))
    claimed_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(pgettext_lazy("message", "sent at"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [models.Index(fields=["state", "created_at"], name="message_by_state")]
        constraints = [
            models.CheckConstraint(condition=~Q(unique_key=""), name="message_has_key"),
            models.CheckConstraint(
                condition=~Q(state__in=["waiting", "failed"]) | ~Q(recipient=""),
                name="message_to_send_has_recipient",
            ),
            models.CheckConstraint(
                condition=~Q(state="gone") | Q(recipient="", subject="", body_text=""),
                name="message_gone_keeps_no_text",
            ),
            models.CheckConstraint(condition=~Q(state="sent") | Q(sent_at__isnull=False), name="message_sent_has_time"),
            models.CheckConstraint(
                condition=~Q(state__in=["waiting", "failed"]) | Q(sent_at__isnull=True),
                name="message_unsent_has_no_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.pk})"
