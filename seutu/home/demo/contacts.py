"""What the workers of the demo have done since 1.9.2020: contacts, group sessions and other work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

from seutu.home.demo.clients import BEGAN, drawn, workers_of
from seutu.newcomers.clients.models import (
    Channel,
    Client,
    Contact,
    FundingCode,
    GroupSession,
    Interpreting,
    MunicipalityKind,
    OnBehalf,
    OtherWork,
    OtherWorkKind,
    Outcome,
    Reach,
    Topic,
    VisitKind,
    scoped,
)
from seutu.newcomers.clients.rules.bands import age_band, citizenship_group, years_band
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.organizations.models import Organization, Unit

CONTACTS = 6000
ANONYMOUS_SHARE = 0.62
HEARD_FROM_SHARE = 0.96
DAYS_BETWEEN_GROUPS = 14
CHANNELS = {
    Channel.PHONE: 34,
    Channel.VISIT: 26,
    Channel.BOOKED_VISIT: 14,
    Channel.EMAIL: 9,
    Channel.CHAT: 8,
    Channel.TEAMS: 6,
    Channel.OUTREACH: 3,
}
OUTCOMES = {
    Outcome.ADVISED: 56,
    Outcome.FORM_FILLED: 18,
    Outcome.BOOKING_MADE: 12,
    Outcome.REFERRED: 11,
    Outcome.NOTHING: 3,
}
REACHES = {Reach.REACHED: 90, Reach.NOT_REACHED: 6, Reach.NO_SHOW: 4}
ON_BEHALF = {OnBehalf.CLIENT: 84, OnBehalf.RELATIVE: 8, OnBehalf.MUNICIPAL_WORKER: 5, OnBehalf.EMPLOYER: 3}
MINUTES = (5, 7, 10, 10, 15, 15, 15, 20, 20, 30, 30, 45, 60)


def fill_contacts(data: Mapping[str, Any], clients: Sequence[Client], lottery: Random, first_start: dt.date) -> int:
    """Write the contacts and say how many; what a client's own row tells of its contacts is brought up to them."""
    codes: list[Any] = list(FundingCode.objects.all())
    made: list[Contact] = []
    for place in data["place"]:
        slug = place["organization"]
        own = [client for client in clients if client.controller.slug == slug]
        workers = workers_of(slug)
        lately = [
            _contact(client, _entry(worker, client.unit, day, codes), data, lottery)
            for client, worker, day in _heard_from(own, lottery, first_start)
        ]
        made += lately
        for _number in range(CONTACTS * place["contacts"] // 100 - len(lately)):
            worker, unit = lottery.choice(workers)
            day = _day(lottery, first_start)
            made.append(_contact(_client(lottery, own, day), _entry(worker, unit, day, codes), data, lottery))
    contacts = Contact.objects.bulk_create(sorted(made, key=lambda each: each.occurred_on), batch_size=500)
    _give_topics(contacts, lottery)
    _note_last(clients, contacts)
    _fill_other(data, codes, lottery, first_start)
    return len(contacts)


def _heard_from(own: Sequence[Client], lottery: Random, first_start: dt.date) -> Iterator[tuple[Client, User, dt.date]]:
    """Those who are served now were in touch lately, but for a few who have gone quiet."""
    for client in own:
        if client.ended_on is None and client.keyworker and lottery.random() < HEARD_FROM_SHARE:
            day = first_start - dt.timedelta(days=lottery.randint(1, 110))
            yield client, client.keyworker, max(client.began_on, day - dt.timedelta(days=max(day.weekday() - 4, 0)))


def _day(lottery: Random, first_start: dt.date) -> dt.date:
    """A working day; more of them lately than in the beginning."""
    days = max((first_start - BEGAN).days, 1)
    day = BEGAN + dt.timedelta(days=int(days * lottery.random() ** 0.75))
    return day - dt.timedelta(days=max(day.weekday() - 4, 0))


def _client(lottery: Random, own: Sequence[Client], day: dt.date) -> Client | None:
    if lottery.random() < ANONYMOUS_SHARE:
        return None
    client = lottery.choice(own)
    is_served = client.began_on <= day and (client.ended_on is None or day <= client.ended_on)
    return client if is_served else None


def _contact(client: Client | None, entry: dict[str, Any], data: Mapping[str, Any], lottery: Random) -> Contact:
    day, unit = entry["occurred_on"], entry["unit"]
    language = client.service_language if client else drawn(lottery, *_languages(data))
    contact = Contact(
        **entry,
        client=client,
        is_anonymous=client is None,
        minutes=lottery.choice(MINUTES),
        channel=drawn(lottery, list(CHANNELS), list(CHANNELS.values())),
        service_language=language,
        reach=drawn(lottery, list(REACHES), list(REACHES.values())),
        on_behalf=drawn(lottery, list(ON_BEHALF), list(ON_BEHALF.values())),
        outcome=drawn(lottery, list(OUTCOMES), list(OUTCOMES.values())),
        visit_kind=lottery.choice([VisitKind.FIRST, VisitKind.RETURNING, VisitKind.NOT_ASKED]),
        **(_of_client(client, day) if client else _of_nobody(unit.organization, lottery)),
    )
    if contact.reach != Reach.REACHED:
        contact.outcome = Outcome.NOTHING
    if language not in {"fi", "sv", "en"} and contact.reach == Reach.REACHED and lottery.random() < 0.3:
        contact.interpreting = lottery.choice([Interpreting.PHONE, Interpreting.PHONE, Interpreting.ON_SITE])
        contact.interpreter_language, contact.interpreter_minutes = language, contact.minutes
    return contact


def _languages(data: Mapping[str, Any]) -> tuple[list[str], list[int]]:
    rows = data["language"]
    return [*(row["code"] for row in rows), "fi"], [*(row["weight"] for row in rows), 25]


def _of_client(client: Client, day: dt.date) -> dict[str, Any]:
    return {
        "client_municipality": client.municipality,
        "client_municipality_kind": client.municipality_kind,
        "gender": client.gender,
        "age_band": age_band(client.birth_date, day),
        "language": client.mother_tongue,
        "citizenship_group": citizenship_group(client.citizenships),
        "years_band": years_band(client.first_permit_on, day),
        "basis_group": client.basis_group,
    }


def _of_nobody(provider: Organization, lottery: Random) -> dict[str, Any]:
    kind = drawn(lottery, list(MunicipalityKind), [78, 6, 9, 7])
    return {
        "client_municipality": provider if kind == MunicipalityKind.NAMED else None,
        "client_municipality_kind": kind,
    }


def _code(codes: Sequence[FundingCode], day: dt.date) -> FundingCode:
    """The project's code of the day."""
    valid = [each for each in codes if each.starts_on <= day and (each.ends_on is None or day <= each.ends_on)]
    return next(each for each in valid if each.code.startswith("koto-"))


def _give_topics(contacts: Sequence[Contact], lottery: Random) -> None:
    topics = list(Topic.objects.all())
    weights = [max(20 - place, 2) for place in range(len(topics))]
    link = Contact.topics.through
    link.objects.bulk_create(
        (
            link(contact_id=contact.pk, topic_id=topic.pk)
            for contact in contacts
            for topic in set(lottery.choices(topics, weights, k=lottery.choice([1, 1, 1, 2, 2, 3])))
        ),
        batch_size=2000,
    )


def _note_last(clients: Sequence[Client], contacts: Sequence[Contact]) -> None:
    last = {contact.client_id: contact.occurred_on for contact in contacts if contact.client_id}
    for client in clients:
        client.last_contact_on = last.get(client.pk)
        client.last_entry_on = max(client.last_entry_on, client.last_contact_on or client.last_entry_on)
    scoped(Client.objects.all()).bulk_update(clients, ["last_contact_on", "last_entry_on"], batch_size=200)


def _fill_other(data: Mapping[str, Any], codes: Sequence[FundingCode], lottery: Random, first_start: dt.date) -> None:
    sessions, works = [], []
    for place in data["place"]:
        workers = workers_of(place["organization"])
        for day in _every(first_start, DAYS_BETWEEN_GROUPS):
            worker, unit = lottery.choice(workers)
            entry = _entry(worker, unit, day, codes)
            people = lottery.randint(4, 16)
            sessions.append(
                GroupSession(
                    **entry,
                    minutes=90,
                    title="Ryhmäneuvonta",
                    service_language=lottery.choice(["fi", "en", "ru", "ar"]),
                    participants=people,
                    first_timers=lottery.randint(0, people),
                )
            )
            kind = lottery.choice(list(OtherWorkKind))
            works.append(OtherWork(**entry, minutes=lottery.choice([30, 60, 120]), kind=kind))
    GroupSession.objects.bulk_create(sessions)
    OtherWork.objects.bulk_create(works)


def _every(first_start: dt.date, days: int) -> Iterator[dt.date]:
    day = BEGAN
    while day < first_start:
        yield day
        day += dt.timedelta(days=days)


def _entry(worker: User, unit: Unit, day: dt.date, codes: Sequence[FundingCode]) -> dict[str, Any]:
    return {
        "occurred_on": day,
        "logged_at": clock.at(day, dt.time(15, 30)),
        "logged_by": worker,
        "unit": unit,
        "provider_municipality": unit.organization,
        "funding_code": _code(codes, day),
    }
