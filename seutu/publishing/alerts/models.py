"""Who follows which search, what has become public, and what of it was sent to whom."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.shared.core.models import Record
from seutu.shared.messages.models import Message

LONGEST_LABEL = 80
LONGEST_QUERY = 2000


class Rhythm(models.TextChoices):
    """When what was found is told; the values stand in forms."""

    AT_ONCE = "heti", pgettext_lazy("rhythm", "At once")
    DAILY = "paivittain", pgettext_lazy("rhythm", "Every day at seven in the morning")
    WEEKLY = "viikoittain", pgettext_lazy("rhythm", "Every Monday at seven in the morning")


class Subscriber(Record):
    """An e-mail address that follows searches. It stands here only, and goes with the last of its searches.

    ``address_hash`` is keyed, so that it can be looked for and tells nothing by itself; the links in mails are made
    with ``link_key``, so that they die with the row.
    """

    address = models.EmailField(_("e-mail"), max_length=254)
    address_hash = models.CharField(max_length=64, unique=True, editable=False)
    link_key = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        constraints = [models.CheckConstraint(condition=~Q(link_key=""), name="subscriber_has_link_key")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def audit_id(self) -> str:
        return f"subscriber:{self.pk}"


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def active(self) -> SavedSearchQuerySet:
        """Those that were confirmed and not stopped."""
        return self.filter(confirmed_at__isnull=False, stopped_at__isnull=True)

    def unconfirmed(self) -> SavedSearchQuerySet:
        return self.filter(confirmed_at__isnull=True)


class SavedSearch(Record):
    """A search that an address follows (hakuvahti): its canonical query, under a name of its subscriber's own.

    ``position`` is the number of the last piece of news that was looked at for it, ``looked_at`` when that was.
    """

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="searches")
    query = models.CharField(_("search"), max_length=LONGEST_QUERY, blank=True)
    label = models.CharField(_("name of the alert"), max_length=LONGEST_LABEL)
    rhythm = models.CharField(_("when"), max_length=12, choices=Rhythm.choices)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    site = models.CharField(_("what its links begin with"), max_length=300)
    token_hash = models.CharField(max_length=64, blank=True, editable=False)
    expires_at = models.DateTimeField(pgettext_lazy("link", "expires"), null=True, blank=True)
    message = models.ForeignKey(Message, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(pgettext_lazy("alert", "confirmed"), null=True, blank=True)
    stopped_at = models.DateTimeField(pgettext_lazy("alert", "stopped"), null=True, blank=True)
    position = models.PositiveBigIntegerField(default=0)
    looked_at = models.DateTimeField(null=True, blank=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("search alert")
        verbose_name_plural = _("search alerts")
        indexes = [
            models.Index(
                fields=["rhythm", "subscriber"],
                condition=Q(confirmed_at__isnull=False, stopped_at__isnull=True),
                name="saved_search_active",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "query"],
                condition=Q(confirmed_at__isnull=False, stopped_at__isnull=True),
                name="saved_search_active_once",
            ),
            models.UniqueConstraint(
                fields=["subscriber", "query"],
                condition=Q(confirmed_at__isnull=True),
                name="saved_search_unconfirmed_once",
            ),
            models.UniqueConstraint(fields=["token_hash"], condition=~Q(token_hash=""), name="saved_search_token_once"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=False, looked_at__isnull=False, token_hash="")
                | Q(confirmed_at__isnull=True, expires_at__isnull=False),
                name="saved_search_waits_or_is_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True) | Q(confirmed_at__isnull=False),
                name="saved_search_stopped_only_when_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_active(self) -> bool:
        return self.confirmed_at is not None and self.stopped_at is None


class NewsCounter(models.Model):
    """How many pieces of news there have been: one row, its number only grows.

    Whoever notes news holds the row until that is committed, so no number becomes visible after a larger one.
    """

    number = models.PositiveBigIntegerField(default=0)


class News(models.Model):
    """The last that happened to a public record: it was published, corrected, or its text was read.

    ``number`` is given anew each time and is what `SavedSearch.position` is compared with: the order in which the
    search got to know it, which is not the order of publication. ``happened_at`` is when it was published or
    corrected; a record that is no longer public has no news.
    """

    number = models.PositiveBigIntegerField(unique=True)
    kind = models.CharField(max_length=60)
    record = models.PositiveBigIntegerField()
    happened_at = models.DateTimeField()
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    content_hash = models.CharField(max_length=64)
    noted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("news of a record")
        verbose_name_plural = _("news of records")
        constraints = [models.UniqueConstraint(fields=["kind", "record"], name="news_once_for_a_record")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.record}"

    @property
    def key(self) -> tuple[str, int]:
        return self.kind, self.record

    @property
    def is_correction(self) -> bool:
        return self.happened_at > self.published_at


class Digest(models.Model):
    """One mail to one address: what its searches of one rhythm found at one moment."""

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="digests")
    rhythm = models.CharField(max_length=12, choices=Rhythm.choices)
    message = models.ForeignKey(Message, models.SET_NULL, null=True, blank=True, related_name="+")
    revision = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("mail of alerts")
        verbose_name_plural = _("mails of alerts")
        indexes = [models.Index(fields=["written_at"], name="digest_by_time")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Alert(models.Model):
    """That a search was told of a record as it was published or corrected at an instant: never again."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="alerts")
    digest = models.ForeignKey(Digest, models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=60)
    record = models.PositiveBigIntegerField()
    happened_at = models.DateTimeField()
    number = models.PositiveBigIntegerField()
    is_correction = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = [F("number").asc(), "pk"]
        indexes = [models.Index(fields=["kind", "record"], name="alert_by_record")]
        constraints = [
            models.UniqueConstraint(fields=["search", "kind", "record", "happened_at"], name="alert_sent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.record}"

    @property
    def key(self) -> tuple[str, int]:
        return self.kind, self.record
