"""For what purpose a worker opens a client: it follows from their work, or they are asked."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.newcomers.clients.models import AccessGrant, Client, EmergencyAccess, scoped
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock


class Purpose(models.TextChoices):
    """Why a client was opened, as the trail keeps it and as the client may be told."""

    SERVICE = "service", _("serving the client")
    SUBSTITUTION = "substitution", _("standing in for the responsible counsellor")
    LEADING = "leading", _("leading the service")
    GRANT = "grant", _("access granted to the worker or the unit")
    CONSULTATION = "consultation", _("consultation of an expert")
    EMERGENCY = "emergency", _("emergency access")
    OTHER_UNIT = "other_unit", _("the client is served in my unit too")
    STANDING_IN = "standing_in", _("I am standing in for a colleague")
    GUIDANCE = "guidance", _("the client asks for advice now")
    DATA_REQUEST = "data_request", _("I am answering a request for information")
    OTHER = "other", pgettext_lazy("purpose", "another reason of my work")


# What the page asks of a worker of another unit; the others follow from what the register knows.
ASKED_PURPOSES = (
    Purpose.OTHER_UNIT,
    Purpose.STANDING_IN,
    Purpose.GUIDANCE,
    Purpose.DATA_REQUEST,
    Purpose.OTHER,
)


def purpose_of(worker: Worker, client: Client) -> str:
    """The purpose for which ``worker`` opens ``client``; "" when they are to be asked."""
    return _by_work(worker, client) or _by_grant(worker, client) or _given_today(worker, client)


def _by_work(worker: Worker, client: Client) -> str:
    if worker.serves and client.keyworker_id == worker.user_id:
        return Purpose.SERVICE
    if client.keyworker_id in worker.stands_in_for:
        return Purpose.SUBSTITUTION
    if client.unit_id in worker.units and not client.is_protected:
        return Purpose.SERVICE
    return Purpose.LEADING if client.controller_id in worker.led else ""


def _by_grant(worker: Worker, client: Client) -> str:
    if client.pk in worker.unit_read_grants | worker.unit_write_grants and not client.is_protected:
        return Purpose.GRANT
    if client.pk not in worker.read_grants | worker.write_grants:
        return ""
    today, now = clock.today(), clock.now()
    grants = AccessGrant.objects.filter(client=client, user=worker.user_id, withdrawn_at__isnull=True)
    in_force = scoped(grants.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), starts_on__lte=today))
    kinds = set(in_force.values_list("is_consultation", flat=True))
    if kinds:
        return Purpose.GRANT if False in kinds else Purpose.CONSULTATION
    emergencies = EmergencyAccess.objects.filter(client=client, user=worker.user_id, ends_at__gt=now)
    return Purpose.EMERGENCY if scoped(emergencies).exists() else Purpose.GRANT


def _given_today(worker: Worker, client: Client) -> str:
    given = Entry.objects.filter(
        verb="client.purpose_given",
        actor=worker.audit_id,
        target_type=client._meta.label_lower,
        target_id=str(client.pk),
        at__gte=clock.start_of(clock.today()),
    )
    details = given.order_by("-at").values_list("details", flat=True).first() or {}
    purpose = details.get("purpose", "")
    return purpose if purpose in ASKED_PURPOSES else ""
