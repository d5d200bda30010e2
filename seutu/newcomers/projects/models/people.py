"""Who takes part: municipalities, and the people of the steering group."""

from __future__ import annotations

import datetime as dt

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.projects.models.parts import OfMunicipality, ProjectPart, one_municipality


class PartnerQuerySet(models.QuerySet["Partner"]):
    def joined_on(self, day: dt.date) -> PartnerQuerySet:
        """Those that have joined and not left on ``day``."""
        return self.filter(Q(left_on__isnull=True) | Q(left_on__gte=day), joined_on__lte=day)


class Partner(OfMunicipality, ProjectPart):
    """A municipality that takes part, the lead too; ``left_on`` is its last day. One that comes back is a new row."""

    DAY = "joined_on"

    municipality_code = models.CharField(
        _("municipality code"),
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"^\d{3}$", _("A municipality code has three digits."))],
    )
    joined_on = models.DateField(_("joined"))
    left_on = models.DateField(_("last day in the project"), null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner municipality")
        verbose_name_plural = _("partner municipalities")
        ordering = ["joined_on", "organization__name_fi", "outside_name", "pk"]
        constraints = [
            one_municipality("partner_is_one_municipality"),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")), name="partner_leaves_after_joining"
            ),
            models.UniqueConstraint(
                fields=["project", "organization", "joined_on"],
                condition=Q(organization__isnull=False),
                name="partner_joins_once_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["project", "outside_name", "joined_on"],
                condition=~Q(outside_name=""),
                name="outside_partner_joins_once_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.municipality

    @property
    def code(self) -> str:
        """The municipality's code, of the organization or as it was written; "" when it is not known."""
        own = self.organization.municipality_code if self.organization else ""
        return own or self.municipality_code


class SteeringMember(ProjectPart):
    """A person of the steering group (ohjausryhmä), in the name of an organization, for a time."""

    DAY = "starts_on"

    class Role(models.TextChoices):
        CHAIR = "chair", _("chair of the steering group")
        VICE_CHAIR = "vice_chair", _("vice chair of the steering group")
        MEMBER = "member", _("member of the steering group")
        DEPUTY = "deputy", _("deputy member of the steering group")
        SECRETARY = "secretary", _("secretary of the steering group")

    name = models.CharField(_("name of a person"), max_length=120)
    represents = models.CharField(_("represents"), max_length=160, blank=True)
    role = models.CharField(_("task in the steering group"), max_length=12, choices=Role.choices, default=Role.MEMBER)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of the steering group")
        verbose_name_plural = _("steering group")
        ordering = ["ends_on", "role", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="steering_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.name
