"""Who may see a client beyond their own work: grants, requests, transfers, consultations, emergencies, substitutes."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.newcomers.clients.models.choices import GrantLevel
from seutu.newcomers.clients.models.client import Client
from seutu.newcomers.clients.models.scope import ScopedManager
from seutu.shared.core.encryption.fields import EncryptedTextField
from seutu.shared.core.models import Record
from seutu.shared.organizations.models import Organization, Unit


class AccessGrant(Record):
    """A right to a client's data for a person or for a unit (oikeus asiakkaan tietoihin); can be withdrawn."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="grants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    level = models.CharField(_("right"), max_length=6, choices=GrantLevel.choices)
    reason = models.CharField(_("grounds"), max_length=200)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    is_consultation = models.BooleanField(_("consultation of an expert"), default=False)

    objects = ScopedManager["AccessGrant"]()

    class Meta:
        verbose_name = _("access grant")
        verbose_name_plural = _("access grants")
        indexes = [
            models.Index(fields=["user", "client"], name="grant_by_user"),
            models.Index(fields=["unit", "client"], name="grant_by_unit"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=True, unit__isnull=False) | Q(user__isnull=False, unit__isnull=True),
                name="grant_to_a_person_or_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(is_consultation=False)
                | Q(user__isnull=False, level=GrantLevel.READ, ends_on__isnull=False),
                name="grant_of_consultation_is_a_persons_and_ends",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="grant_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Asked(Record):
    """Something one worker asks of others about a client, and that is answered or times out."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("request", "open")
        ACCEPTED = "accepted", pgettext_lazy("request", "accepted")
        DECLINED = "declined", pgettext_lazy("request", "declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("request", "withdrawn")
        EXPIRED = "expired", pgettext_lazy("request", "expired")

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked"))
    expires_on = models.DateField(_("answer by"))
    reason = models.CharField(_("grounds"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def is_open_on(self, day: dt.date) -> bool:
        """Whether it can still be answered on ``day``."""
        return self.state == self.State.OPEN and day <= self.expires_on


class GrantRequest(Asked):
    """A worker of another municipality or unit asks to see a client (oikeuspyyntö)."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="grant_requests")
    level = models.CharField(_("right"), max_length=6, choices=GrantLevel.choices, default=GrantLevel.READ)

    objects = ScopedManager["GrantRequest"]()

    class Meta:
        verbose_name = _("grant request")
        verbose_name_plural = _("grant requests")
        constraints = [
            models.UniqueConstraint(
                fields=["client", "asked_by"], condition=Q(state="open"), name="grant_request_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Transfer(Asked):
    """A client is offered to another unit, often of another municipality (asiakkuuden siirto); it must be accepted."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="transfers")
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    # Named by who offers it, since another municipality is given the data on that ground.
    provision = models.CharField(_("ground in law"), max_length=120, blank=True)

    objects = ScopedManager["Transfer"]()

    class Meta:
        verbose_name = _("transfer of a client")
        verbose_name_plural = _("transfers of clients")
        constraints = [
            models.UniqueConstraint(fields=["client"], condition=Q(state="open"), name="transfer_open_once"),
            models.CheckConstraint(condition=~Q(from_unit=F("to_unit")), name="transfer_to_another_unit"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class EmergencyAccess(Record):
    """A client opened without a right because it could not wait (poikkeuskatselu); the officer is told at once."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="emergency_accesses")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = EncryptedTextField(_("reason"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened"))
    ends_at = models.DateTimeField(_("ends"))
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)
    was_justified = models.BooleanField(_("was justified"), null=True, blank=True)

    objects = ScopedManager["EmergencyAccess"]()

    class Meta:
        verbose_name = _("emergency access")
        verbose_name_plural = _("emergency accesses")
        indexes = [models.Index(fields=["user", "ends_at"], name="emergency_by_user")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("opened_at")), name="emergency_ends_after_opening")
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Substitution(Record):
    """A worker does another's work during a leave, with the other's rights as responsible counsellor."""

    absent = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    substitute = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    arranged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("substitution")
        verbose_name_plural = _("substitutions")
        constraints = [
            models.CheckConstraint(condition=~Q(absent=F("substitute")), name="substitution_by_another"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="substitution_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
