"""What was brought in: the documents as they came, and the runs that brought them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.models import Meeting
from seutu.shared.core.models import Record
from seutu.shared.files.models import StoredFile
from seutu.shared.organizations.models import Organization


class Document(Record):
    """A document of minutes or of an agenda that was brought in, with its bytes as they came."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="harvested_documents")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="source_documents")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    fetched_at = models.DateTimeField(_("fetched"))
    report = models.JSONField(_("what was not understood"), default=list)

    class Meta:
        verbose_name = _("document brought in")
        verbose_name_plural = _("documents brought in")
        constraints = [
            models.UniqueConstraint(fields=["organization", "sha256"], name="document_once_in_organization"),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class Run(Record):
    """One time that documents were brought in and something came of it."""

    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="harvest_runs")
    started_at = models.DateTimeField(_("started"))
    new = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    failed = models.PositiveIntegerField(_("failed"), default=0)
    not_minutes = models.PositiveIntegerField(_("not minutes"), default=0)

    class Meta:
        verbose_name = _("run of bringing in")
        verbose_name_plural = _("runs of bringing in")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return self.started_at.isoformat(timespec="minutes")
