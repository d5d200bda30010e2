"""Code lists that the coordinator keeps: topics of contacts, and who pays for them."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.models import Record
from seutu.shared.organizations.models import Organization


class CodeQuerySet(models.QuerySet["Code"]):
    def in_force_on(self, day: dt.date) -> CodeQuerySet:
        """Codes that could be chosen on ``day``."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class Code(Record):
    """A code that can be closed and followed by another, and is never deleted: old contacts keep what they said."""

    code = models.SlugField(_("code"), max_length=40)
    name_fi = models.CharField(_("name in Finnish"), max_length=120)
    name_sv = models.CharField(_("name in Swedish"), max_length=120, blank=True)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    objects = CodeQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, else in Finnish."""
        named: str = getattr(self, f"name_{get_language()}", "")
        return named or self.name_fi


class Topic(Code):
    """What a contact was about (aihe). ``is_sensitive`` topics tell of health or belief, and stay out of exports."""

    is_sensitive = models.BooleanField(_("special category of personal data"), default=False)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "name_fi", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["code", "starts_on"], name="topic_version_begins_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="topic_ends_after_start"
            ),
        ]


class FundingCode(Code):
    """Who pays for a contact, so that it counts toward one funder's target; without ``organization``, for all."""

    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("funding code")
        verbose_name_plural = _("funding codes")
        ordering = ["position", "name_fi", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["code", "starts_on"], name="funding_code_version_begins_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="funding_code_ends_after_start"
            ),
        ]
