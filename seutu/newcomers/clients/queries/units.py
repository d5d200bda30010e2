"""The units in which a worker serves clients by name."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.organizations.models import Unit


def units_served_by(worker: Worker) -> QuerySet[Unit]:
    """The open units whose clients ``worker`` may make: their own, and those of whom they lead."""
    rows = Unit.objects.filter(Q(pk__in=worker.units) | Q(organization__in=worker.led), closed_on__isnull=True)
    return rows.select_related("organization").order_by("organization__name_fi", "name_fi", "pk")


def open_units_of(organization_id: int) -> QuerySet[Unit]:
    """The open units of an organization."""
    rows = Unit.objects.filter(organization=organization_id, closed_on__isnull=True)
    return rows.select_related("organization")
