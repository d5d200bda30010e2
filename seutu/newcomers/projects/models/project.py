"""The project itself: who leads it, when it runs, who pays and how it is counted."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.funding.models import CostPool
from seutu.shared.core.models import Record
from seutu.shared.organizations.models import SLUG, Organization


class Project(Record):
    """A joint project (hanke) of municipalities for one period; a continuation is a project of its own."""

    class StatePercentOf(models.TextChoices):
        TOTAL = "total", _("of the total cost")
        ELIGIBLE = "eligible", _("of the eligible cost")

    class TargetBasis(models.TextChoices):
        """Whose municipality a contact counts toward, when targets are set by municipality."""

        CLIENT = "client", _("the client's municipality")
        PROVIDER = "provider", _("the municipality that does the work")

    name_fi = models.CharField(_("name in Finnish"), max_length=200)
    name_sv = models.CharField(_("name in Swedish"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    slug = models.CharField(_("address word"), max_length=80, unique=True, validators=[SLUG])
    lead = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("lead"))
    summary = models.TextField(_("what the project does"), blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    continues = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="continuations", verbose_name=_("continues")
    )
    funder = models.CharField(_("funder"), max_length=200, blank=True)
    funder_reference = models.CharField(_("number of the funder's decision"), max_length=120, blank=True)
    # Codes of the register's list of funding codes: what is logged under one of them counts toward this project.
    funding_codes = models.JSONField(_("funding codes"), default=list, blank=True)
    state_percent = models.DecimalField(_("state's part, %"), max_digits=5, decimal_places=2, null=True, blank=True)
    state_percent_of = models.CharField(
        _("what the state's part is counted of"),
        max_length=8,
        choices=StatePercentOf.choices,
        default=StatePercentOf.TOTAL,
    )
    target_basis = models.CharField(
        _("whose municipality counts toward a target"),
        max_length=8,
        choices=TargetBasis.choices,
        default=TargetBasis.CLIENT,
    )
    # What the columns of this project's ledger mean, by their headings, so that the next file begins with it.
    ledger_columns = models.JSONField(_("columns of the ledger"), default=dict, blank=True)
    cost_pool = models.OneToOneField(
        CostPool, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("split of costs")
    )
    revision = models.PositiveIntegerField(_("revision"), default=1)

    class Meta:
        verbose_name = pgettext_lazy("joint", "project")
        verbose_name_plural = pgettext_lazy("joint", "projects")
        ordering = ["-starts_on", "name_fi", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="project_ends_after_start"),
            models.CheckConstraint(
                condition=Q(continues__isnull=True) | ~Q(continues=F("pk")), name="project_does_not_continue_itself"
            ),
            models.CheckConstraint(
                condition=Q(state_percent__isnull=True)
                | Q(state_percent__gte=Decimal(0), state_percent__lte=Decimal(100)),
                name="project_state_percent_is_a_percentage",
            ),
            models.CheckConstraint(condition=Q(target_basis__in=["client", "provider"]), name="project_basis_is_known"),
            models.CheckConstraint(
                condition=Q(state_percent_of__in=["total", "eligible"]), name="project_state_part_is_of_something_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name_fi

    def get_absolute_url(self) -> str:
        return reverse("projects:project", args=[self.slug])

    @property
    def name(self) -> str:
        """The name in the reader's language, else in Finnish."""
        named: Any = getattr(self, f"name_{get_language()}", "")
        return str(named or self.name_fi)

    @property
    def organization_id(self) -> int:
        """Whose matter the project is, in the trail."""
        return self.lead_id
