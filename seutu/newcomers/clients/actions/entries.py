"""What every entry of work says, and what is asked of each before it is written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from seutu.newcomers.clients.models import FundingCode, Topic
from seutu.newcomers.clients.queries.work_places import funding_codes_on, topics_on, units_logged_by
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.entries import Reason, Refusal
from seutu.shared.core import clock
from seutu.shared.organizations.models import Unit


class NotRemovable(Exception):
    """It is not the worker's own entry, or it was written too long ago to be taken away."""


@dataclass(frozen=True, kw_only=True)
class WorkEntry:
    """What is said of any work: when, how long, where, and who pays."""

    occurred_on: dt.date
    minutes: int
    unit: Unit
    funding_code: FundingCode


def refusals_of_work(entry: WorkEntry, by: Worker) -> list[Refusal]:
    """Why ``by`` may not write this down: another day, unit or payer."""
    found = []
    if entry.occurred_on > clock.today():
        found.append(Refusal("occurred_on", Reason.IN_FUTURE))
    if not units_logged_by(by).filter(pk=entry.unit.pk).exists():
        found.append(Refusal("unit", Reason.UNIT_NOT_YOURS))
    payers = funding_codes_on(entry.occurred_on, frozenset({entry.unit.organization_id}))
    if not payers.filter(pk=entry.funding_code.pk).exists():
        found.append(Refusal("funding_code", Reason.CODE_NOT_IN_FORCE))
    return found


def refusals_of_topics(topics: Sequence[Topic], day: dt.date) -> list[Refusal]:
    """A refusal when one of the topics could not be chosen on ``day``."""
    asked = {topic.pk for topic in topics}
    in_force = set(topics_on(day).filter(pk__in=asked).values_list("pk", flat=True))
    return [Refusal("topics", Reason.CODE_NOT_IN_FORCE)] if asked - in_force else []
