"""A case: what is decided about, over many meetings and bodies."""

from __future__ import annotations

import re

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.models import Record
from seutu.shared.organizations.models import Organization

# Running number / task class / year, as in 157/00.01.05.00/2020; other towns' forms are kept as they are.
CASE_NUMBER = re.compile(r"^(?P<running>\d+)/(?P<task_class>\d\d(?:\.\d\d)*)/(?P<year>\d{4})$")


class Case(Record):
    """A matter with a case number (asia, asianumero), opened by one organization."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="cases")
    number = models.CharField(_("case number"), max_length=80)
    slug = models.CharField(_("address word"), max_length=80)
    title = models.CharField(_("title"), max_length=500)
    language = models.CharField(_("language"), max_length=8, default="fi")

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = [
            models.UniqueConstraint(fields=["organization", "number"], name="case_number_once_in_organization"),
            models.UniqueConstraint(fields=["organization", "slug"], name="case_slug_once_in_organization"),
            models.CheckConstraint(condition=~Q(number=""), name="case_has_number"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def task_class(self) -> str:
        """The middle of the number, "00.01.05.00", or "" when the number is of another form."""
        match = CASE_NUMBER.match(self.number)
        return match["task_class"] if match else ""
