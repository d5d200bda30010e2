"""The invented people of the demo's register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

from seutu.newcomers.clients.models import (
    BasisGroup,
    Client,
    ClientName,
    ContactDetails,
    Gender,
    MunicipalityKind,
    NameKey,
    NameKind,
)
from seutu.newcomers.clients.names import search_keys
from seutu.shared.accounts.models import User
from seutu.shared.organizations.models import Membership, Organization, Unit
from seutu.shared.organizations.roles import Role

Table = Mapping[str, Any]
BEGAN = dt.date(2020, 9, 1)
INVENTED = "(keksitty)"
PROTECTED_EVERY = 60
# Most have gone on within two years; a few of those who stay longer are late with everything.
ENDED_SHARE = 0.985
TWO_YEARS = 690


def fill_clients(data: Table, lottery: Random, first_start: dt.date) -> list[Client]:
    """Write the clients of every municipality with their names, keys and contact details, oldest first."""
    made = [
        _person(data, lottery, place["organization"], first_start)
        for place in data["place"]
        for _number in range(place["clients"])
    ]
    made.sort(key=lambda pair: pair[0].began_on)
    workers = {slug: workers_of(slug) for slug in (place["organization"] for place in data["place"])}
    for number, (client, _names) in enumerate(made):
        _assign(client, workers[client.controller.slug], number)
    clients = Client.objects.bulk_create([client for client, _names in made])
    _write_names(clients, [names for _client, names in made])
    ContactDetails.objects.bulk_create(_details(clients, lottery))
    return clients


def _person(data: Table, lottery: Random, slug: str, first_start: dt.date) -> tuple[Client, list[ClientName]]:
    language = drawn(lottery, data["language"], [entry["weight"] for entry in data["language"]])
    sex = lottery.choice("fm")
    given = lottery.choice([entry for entry in language["given"] if entry[2] == sex])
    family = lottery.choice([entry for entry in language["family"] if entry[2] in {sex, ""}])
    patronymics = [entry for entry in language.get("patronymic", ()) if entry[2] == sex]
    patronymic = lottery.choice(patronymics) if patronymics else ("", "", sex)
    days = max((first_start - BEGAN).days, 1)
    began_on = BEGAN + dt.timedelta(days=int(days * lottery.random() ** 0.8))
    organization = Organization.objects.get(slug=slug)
    client = Client(
        controller=organization,
        unit=None,
        shown_name=f"{family[0]} {given[0]} {INVENTED}",
        birth_date=dt.date(lottery.randint(1950, 2012), lottery.randint(1, 12), lottery.randint(1, 28)),
        gender=Gender.WOMAN if sex == "f" else Gender.MAN,
        citizenships=[drawn(lottery, list(language["citizenships"]), list(language["citizenships"].values()))],
        mother_tongue=language["code"],
        service_language=language["code"] if lottery.random() < 0.7 else lottery.choice(["fi", "en"]),
        script=language["script"],
        basis_group=BasisGroup(drawn(lottery, list(language["basis"]), list(language["basis"].values()))),
        first_permit_on=began_on - dt.timedelta(days=lottery.randint(5, 400)),
        is_job_seeker=lottery.random() < 0.35,
        municipality=organization,
        municipality_kind=MunicipalityKind.NAMED,
        began_on=began_on,
        last_entry_on=began_on,
    )
    _give_interpreter(client)
    _end_some(client, lottery, first_start)
    return client, _names(given, patronymic, family)


def _give_interpreter(client: Client) -> None:
    client.needs_interpreter = client.service_language not in {"fi", "sv", "en"}
    client.interpreter_language = client.service_language if client.needs_interpreter else ""
    if client.basis_group == BasisGroup.TEMPORARY_PROTECTION:
        return
    client.home_municipality_from = client.began_on


def _end_some(client: Client, lottery: Random, first_start: dt.date) -> None:
    """Some of those who came more than two years ago are no clients any more."""
    if (first_start - client.began_on).days > TWO_YEARS and lottery.random() < ENDED_SHARE:
        client.ended_on = client.began_on + dt.timedelta(days=lottery.randint(400, TWO_YEARS))
        client.closing_reason = lottery.choice(["goals_reached", "period_ended", "moved", "no_contact"])
        client.last_entry_on = client.ended_on


def _names(given: Sequence[str], patronymic: Sequence[str], family: Sequence[str]) -> list[ClientName]:
    spelled = [(NameKind.CURRENT, 0)] + ([(NameKind.ORIGINAL, 1)] if given[1] else [])
    return [
        ClientName(kind=kind, given_names=given[word], patronymic=patronymic[word], family_name=family[word])
        for kind, word in spelled
    ]


def workers_of(slug: str) -> list[tuple[User, Unit]]:
    counsellors = Membership.objects.filter(organization__slug=slug, role=Role.COUNSELLOR, unit__isnull=False)
    return [(each.user, each.unit) for each in counsellors.select_related("user", "unit") if each.unit]


def _assign(client: Client, workers: Sequence[tuple[User, Unit]], number: int) -> None:
    keyworker, client.unit = workers[number % len(workers)]
    client.keyworker = keyworker
    if number % PROTECTED_EVERY == PROTECTED_EVERY - 1:
        client.is_protected = True
        client.safety_non_disclosure = number % (2 * PROTECTED_EVERY) == PROTECTED_EVERY - 1


def _write_names(clients: Sequence[Client], names: Sequence[Sequence[ClientName]]) -> None:
    keys = []
    for client, owned in zip(clients, names, strict=True):
        found: set[str] = set()
        for name in owned:
            name.client = client
            found |= search_keys(name.whole)
        keys += [NameKey(client=client, key=key) for key in sorted(found)]
    ClientName.objects.bulk_create(name for owned in names for name in owned)
    NameKey.objects.bulk_create(keys, batch_size=2000)


def _details(clients: Sequence[Client], lottery: Random) -> Iterator[ContactDetails]:
    for number, client in enumerate(clients):
        yield ContactDetails(
            client=client,
            phone=f"040 000 {number:04}",
            email=f"asiakas{number}@posti.example" if lottery.random() < 0.6 else None,
            address=f"Keksitynkatu {lottery.randint(1, 90)}",
        )


def drawn(lottery: Random, things: Sequence[Any], weights: Sequence[int]) -> Any:
    return lottery.choices(things, weights)[0]
