"""Reports that were handed in: their figures as they were, for ever."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.shared.organizations.models import Organization


class FrozenReport(models.Model):
    """Figures that were handed in (lukittu raportti). The database itself refuses to change it or to delete it.

    ``content`` holds everything that was told: figures with hidden ones hidden, definitions with their versions, the
    words of codes in each of our languages (`rules.frozen_content`). ``digest`` is the SHA-256 of its canonical form.
    A report that should not have been handed in as it was is followed by another, which `supersedes` it.
    """

    name = models.CharField(_("name"), max_length=120)
    handed_in_for = models.CharField(_("handed in for"), max_length=120, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    organizations = models.ManyToManyField(
        Organization, through="FrozenReportOrganization", related_name="+", verbose_name=_("municipalities")
    )
    content = models.JSONField(_("what was told"))
    digest = models.CharField(_("hash"), max_length=64)
    frozen_at = models.DateTimeField(pgettext_lazy("report", "frozen"))
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name=_("in place of")
    )
    why_superseded = models.CharField(_("why it was replaced"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("frozen report")
        verbose_name_plural = _("frozen reports")
        ordering = ["-frozen_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="frozen_report_ends_after_start"),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True, why_superseded="")
                | (Q(supersedes__isnull=False) & ~Q(why_superseded="")),
                name="frozen_report_says_why_it_supersedes",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reports:frozen_report", args=[self.pk])


class FrozenReportOrganization(models.Model):
    """A municipality whose work is in a frozen report, and whose days it locks."""

    report = models.ForeignKey(FrozenReport, models.PROTECT, related_name="places")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("municipality of a frozen report")
        verbose_name_plural = _("municipalities of frozen reports")
        constraints = [
            models.UniqueConstraint(fields=["report", "organization"], name="frozen_report_has_municipality_once")
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
