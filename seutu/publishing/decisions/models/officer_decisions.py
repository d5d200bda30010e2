"""Decisions that an office holder makes alone, in the number series of the office."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.models.cases import Case
from seutu.publishing.decisions.models.items import AttachedFile
from seutu.publishing.decisions.models.kinds import RecordState, Remedy
from seutu.publishing.decisions.models.meetings import NUMBER_OF_A_SOURCE, OWN_IDS_FROM
from seutu.shared.core.models import Record
from seutu.shared.organizations.models import SLUG, Body, Named, Organization


class Office(Named):
    """A post whose holder decides (virka): its decisions are numbered in a series of their own each year."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="offices")
    slug = models.CharField(_("address word"), max_length=120, validators=[SLUG])
    abbreviation = models.CharField(_("abbreviation"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["name_fi", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "slug"], name="office_slug_once_in_organization")
        ]


class OfficerDecisionQuerySet(models.QuerySet["OfficerDecision"]):
    def with_public_id(self, public_id: int) -> OfficerDecisionQuerySet:
        """The decisions that this number in an address leads to: one at most within a municipality."""
        if public_id > OWN_IDS_FROM:
            return self.filter(pk=public_id - OWN_IDS_FROM)
        return self.filter(legacy_id=str(public_id))

    def newest_first(self) -> OfficerDecisionQuerySet:
        return self.order_by("-decided_on", "-number", "-pk")


class OfficerDecision(Record):
    """A decision of an office holder (viranhaltijapäätös). It gets its number when it is published.

    Of a withheld one, only what is public is ever stored.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="officer_decisions")
    office = models.ForeignKey(Office, models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    year = models.PositiveIntegerField(_("year"))
    decided_on = models.DateField(_("decided on"))
    title = models.CharField(_("title"), max_length=500)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="officer_decisions")
    officer_name = models.CharField(_("name of the office holder"), max_length=200)
    background_html = models.TextField(_("Background"), blank=True)
    decision_html = models.TextField(_("Decision"), blank=True)
    remedy = models.CharField(_("remedy"), max_length=20, choices=Remedy.choices, blank=True)
    remedy_provision = models.CharField(_("provision"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=8, default="fi")
    state = models.CharField(_("state"), max_length=20, choices=RecordState.choices, default=RecordState.DRAFT)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    displayed_on = models.DateField(_("on display online from"), null=True, blank=True)
    withdrawal_reason = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)
    legacy_id = models.CharField(_("id in the source system"), max_length=60, blank=True)
    is_withheld = models.BooleanField(_("secret by law"), default=False)
    secrecy_ground = models.CharField(_("ground for secrecy"), max_length=200, blank=True)
    takeover_body = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="officer_decisions_to_take_over",
        verbose_name=_("body with the right to take it over"),
    )
    is_takeover_excluded = models.BooleanField(_("cannot be taken over"), default=False)
    takeover_exclusion = models.CharField(_("provision that excludes taking over"), max_length=200, blank=True)
    taken_over_on = models.DateField(_("taken over on"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    objects = OfficerDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("office holder's decision")
        verbose_name_plural = _("office holders' decisions")
        indexes = [
            models.Index(fields=["organization", "-decided_on"], name="officer_decision_by_owner"),
            models.Index(fields=["state", "-published_at"], name="officer_decision_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "number"], name="officer_decision_number_once_in_series"),
            models.UniqueConstraint(
                fields=["organization", "legacy_id"], condition=~Q(legacy_id=""), name="officer_decision_legacy_id_once"
            ),
            models.CheckConstraint(
                condition=Q(state=RecordState.DRAFT) | Q(number__isnull=False, published_at__isnull=False),
                name="officer_decision_published_has_number",
            ),
            models.CheckConstraint(
                condition=Q(is_withheld=False, secrecy_ground="")
                | (Q(is_withheld=True, background_html="", decision_html="") & ~Q(secrecy_ground="")),
                name="officer_decision_withheld_has_ground_only",
            ),
            models.CheckConstraint(
                condition=Q(is_takeover_excluded=False) | ~Q(takeover_exclusion=""),
                name="officer_decision_takeover_excluded_has_provision",
            ),
            models.CheckConstraint(
                condition=Q(taken_over_on__isnull=True) | Q(taken_over_on__gte=F("decided_on")),
                name="officer_decision_taken_over_after_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.number or ''}/{self.year}"

    @property
    def public_id(self) -> int:
        """The number in the address: the source's own where it is one, else ours."""
        return int(self.legacy_id) if NUMBER_OF_A_SOURCE.fullmatch(self.legacy_id) else OWN_IDS_FROM + self.pk


class OfficerDecisionAttachment(AttachedFile):
    """A file of an office holder's decision."""

    decision = models.ForeignKey(OfficerDecision, models.CASCADE, related_name="attachments")

    class Meta:
        verbose_name = _("attachment of an office holder's decision")
        verbose_name_plural = _("attachments of office holders' decisions")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "position"], name="decision_attachment_position_once"),
            models.CheckConstraint(
                condition=Q(is_withheld=False, secrecy_ground="")
                | (Q(is_withheld=True, file__isnull=True) & ~Q(secrecy_ground="")),
                name="decision_attachment_withheld_has_no_file",
            ),
            models.CheckConstraint(
                condition=Q(is_unpublished=False) | Q(file__isnull=True),
                name="decision_attachment_unpublished_has_no_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number or ''}".strip()
