"""How costs are divided, as an agreement or a grant says it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.funding.models.pools import CostPool
from seutu.shared.core.models import Record


class SplitKind(models.TextChoices):
    """By what the municipalities' part is divided."""

    HEADCOUNT = "headcount", _("by headcount")
    EQUAL = "equal", _("in equal shares")
    PERCENTAGES = "percentages", _("by fixed percentages")
    USE = "use", _("by use")
    MIXED = "mixed", _("by a mixed rule")


class ApartKind(models.TextChoices):
    """By what the ineligible cost is divided, when it is divided apart from the rest."""

    LEAD = "lead", _("the lead pays it alone")
    EQUAL = "equal", _("in equal shares")
    HEADCOUNT = "headcount", _("by headcount")
    USE = "use", _("by use")


class StateBase(models.TextChoices):
    """What the state pays its percentage of."""

    TOTAL = "total", _("the total cost")
    ELIGIBLE = "eligible", _("the eligible cost")


class StateRounding(models.TextChoices):
    """What becomes of a fraction of a cent in the state's part."""

    FLOOR = "floor", _("left out (“at most … percent”)")
    HALF_UP = "half_up", _("rounded, half a cent upwards")


class SplitRule(Record):
    """A rule of the split (jakotapa). It never changes: what is agreed anew is a rule of its own.

    ``percentages`` are decimals as text by municipality code, ``mix`` by kind; each is empty unless the kind asks.
    """

    pool = models.ForeignKey(CostPool, models.CASCADE, related_name="split_rules")
    name = models.CharField(_("name"), max_length=120)
    state_percent = models.DecimalField(_("the state's part, percent"), max_digits=9, decimal_places=6)
    state_of = models.CharField(_("of what"), max_length=10, choices=StateBase.choices)
    rounding = models.CharField(_("a fraction of a cent is"), max_length=10, choices=StateRounding.choices)
    kind = models.CharField(_("the municipalities pay"), max_length=12, choices=SplitKind.choices)
    percentages = models.JSONField(_("fixed percentages"), default=dict)
    mix = models.JSONField(_("parts of the mixed rule"), default=dict)
    apart = models.CharField(_("ineligible cost"), max_length=12, choices=ApartKind.choices, blank=True)

    class Meta:
        verbose_name = _("rule of the split")
        verbose_name_plural = _("rules of the split")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state_percent__gte=0, state_percent__lte=100), name="split_rule_percent_within_a_hundred"
            )
        ]

    def __str__(self) -> str:
        return self.name
