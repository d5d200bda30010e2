"""Costs that several municipalities pay together, and the municipalities that do."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.models import Record
from seutu.shared.organizations.models import Organization


class CostPool(Record):
    """A whole of costs that is divided by one agreement (yhteinen kustannus); ``organization`` is the lead, who bills.

    It knows no project: who ties one to it holds the key.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="cost_pools")
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("shared cost")
        verbose_name_plural = _("shared costs")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class PoolMember(Record):
    """A municipality that takes part, from its first to its last day."""

    pool = models.ForeignKey(CostPool, models.CASCADE, related_name="members")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="pool_memberships")
    joined_on = models.DateField(_("first day"))
    left_on = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        verbose_name = _("partner municipality")
        verbose_name_plural = _("partner municipalities")
        ordering = ["organization__name_fi", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pool", "organization"], name="pool_member_once"),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="pool_member_leaves_after_joining",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}, {self.pool}"
