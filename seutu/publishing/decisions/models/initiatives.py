"""Initiatives of councillors and residents, and how far they have come."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.models.cases import Case
from seutu.publishing.decisions.models.items import AgendaItem
from seutu.publishing.decisions.models.kinds import InitiativeKind, InitiativeState, RecordState
from seutu.shared.core.models import Record
from seutu.shared.organizations.models import Body, Organization


class Initiative(Record):
    """A council initiative (valtuustoaloite) or a residents' initiative (kuntalaisaloite, KuntaL 410/2015 23 §)."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="initiatives")
    kind = models.CharField(_("kind"), max_length=20, choices=InitiativeKind.choices)
    number = models.PositiveIntegerField(_("number"))
    year = models.PositiveIntegerField(_("year"))
    title = models.CharField(_("title"), max_length=500)
    html = models.TextField(_("text"), blank=True)
    submitted_on = models.DateField(_("submitted on"))
    submitted_to = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="initiatives", verbose_name=_("submitted to")
    )
    first_signatory = models.CharField(_("first signatory"), max_length=200, blank=True)
    signature_count = models.PositiveIntegerField(_("signatures"), null=True, blank=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="initiatives")
    state = models.CharField(
        _("state"), max_length=20, choices=InitiativeState.choices, default=InitiativeState.SUBMITTED
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer_item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="answered_initiatives"
    )
    record_state = models.CharField(
        _("publication"), max_length=20, choices=RecordState.choices, default=RecordState.DRAFT
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=8, default="fi")
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "year", "number"], name="initiative_number_once_in_year"),
            models.CheckConstraint(condition=~Q(title=""), name="initiative_has_title"),
            models.CheckConstraint(
                condition=~Q(state=InitiativeState.ANSWERED) | Q(answered_on__isnull=False),
                name="initiative_answered_has_day",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("submitted_on")),
                name="initiative_answered_after_submitted",
            ),
            models.CheckConstraint(
                condition=Q(record_state=RecordState.DRAFT) | Q(published_at__isnull=False),
                name="initiative_has_publishing_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}/{self.year}"
