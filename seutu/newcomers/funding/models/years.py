"""A year of a shared cost: what it was to cost, what it did, and what its bills are."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.newcomers.funding.models.bases import Basis
from seutu.newcomers.funding.models.pools import CostPool
from seutu.newcomers.funding.models.split_rules import SplitRule
from seutu.shared.core.models import Record
from seutu.shared.organizations.models import Organization


class CostYear(Record):
    """A year, or the part of one, that is paid for by one basis and one rule. Closed by its settlement.

    Costs are in cents. The actual ones are null until they are known.
    """

    pool = models.ForeignKey(CostPool, models.CASCADE, related_name="years")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    rule = models.ForeignKey(SplitRule, models.PROTECT, null=True, blank=True, related_name="years")
    basis = models.ForeignKey(Basis, models.PROTECT, null=True, blank=True, related_name="years")
    budget_eligible_cents = models.BigIntegerField(_("budget, eligible cost"), default=0)
    budget_ineligible_cents = models.BigIntegerField(_("budget, ineligible cost"), default=0)
    actual_eligible_cents = models.BigIntegerField(_("actual eligible cost"), null=True, blank=True)
    actual_ineligible_cents = models.BigIntegerField(_("actual ineligible cost"), null=True, blank=True)
    use_source = models.CharField(_("where the figures of use are from"), max_length=200, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("year of costs")
        verbose_name_plural = _("years of costs")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["pool", "starts_on"], name="cost_year_starts_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="cost_year_ends_after_start"),
            models.CheckConstraint(
                condition=Q(actual_eligible_cents__isnull=True, actual_ineligible_cents__isnull=True)
                | Q(actual_eligible_cents__isnull=False, actual_ineligible_cents__isnull=False),
                name="cost_year_actual_whole_or_not_at_all",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(rule__isnull=False, actual_eligible_cents__isnull=False),
                name="cost_year_closed_with_costs_and_rule",
            ),
            models.CheckConstraint(
                condition=Q(budget_eligible_cents__gte=0, budget_ineligible_cents__gte=0),
                name="cost_year_budget_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """2021, or of a part of a year 9–12/2020."""
        first, last = self.starts_on, self.ends_on
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            return str(first.year)
        if first.year == last.year:
            return f"{first.month}–{last.month}/{first.year}"
        return f"{first.month}/{first.year}–{last.month}/{last.year}"

    def has_day(self, day: dt.date) -> bool:
        return self.starts_on <= day <= self.ends_on


class UseNumber(Record):
    """How much a municipality used in a year what is paid for together, such as contacts of its residents."""

    year = models.ForeignKey(CostYear, models.CASCADE, related_name="use_numbers")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    number = models.PositiveBigIntegerField(_("use"))

    class Meta:
        verbose_name = _("figure of use")
        verbose_name_plural = _("figures of use")
        constraints = [models.UniqueConstraint(fields=["year", "organization"], name="use_number_once")]

    def __str__(self) -> str:
        return f"{self.organization} {self.number}"


class Instalment(Record):
    """A round of bills: an advance, the settlement that closes the year, or a correction after it.

    ``inputs`` is everything that the computation was made of, so that it can be shown and checked for ever.
    """

    class Kind(models.TextChoices):
        ADVANCE = "advance", _("advance")
        SETTLEMENT = "settlement", _("settlement")
        CREDIT = "credit", _("credit")
        ADDITION = "addition", pgettext_lazy("bill", "additional charge")

    year = models.ForeignKey(CostYear, models.CASCADE, related_name="instalments")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    amount_cents = models.BigIntegerField(_("amount"))
    inputs = models.JSONField(_("what it was computed of"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="instalment_number_once"),
            models.UniqueConstraint(
                fields=["year"], condition=Q(kind="settlement"), name="instalment_one_settlement_of_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class CostShare(Record):
    """What one municipality is billed in an instalment (kunnan rahoitusosuus), and how far that is."""

    class State(models.TextChoices):
        IN_BUDGET = "in_budget", _("in the budget")
        DECIDED = "decided", pgettext_lazy("bill", "decided")
        INVOICED = "invoiced", _("invoiced")

    instalment = models.ForeignKey(Instalment, models.CASCADE, related_name="shares")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="cost_shares")
    amount_cents = models.BigIntegerField(_("amount"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.IN_BUDGET)
    state_on = models.DateField(_("since"))

    class Meta:
        verbose_name = _("municipality's cost share")
        verbose_name_plural = _("municipalities' cost shares")
        ordering = ["organization__name_fi", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["instalment", "organization"], name="cost_share_once"),
            models.CheckConstraint(
                condition=Q(state__in=["in_budget", "decided", "invoiced"]), name="cost_share_has_known_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}, {self.instalment}"
