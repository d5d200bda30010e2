"""What people answered: drafts, one-time links, and submissions with their answers and files."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.shared.core.encryption.fields import EncryptedJSONField, EncryptedTextField
from seutu.shared.core.models import Record
from seutu.shared.eforms.models.forms import FormVersion
from seutu.shared.files.models import StoredFile
from seutu.shared.organizations.models import Organization, Unit


class Draft(Record):
    """Answers that are not sent yet. Its key is in the answerer's page, hashed here; ``page`` is the open one.

    A draft that ``completes`` a submission becomes its next set of answers; each submission has one at most.
    """

    key_hash = models.CharField(max_length=64, unique=True)
    version = models.ForeignKey(FormVersion, models.PROTECT, related_name="drafts")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    language = models.CharField(_("language"), max_length=12)
    subject = models.CharField(_("what it is about"), max_length=120, blank=True)
    answers = EncryptedJSONField(_("answers"))
    page = models.PositiveSmallIntegerField(default=0)
    completes = models.OneToOneField(
        "eforms.Submission", models.CASCADE, null=True, blank=True, related_name="completion_draft"
    )
    expires_at = models.DateTimeField(_("is deleted"), db_index=True)

    class Meta:
        verbose_name = _("answers that are not sent")
        verbose_name_plural = _("answers that are not sent")

    def __str__(self) -> str:
        return f"{self.version}, {self.pk}"


class Submission(Record):
    """What arrived (lomakevastaus). The acknowledgement tells ``number`` and ``arrived_at``; neither ever changes.

    ``draft_key_hash`` makes sending the same draft twice one arrival. ``subject`` names what it is about by a key of
    the app that owns it (``decisions.item:1234``), ``last_day`` until when it had to arrive, where that is known. Once
    its time is over it is emptied (``erased_at``): that it arrived stays, for figures and for its number.
    """

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("submission", "new")
        TAKEN = "taken", pgettext_lazy("submission", "in work")
        WAITING = "waiting", pgettext_lazy("submission", "waits for completion")
        ANSWERED = "answered", pgettext_lazy("submission", "answered")
        CLOSED = "closed", pgettext_lazy("submission", "closed")

    number = models.CharField(_("number"), max_length=20, unique=True)
    version = models.ForeignKey(FormVersion, models.PROTECT, related_name="submissions")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="submissions")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="submissions")
    language = models.CharField(_("language"), max_length=12)
    subject = models.CharField(_("what it is about"), max_length=120, blank=True, db_index=True)
    draft_key_hash = models.CharField(max_length=64, unique=True)
    arrived_at = models.DateTimeField(pgettext_lazy("submission", "arrived"))
    last_day = models.DateField(_("last day for arriving"), null=True, blank=True)
    is_late = models.BooleanField(_("arrived after the time limit"), default=False)
    answer_by = models.DateField(pgettext_lazy("submission", "answer by"), null=True, blank=True)
    reply_email = EncryptedTextField(_("e-mail for the answer"), blank=True)
    state = models.CharField(
        pgettext_lazy("submission", "state"), max_length=10, choices=State.choices, default=State.NEW
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="submissions"
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    became = models.CharField(_("what it became"), max_length=120, blank=True)
    revision = models.PositiveIntegerField(default=1)
    erased_at = models.DateTimeField(_("emptied"), null=True, blank=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-arrived_at", "-pk"]
        indexes = [
            models.Index(fields=["organization", "unit", "state", "arrived_at"], name="submission_inbox"),
            # Which of them became a record is asked by the app whose record it is.
            models.Index(fields=["became"], name="submission_became"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["new", "taken", "waiting", "answered", "closed"]),
                name="submission_has_known_state",
            ),
            models.CheckConstraint(
                condition=Q(is_late=False) | Q(last_day__isnull=False), name="submission_late_only_after_a_last_day"
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(state="closed", subject="", became="", assigned_to__isnull=True),
                name="submission_emptied_only_when_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class AnswerSet(models.Model):
    """The answers of a submission as they were given: number 1 at arrival, one more with each completion.

    ``draft_key_hash`` makes sending the same completion twice one; that of the arrival is with the submission.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="answer_sets")
    number = models.PositiveSmallIntegerField()
    answers = EncryptedJSONField(_("answers"))
    draft_key_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    given_at = models.DateTimeField(pgettext_lazy("answers", "given"))

    class Meta:
        verbose_name = _("set of answers")
        verbose_name_plural = _("sets of answers")
        ordering = ["submission", "number"]
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="answer_set_number_once")]

    def __str__(self) -> str:
        return f"{self.submission} {self.number}"


class SubmittedFile(Record):
    """A file that an answer holds, by ``key``: of a draft until it is sent, then of the submission."""

    key = models.CharField(max_length=32, unique=True)
    field_name = models.CharField(max_length=100)
    draft = models.ForeignKey(Draft, models.CASCADE, null=True, blank=True, related_name="files")
    submission = models.ForeignKey(Submission, models.CASCADE, null=True, blank=True, related_name="files")
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = EncryptedTextField(_("name"))

    class Meta:
        verbose_name = _("file of an answer")
        verbose_name_plural = _("files of answers")
        constraints = [
            models.CheckConstraint(
                condition=Q(draft__isnull=True) ^ Q(submission__isnull=True), name="submitted_file_has_one_owner"
            )
        ]

    def __str__(self) -> str:
        return self.key


class OneTimeLink(models.Model):
    """A link that opens one thing for one purpose, once; only the hash of its secret is kept."""

    class Purpose(models.TextChoices):
        CONTINUE = "continue", _("continue answering")
        COMPLETE = "complete", _("complete what was sent")
        READ = "read", _("read the answer")

    secret_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    draft = models.ForeignKey(Draft, models.CASCADE, null=True, blank=True, related_name="links")
    submission = models.ForeignKey(Submission, models.CASCADE, null=True, blank=True, related_name="links")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("one-time link")
        verbose_name_plural = _("one-time links")
        constraints = [
            models.CheckConstraint(
                condition=Q(draft__isnull=True) ^ Q(submission__isnull=True), name="one_time_link_opens_one_thing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"
