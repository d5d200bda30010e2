"""What was put right in work whose figures had been handed in, and how it read before."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.newcomers.clients.models.client import Client
from seutu.newcomers.clients.models.scope import ScopedManager
from seutu.shared.core.encryption.fields import EncryptedJSONField, EncryptedTextField
from seutu.shared.core.models import Record
from seutu.shared.organizations.models import Organization


class CorrectionKind(models.TextChoices):
    """What a correcting entry says of the entry of work."""

    CHANGED = "changed", _("it was otherwise")
    REMOVED = "removed", _("it did not happen")
    ADDED = "added", _("it had not been logged")


class WorkKind(models.TextChoices):
    """Which kind of work an entry is of."""

    CONTACT = "contact", _("contact")
    GROUP_SESSION = "group_session", _("group session")
    OTHER_WORK = "other_work", _("other work")


class CorrectingEntry(Record):
    """A correction to work of a locked day (oikaisukirjaus): the work itself is as corrected, here is what was before.

    ``work_id`` is the key of the corrected row, also when it has been taken away: keys are never used again.
    ``former`` holds codes, ids and days only, and stays when the client is forgotten, as the work itself does; words
    are in ``former_texts``. Where and when the work was before the correction is empty of what had not been logged.
    """

    kind = models.CharField(_("what is corrected"), max_length=8, choices=CorrectionKind.choices)
    work_kind = models.CharField(_("kind of work"), max_length=14, choices=WorkKind.choices)
    work_id = models.PositiveBigIntegerField(_("key of the work"))
    client = models.ForeignKey(
        Client, models.PROTECT, null=True, blank=True, related_name="correcting_entries", verbose_name=_("client")
    )
    provider_municipality = models.ForeignKey(
        Organization, models.PROTECT, related_name="+", verbose_name=_("provider municipality")
    )
    occurred_on = models.DateField(_("day"))
    former_municipality = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("provider municipality before"),
    )
    former_occurred_on = models.DateField(_("day before"), null=True, blank=True)
    changed_fields = models.JSONField(_("changed fields"), default=list)
    former = models.JSONField(_("codes before"), default=dict)
    former_texts = EncryptedJSONField(_("words before"), null=True, blank=True)
    reason = EncryptedTextField(_("reason"), null=True, blank=True)
    corrected_at = models.DateTimeField(pgettext_lazy("entry", "corrected"))
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedManager["CorrectingEntry"]()

    class Meta:
        verbose_name = _("correcting entry")
        verbose_name_plural = _("correcting entries")
        indexes = [
            models.Index(fields=["work_kind", "work_id"], name="correcting_entry_of_work"),
            models.Index(fields=["provider_municipality", "occurred_on"], name="correcting_entry_by_day"),
            models.Index(fields=["former_municipality", "former_occurred_on"], name="correcting_entry_by_former"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=CorrectionKind.ADDED, former_municipality=None, former_occurred_on=None)
                | (
                    ~Q(kind=CorrectionKind.ADDED)
                    & Q(former_municipality__isnull=False, former_occurred_on__isnull=False)
                ),
                name="correcting_entry_says_where_it_was",
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
