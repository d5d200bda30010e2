"""Where the rows behind a figure are listed, for who may see them."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.reports.rules.periods import ALL_YEARS
from seutu.newcomers.reports.rules.pivot import PivotQuestion
from seutu.shared.accounts.models import User
from seutu.shared.organizations.models import Unit

LISTED = frozenset({"contacts", "no_shows", "not_reached"})


def contact_list_of(question: PivotQuestion, user: User) -> str:
    """The address of the list of contacts of one unit, whose workers' contacts this person sees; "" otherwise.

    The list shows each reader what they may see, so it need not hold as many rows as the figure counts.
    """
    unit_id = dict(question.only).get("unit", "")
    if question.indicator not in LISTED or not unit_id.isdecimal():
        return ""
    worker = worker_of(user)
    unit = Unit.objects.filter(pk=int(unit_id)).first()
    if worker is None or unit is None or unit.organization_id not in worker.led:
        return ""
    asked = {"yksikko": unit_id, "tyontekija": "kaikki"}
    if question.period != ALL_YEARS:
        starts_on, ends_on = question.period.starts_on, question.period.ends_on
        asked |= {
            "alkaen": f"{starts_on.day}.{starts_on.month}.{starts_on.year}",
            "asti": f"{ends_on.day}.{ends_on.month}.{ends_on.year}",
        }
    return f"{reverse('clients:contacts')}?{urlencode(asked)}"
