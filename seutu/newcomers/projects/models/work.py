"""What is done around a project: negotiations, agreements, reports to the funder, and decisions about it."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.newcomers.projects.models.parts import OfMunicipality, ProjectPart, one_municipality
from seutu.shared.core.models import Record
from seutu.shared.files.models import StoredFile


class ProjectReport(ProjectPart):
    """An interim or final report (väliraportti, loppuraportti) that the funder gets."""

    DAY = "due_on"

    class Kind(models.TextChoices):
        INTERIM = "interim", _("interim report")
        FINAL = "final", _("final report")

    kind = models.CharField(_("kind of report"), max_length=8, choices=Kind.choices, default=Kind.INTERIM)
    starts_on = models.DateField(_("first day of the period"))
    ends_on = models.DateField(_("last day of the period"))
    due_on = models.DateField(_("to be delivered by"))
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)
    note = models.TextField(_("notes"), blank=True)

    class Meta:
        verbose_name = _("report to the funder")
        verbose_name_plural = _("reports to the funder")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="project_report_ends_after_start"),
            models.CheckConstraint(
                condition=Q(kind__in=["interim", "final"]), name="project_report_is_of_a_known_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"


class Negotiation(OfMunicipality, ProjectPart):
    """An entry of the log of negotiations with municipalities: when, with whom, what was agreed, what comes next."""

    DAY = "held_on"

    held_on = models.DateField(_("day"))
    people = models.CharField(_("who were there"), max_length=300, blank=True)
    agreed = models.TextField(_("what was agreed"))
    next_step = models.CharField(_("next step"), max_length=300, blank=True)
    next_on = models.DateField(_("next step by"), null=True, blank=True)

    class Meta:
        verbose_name = _("negotiation")
        verbose_name_plural = _("negotiations with municipalities")
        ordering = ["-held_on", "-pk"]
        constraints = [
            one_municipality("negotiation_is_with_one_municipality"),
            models.CheckConstraint(condition=~Q(agreed=""), name="negotiation_says_what_was_agreed"),
        ]

    def __str__(self) -> str:
        return f"{self.held_on} {self.municipality}"


class Agreement(ProjectPart):
    """An agreement (sopimus) about the project, with its state and its documents."""

    DAY = "day"

    class State(models.TextChoices):
        DRAFTED = "drafted", pgettext_lazy("agreement", "being drafted")
        OFFERED = "offered", pgettext_lazy("agreement", "being signed")
        SIGNED = "signed", pgettext_lazy("agreement", "signed")
        ENDED = "ended", pgettext_lazy("agreement", "ended")
        DROPPED = "dropped", pgettext_lazy("agreement", "not made")

    title = models.CharField(_("title"), max_length=200)
    parties = models.CharField(_("parties"), max_length=300)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.DRAFTED)
    day = models.DateField(_("day of the agreement"), null=True, blank=True)
    starts_on = models.DateField(_("in force from"), null=True, blank=True)
    ends_on = models.DateField(_("in force until"), null=True, blank=True)
    note = models.TextField(_("notes"), blank=True)

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["-day", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["drafted", "offered", "signed", "ended", "dropped"]),
                name="agreement_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["signed", "ended"]) | Q(day__isnull=False), name="agreement_signed_has_its_day"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="agreement_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AgreementFile(Record):
    """A document of an agreement, under a name of its own."""

    # Its documents are removed first, so that what the store keeps of them goes too.
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(_("name of the file"), max_length=200)

    class Meta:
        verbose_name = _("document of an agreement")
        verbose_name_plural = _("documents of agreements")
        ordering = ["created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "file"], name="agreement_has_a_file_once")]

    def __str__(self) -> str:
        return self.name


class ProjectDecision(ProjectPart):
    """A decision about the project, wherever it was published: by case number and public address.

    Title and day are read from the address when it answers; what somebody has typed stays as it is.
    """

    DAY = "decided_on"

    class Reading(models.TextChoices):
        NOT_READ = "not_read", _("not read yet")
        READ = "read", _("read from the address")
        NO_ANSWER = "no_answer", _("the address did not answer")
        NOT_UNDERSTOOD = "not_understood", _("the address answered, but has no title that can be read")
        NOT_ALLOWED = "not_allowed", _("the address is not one that is read")

    case_number = models.CharField(_("case number"), max_length=60, blank=True)
    address = models.URLField(_("public address"), max_length=500, blank=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    decided_on = models.DateField(_("day of the decision"), null=True, blank=True)
    body = models.CharField(_("who decided"), max_length=200, blank=True)
    read_title = models.CharField(_("title at the address"), max_length=300, blank=True, editable=False)
    read_on = models.DateField(_("day at the address"), null=True, blank=True, editable=False)
    reading = models.CharField(
        _("reading of the address"),
        max_length=14,
        choices=Reading.choices,
        default=Reading.NOT_READ,
        editable=False,
    )
    read_at = models.DateTimeField(_("address read"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("decision about the project")
        verbose_name_plural = _("decisions about the project")
        ordering = ["decided_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(case_number="") | ~Q(address=""), name="project_decision_has_a_number_or_an_address"
            ),
            models.CheckConstraint(
                condition=~Q(reading="read") | Q(read_at__isnull=False), name="project_decision_read_has_its_time"
            ),
            models.UniqueConstraint(
                fields=["project", "address"], condition=~Q(address=""), name="project_decision_address_once"
            ),
        ]

    def __str__(self) -> str:
        return self.shown_title

    @property
    def shown_title(self) -> str:
        """What was typed, else what the address said, else the case number, else the address."""
        return self.title or self.read_title or self.case_number or self.address

    @property
    def shown_day(self) -> dt.date | None:
        """The day that was typed, else the one that the address said, or None."""
        return self.decided_on or self.read_on
