"""Assessments and plans in the making, by their ids alone: for what was typed into their forms and not saved."""

from __future__ import annotations

from typing import cast

from django.db.models import Exists, OuterRef

from seutu.newcomers.clients.models import Assessment, IntegrationPlan, scoped
from seutu.newcomers.clients.queries.visible import clients_writable_by
from seutu.newcomers.clients.rules.access import Worker

KINDS: dict[str, type[Assessment] | type[IntegrationPlan]] = {"assessment": Assessment, "plan": IntegrationPlan}


def open_document(worker: Worker, kind: str, key: int | None) -> Assessment | IntegrationPlan | None:
    """The document in the making with this id, whose client ``worker`` may change."""
    model = KINDS.get(kind)
    if model is None or key is None:
        return None
    clients = clients_writable_by(worker).filter(pk=OuterRef("client"))
    rows = scoped(model._default_manager.filter(Exists(clients), pk=key))
    found = rows.filter(finalised_at__isnull=True, handed_over_at__isnull=True).first()
    return cast("Assessment | IntegrationPlan | None", found)
