"""What workers do for people: contacts, group sessions and other work, and what was typed and not saved yet."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.newcomers.clients.models import choices
from seutu.newcomers.clients.models.client import Client
from seutu.newcomers.clients.models.codes import FundingCode, Topic
from seutu.newcomers.clients.models.scope import ScopedManager
from seutu.shared.core.encryption.fields import EncryptedJSONField, EncryptedTextField
from seutu.shared.core.models import Record
from seutu.shared.organizations.models import Organization, Unit

DAY_IN_MINUTES = 24 * 60
_PLACE = ("client_municipality", "client_municipality_kind")
_OF_CLIENTS = ("language", "age_band", "gender")


class Work(Record):
    """What every entry of work has: when it was, when it was written down and by whom, where, and who pays."""

    occurred_on = models.DateField(_("day"))
    minutes = models.PositiveSmallIntegerField(_("duration, minutes"), validators=[MaxValueValidator(DAY_IN_MINUTES)])
    logged_at = models.DateTimeField(_("logged"))
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    # The unit's organization on the day: a unit that moves later does not move the figures.
    provider_municipality = models.ForeignKey(
        Organization, models.PROTECT, related_name="+", verbose_name=_("provider municipality")
    )
    funding_code = models.ForeignKey(FundingCode, models.PROTECT, related_name="+", verbose_name=_("funding code"))
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Contact(Work):
    """A contact with a client (asiakaskontakti), whose client may never be known.

    What figures ask of the person stands here as it was on the day, also for a client known by name: figures that were
    reported stay when the person is forgotten. For an anonymous contact it is what the person told, in coarse bands.
    """

    client = models.ForeignKey(
        Client, models.PROTECT, null=True, blank=True, related_name="contacts", verbose_name=_("client")
    )
    is_anonymous = models.BooleanField(_("anonymous"), default=True)
    started_at = models.TimeField(pgettext_lazy("contact", "time"), null=True, blank=True)
    client_municipality = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("client's municipality")
    )
    client_municipality_kind = models.CharField(
        _("municipality of residence"), max_length=14, choices=choices.MunicipalityKind.choices
    )

    gender = models.CharField(
        _("gender"), max_length=12, choices=choices.Gender.choices, default=choices.Gender.NOT_ASKED
    )
    age_band = models.CharField(
        _("age"), max_length=12, choices=choices.AgeBand.choices, default=choices.AgeBand.NOT_ASKED
    )
    language = models.CharField(_("own language"), max_length=8, blank=True)
    citizenship_group = models.CharField(
        _("citizenship"),
        max_length=16,
        choices=choices.CitizenshipGroup.choices,
        default=choices.CitizenshipGroup.NOT_ASKED,
    )
    years_band = models.CharField(
        _("years in Finland"), max_length=12, choices=choices.YearsBand.choices, default=choices.YearsBand.NOT_ASKED
    )
    basis_group = models.CharField(
        _("basis of residence"),
        max_length=24,
        choices=choices.BasisGroup.choices,
        default=choices.BasisGroup.NOT_ASKED,
    )
    visit_kind = models.CharField(
        _("first time or returning"),
        max_length=12,
        choices=choices.VisitKind.choices,
        default=choices.VisitKind.NOT_ASKED,
    )

    channel = models.CharField(_("channel"), max_length=14, choices=choices.Channel.choices)
    service_language = models.CharField(_("language of service"), max_length=8)
    interpreting = models.CharField(
        _("interpreter"), max_length=8, choices=choices.Interpreting.choices, default=choices.Interpreting.NONE
    )
    interpreter_language = models.CharField(_("language of the interpreter"), max_length=8, blank=True)
    interpreter_minutes = models.PositiveSmallIntegerField(
        _("interpreted minutes"), null=True, blank=True, validators=[MaxValueValidator(DAY_IN_MINUTES)]
    )
    interpreter_unused = models.BooleanField(_("the interpreter was booked and not used"), default=False)
    topics = models.ManyToManyField(Topic, related_name="+", verbose_name=_("topics"))
    reach = models.CharField(
        pgettext_lazy("contact", "reached"), max_length=12, choices=choices.Reach.choices, default=choices.Reach.REACHED
    )
    on_behalf = models.CharField(
        _("on whose behalf"), max_length=18, choices=choices.OnBehalf.choices, default=choices.OnBehalf.CLIENT
    )
    outcome = models.CharField(
        pgettext_lazy("contact", "outcome"),
        max_length=20,
        choices=choices.Outcome.choices,
        default=choices.Outcome.ADVISED,
    )
    referred_to = models.CharField(_("referred where"), max_length=120, blank=True)
    follow_up_on = models.DateField(_("follow-up"), null=True, blank=True)
    followed_up_at = models.DateTimeField(_("followed up"), null=True, blank=True)
    note = EncryptedTextField(pgettext_lazy("contact", "note"), null=True, blank=True)

    objects = ScopedManager["Contact"]()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        indexes = [
            models.Index(fields=["provider_municipality", "occurred_on"], name="contact_by_provider"),
            models.Index(fields=["unit", "occurred_on"], name="contact_by_unit"),
            models.Index(fields=["logged_by", "occurred_on"], name="contact_by_worker"),
            models.Index(fields=["client", "occurred_on", "reach"], name="contact_by_client"),
            models.Index(fields=["occurred_on"], name="contact_by_day"),
            # What the figures of clients are counted by: they cannot be added up, so that no month is counted before.
            models.Index(
                fields=["occurred_on", "reach", "client", "provider_municipality", *_PLACE, *_OF_CLIENTS],
                condition=Q(client__isnull=False),
                name="contact_for_figures_of_clients",
            ),
            models.Index(
                fields=["logged_by", "follow_up_on"],
                condition=Q(follow_up_on__isnull=False, followed_up_at__isnull=True),
                name="contact_to_follow_up",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_anonymous=True, client__isnull=True) | Q(is_anonymous=False, client__isnull=False),
                name="contact_anonymous_or_of_a_client",
            ),
            models.CheckConstraint(
                condition=Q(is_anonymous=False) | Q(note__isnull=True), name="contact_anonymous_has_no_note"
            ),
            models.CheckConstraint(
                condition=Q(client_municipality__isnull=False, client_municipality_kind=choices.MunicipalityKind.NAMED)
                | (Q(client_municipality__isnull=True) & ~Q(client_municipality_kind=choices.MunicipalityKind.NAMED)),
                name="contact_municipality_named_when_known",
            ),
            models.CheckConstraint(
                condition=~Q(interpreting=choices.Interpreting.NONE)
                | Q(interpreter_minutes__isnull=True, interpreter_language=""),
                name="contact_interpreted_only_by_an_interpreter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("clients:contact", args=[self.pk])


class GroupSession(Work):
    """A session for several people at once, of whom only the number is kept."""

    title = models.CharField(_("title"), max_length=120)
    service_language = models.CharField(_("language of service"), max_length=8)
    participants = models.PositiveSmallIntegerField(_("participants"))
    first_timers = models.PositiveSmallIntegerField(_("of whom for the first time"), null=True, blank=True)
    topics = models.ManyToManyField(Topic, related_name="+", verbose_name=_("topics"))

    objects = ScopedManager["GroupSession"]()

    class Meta:
        verbose_name = _("group session")
        verbose_name_plural = _("group sessions")
        indexes = [models.Index(fields=["provider_municipality", "occurred_on"], name="group_session_by_provider")]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_timers__isnull=True) | Q(first_timers__lte=models.F("participants")),
                name="group_session_first_timers_among_participants",
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class OtherWork(Work):
    """Work that is no contact with a client: reporting, networking, own training."""

    kind = models.CharField(_("kind"), max_length=14, choices=choices.OtherWorkKind.choices)
    title = models.CharField(_("what was done"), max_length=120, blank=True)

    objects = ScopedManager["OtherWork"]()

    class Meta:
        verbose_name = _("other work")
        verbose_name_plural = _("other work")
        indexes = [models.Index(fields=["provider_municipality", "occurred_on"], name="other_work_by_provider")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class RegisterDraft(models.Model):
    """What a worker has typed into a form of the register and not saved yet; encrypted, and gone after its time.

    ``target`` says which form (``contact``, ``client:7K3F…``), ``opening`` which opening of it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    target = models.CharField(_("form"), max_length=80)
    opening = models.CharField(_("opening of the form"), max_length=20)
    client = models.ForeignKey(Client, models.CASCADE, null=True, blank=True, related_name="+")
    fields = EncryptedJSONField(_("what was typed"), null=True, blank=True)
    saved_at = models.DateTimeField(pgettext_lazy("draft", "saved"))
    expires_at = models.DateTimeField(pgettext_lazy("draft", "kept until"), db_index=True)

    class Meta:
        verbose_name = _("unsaved draft")
        verbose_name_plural = _("unsaved drafts")
        constraints = [
            models.UniqueConstraint(fields=["user", "target", "opening"], name="register_draft_once_for_an_opening")
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
