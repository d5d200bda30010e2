"""Which addresses of decisions are to be read."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from seutu.newcomers.projects.models import ProjectDecision

# A decision that was read is looked at again now and then: minutes are corrected, drafts become decisions.
READ_AGAIN_AFTER = dt.timedelta(days=7)


def decisions_to_read(now: dt.datetime) -> QuerySet[ProjectDecision]:
    """Decisions with an address that has not been read, or not lately."""
    stale = Q(read_at__isnull=True) | Q(read_at__lt=now - READ_AGAIN_AFTER) | ~Q(reading=ProjectDecision.Reading.READ)
    return ProjectDecision.objects.exclude(address="").filter(stale)
