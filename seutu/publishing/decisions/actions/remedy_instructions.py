"""Writing the instructions for a remedy, which go out with every decision that it can be used against."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from seutu.publishing.decisions.models import Remedy, RemedyInstructions
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock, page_cache
from seutu.shared.core.rich_text import sanitize, to_text
from seutu.shared.organizations.models import Organization


class InstructionsEmpty(Exception):
    """There is no text: a decision would go out without its instructions (KuntaL 410/2015 141 §)."""


class LaterInstructionsExist(Exception):
    """Instructions that begin on a later day are there already."""


@dataclass(frozen=True, slots=True)
class InstructionsInput:
    remedy: Remedy | str
    language: str
    html: str
    valid_from: dt.date


@transaction.atomic
def put_remedy_instructions(organization: Organization, given: InstructionsInput, *, by: Actor) -> RemedyInstructions:
    """Write the instructions that are used from a day on; those before them end the day before.

    Instructions that were in use stay as they were, since decisions have gone out with them. Those of the same first
    day are written anew.

    :raises InstructionsEmpty: there is no text.
    :raises LaterInstructionsExist: newer ones begin after that day.
    """
    html = sanitize(given.html)
    if not to_text(html):
        raise InstructionsEmpty
    rows = RemedyInstructions.objects.select_for_update().filter(
        organization=organization, remedy=given.remedy, language=given.language
    )
    if rows.filter(valid_from__gt=given.valid_from).exists():
        raise LaterInstructionsExist
    for former in rows.filter(valid_from__lt=given.valid_from):
        if former.valid_to is None or former.valid_to >= given.valid_from:
            former.valid_to = given.valid_from - clock.ONE_DAY
            former.save(update_fields=["valid_to", "updated_at"])
    row = rows.filter(valid_from=given.valid_from).first() or RemedyInstructions(
        organization=organization, remedy=given.remedy, language=given.language, valid_from=given.valid_from
    )
    row.html, row.valid_to = html, None
    row.save()
    record("remedy_instructions.written", target=row, by=by, details={"remedy": str(given.remedy)})
    page_cache.empty()
    return row
