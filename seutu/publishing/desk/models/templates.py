"""The standing items with which an agenda of a body begins."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.models import Remedy
from seutu.shared.core.models import Record
from seutu.shared.organizations.models import Body


class AgendaTemplate(Record):
    """A template of a body's agendas (esityslistan pohja)."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="agenda_templates")
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=8, default="fi")
    is_default = models.BooleanField(_("chosen first for a new meeting"), default=False)

    class Meta:
        verbose_name = _("agenda template")
        verbose_name_plural = _("agenda templates")
        ordering = ["body__name_fi", "-is_default", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "name"], name="template_name_once_in_body"),
            models.UniqueConstraint(
                fields=["body"], condition=Q(is_default=True), name="template_default_once_in_body"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="template_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class TemplateItem(models.Model):
    """A standing item: what is written into every new agenda."""

    template = models.ForeignKey(AgendaTemplate, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=500)
    background_html = models.TextField(_("background"), blank=True)
    proposal_html = models.TextField(_("proposed decision"), blank=True)
    remedy = models.CharField(_("remedy"), max_length=20, choices=Remedy.choices, blank=True)
    provision = models.CharField(_("provision"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("standing item")
        verbose_name_plural = _("standing items")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["template", "position"], name="template_item_position_once"),
            models.CheckConstraint(condition=~Q(title=""), name="template_item_has_title"),
        ]

    def __str__(self) -> str:
        return self.title
