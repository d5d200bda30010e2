"""What was changed in published minutes, in an item or in the meeting itself, and how it read before."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.models.items import AgendaItem
from seutu.publishing.decisions.models.kinds import CorrectionKind, Outcome
from seutu.publishing.decisions.models.meetings import Meeting
from seutu.shared.core.models import Record


class CorrectionOfMinutes(Record):
    """A correction of minutes that were out (korjaus, HL 434/2003 50–51 §): shown with its day and reason."""

    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=20, choices=CorrectionKind.choices)
    reason = models.CharField(_("what was corrected and why"), max_length=500)
    corrected_at = models.DateTimeField(_("corrected"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.number}"


class Correction(CorrectionOfMinutes):
    """A correction of an item: of its text, its outcome, its votes or its attachments."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="corrections")

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="correction_number_once_in_item"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_reason"),
        ]


class FormerVersion(models.Model):
    """How an item read before a correction: under the same projection as the item itself.

    ``parts`` are objects with the keys kind, heading, author, is_amended, html and language; ``attachments`` with
    position, kind, number and title. Of a file only that it was there is kept here. ``votes`` have the keys title,
    procedure, note and choices, these kind, label, proposal, count, is_winner and names, pairs of a person and a group.
    """

    correction = models.OneToOneField(Correction, models.CASCADE, related_name="former")
    section_number = models.PositiveIntegerField(_("section number"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=500)
    presenter = models.CharField(_("presenting officer"), max_length=300, blank=True)
    preparers = models.TextField(_("preparing officers"), blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices, blank=True)
    outcome_detail = models.CharField(_("outcome in short"), max_length=40, blank=True)
    parts = models.JSONField(_("parts"), default=list)
    attachments = models.JSONField(_("attachments"), default=list)
    votes = models.JSONField(_("votes"), default=list, db_default=models.Value([], models.JSONField()))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    is_text_removed = models.BooleanField(_("its text held what may not be shown, and is not kept"), default=False)

    class Meta:
        verbose_name = _("former version")
        verbose_name_plural = _("former versions")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_text_removed=False) | Q(parts=[], attachments=[], votes=[], preparers="", presenter=""),
                name="former_version_removed_has_no_text",
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class MeetingCorrection(CorrectionOfMinutes):
    """A correction of what the minutes tell of the meeting itself: when and where it was, and who was there.

    ``former`` is how that read before, under the same projection as the meeting. Its keys are starts_at, has_time,
    ends_at, place, kind, number and language; attendance, with the fields of `Attendance`; and attendance_changes with
    attendance (the place in the list), item (its position), kind, at and ground.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="corrections")
    former = models.JSONField(_("how it read before"), default=dict, blank=True)
    is_former_removed = models.BooleanField(_("it held what may not be shown, and is not kept"), default=False)

    class Meta:
        verbose_name = _("correction of a meeting")
        verbose_name_plural = _("corrections of meetings")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="meeting_correction_number_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="meeting_correction_has_reason"),
            models.CheckConstraint(
                condition=Q(is_former_removed=False) | Q(former={}), name="meeting_correction_removed_has_no_text"
            ),
        ]
