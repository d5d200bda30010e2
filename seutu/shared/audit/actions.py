"""Writing the trail."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from django.db.models import Model

from seutu.shared.audit.actor import Actor
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock

KEEP_YEARS = 5
# An id, an enumeration's value, a hash: nothing that could be a sentence or a name with a space.
PLAIN = re.compile(r"[\w:./+-]{1,80}", re.ASCII)


class TextInTrail(Exception):
    """Something else than an id, a code or a hash was given to the trail."""


def record(
    verb: str, *, target: Model | None = None, by: Actor, details: Mapping[str, str | int] | None = None
) -> Entry:
    """Add an entry to the trail, in the caller's own transaction.

    :raises TextInTrail: ``verb`` or ``details`` hold more than ids, codes and hashes.
    """
    for value in (verb, *(details or {}), *(details or {}).values()):
        if isinstance(value, str) and not PLAIN.fullmatch(value):
            raise TextInTrail(f"{verb}: the trail takes ids, codes and hashes only")
    at = clock.now()
    return Entry.objects.create(
        at=at,
        verb=verb,
        actor=by.audit_id,
        target_type=target._meta.label_lower if target else "",
        target_id=str(target.pk) if target else "",
        details=dict(details or {}),
        keep_until=clock.day_of(at) + dt.timedelta(days=366 * KEEP_YEARS),
    )
