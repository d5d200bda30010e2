"""Stored files: known by what they hold."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.models import Record


class StoredFile(Record):
    """A file as it came: its content lies in the store under its SHA-256; ``kind`` was sniffed, never told.

    The same content under the same name is one row; under two names it is two rows over one content.
    """

    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    kind = models.CharField(_("kind"), max_length=100)
    name = models.CharField(_("name"), max_length=200)
    stored_by = models.CharField(_("stored by"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="file_is_not_empty"),
            models.UniqueConstraint(fields=["sha256", "name"], name="file_once_under_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.kind})"
