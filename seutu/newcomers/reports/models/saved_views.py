"""Pivots that somebody keeps to look at again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.models import Record
from seutu.shared.organizations.models import Organization


class SavedView(Record):
    """A question about figures that a person has saved under a name; the numbers are counted anew each time.

    ``question`` is the query string of its page: codes and days, nothing about anybody. ``organization`` is where it is
    shared, so that all who read figures there see it; without one it is its owner's alone.
    """

    name = models.CharField(_("name"), max_length=120)
    question = models.CharField(max_length=600, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("saved by"))
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("shared in")
    )

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('reports:pivot')}?{self.question}"
