"""Who does a worker's work during a leave."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from seutu.newcomers.clients.actions.asked import NotAllowed, NotOpen, PastDay
from seutu.newcomers.clients.models import Substitution
from seutu.newcomers.clients.queries.access import workers_serving_in
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock
from seutu.shared.organizations.models import Organization


class SamePerson(Exception):
    """Nobody is their own substitute."""


class NotServingThere(Exception):
    """One of the two serves no clients in the municipality."""


class EndsBeforeStart(Exception):
    """The last day is before the first."""


class AlreadyArranged(Exception):
    """The same substitute has been arranged for some of these days."""


@transaction.atomic
def arrange_substitution(
    absent: User, substitute: User, *, organization: Organization, starts_on: dt.date, ends_on: dt.date, by: User
) -> Substitution:
    """Let ``substitute`` do the work of ``absent`` from the first day to the last.

    :raises NotAllowed: ``by`` neither is the absent one nor leads the municipality.
    :raises SamePerson, NotServingThere, EndsBeforeStart, PastDay, AlreadyArranged: as they say.
    """
    _refuse_unless_arranges(absent, organization, by)
    if absent == substitute:
        raise SamePerson
    if ends_on < starts_on:
        raise EndsBeforeStart
    if ends_on < clock.today():
        raise PastDay
    if workers_serving_in([organization.pk]).filter(pk__in=[absent.pk, substitute.pk]).count() < 2:
        raise NotServingThere
    # Two at the same second wait for each other here.
    User.objects.select_for_update().get(pk=absent.pk)
    same = Substitution.objects.filter(absent=absent, substitute=substitute, organization=organization)
    if same.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise AlreadyArranged
    made = Substitution.objects.create(
        absent=absent,
        substitute=substitute,
        organization=organization,
        starts_on=starts_on,
        ends_on=ends_on,
        arranged_by=by,
    )
    record("substitution.arranged", target=made, by=by, details={"absent": absent.pk, "substitute": substitute.pk})
    return made


@transaction.atomic
def end_substitution(substitution: Substitution, *, by: User) -> None:
    """End a substitution at once; one that has not begun is taken back.

    :raises NotAllowed: as in `arrange_substitution`.
    :raises NotOpen: it is over already.
    """
    _refuse_unless_arranges(substitution.absent, substitution.organization, by)
    today = clock.today()
    row = Substitution.objects.select_for_update().filter(pk=substitution.pk, ends_on__gte=today).first()
    if row is None:
        raise NotOpen
    details = {"absent": row.absent_id, "substitute": row.substitute_id}
    record("substitution.ended", target=row, by=by, details=details)
    if row.starts_on >= today:
        row.delete()
        return
    row.ends_on = today - clock.ONE_DAY
    row.save(update_fields=["ends_on", "updated_at"])


def _refuse_unless_arranges(absent: User, organization: Organization, by: User) -> None:
    worker = worker_of(by)
    if worker is None:
        raise NotAllowed
    is_own = absent == by and organization.pk in worker.controllers
    if not is_own and organization.pk not in worker.led:
        raise NotAllowed
