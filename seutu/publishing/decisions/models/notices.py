"""What a municipality tells the public for a time: public notices and municipal announcements."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.models.cases import Case
from seutu.publishing.decisions.models.kinds import NoticeKind, RecordState
from seutu.publishing.decisions.models.meetings import OWN_IDS_FROM
from seutu.shared.core.models import Record
from seutu.shared.files.models import StoredFile
from seutu.shared.organizations.models import Organization


class Notice(Record):
    """A public notice (kuulutus, HL 434/2003 62 a §) or a municipal announcement (KuntaL 410/2015 108 §).

    It is on display from a day to a day, both included; after the last, nothing personal of it may be left online.
    An erased notice has neither title nor text: only that it was on display, and when.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="notices")
    kind = models.CharField(_("kind"), max_length=20, choices=NoticeKind.choices)
    title = models.CharField(_("title"), max_length=500, blank=True)
    html = models.TextField(_("text"), blank=True)
    provision = models.CharField(_("provision that orders it"), max_length=200, blank=True)
    where_available = models.CharField(_("where the documents can be seen"), max_length=400, blank=True)
    displayed_on = models.DateField(_("on display from"))
    ends_on = models.DateField(_("on display until"))
    length_reason = models.CharField(_("why it is not on display for 14 days"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=8, default="fi")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="notices")
    state = models.CharField(_("state"), max_length=20, choices=RecordState.choices, default=RecordState.DRAFT)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    withdrawal_reason = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)
    erased_at = models.DateTimeField(_("text erased"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [models.Index(fields=["organization", "-displayed_on"], name="notice_by_organization")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("displayed_on")), name="notice_ends_after_start"),
            models.CheckConstraint(
                condition=Q(state=RecordState.DRAFT) | Q(published_at__isnull=False), name="notice_has_publishing_time"
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(title="", html=""), name="notice_erased_has_no_text"
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=False) | ~Q(title=""), name="notice_has_title_until_erased"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def public_id(self) -> int:
        """The number in the address."""
        return OWN_IDS_FROM + self.pk


class NoticeAttachment(Record):
    """A document that a notice puts on display."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="attachments")
    position = models.PositiveIntegerField(_("number in the address"))
    title = models.CharField(_("title"), max_length=300)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    unreadable_confirmed_by = models.CharField(max_length=60, blank=True, editable=False)
    unreadable_confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("document of a notice")
        verbose_name_plural = _("documents of notices")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["notice", "position"], name="notice_attachment_position_once")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.position}"
