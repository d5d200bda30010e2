"""What is missing for figures to be complete: by worker and unit for those who can mend it, by unit for the others."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncMonth

from seutu.newcomers.clients.models import (
    Client,
    Contact,
    FundingCode,
    GroupSession,
    OtherWork,
    RegisterDraft,
    Topic,
    scoped,
)
from seutu.newcomers.clients.models.codes import Code
from seutu.newcomers.clients.queries.contacts import LISTED_RELATIONS
from seutu.newcomers.clients.queries.drafts import receipt_of
from seutu.newcomers.clients.queries.visible import clients_visible_to, contacts_visible_to
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.missing_data import CLIENT_INCOMPLETE, LOGGED_AFTER, Missing, conditions
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.organizations.models import Unit


@dataclass(frozen=True)
class MissingRow:
    """What is missing of the contacts of one worker in one unit; without ``worker``, of everybody's there."""

    unit: Unit
    worker: User | None
    contacts: int
    missing: Mapping[Missing, int]


@dataclass(frozen=True)
class ClosedCode:
    """A code that contacts say after it was closed, and how many do."""

    code: Code
    contacts: int


@dataclass(frozen=True)
class SilentUnit:
    """A unit that is open, and the months in which nothing was logged there."""

    unit: Unit
    months: Sequence[dt.date]


@dataclass(frozen=True)
class MissingData:
    """Everything that is missing in a period, as far as somebody may see it.

    ``incomplete_clients`` and ``drafts`` are by worker, the clients of who keeps the register by unit instead.
    """

    rows: Sequence[MissingRow]
    incomplete_clients: Mapping[User, int] = field(default_factory=dict)
    incomplete_by_unit: Mapping[Unit, int] = field(default_factory=dict)
    drafts: Mapping[User, int] = field(default_factory=dict)
    closed_codes: Sequence[ClosedCode] = ()
    silent_units: Sequence[SilentUnit] = ()


def missing_of(worker: Worker, since: dt.date, until: dt.date) -> MissingData:
    """What is missing of the worker's own contacts and clients, and of those whom they lead."""
    contacts = _in(contacts_visible_to(worker), since, until).filter(_own_or_led(worker))
    clients = clients_visible_to(worker).filter(
        Q(keyworker=worker.user_id) | Q(controller__in=worker.led), CLIENT_INCOMPLETE, ended_on__isnull=True
    )
    by_keyworker = dict(clients.order_by().values_list("keyworker").annotate(Count("pk")))
    by_keyworker.pop(None, None)
    rows = _rows(contacts, "unit", "logged_by")
    people = {worker.user_id, *by_keyworker, *(row.worker.pk for row in rows if row.worker)}
    drafts = _drafts_of(people)
    named = User.objects.in_bulk({*by_keyworker, *drafts})
    return MissingData(
        rows=rows,
        incomplete_clients=_by_name(named, by_keyworker),
        drafts=_by_name(named, drafts),
        closed_codes=_closed_codes(contacts),
        silent_units=_silent_units(worker.led, since, until) if worker.led else (),
    )


def missing_by_unit(organizations: Collection[int], since: dt.date, until: dt.date) -> MissingData:
    """The same of every unit of ``organizations``, in numbers alone and nobody's name. Asked as the system."""
    with acting_as_system():
        contacts = _in(scoped(Contact.objects.filter(provider_municipality__in=organizations)), since, until)
        clients = scoped(Client.objects.filter(CLIENT_INCOMPLETE, controller__in=organizations))
        is_open = clients.filter(ended_on__isnull=True, anonymised_at__isnull=True)
        by_unit = dict(is_open.order_by().values_list("unit").annotate(Count("pk")))
        units = Unit.objects.in_bulk(by_unit)
        return MissingData(
            rows=_rows(contacts, "unit"),
            incomplete_by_unit={units[key]: by_unit[key] for key in sorted(units, key=lambda key: str(units[key]))},
            closed_codes=_closed_codes(contacts),
            silent_units=_silent_units(organizations, since, until),
        )


def contacts_missing(
    worker: Worker, what: Missing, since: dt.date, until: dt.date, *, whose: int | None = None
) -> QuerySet[Contact]:
    """The contacts of which ``what`` is missing: the worker's own, or those of ``whose`` where the worker leads."""
    rows = _in(contacts_visible_to(worker), since, until).filter(conditions(clock.today())[what])
    if whose is None or whose == worker.user_id:
        rows = rows.filter(logged_by=worker.user_id)
    else:
        rows = rows.filter(logged_by=whose, provider_municipality__in=worker.led)
    rows = rows.order_by("-occurred_on", "-pk").select_related(*LISTED_RELATIONS)
    return rows.prefetch_related("topics")


