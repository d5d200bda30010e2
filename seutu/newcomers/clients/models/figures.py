"""Figures counted beforehand, month by month, and what has changed since; nothing here is of one person."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from seutu.shared.organizations.models import Organization


class ChangedMonth(models.Model):
    """Work of a month was written, changed or taken away: triggers of the database say so (`figure_triggers.py`).

    There are as many rows as there were changes: nobody waits for another who writes in the same month.
    """

    month = models.DateField(_("first day of the month"), db_index=True)

    class Meta:
        verbose_name = _("changed month")
        verbose_name_plural = _("changed months")

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class GatheredMonth(models.Model):
    """A month whose figures stand in `MonthlyFigure`, gathered by ``plan``: what is kept, and by which definitions."""

    month = models.DateField(_("first day of the month"), unique=True)
    plan = models.CharField(max_length=16)

    class Meta:
        verbose_name = _("gathered month")
        verbose_name_plural = _("gathered months")

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class MonthlyFigure(models.Model):
    """How many an indicator counts in a month and a provider municipality, ``by`` up to two dimensions.

    ``first`` and ``second`` are the values of the dimensions as the database has them.
    """

    indicator = models.CharField(max_length=40)
    by = models.CharField(max_length=80)
    month = models.DateField()
    provider_municipality = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    first = models.CharField(max_length=40)
    second = models.CharField(max_length=40)
    number = models.BigIntegerField()
    open_number = models.BigIntegerField()

    class Meta:
        verbose_name = _("figure of a month")
        verbose_name_plural = _("figures of months")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "by", "month", "provider_municipality", "first", "second"],
                name="monthly_figure_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.month:%Y-%m}"
