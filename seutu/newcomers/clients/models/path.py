"""The service path: intake, assessment, integration plan, arrival checklist, and where a client stands."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.newcomers.clients.models.choices import Interpreting, SystemOfRecord
from seutu.newcomers.clients.models.client import Client
from seutu.newcomers.clients.models.scope import ScopedManager
from seutu.shared.core.encryption.fields import EncryptedJSONField, EncryptedTextField
from seutu.shared.core.models import Record
from seutu.shared.organizations.models import Organization, Unit


class Intake(Record):
    """Somebody was pointed to the service (yhteydenotto, 681/2023 9 §), and it is decided whether to assess them.

    Who it is stands here until a client is made or the intake is declined; then it is taken away.
    """

    class Source(models.TextChoices):
        SELF = "self", _("the person")
        RELATIVE = "relative", _("a relative")
        MUNICIPALITY = "municipality", _("another service of the municipality")
        EMPLOYMENT_AUTHORITY = "employment_authority", _("the employment authority")
        WELLBEING_COUNTY = "wellbeing_county", _("the wellbeing services county")
        SCHOOL = "school", _("a school")
        RECEPTION_CENTRE = "reception_centre", _("a reception centre")
        ASSOCIATION = "association", _("an association")
        OTHER = "other", pgettext_lazy("intake", "other")

    class Consent(models.TextChoices):
        GIVEN = "given", _("the person agreed to it")
        NOT_NEEDED = "not_needed", _("consent is not needed")
        ASKED = "asked", _("asked, no answer yet")
        REFUSED = "refused", _("the person refused")

    class Decision(models.TextChoices):
        OPEN = "open", pgettext_lazy("intake", "not decided yet")
        ASSESS = "assess", _("will be assessed")
        DO_NOT_ASSESS = "do_not_assess", _("will not be assessed")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    client = models.ForeignKey(Client, models.CASCADE, null=True, blank=True, related_name="intakes")
    arrived_on = models.DateField(pgettext_lazy("intake", "arrived"))
    source = models.CharField(_("who pointed"), max_length=20, choices=Source.choices)
    source_name = models.CharField(_("name of the organization that pointed"), max_length=120, blank=True)
    consent = models.CharField(_("consent"), max_length=10, choices=Consent.choices)
    person = EncryptedJSONField(_("who it is"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=14, choices=Decision.choices, default=Decision.OPEN)
    reason = EncryptedTextField(_("reason of the decision"), null=True, blank=True)
    decided_on = models.DateField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedManager["Intake"]()

    class Meta:
        verbose_name = _("intake")
        verbose_name_plural = _("intakes")
        indexes = [models.Index(fields=["organization", "decision", "arrived_on"], name="intake_queue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="open", decided_on__isnull=True, decided_by__isnull=True)
                | (~Q(decision="open") & Q(decided_on__isnull=False, decided_by__isnull=False)),
                name="intake_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(decision="assess") | Q(client__isnull=False), name="intake_assessed_is_of_a_client"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class PathDocument(Record):
    """What an assessment and a plan have in common: a talk, its sections, and where it is kept by law.

    ``sections`` has for each key of the law's minimum sections {"text": str, "not_applicable": bool}.
    """

    interviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("interviewer")
    )
    interviewer_title = models.CharField(_("title of the interviewer"), max_length=80, blank=True)
    interviewer_is_official = models.BooleanField(_("the interviewer is a public official"), default=False)
    language = models.CharField(_("language of the talk"), max_length=8, blank=True)
    interpreting = models.CharField(
        _("interpreter"), max_length=8, choices=Interpreting.choices, default=Interpreting.NONE
    )
    interpreter_language = models.CharField(_("language of the interpreter"), max_length=8, blank=True)
    is_multisectoral = models.BooleanField(_("multi-sectoral"), default=False)
    sections = EncryptedJSONField(_("sections"), null=True, blank=True)
    system_of_record = models.CharField(
        _("system of record"), max_length=8, choices=SystemOfRecord.choices, default=SystemOfRecord.LOCAL
    )
    external_reference = models.CharField(_("reference in the system of record"), max_length=80, blank=True)
    handed_over_at = models.DateTimeField(_("handed over"), null=True, blank=True)
    finalised_at = models.DateTimeField(_("finalised"), null=True, blank=True)
    finalised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    @property
    def is_read_only(self) -> bool:
        """Whether it may not be changed any more: it is final, or another system keeps it now."""
        return self.finalised_at is not None or self.handed_over_at is not None


class NoPlanGround(models.TextChoices):
    """Why no plan is made after an assessment. The act's own cases have not been read, so "other" is among them."""

    NO_NEED = "no_need", _("the assessment shows no need of a plan")
    OTHER_PLAN = "other_plan", _("another plan of an authority covers the need")
    NOT_WANTED = "not_wanted", _("the client does not want a plan")
    OTHER = "other", pgettext_lazy("no plan", "another ground")


