"""An item of a meeting: its text in parts, its attachments, and the remedies against it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.models.cases import Case
from seutu.publishing.decisions.models.kinds import AttachmentKind, Outcome, PartKind, Remedy
from seutu.publishing.decisions.models.meetings import Meeting
from seutu.shared.core.models import Record
from seutu.shared.files.models import StoredFile


class AgendaItem(Record):
    """One matter in one meeting (kokousasia, pykälä). Of a withheld one, only what is public is ever stored."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField(_("number in the address"))
    section_number = models.PositiveIntegerField(_("section number"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=500)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="items")
    presenter = models.CharField(_("presenting officer"), max_length=300, blank=True)
    preparers = models.TextField(_("preparing officers"), blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices, blank=True)
    outcome_detail = models.CharField(
        _("outcome in short"), max_length=40, blank=True, help_text=_("The votes, for example 7–4.")
    )
    is_supplementary = models.BooleanField(_("added to the agenda later"), default=False)
    is_draft = models.BooleanField(_("added to a published agenda, not out yet"), default=False)
    is_withheld = models.BooleanField(_("secret by law"), default=False)
    secrecy_ground = models.CharField(_("ground for secrecy"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=8, default="fi")
    video_seconds = models.PositiveIntegerField(_("seconds from the beginning of the video"), null=True, blank=True)
    forwarded_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="forwarded_to", verbose_name=_("came from")
    )
    # Of those that were taken away as well: a number in an address is never given to another file.
    last_attachment_position = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["position"]
        indexes = [models.Index(fields=["case", "meeting"], name="item_by_case")]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="item_position_once_in_meeting"),
            models.CheckConstraint(condition=Q(position__gte=1), name="item_position_from_one"),
            models.CheckConstraint(condition=~Q(title=""), name="item_has_title"),
            models.CheckConstraint(
                condition=Q(is_withheld=False, secrecy_ground="") | (Q(is_withheld=True) & ~Q(secrecy_ground="")),
                name="item_withheld_only_with_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"§ {self.section_number}" if self.section_number else f"{self._meta.verbose_name} {self.position}"


class ItemPart(models.Model):
    """A part of an item's text, of one kind, in the order of the record."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="parts")
    position = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=20, choices=PartKind.choices)
    heading = models.CharField(_("heading in the record"), max_length=300, blank=True)
    author = models.CharField(_("author"), max_length=200, blank=True)
    is_amended = models.BooleanField(_("amended"), default=False)
    html = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=8, blank=True)

    class Meta:
        verbose_name = _("part of an item")
        verbose_name_plural = _("parts of items")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["item", "position"], name="part_position_once_in_item"),
            models.CheckConstraint(
                condition=Q(is_amended=False) | Q(kind=PartKind.PROPOSAL), name="part_amended_only_when_proposal"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class AttachedFile(Record):
    """A file of a record. Of a withheld one there is no file here, only that it exists and why it is secret."""

    position = models.PositiveIntegerField(_("number in the address"))
    kind = models.CharField(_("kind"), max_length=20, choices=AttachmentKind.choices, default=AttachmentKind.ATTACHMENT)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=300)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    is_unpublished = models.BooleanField(_("public but not published online"), default=False)
    is_withheld = models.BooleanField(_("secret by law"), default=False)
    secrecy_ground = models.CharField(_("ground for secrecy"), max_length=200, blank=True)
    unreadable_confirmed_by = models.CharField(max_length=60, blank=True, editable=False)
    unreadable_confirmed_at = models.DateTimeField(
        _("said to hold nothing secret, though no machine could read it"), null=True, blank=True, editable=False
    )

    class Meta:
        abstract = True


class Attachment(AttachedFile):
    """A file of an item."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="attachments")

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["item", "position"], name="attachment_position_once_in_item"),
            models.CheckConstraint(
                condition=Q(is_withheld=False, secrecy_ground="")
                | (Q(is_withheld=True, file__isnull=True) & ~Q(secrecy_ground="")),
                name="attachment_withheld_has_ground_and_no_file",
            ),
            models.CheckConstraint(
                condition=Q(is_unpublished=False) | Q(file__isnull=True), name="attachment_unpublished_has_no_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number or ''}".strip()


class ItemRemedy(models.Model):
    """A way to have the decision of an item looked at again, or that there is none and by which provision."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="remedies")
    remedy = models.CharField(_("remedy"), max_length=20, choices=Remedy.choices)
    provision = models.CharField(_("provision"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("remedy")
        verbose_name_plural = _("remedies")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["item", "remedy"], name="item_remedy_once")]

    def __str__(self) -> str:
        return self.get_remedy_display()
