"""What the desk writes beside an answer: notes that stay inside, messages that go out, requests for completion."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.shared.core.encryption.fields import EncryptedTextField
from seutu.shared.core.models import Record
from seutu.shared.eforms.models.submissions import Submission
from seutu.shared.organizations.models import Organization, Unit


class DeskNote(Record):
    """A worker's note beside the answers, about one field or the whole; it is never shown outside."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="notes")
    field_name = models.CharField(max_length=100, blank=True)
    text = EncryptedTextField(pgettext_lazy("submission", "note"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("note of the desk")
        verbose_name_plural = _("notes of the desk")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.submission} {self.pk}"


class DeskMessage(Record):
    """What the desk answers the sender, or the sender the desk; read by a one-time link, never in a mail."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="messages")
    text = EncryptedTextField(_("message"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    class Meta:
        verbose_name = _("message about an answer")
        verbose_name_plural = _("messages about answers")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.submission} {self.pk}"


class CompletionRequest(Record):
    """A request to complete named fields by a day (täydennyspyyntö, Administrative Procedure Act 22 §)."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="completion_requests")
    field_names: models.JSONField[list[str], list[str]] = models.JSONField(_("fields to complete"))
    text = EncryptedTextField(_("what is needed"), blank=True)
    complete_by = models.DateField(_("complete by"))
    completed_at = models.DateTimeField(_("completed"), null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("request for completion")
        verbose_name_plural = _("requests for completion")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.submission} {self.pk}"


class HandOver(models.Model):
    """That a submission went from one desk to another: who gave it sees where it is, and no answer of it any more."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="hand_overs")
    from_organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    from_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    to_organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    reason = EncryptedTextField(_("reason"))
    handed_over_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    handed_over_at = models.DateTimeField(pgettext_lazy("submission", "handed over"))

    class Meta:
        verbose_name = _("hand-over of an answer")
        verbose_name_plural = _("hand-overs of answers")
        ordering = ["-handed_over_at", "-pk"]
        indexes = [models.Index(fields=["from_organization", "handed_over_at"], name="hand_over_by_giver")]

    def __str__(self) -> str:
        return f"{self.submission} {self.pk}"
