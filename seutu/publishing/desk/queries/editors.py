"""Who last changed a record, for telling it to whoever changes it at the same time."""

from __future__ import annotations

import datetime as dt

from django.db.models import Model

from seutu.shared.accounts.models import User
from seutu.shared.audit.models import Entry


def last_change(row: Model) -> tuple[str, dt.datetime] | None:
    """The name of whoever last changed ``row``, and when; the name is empty when it was no person."""
    told = Entry.objects.filter(target_type=row._meta.label_lower, target_id=str(row.pk)).order_by("-at", "-pk").first()
    if told is None:
        return None
    kind, _sign, key = told.actor.partition(":")
    person = User.objects.filter(pk=int(key)).first() if kind == "user" and key.isdigit() else None
    return (person.display_name if person else "", told.at)
