"""Elected officials with their seats in bodies, and office holders with their offices."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.models.kinds import SeatRole
from seutu.publishing.decisions.models.officer_decisions import Office
from seutu.shared.core.models import Record
from seutu.shared.organizations.models import SLUG, Body, Organization


class Person(Record):
    """An elected official (luottamushenkilö) or an office holder (viranhaltija): public while in force."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="people")
    name = models.CharField(_("name"), max_length=200)
    slug = models.CharField(_("address word"), max_length=120, validators=[SLUG])

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "slug"], name="person_slug_once_in_organization")
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class TermQuerySet(models.QuerySet["models.Model"]):
    def in_force_on(self, day: dt.date) -> TermQuerySet:
        """The terms that have begun and not ended on ``day``."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class Term(Record):
    """A time during which something is held."""

    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True


class Seat(Term):
    """A person's membership of a body for a time (jäsenyys)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="seats")
    body = models.ForeignKey(Body, models.PROTECT, related_name="seats")
    role = models.CharField(_("role"), max_length=20, choices=SeatRole.choices, default=SeatRole.MEMBER)
    deputises_for = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="deputies", verbose_name=_("stands in for")
    )
    group = models.CharField(_("group in the council"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("seat in a body")
        verbose_name_plural = _("seats in bodies")
        ordering = ["body", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "body", "starts_on"], name="seat_begins_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="seat_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(deputises_for__isnull=True) | Q(role=SeatRole.DEPUTY), name="seat_only_deputy_stands_in"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.body}"


class OfficeHolding(Term):
    """A person's time in an office."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="holdings")
    office = models.ForeignKey(Office, models.PROTECT, related_name="holdings")
    title = models.CharField(_("title"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("holding of an office")
        verbose_name_plural = _("holdings of offices")
        ordering = ["office", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["person", "office", "starts_on"], name="holding_begins_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="holding_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return str(self.office)
