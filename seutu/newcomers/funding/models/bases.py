"""By which numbers costs are divided: statistics as they were on the day they were approved."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.models import Record
from seutu.shared.organizations.models import Organization


class Definition(models.TextChoices):
    """Whom the numbers count. Three of them are all said “foreigners” in speech, and never mixed."""

    FOREIGN_CITIZENS = "foreign_citizens", _("foreign citizens")
    FOREIGN_LANGUAGE = "foreign_language", _("foreign-language speakers")
    FOREIGN_BACKGROUND = "foreign_background", _("people with foreign background")
    POPULATION = "population", _("population")
    OTHER = "other", _("another number")


class StatisticsAnswer(Record):
    """What a source of statistics answered, octet by octet: fetched, or as the file that somebody brought."""

    address = models.CharField(_("address or name of the file"), max_length=500)
    query = models.TextField(_("query"), blank=True)
    media_type = models.CharField(_("kind of file"), max_length=100)
    content = models.BinaryField(_("content"))
    sha256 = models.CharField(_("hash"), max_length=64)
    retrieved_at = models.DateTimeField(_("retrieved at"), db_index=True)

    class Meta:
        verbose_name = _("answer of statistics")
        verbose_name_plural = _("answers of statistics")
        ordering = ["-retrieved_at", "-pk"]

    def __str__(self) -> str:
        return self.address


class Basis(Record):
    """The basis of a split (jakoperuste): numbers by municipality code, from a table, of a day.

    A draft until somebody approves it; from then on the database lets nothing of it change, and it never goes. A later
    revision of the statistics is a basis of its own. A number that the table did not have is not in ``numbers``.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="cost_bases")
    definition = models.CharField(_("whom the numbers count"), max_length=20, choices=Definition.choices)
    table_id = models.CharField(_("table"), max_length=200)
    reference_on = models.DateField(_("day of the numbers"))
    retrieved_at = models.DateTimeField(_("retrieved at"))
    numbers = models.JSONField(_("numbers by municipality"))
    answer = models.ForeignKey(StatisticsAnswer, models.PROTECT, null=True, blank=True, related_name="bases")
    note = models.CharField(_("what else to know of it"), max_length=400, blank=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("basis of the split")
        verbose_name_plural = _("bases of the split")
        ordering = ["-reference_on", "definition", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="basis_approved_by_somebody",
            ),
            models.CheckConstraint(condition=Q(definition__in=Definition.values), name="basis_has_known_definition"),
        ]

    def __str__(self) -> str:
        return f"{self.get_definition_display()} {self.reference_on.isoformat()}"
