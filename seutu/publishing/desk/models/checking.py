"""Asking those who check the minutes (pöytäkirjan tarkastus), and what they answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.publishing.decisions.models import Checker
from seutu.shared.core.models import Record
from seutu.shared.messages.models import Message


class Answer(models.TextChoices):
    """What a checker says of the minutes."""

    APPROVED = "approved", pgettext_lazy("minutes", "approved")
    RETURNED = "returned", pgettext_lazy("minutes", "sent back")


class CheckInvitation(Record):
    """A checker's personal link to the minutes, and the answer given by it.

    The link itself is nowhere: only the hash of its token. A new link takes the place of the one before.
    """

    checker = models.OneToOneField(Checker, models.CASCADE, related_name="invitation")
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    site = models.CharField(_("what the link begins with"), max_length=300)
    token_hash = models.CharField(max_length=64, blank=True, editable=False)
    content_hash = models.CharField(_("hash of the minutes it was sent for"), max_length=64)
    message = models.ForeignKey(Message, models.SET_NULL, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(pgettext_lazy("link", "sent"))
    expires_at = models.DateTimeField(pgettext_lazy("link", "expires"))
    opened_at = models.DateTimeField(pgettext_lazy("link", "first opened"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, blank=True)
    answered_hash = models.CharField(_("hash of the minutes that were answered for"), max_length=64, blank=True)
    remark = models.TextField(_("remark"), blank=True)
    reminded_at = models.DateTimeField(_("last reminded"), null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(_("reminders"), default=0)

    class Meta:
        verbose_name = _("invitation to check the minutes")
        verbose_name_plural = _("invitations to check the minutes")
        constraints = [
            models.UniqueConstraint(fields=["token_hash"], condition=~Q(token_hash=""), name="invitation_token_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, answered_hash="")
                | (~Q(answer="") & Q(answered_at__isnull=False) & ~Q(answered_hash="")),
                name="invitation_answer_has_time_and_content",
            ),
            models.CheckConstraint(
                condition=~Q(answer="returned") | ~Q(remark=""), name="invitation_returned_only_with_remark"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_answered(self) -> bool:
        return bool(self.answer)


class PaperCheck(Record):
    """That a checker has checked the minutes in another way than by a link: signed on paper, or told in the meeting."""

    checker = models.OneToOneField(Checker, models.CASCADE, related_name="paper_check")
    checked_on = models.DateField(_("checked"))
    reason = models.CharField(_("how it was done"), max_length=300)
    content_hash = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("check on paper")
        verbose_name_plural = _("checks on paper")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="paper_check_has_reason")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
