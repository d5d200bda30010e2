"""Stored files: known by what they hold."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.shared.core.encryption.fields import EncryptedTextField
from seutu.shared.core.models import Record


class ScanState(models.TextChoices):
    """What the virus scanner has said of a content."""

    UNSCANNED = "unscanned", pgettext_lazy("file", "not scanned")
    CLEAN = "clean", pgettext_lazy("file", "clean")
    INFECTED = "infected", pgettext_lazy("file", "infected")


class TextState(models.TextChoices):
    """What has come of reading a file.

    ``empty``: it was read and has no text, as a scanned paper. ``unreadable``: its text cannot be had. ``refused``:
    reading it would cost more than a file may.
    """

    WAITING = "waiting", pgettext_lazy("text of a file", "waiting")
    READ = "read", pgettext_lazy("text of a file", "read")
    EMPTY = "empty", pgettext_lazy("text of a file", "no text")
    UNREADABLE = "unreadable", pgettext_lazy("text of a file", "unreadable")
    REFUSED = "refused", pgettext_lazy("text of a file", "refused")


class TextReason(models.TextChoices):
    """Why the text of a file cannot be had; the codes of `extraction/outcome.py`, and of a content that is gone."""

    PASSWORD = "password", pgettext_lazy("text of a file", "The file is locked with a password.")
    BROKEN = "broken", pgettext_lazy("text of a file", "The file is broken.")
    KIND = "kind", pgettext_lazy("text of a file", "Text cannot be read from this kind of file.")
    TIMEOUT = "timeout", pgettext_lazy("text of a file", "Reading the file took too long.")
    DIED = "died", pgettext_lazy("text of a file", "Reading the file was interrupted.")
    MISSING = "missing", pgettext_lazy("text of a file", "The content of the file is missing.")
    EXPANDS = "expands", pgettext_lazy("text of a file", "The file is packed so that it would grow too large.")
    TOO_LONG = "too_long", pgettext_lazy("text of a file", "The file has too much text.")
    ENTITIES = "entities", pgettext_lazy("text of a file", "The file has a structure that is not safe to read.")
    MEMORY = "memory", pgettext_lazy("text of a file", "Reading the file would need too much memory.")


# What another try may change: the machine may have been busy, or somebody killed the reader.
PASSING = frozenset({TextReason.TIMEOUT, TextReason.DIED, TextReason.MISSING})


class StoredFile(Record):
    """A file as it came: its content lies in the store under its SHA-256; ``kind`` was sniffed, never told.

    The same content under the same name is one row; under two names it is two rows over one content.

    A *sealed* file has a ``content_key``, and its SHA-256 is that of the sealed bytes: of two of them, nobody can tell
    that they hold the same. ``replaced`` is the content in the clear that it had before, until that is removed.
    """

    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    kind = models.CharField(_("kind"), max_length=100)
    name = models.CharField(_("name"), max_length=200)
    stored_by = models.CharField(_("stored by"), max_length=60, blank=True)
    scan = models.CharField(_("virus scan"), max_length=10, choices=ScanState, default=ScanState.UNSCANNED)
    scanned_at = models.DateTimeField(_("scanned"), null=True, blank=True)
    content_key = EncryptedTextField(null=True, blank=True, editable=False)
    replaced = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="file_is_not_empty"),
            models.UniqueConstraint(fields=["sha256", "name"], name="file_once_under_a_name"),
            models.CheckConstraint(condition=Q(scan__in=ScanState.values), name="file_scan_is_known"),
            models.CheckConstraint(
                condition=Q(scan=ScanState.UNSCANNED) | Q(scanned_at__isnull=False), name="file_scan_has_its_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.kind})"

    @property
    def is_sealed(self) -> bool:
        return self.content_key is not None

    @property
    def is_infected(self) -> bool:
        return self.scan == ScanState.INFECTED


class FileText(Record):
    """The text of a content, one row however many names the content has.

    ``text`` ends with what the file says of itself (title, author, keywords). ``pages`` are the places in it where
    pages begin; [] for kinds that have none. ``reason`` is a ``TextReason``, and "" when the text was read.
    """

    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    state = models.CharField(_("state"), max_length=12, choices=TextState, default=TextState.WAITING)
    reason = models.CharField(_("reason"), max_length=12, choices=TextReason, blank=True)
    text = models.TextField(_("text"), blank=True)
    pages = models.JSONField(_("pages"), default=list, blank=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=TextState.values), name="file_text_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=[TextState.UNREADABLE, TextState.REFUSED], reason__in=TextReason.values)
                | (~Q(state__in=[TextState.UNREADABLE, TextState.REFUSED]) & Q(reason="")),
                name="file_text_unread_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=TextState.WAITING) | Q(read_at__isnull=False), name="file_text_has_its_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.state})"

    @property
    def may_pass(self) -> bool:
        """Whether another try may read what this one did not."""
        return self.state == TextState.WAITING or self.reason in PASSING
