"""Whom the municipality serves by name: the client, their names, household and contact details."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.newcomers.clients.models.choices import (
    BasisGroup,
    ClosingReason,
    Gender,
    MunicipalityKind,
    NameKind,
    Relation,
)
from seutu.newcomers.clients.models.identity_codes import normalised
from seutu.newcomers.clients.models.scope import ScopedManager
from seutu.shared.core.encryption.blind_indexes import BlindIndexField, WithBlindIndexes
from seutu.shared.core.encryption.fields import EncryptedTextField
from seutu.shared.core.models import Record
from seutu.shared.organizations.models import Organization, Unit

# No vowels, and no letter that looks like a digit: a reference is read aloud, and spells no word.
REFERENCE_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"
REFERENCE_LENGTH = 8


def new_reference() -> str:
    """A random reference of a client, by which pages are addressed: it says nothing of the person or the order."""
    return "".join(secrets.choice(REFERENCE_LETTERS) for _place in range(REFERENCE_LENGTH))


class Household(Record):
    """People who live together, counted as one where figures count households."""

    class Meta:
        verbose_name = _("household")
        verbose_name_plural = _("households")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


_NAME_AND_POLICY = ("shown_name", "id", "ended_on", "is_protected", "keyworker", "anonymised_at")


class Client(WithBlindIndexes, Record):
    """A person who is served by name (asiakas). Who may see one is in `rules.access`, never here.

    ``controller`` keeps the record by law (rekisterinpitäjä); ``municipality`` is where the person lives. After
    ``anonymised_at`` the row stands for nobody any more, and is kept so that figures stay as they were reported.
    """

    reference = models.CharField(_("reference"), max_length=8, unique=True, default=new_reference, editable=False)
    controller = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("controller"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    keyworker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible counsellor"),
    )
    household = models.ForeignKey(Household, models.PROTECT, null=True, blank=True, related_name="clients")

    # The name as it is shown in lists; all names stand in ClientName.
    shown_name = models.CharField(_("name"), max_length=200, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    gender = models.CharField(_("gender"), max_length=12, choices=Gender.choices, default=Gender.NOT_ASKED)
    identity_code = EncryptedTextField(_("personal identity code"), null=True, blank=True)
    identity_code_index = BlindIndexField(source="identity_code", normalise=normalised)

    citizenships = models.JSONField(_("citizenships"), default=list, blank=True)
    mother_tongue = models.CharField(_("mother tongue"), max_length=8, blank=True)
    service_language = models.CharField(_("language of service"), max_length=8, blank=True)
    script = models.CharField(_("script"), max_length=4, blank=True)
    needs_interpreter = models.BooleanField(_("needs an interpreter"), default=False)
    interpreter_language = models.CharField(_("language of the interpreter"), max_length=8, blank=True)

    basis_group = models.CharField(
        _("basis of residence"), max_length=24, choices=BasisGroup.choices, default=BasisGroup.NOT_ASKED
    )
    first_permit_on = models.DateField(_("first residence permit or registration"), null=True, blank=True)
    is_job_seeker = models.BooleanField(_("job seeker at the employment authority"), default=False)
    municipality = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("municipality")
    )
    municipality_kind = models.CharField(
        _("municipality of residence"),
        max_length=14,
        choices=MunicipalityKind.choices,
        default=MunicipalityKind.UNKNOWN,
    )
    home_municipality_from = models.DateField(_("municipality of residence since"), null=True, blank=True)

    is_protected = models.BooleanField(_("protected client"), default=False)
    safety_non_disclosure = models.BooleanField(_("non-disclosure for personal safety"), default=False)
    processing_restricted = models.BooleanField(_("processing is restricted"), default=False)

    began_on = models.DateField(_("client since"))
    ended_on = models.DateField(_("service ended"), null=True, blank=True)
    closing_reason = models.CharField(_("reason for closing"), max_length=16, choices=ClosingReason.choices, blank=True)
    last_contact_on = models.DateField(_("last contact"), null=True, blank=True)
    last_entry_on = models.DateField(_("last entry"))
    revision = models.PositiveIntegerField(default=1, editable=False)
    anonymised_at = models.DateTimeField(_("anonymised"), null=True, blank=True, editable=False)

    objects = ScopedManager["Client"]()

    class Meta:
        verbose_name = _("client")
        verbose_name_plural = _("clients")
        indexes = [
            # A list walks these in the order of names; what follows the id is what the access policy asks, so that a
            # number is counted in the index alone.
            models.Index(fields=["controller", *_NAME_AND_POLICY], name="client_of_controller_by_name"),
            models.Index(fields=["unit", *_NAME_AND_POLICY, "controller"], name="client_of_unit_by_name"),
            models.Index(fields=["keyworker", "ended_on"], name="client_by_keyworker"),
            models.Index(fields=["last_entry_on"], name="client_by_last_entry"),
            # Whose contacts figures do not break down: few, asked for by every figure.
            models.Index(
                fields=["id"], condition=Q(is_protected=True) | Q(processing_restricted=True), name="client_restricted"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(safety_non_disclosure=False) | Q(is_protected=True),
                name="client_with_non_disclosure_is_protected",
            ),
            models.CheckConstraint(
                condition=Q(municipality__isnull=False, municipality_kind=MunicipalityKind.NAMED)
                | (Q(municipality__isnull=True) & ~Q(municipality_kind=MunicipalityKind.NAMED)),
                name="client_municipality_named_when_known",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on")), name="client_ends_after_beginning"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, closing_reason="")
                | (Q(ended_on__isnull=False) & ~Q(closing_reason="")),
                name="client_closed_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(anonymised_at__isnull=True)
                | Q(shown_name="", birth_date__isnull=True, identity_code__isnull=True, keyworker__isnull=True),
                name="client_anonymised_is_nobody",
            ),
        ]

    def __str__(self) -> str:
        # Never the name: what is printed by chance ends in a log.
        return f"{self._meta.verbose_name} {self.reference}"

    def get_absolute_url(self) -> str:
        return reverse("clients:client", args=[self.reference])


class ClientName(Record):
    """One of a person's names; variants and former names are found as well as the current one."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="names")
    kind = models.CharField(_("kind"), max_length=10, choices=NameKind.choices, default=NameKind.CURRENT)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    given_names = models.CharField(_("given names"), max_length=100, blank=True)
    patronymic = models.CharField(_("patronymic"), max_length=100, blank=True)

    objects = ScopedManager["ClientName"]()

    class Meta:
        verbose_name = _("name of a client")
        verbose_name_plural = _("names of clients")
        ordering = ["client", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client"], condition=Q(kind=NameKind.CURRENT), name="client_has_one_current_name"
            ),
            models.CheckConstraint(condition=~Q(family_name="", given_names=""), name="client_name_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def whole(self) -> str:
        """The name as it is said: given names, patronymic, family name."""
        return " ".join(part for part in (self.given_names, self.patronymic, self.family_name) if part)


class NameKey(models.Model):
    """A key under which a name of a client is found (`names.search_keys`); made anew when a name changes."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="name_keys")
    key = models.CharField(_("key"), max_length=24)

    objects = ScopedManager["NameKey"]()

    class Meta:
        verbose_name = _("search key of a name")
        verbose_name_plural = _("search keys of names")
        constraints = [models.UniqueConstraint(fields=["key", "client"], name="name_key_once_for_client")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class ContactDetails(Record):
    """How a client is reached (yhteystiedot), apart from the client so that protection hides it as a whole."""

    client = models.OneToOneField(Client, models.CASCADE, related_name="contact_details")
    phone = EncryptedTextField(_("telephone"), null=True, blank=True)
    email = EncryptedTextField(_("e-mail"), null=True, blank=True)
    address = EncryptedTextField(_("address"), null=True, blank=True)
    wishes = models.CharField(_("how to be in touch"), max_length=200, blank=True)

    objects = ScopedManager["ContactDetails"]()

    class Meta:
        verbose_name = _("contact details")
        verbose_name_plural = _("contact details")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class HouseholdMember(Record):
    """Somebody of a client's household, who may be a client too."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="household_members")
    member = models.ForeignKey(Client, models.CASCADE, null=True, blank=True, related_name="+")
    relation = models.CharField(_("relation"), max_length=10, choices=Relation.choices)
    name = EncryptedTextField(_("name"), null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)

    objects = ScopedManager["HouseholdMember"]()

    class Meta:
        verbose_name = _("member of a household")
        verbose_name_plural = _("members of households")
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=True) | ~Q(member=F("client")), name="household_member_is_another"
            ),
            models.UniqueConstraint(
                fields=["client", "member"], condition=Q(member__isnull=False), name="household_member_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class ClientLink(Record):
    """Two records that are one person's, kept by different hands: linked, never merged, and undone without loss."""

    first = models.ForeignKey(Client, models.CASCADE, related_name="links_to_later")
    second = models.ForeignKey(Client, models.CASCADE, related_name="links_to_earlier")
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    linked_at = models.DateTimeField(_("linked"))
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(pgettext_lazy("link", "undone"), null=True, blank=True)

    objects = ScopedManager["ClientLink"]()

    class Meta:
        verbose_name = _("link between clients")
        verbose_name_plural = _("links between clients")
        constraints = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="client_link_in_one_direction"),
            models.UniqueConstraint(
                fields=["first", "second"], condition=Q(undone_at__isnull=True), name="client_link_stands_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
