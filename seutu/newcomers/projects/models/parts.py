"""What every part of a project has: the project, a revision, and often a municipality."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.projects.models.project import Project
from seutu.shared.core.models import Record
from seutu.shared.organizations.models import Organization


class ProjectPart(Record):
    """A row of a project. ``revision`` goes up with each save, so that nobody replaces what they have not seen."""

    # The field whose day says when the row happened: a municipality that has left reads its own time only.
    DAY: ClassVar[str] = ""

    project = models.ForeignKey(Project, models.CASCADE, related_name="%(class)ss", verbose_name=_("project"))
    revision = models.PositiveIntegerField(_("revision"), default=1)

    class Meta:
        abstract = True


class OfMunicipality(models.Model):
    """A municipality: one of the installation's organizations, or one outside it that only has a name."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("municipality")
    )
    outside_name = models.CharField(_("name of a municipality that is not in this service"), max_length=120, blank=True)

    class Meta:
        abstract = True

    @property
    def municipality(self) -> str:
        """What the municipality is called."""
        return self.organization.name if self.organization else self.outside_name


def one_municipality(name: str) -> models.CheckConstraint:
    """The municipality is an organization or a name, never both and never neither."""
    return models.CheckConstraint(
        condition=Q(organization__isnull=False, outside_name="") | (Q(organization__isnull=True) & ~Q(outside_name="")),
        name=name,
    )
