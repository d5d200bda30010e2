"""A municipality's integration programme (kotoutumisohjelma), version by version."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.models import Record
from seutu.shared.files.models import StoredFile
from seutu.shared.organizations.models import Organization


class IntegrationProgrammeQuerySet(models.QuerySet["IntegrationProgramme"]):
    def published(self) -> IntegrationProgrammeQuerySet:
        """Versions that everyone may read."""
        return self.filter(published_at__isnull=False)

    def in_force_on(self, day: dt.date) -> IntegrationProgrammeQuerySet:
        """Published versions whose days hold ``day``."""
        return self.published().filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class IntegrationProgramme(Record):
    """One version of a municipality's programme. A published one is never changed or taken away; a new one follows."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="integration_programmes")
    version = models.PositiveIntegerField(_("version"))
    approved_by = models.CharField(_("approved by"), max_length=200)
    approved_on = models.DateField(_("approved on"))
    approval_address = models.URLField(_("address of the decision"), max_length=500, blank=True)
    valid_from = models.DateField(_("in force from"))
    valid_to = models.DateField(_("in force until"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=1)

    objects = IntegrationProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("integration programme")
        verbose_name_plural = _("integration programmes")
        ordering = ["organization__name_fi", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "version"], name="programme_version_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="programme_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="programme_versions_begin_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:version", args=[self.organization.slug, self.version])


class ProgrammeText(Record):
    """A programme in one language: its text, a document, or both, and the services that it promises."""

    programme = models.ForeignKey(IntegrationProgramme, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    services = models.TextField(_("services, each on a line of its own"), blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("text of an integration programme")
        verbose_name_plural = _("texts of integration programmes")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "language"], name="programme_text_once_in_a_language"),
            models.CheckConstraint(
                condition=~Q(text="") | Q(file__isnull=False), name="programme_text_has_words_or_a_document"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"

    @property
    def service_names(self) -> list[str]:
        """The services, one by one."""
        return [line.strip() for line in self.services.splitlines() if line.strip()]
