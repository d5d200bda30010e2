"""What has been kept long enough."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import QuerySet

from seutu.shared.core import clock
from seutu.shared.eforms.models import FormVersion, Submission
from seutu.shared.eforms.retention import KeptFor, class_of, classes

# What a spec does not write since it is the usual one.
USUAL = "year"


def due_by_class() -> list[tuple[KeptFor, QuerySet[Submission]]]:
    """The closed submissions whose time is over, by the class that the version names which they answered."""
    versions: dict[str, set[int]] = {key: set() for key in classes()}
    for pk, named in FormVersion.objects.values_list("pk", "spec__retention"):
        versions[class_of(named or USUAL).key].add(pk)
    return [(rule, _due(versions[rule.key], rule)) for rule in classes().values()]


def _due(versions: Collection[int], rule: KeptFor) -> QuerySet[Submission]:
    # Closed before the first moment of the day whose last day of keeping is today.
    limit = clock.start_of(clock.today() - dt.timedelta(days=rule.days))
    rows = Submission.objects.filter(version__in=versions, state=Submission.State.CLOSED, erased_at__isnull=True)
    return rows.filter(closed_at__lt=limit).order_by("pk")
