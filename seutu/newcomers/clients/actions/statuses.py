"""Where a client stands in work, studies and language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from seutu.newcomers.clients.actions.path_documents import entered
from seutu.newcomers.clients.models import Client, StatusRecord
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record


@transaction.atomic
def record_status(
    client: Client, point: StatusRecord.Point, values: Mapping[str, str], *, recorded_on: dt.date, by: User
) -> StatusRecord:
    """Write down where a client stands at a point: once for each, and put right by writing it anew."""
    row, _is_new = client.statuses.update_or_create(
        point=point, defaults={**values, "recorded_on": recorded_on, "recorded_by": by}
    )
    entered(client)
    record(
        "status.recorded", target=client, by=by, details={"point": point.value}, organization_id=client.controller_id
    )
    return row
