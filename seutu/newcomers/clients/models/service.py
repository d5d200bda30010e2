"""Interpreters and their bookings, and messages to clients in their own language."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.newcomers.clients.models.choices import Interpreting
from seutu.newcomers.clients.models.client import Client
from seutu.newcomers.clients.models.contact import DAY_IN_MINUTES
from seutu.newcomers.clients.models.scope import ScopedManager
from seutu.shared.core.models import Record
from seutu.shared.organizations.models import Organization, Unit


class Interpreter(Record):
    """Somebody, or a firm, that interprets; the list is the region's."""

    name = models.CharField(_("name"), max_length=120)
    languages = models.JSONField(_("languages"), default=list)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    modes = models.JSONField(_("how they interpret"), default=list)
    closed_on = models.DateField(_("not used since"), null=True, blank=True)

    class Meta:
        verbose_name = _("interpreter")
        verbose_name_plural = _("interpreters")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["name"], name="interpreter_name_once")]

    def __str__(self) -> str:
        return self.name


class InterpreterBooking(Record):
    """An interpreter is booked, with or without a client known by name."""

    class State(models.TextChoices):
        REQUESTED = "requested", pgettext_lazy("booking", "requested")
        CONFIRMED = "confirmed", pgettext_lazy("booking", "confirmed")
        USED = "used", pgettext_lazy("booking", "used")
        UNUSED = "unused", pgettext_lazy("booking", "booked and not used")
        CANCELLED = "cancelled", pgettext_lazy("booking", "cancelled in time")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.CASCADE, null=True, blank=True, related_name="interpreter_bookings")
    interpreter = models.ForeignKey(
        Interpreter, models.PROTECT, null=True, blank=True, related_name="bookings", verbose_name=_("interpreter")
    )
    language = models.CharField(_("language"), max_length=8)
    mode = models.CharField(_("mode"), max_length=8, choices=Interpreting.choices)
    starts_at = models.DateTimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(_("duration, minutes"), validators=[MaxValueValidator(DAY_IN_MINUTES)])
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.REQUESTED)
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedManager["InterpreterBooking"]()

    class Meta:
        verbose_name = _("booking of an interpreter")
        verbose_name_plural = _("bookings of interpreters")
        indexes = [models.Index(fields=["booked_by", "starts_at"], name="interpreter_by_worker")]
        constraints = [
            models.CheckConstraint(condition=~Q(mode=Interpreting.NONE), name="interpreter_booking_has_mode")
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class MessageTemplate(Record):
    """A text that may be sent to a client: it says nothing of why they are a client. Texts in `MessageText`."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_fi = models.CharField(_("name in Finnish"), max_length=120)
    name_sv = models.CharField(_("name in Swedish"), max_length=120, blank=True)
    closed_on = models.DateField(_("not used since"), null=True, blank=True)

    class Meta:
        verbose_name = _("template of a message")
        verbose_name_plural = _("templates of messages")
        ordering = ["name_fi", "pk"]

    def __str__(self) -> str:
        return self.name_fi


class MessageText(Record):
    """A template in one language; a machine's translation is marked until somebody has read it."""

    template = models.ForeignKey(MessageTemplate, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=8)
    subject = models.CharField(pgettext_lazy("template", "subject"), max_length=120)
    body = models.TextField(_("text"))
    is_machine_made = models.BooleanField(_("translated by a machine"), default=False)
    reviewed_on = models.DateField(_("reviewed"), null=True, blank=True)

    class Meta:
        verbose_name = _("text of a template")
        verbose_name_plural = _("texts of templates")
        constraints = [models.UniqueConstraint(fields=["template", "language"], name="message_text_once_in_language")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class ClientMessage(Record):
    """A message that was sent to a client from the record: which template, in which language, never the address."""

    class Channel(models.TextChoices):
        EMAIL = "email", pgettext_lazy("channel", "e-mail")
        SMS = "sms", _("text message")

    client = models.ForeignKey(Client, models.CASCADE, related_name="messages")
    template = models.ForeignKey(MessageTemplate, models.PROTECT, related_name="+")
    language = models.CharField(_("language"), max_length=8)
    channel = models.CharField(_("channel"), max_length=6, choices=Channel.choices)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent"))

    objects = ScopedManager["ClientMessage"]()

    class Meta:
        verbose_name = _("message to a client")
        verbose_name_plural = _("messages to clients")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
