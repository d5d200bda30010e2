"""The rights of the person, disclosures, and the journal of what was forgotten."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.newcomers.clients.models.client import Client
from seutu.newcomers.clients.models.scope import ScopedManager
from seutu.shared.core.encryption.fields import EncryptedTextField
from seutu.shared.core.models import Record
from seutu.shared.organizations.models import Organization


class OwnDataRequest(Record):
    """A person asks something about their own data (omien tietojen pyyntö, GDPR 15–18 and 21); a month to answer."""

    class Kind(models.TextChoices):
        ACCESS = "access", _("a copy of the data")
        RECTIFY = "rectify", _("rectification")
        RESTRICT = "restrict", _("restriction of processing")
        ERASE = "erase", _("erasure")
        OBJECT = "object", _("objection to processing")

    class Outcome(models.TextChoices):
        OPEN = "open", pgettext_lazy("request", "open")
        DONE = "done", pgettext_lazy("request", "done")
        REFUSED = "refused", pgettext_lazy("request", "refused")

    client = models.ForeignKey(Client, models.CASCADE, related_name="own_data_requests")
    kind = models.CharField(_("what is asked"), max_length=10, choices=Kind.choices)
    received_on = models.DateField(_("received"))
    due_on = models.DateField(_("answer by"))
    details = EncryptedTextField(_("in the person's words"), null=True, blank=True)
    outcome = models.CharField(
        pgettext_lazy("request", "outcome"), max_length=8, choices=Outcome.choices, default=Outcome.OPEN
    )
    reason = EncryptedTextField(_("reason"), null=True, blank=True)
    answered_on = models.DateField(_("answered"), null=True, blank=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedManager["OwnDataRequest"]()

    class Meta:
        verbose_name = _("request for own data")
        verbose_name_plural = _("requests for own data")
        indexes = [models.Index(fields=["outcome", "due_on"], name="own_data_request_by_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="open", answered_on__isnull=True)
                | (~Q(outcome="open") & Q(answered_on__isnull=False, handled_by__isnull=False)),
                name="own_data_request_answered_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Rectification(Record):
    """A value of a client's record that was wrong and was put right (GDPR 16): the former one is kept, encrypted."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="rectifications")
    field = models.CharField(_("field"), max_length=60)
    former = EncryptedTextField(_("former value"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    rectified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    rectified_at = models.DateTimeField(_("rectified"))

    objects = ScopedManager["Rectification"]()

    class Meta:
        verbose_name = _("rectification")
        verbose_name_plural = _("rectifications")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Disclosure(Record):
    """Data of a client given to another authority (tietojen luovutus), with its ground in law."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="disclosures")
    recipient = models.CharField(_("recipient"), max_length=120)
    what = models.CharField(_("what was given"), max_length=200)
    provision = models.CharField(_("ground in law"), max_length=120)
    disclosed_on = models.DateField(pgettext_lazy("disclosure", "given"))
    disclosed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedManager["Disclosure"]()

    class Meta:
        verbose_name = _("disclosure")
        verbose_name_plural = _("disclosures")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class ViewingThreshold(Record):
    """From what number on a controller's officer is shown a pattern of looking (`rules.viewing_patterns`)."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    pattern = models.CharField(_("pattern"), max_length=30)
    threshold = models.PositiveIntegerField(_("from what number on"))

    class Meta:
        verbose_name = _("threshold of a viewing pattern")
        verbose_name_plural = _("thresholds of viewing patterns")
        constraints = [models.UniqueConstraint(fields=["organization", "pattern"], name="viewing_threshold_once")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class PrivacyNotice(Record):
    """What the register tells of itself (tietosuojaseloste, GDPR 13), by controller and language; versions stay."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    language = models.CharField(_("language"), max_length=8)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    text_html = models.TextField(_("text"))
    published_on = models.DateField(_("published"))
    is_machine_made = models.BooleanField(_("translated by a machine"), default=False)

    class Meta:
        verbose_name = _("privacy notice")
        verbose_name_plural = _("privacy notices")
        constraints = [
            models.UniqueConstraint(fields=["organization", "language", "version"], name="privacy_notice_version_once")
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