class Assessment(PathDocument):
    """An assessment of a client's skills and needs; its name is told by the law of its day (`shared/law`).

    ``no_plan_on`` is the day on which it was decided that no plan is needed after it; beginning a plan takes it away.
    """

    client = models.ForeignKey(Client, models.CASCADE, related_name="assessments")
    asked_on = models.DateField(_("asked for"))
    started_on = models.DateField(_("started"), null=True, blank=True)
    no_plan_on = models.DateField(_("no plan needed, decided on"), null=True, blank=True)
    no_plan_ground = models.CharField(
        _("why no plan is needed"), max_length=10, choices=NoPlanGround.choices, blank=True
    )

    objects = ScopedManager["Assessment"]()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["client", "asked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finalised_at__isnull=True) | Q(started_on__isnull=False, finalised_by__isnull=False),
                name="assessment_final_was_started",
            ),
            models.CheckConstraint(
                condition=Q(handed_over_at__isnull=True) | ~Q(system_of_record=SystemOfRecord.LOCAL),
                name="assessment_handed_over_to_another_system",
            ),
            models.UniqueConstraint(
                fields=["client"],
                condition=Q(finalised_at__isnull=True, handed_over_at__isnull=True),
                name="assessment_open_once",
            ),
            models.CheckConstraint(
                condition=Q(no_plan_on__isnull=True, no_plan_ground="")
                | Q(no_plan_on__isnull=False, finalised_at__isnull=False) & ~Q(no_plan_ground=""),
                name="assessment_no_plan_has_a_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class IntegrationPlan(PathDocument):
    """One version of a client's integration plan (kotoutumissuunnitelma); a revision is a new row."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="plans")
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    starts_on = models.DateField(_("begins"))
    ends_on = models.DateField(_("ends"))
    extension_ground = models.CharField(_("ground of extension"), max_length=40, blank=True)
    directed_on = models.DateField(_("directed to apply for education or a service"), null=True, blank=True)
    accepted_by_client_on = models.DateField(_("accepted by the client"), null=True, blank=True)
    accepted_by_worker_on = models.DateField(_("accepted by the worker"), null=True, blank=True)

    objects = ScopedManager["IntegrationPlan"]()

    class Meta:
        verbose_name = _("integration plan")
        verbose_name_plural = _("integration plans")
        ordering = ["client", "number"]
        constraints = [
            models.UniqueConstraint(fields=["client", "number"], name="plan_version_once"),
            models.UniqueConstraint(
                fields=["client"],
                condition=Q(finalised_at__isnull=True, handed_over_at__isnull=True),
                name="plan_open_once",
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="plan_ends_after_start"),
            models.CheckConstraint(
                condition=Q(finalised_at__isnull=True)
                | Q(
                    accepted_by_client_on__isnull=False,
                    accepted_by_worker_on__isnull=False,
                    finalised_by__isnull=False,
                ),
                name="plan_final_is_accepted_by_both",
            ),
            models.CheckConstraint(
                condition=Q(handed_over_at__isnull=True) | ~Q(system_of_record=SystemOfRecord.LOCAL),
                name="plan_handed_over_to_another_system",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class ChecklistStep(Record):
    """A step of a client's arrival that is done or not needed; what there is to do is in `rules.checklist`."""

    class Step(models.TextChoices):
        DVV = "dvv", _("registration at DVV")
        RESIDENCE_PERMIT = "residence_permit", _("residence permit or registration of an EU citizen")
        KELA = "kela", pgettext_lazy("step", "Kela")
        TAX = "tax", _("tax card")
        BANK = "bank", _("bank account")
        IDENTIFICATION = "identification", _("identity card and strong identification")
        HOUSING = "housing", pgettext_lazy("step", "housing")
        EMPLOYMENT = "employment", _("job seeker at the employment authority")
        HEALTH = "health", _("health station")
        DAY_CARE = "day_care", _("early childhood education")
        SCHOOL = "school", pgettext_lazy("step", "school")
        LANGUAGE_COURSE = "language_course", _("Finnish or Swedish course")
        CIVIC_ORIENTATION = "civic_orientation", _("civic orientation")

    client = models.ForeignKey(Client, models.CASCADE, related_name="checklist")
    step = models.CharField(_("step"), max_length=20, choices=Step.choices)
    done_on = models.DateField(pgettext_lazy("checklist", "done"), null=True, blank=True)
    is_not_needed = models.BooleanField(_("not needed"), default=False)

    objects = ScopedManager["ChecklistStep"]()

    class Meta:
        verbose_name = _("step of the arrival")
        verbose_name_plural = _("steps of the arrival")
        constraints = [
            models.UniqueConstraint(fields=["client", "step"], name="checklist_step_once"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(is_not_needed=False), name="checklist_step_done_or_not_needed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class StatusRecord(Record):
    """Where a client stands in work, studies and language, at the start, at the end and six months after."""

    class Point(models.TextChoices):
        START = "start", _("at the start")
        END = "end", _("at the end")
        AFTER = "after", _("six months after")

    class Work(models.TextChoices):
        EMPLOYED = "employed", pgettext_lazy("status", "employed")
        ENTREPRENEUR = "entrepreneur", _("entrepreneur")
        UNEMPLOYED = "unemployed", _("unemployed")
        LONG_TERM_UNEMPLOYED = "long_term_unemployed", _("unemployed for over a year")
        INACTIVE = "inactive", _("outside the labour force")
        UNKNOWN = "unknown", _("not known")

    class Studies(models.TextChoices):
        NONE = "none", _("does not study")
        INTEGRATION_TRAINING = "integration_training", _("integration training")
        BASIC = "basic", _("basic education")
        VOCATIONAL = "vocational", _("vocational education")
        UPPER_SECONDARY = "upper_secondary", _("general upper secondary education")
        HIGHER = "higher", _("higher education")
        OTHER = "other", pgettext_lazy("studies", "other")
        UNKNOWN = "unknown", _("not known")

    class Level(models.TextChoices):
        """Level of language by the Common European Framework of Reference (CEFR)."""

        NONE = "0", _("none")
        A1 = "A1", "A1"
        A2 = "A2", "A2"
        B1 = "B1", "B1"
        B2 = "B2", "B2"
        C1 = "C1", "C1"
        C2 = "C2", "C2"
        UNKNOWN = "unknown", _("not known")

    client = models.ForeignKey(Client, models.CASCADE, related_name="statuses")
    point = models.CharField(_("point"), max_length=6, choices=Point.choices)
    recorded_on = models.DateField(_("recorded"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    work = models.CharField(pgettext_lazy("status", "work"), max_length=22, choices=Work.choices, default=Work.UNKNOWN)
    studies = models.CharField(
        pgettext_lazy("status", "studies"), max_length=22, choices=Studies.choices, default=Studies.UNKNOWN
    )
    finnish = models.CharField(_("Finnish"), max_length=8, choices=Level.choices, default=Level.UNKNOWN)
    swedish = models.CharField(_("Swedish"), max_length=8, choices=Level.choices, default=Level.UNKNOWN)

    objects = ScopedManager["StatusRecord"]()

    class Meta:
        verbose_name = _("status of a client")
        verbose_name_plural = _("statuses of clients")
        constraints = [models.UniqueConstraint(fields=["client", "point"], name="status_once_for_a_point")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
