"""The code lists as who keeps them sees them."""

from __future__ import annotations

import datetime as dt
from typing import cast

from django.db.models import Q, QuerySet

from seutu.newcomers.clients.models import Contact, FundingCode, GroupSession, OtherWork, Topic, scoped
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.organizations.models import Organization


def topics_kept_by(worker: Worker) -> QuerySet[Topic]:
    """Every topic, closed ones too: the list is the region's."""
    return cast("QuerySet[Topic]", Topic.objects.all() if worker.manages else Topic.objects.none())


def funding_codes_kept_by(worker: Worker) -> QuerySet[FundingCode]:
    """The funding codes of everybody, and those of the organizations whose register ``worker`` keeps."""
    rows = cast("QuerySet[FundingCode]", FundingCode.objects.all() if worker.manages else FundingCode.objects.none())
    return rows.filter(Q(organization__isnull=True) | Q(organization__in=worker.manages)).select_related("organization")


def organizations_kept_by(worker: Worker) -> QuerySet[Organization]:
    """The organizations whose register ``worker`` keeps."""
    return Organization.objects.filter(pk__in=worker.manages)


def is_used_after(code: Topic | FundingCode, day: dt.date) -> bool:
    """Whether any work of a day after ``day`` stands under ``code``, whoever wrote it: only that it does is told."""
    if isinstance(code, Topic):
        of_topic: list[QuerySet[Contact] | QuerySet[GroupSession]] = [
            scoped(Contact.objects.filter(topics=code)),
            scoped(GroupSession.objects.filter(topics=code)),
        ]
        return any(rows.filter(occurred_on__gt=day).exists() for rows in of_topic)
    models = (Contact, GroupSession, OtherWork)
    return any(scoped(model.objects.filter(funding_code=code, occurred_on__gt=day)).exists() for model in models)
