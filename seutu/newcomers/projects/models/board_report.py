"""What the body that decides on a project gets: the board report."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.newcomers.projects.models.parts import ProjectPart


class BoardReport(ProjectPart):
    """The presentation of a project to a body (hankkeen esittely jaostolle).

    ``sheets`` are the figures as they were on ``figures_at``, as `rules.sheets.sheets_to_json` writes them: they stay
    until somebody asks for today's. Texts are plain, paragraphs apart by an empty line.
    """

    DAY = "ends_on"

    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=8, default="fi")
    starts_on = models.DateField(_("first day of the period"))
    ends_on = models.DateField(_("last day of the period"))
    done_text = models.TextField(_("what was done"), blank=True)
    proposal_text = models.TextField(_("proposal"), blank=True)
    case_number = models.CharField(_("case number"), max_length=60, blank=True)
    sheets = models.JSONField(_("figures"), default=list)
    figures_at = models.DateTimeField(pgettext_lazy("board report", "figures taken"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("board report")
        verbose_name_plural = _("board reports")
        ordering = ["-ends_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="board_report_ends_after_start"),
            models.CheckConstraint(condition=~Q(title=""), name="board_report_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("projects:board_report", args=[self.project.slug, self.pk])