def clients_incomplete(worker: Worker, *, whose: int | None = None) -> QuerySet[Client]:
    """Open clients of whom something is not known that funders ask: the worker's own, or those of ``whose``."""
    rows = clients_visible_to(worker).filter(CLIENT_INCOMPLETE, ended_on__isnull=True)
    if whose is None or whose == worker.user_id:
        return rows.filter(keyworker=worker.user_id).order_by("reference")
    return rows.filter(keyworker=whose, controller__in=worker.led).order_by("reference")


def _own_or_led(worker: Worker) -> Q:
    return Q(logged_by=worker.user_id) | Q(provider_municipality__in=worker.led)


def _in(rows: QuerySet[Contact], since: dt.date, until: dt.date) -> QuerySet[Contact]:
    return rows.filter(occurred_on__range=(since, until)).annotate(**LOGGED_AFTER)


def _rows(contacts: QuerySet[Contact], *keys: str) -> list[MissingRow]:
    asked = {
        what.name.lower(): Count("pk", filter=Q(condition)) for what, condition in conditions(clock.today()).items()
    }
    found = list(contacts.order_by().values(*keys).annotate(number=Count("pk"), **asked))
    units = Unit.objects.select_related("organization").in_bulk({each["unit"] for each in found})
    people = User.objects.in_bulk({each["logged_by"] for each in found}) if "logged_by" in keys else {}
    rows = [
        MissingRow(
            units[each["unit"]],
            people.get(each.get("logged_by")),
            each["number"],
            {what: each[what.name.lower()] for what in Missing},
        )
        for each in found
    ]
    return sorted(rows, key=lambda row: (row.worker.display_name if row.worker else "", row.unit.name, row.unit.pk))


def _by_name(named: Mapping[int, User], numbers: Mapping[int, int]) -> dict[User, int]:
    people = sorted(named.values(), key=lambda each: (each.display_name, each.pk))
    return {each: numbers[each.pk] for each in people if numbers.get(each.pk)}


def _drafts_of(people: Collection[int]) -> dict[int, int]:
    """How much each has typed and not saved. Asked as the system: what a draft says is only its writer's."""
    with acting_as_system():
        kept = RegisterDraft.objects.filter(user__in=people, expires_at__gt=clock.now())
        typed = kept.exclude(target__startswith=receipt_of(""))
        return dict(typed.order_by().values_list("user").annotate(Count("pk")))


def _closed_codes(contacts: QuerySet[Contact]) -> list[ClosedCode]:
    found: list[ClosedCode] = []
    kinds: tuple[tuple[type[Code], str], ...] = ((FundingCode, "funding_code"), (Topic, "topics"))
    for model, name in kinds:
        used = contacts.filter(**{f"{name}__ends_on__lt": F("occurred_on")})
        numbers = dict(used.order_by().values_list(name).annotate(Count("pk", distinct=True)))
        codes = model._default_manager.in_bulk(numbers) if numbers else {}
        found += [ClosedCode(code, numbers[key]) for key, code in codes.items()]
    return sorted(found, key=lambda each: (each.code.name, each.code.pk))


def _silent_units(organizations: Collection[int], since: dt.date, until: dt.date) -> list[SilentUnit]:
    """The open units in which a whole month that has ended passed without any entry of work."""
    months = [each for each in _months(since, until) if _next(each) <= clock.today()]
    is_open = Q(closed_on__isnull=True) | Q(closed_on__gt=clock.today())
    units = list(Unit.objects.filter(is_open, organization__in=organizations).select_related("organization"))
    spoken: defaultdict[int, set[dt.date]] = defaultdict(set)
    with acting_as_system():
        for table in (Contact, GroupSession, OtherWork):
            rows = scoped(table._default_manager.filter(unit__in=units, occurred_on__range=(since, until)))
            by_month = rows.order_by().annotate(month=TruncMonth("occurred_on")).values_list("unit", "month").distinct()
            for unit, month in by_month:
                spoken[unit].add(month)
    silent = [SilentUnit(unit, [each for each in months if each not in spoken[unit.pk]]) for unit in units]
    return [each for each in silent if each.months]


def _months(since: dt.date, until: dt.date) -> list[dt.date]:
    months, month = [], since.replace(day=1)
    while month <= until:
        months.append(month)
        month = _next(month)
    return months


def _next(month: dt.date) -> dt.date:
    return (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
