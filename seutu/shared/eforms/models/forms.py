"""A form of an organization, and the versions of it that were published."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.shared.core.models import Record
from seutu.shared.core.slugs import refuse_reserved
from seutu.shared.organizations.models import SLUG, Organization, Unit


class EFormQuerySet(models.QuerySet["EForm"]):
    def open_on(self, day: dt.date) -> EFormQuerySet:
        """Forms that anybody may answer on ``day``: published, and neither closed nor over."""
        return self.filter(Q(closes_on__isnull=True) | Q(closes_on__gte=day), is_open=True, current__isnull=False)


class EForm(Record):
    """A form (lomake): one address, the spec that its maker is working on, and its current published version.

    ``draft_spec`` is JSON of `spec.codec`; ``revision`` grows with each saving of it. ``ready_made`` is the key of the
    ready-made form that it began as. ``meaning`` is the key of what its answers become (`meanings.py`), or "", and
    ``mapping`` tells which field of the form gives which of the meaning's (field name → target name). ``registry_way``
    is what its maker chose of how the registry gets what arrives; "" leaves it to the form, see `rules/registry.py`.
    """

    class RegistryWay(models.TextChoices):
        LINK = "link", _("A link that opens after signing in")
        DOCUMENT = "document", _("The answers as a PDF in the mail")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="eforms")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="eforms")
    slug = models.CharField(_("address word"), max_length=60, unique=True, validators=[SLUG, refuse_reserved])
    draft_spec: models.JSONField[Any, Any] = models.JSONField(_("working version"))
    revision = models.PositiveIntegerField(default=1)
    current = models.ForeignKey(
        "FormVersion", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("published version")
    )
    is_open = models.BooleanField(_("takes answers"), default=True)
    is_listed = models.BooleanField(_("is on the list of forms"), default=True)
    closes_on = models.DateField(_("last day for answers"), null=True, blank=True)
    answer_within_days = models.PositiveSmallIntegerField(_("days to answer in"), null=True, blank=True)
    ready_made = models.CharField(max_length=40, blank=True)
    meaning = models.CharField(max_length=60, blank=True)
    mapping: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict, blank=True)
    registry_way = models.CharField(_("how the registry gets it"), max_length=10, choices=RegistryWay, blank=True)

    objects = EFormQuerySet.as_manager()

    class Meta:
        verbose_name = _("form")
        verbose_name_plural = _("forms")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug


class FormVersion(models.Model):
    """A published version of a form: it never changes, so that each answer keeps its question."""

    form = models.ForeignKey(EForm, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    spec: models.JSONField[Any, Any] = models.JSONField(_("spec"))
    sha256 = models.CharField(_("checksum of the spec"), max_length=64)
    published_at = models.DateTimeField(pgettext_lazy("version of a form", "published"))
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("version of a form")
        verbose_name_plural = _("versions of forms")
        ordering = ["form", "-number"]
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="form_version_number_once")]

    def __str__(self) -> str:
        return f"{self.form} {self.number}"
