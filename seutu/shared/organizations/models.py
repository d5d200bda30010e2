"""Who decides and who works where: municipalities, their bodies, and people's roles in them."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.models import Record
from seutu.shared.core.slugs import refuse_reserved
from seutu.shared.organizations.roles import Role

SLUG = RegexValidator(r"^[a-z0-9]+(?:-[a-z0-9]+)*$", _("Use the letters a–z, digits and single hyphens."))


class Named(Record):
    """A record with a Finnish and, where there is one, a Swedish name of its own."""

    name_fi = models.CharField(_("name in Finnish"), max_length=200)
    name_sv = models.CharField(_("name in Swedish"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_fi

    @property
    def name(self) -> str:
        """The name in the reader's language; a name is never translated, so others read the Finnish one."""
        return (self.name_sv if get_language() == "sv" else "") or self.name_fi


class Region(Named):
    """Neighbouring municipalities that do things together (seutu)."""

    slug = models.CharField(_("address word"), max_length=60, unique=True, validators=[SLUG])

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")


class Organization(Named):
    """A municipality, or another authority that decides: a legal person with a business id."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("municipality")
        JOINT_AUTHORITY = "joint_authority", _("joint municipal authority")
        WELLBEING_COUNTY = "wellbeing_county", _("wellbeing services county")

    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="organizations")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.MUNICIPALITY)
    slug = models.CharField(_("address word"), max_length=60, unique=True, validators=[SLUG, refuse_reserved])
    full_name_fi = models.CharField(_("official name in Finnish"), max_length=200, blank=True)
    full_name_sv = models.CharField(_("official name in Swedish"), max_length=200, blank=True)
    business_id = models.CharField(
        _("business id"),
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^\d{7}-\d$", _("Write the business id like this: 1234567-8."))],
    )
    municipality_code = models.CharField(
        _("municipality code"),
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"^\d{3}$", _("A municipality code has three digits."))],
    )
    registry_email = models.EmailField(_("e-mail of the registry"), blank=True)

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["name_fi", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["business_id"], condition=~Q(business_id=""), name="organization_business_id_once"
            ),
            models.UniqueConstraint(
                fields=["municipality_code"],
                condition=~Q(municipality_code=""),
                name="organization_municipality_code_once",
            ),
        ]

    @property
    def full_name(self) -> str:
        """The official name (Joensuun kaupunki) in the reader's language, else the short one."""
        return (self.full_name_sv if get_language() == "sv" else self.full_name_fi) or self.name


class Body(Named):
    """A decision-making body (toimielin): lives over council terms under one address."""

    class Kind(models.TextChoices):
        COUNCIL = "council", _("council")
        BOARD = "board", pgettext_lazy("body", "board")
        COMMITTEE = "committee", _("committee")
        SUBCOMMITTEE = "subcommittee", _("sub-committee")
        JOINT_BODY = "joint_body", _("joint body")
        OTHER = "other", pgettext_lazy("body", "other body")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="bodies")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    abbreviation = models.CharField(_("abbreviation"), max_length=20, blank=True)
    slug = models.CharField(_("address word"), max_length=120, validators=[SLUG])

    class Meta:
        verbose_name = _("decision-making body")
        verbose_name_plural = _("decision-making bodies")
        ordering = ["name_fi", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "slug"], name="body_slug_once_in_organization"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")), name="body_not_its_own_parent"
            ),
        ]


class BodyTerm(Record):
    """A body as it was appointed for one council term: its id is new each term, as readers of Dynasty expect."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="terms")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    legacy_id = models.CharField(_("id in the source system"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("council term of a body")
        verbose_name_plural = _("council terms of bodies")
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["body", "starts_on"], name="body_term_starts_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="body_term_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["body", "legacy_id"], condition=~Q(legacy_id=""), name="body_term_legacy_id_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.starts_on:%Y}–{self.ends_on.year if self.ends_on else ''}"


class Unit(Named):
    """A place of work (toimintayksikkö) of an organization, such as a guidance point; closed, never deleted."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="units")
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["name_fi", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "name_fi"], name="unit_name_once_in_organization")
        ]


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force_on(self, day: dt.date) -> MembershipQuerySet:
        """Memberships that have begun and not ended on ``day``."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class Membership(Record):
    """A person's role in an organization for a time; with ``unit``, in that unit of it only."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(_("role"), max_length=40, choices=Role.choices)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["organization__name_fi", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organization", "role", "starts_on"],
                condition=Q(unit__isnull=True),
                name="membership_begins_once",
            ),
            models.UniqueConstraint(
                fields=["user", "unit", "role", "starts_on"],
                condition=Q(unit__isnull=False),
                name="membership_of_unit_begins_once",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="membership_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_has_known_role"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organization}"


class AccessibilityStatement(Record):
    """What the service itself says of its accessibility, in one language (act 306/2019 9 §; model: (EU) 2018/1523)."""

    class Conformity(models.TextChoices):
        FULL = "full", _("meets the requirements fully")
        PARTIAL = "partial", _("meets the requirements in part")
        NONE = "none", _("does not meet the requirements yet")

    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, unique=True)
    conformity = models.CharField(_("conformity"), max_length=10, choices=Conformity.choices)
    deficiencies = models.TextField(_("what is not accessible"), blank=True)
    assessed_on = models.DateField(_("assessed on"))
    assessment = models.CharField(_("how it was assessed"), max_length=400)
    contact_name = models.CharField(_("who answers feedback"), max_length=200)
    contact_email = models.EmailField(_("e-mail for feedback"))
    contact_phone = models.CharField(_("telephone for feedback"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} ({self.language})"
