"""What a project is for, and how much of it was promised."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.projects.models.parts import ProjectPart
from seutu.shared.organizations.models import Organization


class Goal(ProjectPart):
    """A goal that the project serves (tavoite, jota hanke toteuttaa): a section of a programme or strategy."""

    class Kind(models.TextChoices):
        PROGRAMME = "programme", _("programme")
        STRATEGY = "strategy", _("strategy")

    kind = models.CharField(_("kind of document"), max_length=10, choices=Kind.choices, default=Kind.PROGRAMME)
    document = models.CharField(_("name of the document"), max_length=200)
    section = models.CharField(_("section of the document"), max_length=200, blank=True)
    words = models.TextField(_("goal in its own words"), blank=True)
    address = models.URLField(_("address of the document"), max_length=500, blank=True)
    # Keys of indicators that tell how far the goal has come.
    indicators = models.JSONField(_("indicators"), default=list, blank=True)

    class Meta:
        verbose_name = _("goal served")
        verbose_name_plural = _("goals served")
        ordering = ["document", "section", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["programme", "strategy"]), name="goal_is_of_a_known_kind")
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.section}".strip()


class Target(ProjectPart):
    """How much of an indicator was promised: by a municipality or all together, in the whole project or a quarter.

    ``quarter`` is the project's own, the first begins on its first day; None is the whole project. ``organization`` is
    the municipality; None is all together.
    """

    indicator = models.CharField(_("indicator"), max_length=80)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("municipality")
    )
    quarter = models.PositiveSmallIntegerField(_("quarter of the project"), null=True, blank=True)
    number = models.PositiveIntegerField(_("target"))

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["indicator", "organization__name_fi", "quarter", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(indicator=""), name="target_has_an_indicator"),
            models.CheckConstraint(
                condition=Q(quarter__isnull=True) | Q(quarter__gte=1), name="target_quarters_begin_at_one"
            ),
            models.UniqueConstraint(
                fields=["project", "indicator", "organization", "quarter"],
                condition=Q(organization__isnull=False, quarter__isnull=False),
                name="target_once_for_municipality_and_quarter",
            ),
            models.UniqueConstraint(
                fields=["project", "indicator", "organization"],
                condition=Q(organization__isnull=False, quarter__isnull=True),
                name="target_once_for_municipality",
            ),
            models.UniqueConstraint(
                fields=["project", "indicator", "quarter"],
                condition=Q(organization__isnull=True, quarter__isnull=False),
                name="target_once_for_quarter",
            ),
            models.UniqueConstraint(
                fields=["project", "indicator"],
                condition=Q(organization__isnull=True, quarter__isnull=True),
                name="target_once_for_project",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.number}"
