"""A generated register, for measuring: invented clients and contacts, as many as wanted, always the same."""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from _bulk import BATCH, Sealer, loading, noon, write
from _paths import PathRows

SEED = 681_2023
BEGAN, ENDS = dt.date(2020, 9, 1), dt.date(2026, 11, 1)
DAYS = [BEGAN + dt.timedelta(days=number) for number in range((ENDS - BEGAN).days)]
# The share of each municipality, and how many clients a counsellor has.
SHARES = (62, 13, 12, 8, 5)
CASELOAD = 150
GRANTS = 20
ANONYMOUS_SHARE = 0.6
ONSETS = "b d f g h k l m n p r s t v z sh ch kh j w".split()
VOWELS = "a e i o u aa ia".split()
LANGUAGES = ("ru", "uk", "ar", "fa", "so", "en", "vi", "th", "ti", "zh", "ku", "es")
COUNTRIES = ("RU", "UA", "IQ", "AF", "SO", "IN", "VN", "TH", "ER", "CN", "TR", "CO")
NOTE = "Keksitty merkintä: sovittiin ajasta, täytettiin hakemus ja katsottiin yhdessä, mitä seuraavaksi tehdään."


@dataclass(frozen=True)
class Cast:
    """One person of each role, all of the largest municipality but the expert, who has grants alone."""

    counsellor: Any
    colleague: Any
    supervisor: Any
    adviser: Any
    coordinator: Any
    expert: Any


@dataclass(frozen=True)
class Place:
    """A municipality with its unit and the counsellors of it, as ids."""

    organization: int
    unit: int
    workers: Sequence[int]


# Id, place and responsible counsellor of a client.
Made = tuple[int, Place, int]


def fill(clients: int, contacts: int) -> None:
    """Write the region, its workers, and so many clients and contacts."""
    from seutu.newcomers.clients import models

    chance = random.Random(SEED)
    units = _units()
    places = [
        Place(unit.organization_id, unit.pk, [each.pk for each in workers])
        for unit, workers in zip(units, _workers(units, clients), strict=True)
    ]
    _people_of_roles(units)
    tables = [
        models.Client, models.ClientName, models.NameKey, models.Assessment, models.IntegrationPlan,
        models.StatusRecord, models.Contact, models.Contact.topics.through,
    ]  # fmt: skip
    with loading(tables):
        made = _clients(chance, places, clients)
        _contacts(chance, made, contacts)
        _tell("indexes")
    _grants(_person("expert"), made[:GRANTS])


def cast() -> Cast:
    """Who measures, of a register that is filled."""
    people = {name: _person(name) for name in Cast.__dataclass_fields__ if name != "counsellor"}
    return Cast(counsellor=_person("t0-0"), **people)


def _person(name: str) -> Any:
    from seutu.shared.accounts.models import User

    return User.objects.get(email=f"{name}@mittala.example")


def _units() -> list[Any]:
    from seutu.newcomers.clients.models import FundingCode
    from seutu.shared.organizations.models import Organization, Unit

    owners = [
        Organization.objects.create(name_fi=f"Mittala {place}", slug=f"mittala-{place}") for place in range(len(SHARES))
    ]
    FundingCode.objects.get_or_create(code="mitta", defaults={"name_fi": "Mittaus", "starts_on": BEGAN})
    return [Unit.objects.create(organization=owner, name_fi=f"Piste {owner.slug}") for owner in owners]


def _workers(units: Sequence[Any], clients: int) -> list[list[Any]]:
    """Counsellors of each unit, as many as the clients need."""
    from seutu.shared.accounts.models import User
    from seutu.shared.organizations.models import Membership
    from seutu.shared.organizations.roles import Role

    found = []
    for place, unit in enumerate(units):
        number = max(2, clients * SHARES[place] // 100 // CASELOAD)
        users = User.objects.bulk_create(
            User(email=f"t{place}-{n}@mittala.example", display_name=f"Työntekijä {place}-{n}", password="!")
            for n in range(number)
        )
        Membership.objects.bulk_create(
            Membership(user=user, organization=unit.organization, unit=unit, role=Role.COUNSELLOR, starts_on=BEGAN)
            for user in users
        )
        found.append(users)
    return found


def _people_of_roles(units: Sequence[Any]) -> None:
    from seutu.shared.accounts.models import User
    from seutu.shared.organizations.models import Membership, Unit
    from seutu.shared.organizations.roles import Role

    home = units[0].organization
    beside = Unit.objects.create(organization=home, name_fi="Toinen piste")
    for name, role, unit, organization in (
        ("colleague", Role.COUNSELLOR, beside, home),
        ("supervisor", Role.SUPERVISOR, None, home),
        ("adviser", Role.ADVISER, units[0], home),
        ("coordinator", Role.COORDINATOR, None, home),
        ("expert", Role.ADVISER, units[4], units[4].organization),
    ):
        user = User.objects.create(email=f"{name}@mittala.example", display_name=name, password="!")
        Membership.objects.create(user=user, organization=organization, unit=unit, role=role, starts_on=BEGAN)


def _names(chance: random.Random, number: int, syllables: int) -> list[str]:
    return [
        "".join(chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(syllables)).capitalize()
        for _ in range(number)
    ]


def _clients(chance: random.Random, places: Sequence[Place], number: int) -> list[Made]:
    """Write the clients with their names, search keys and paths."""
    from seutu.newcomers.clients.models import Client, ClientName, NameKey
    from seutu.newcomers.clients.names import search_keys

    given, family = _names(chance, 1500, 2), _names(chance, 9000, 3)
    rows_of, paths = _ClientRows(chance), PathRows(chance, ENDS)
    found: list[Made] = []
    for rows in _batches(number, "clients"):
        homes = chance.choices(places, SHARES, k=len(rows))
        made = [(pk + 1, home, chance.choice(home.workers)) for pk, home in zip(rows, homes, strict=True)]
        named = [(pk, chance.choice(given), chance.choice(family)) for pk, _home, _worker in made]
        whole = [rows_of.row(each, f"{last} {first}") for each, (_pk, first, last) in zip(made, named, strict=True)]
        write(Client, _ClientRows.COLUMNS, whole)
        write(ClientName, ("client_id", "given_names", "family_name"), named)
        keys = [(pk, key) for pk, first, last in named for key in sorted(search_keys(f"{first} {last}"))]
        write(NameKey, ("client_id", "key"), keys)
        paths.write(whole, _ClientRows.COLUMNS)
        found += made
    return found


class _ClientRows:
    COLUMNS = (
        "id", "reference", "controller_id", "unit_id", "keyworker_id", "shown_name", "birth_date", "identity_code",
        "identity_code_index", "mother_tongue", "service_language", "citizenships", "municipality_id",
        "municipality_kind", "is_protected", "began_on", "ended_on", "closing_reason", "first_permit_on",
        "last_contact_on", "last_entry_on",
    )  # fmt: skip

    def __init__(self, chance: random.Random) -> None:
        from seutu.newcomers.clients.models import Client
        from seutu.newcomers.clients.models.client import REFERENCE_LENGTH, REFERENCE_LETTERS

        self._chance, self._seal = chance, Sealer(Client, "identity_code")
        self._index = Client._meta.get_field("identity_code_index").index_of
        self._letters = (REFERENCE_LETTERS, REFERENCE_LENGTH)
        self._taken: set[str] = set()

    def row(self, made: Made, name: str) -> tuple[Any, ...]:
        pk, home, keyworker = made
        chance = self._chance
        began = chance.choice(DAYS)
        has_ended = chance.random() < 0.3
        ended = began + dt.timedelta(days=400) if has_ended else None
        language = chance.randrange(len(LANGUAGES))
        born = dt.date(1950, 1, 1) + dt.timedelta(days=chance.randrange(22_000))
        # Of seven in ten the code is known. Each is invented, and its last sign is wrong.
        code = f"{born:%d%m%y}-9{pk % 99:02d}X" if chance.random() < 0.7 else ""
        return (
            pk, self._reference(), home.organization, home.unit, keyworker, name, str(born),
            self._seal(code) if code else None, self._index(code), LANGUAGES[language], LANGUAGES[language],
            f'["{COUNTRIES[language]}"]', home.organization, "named", int(chance.random() < 0.01),
            str(began), ended and str(ended), "period_ended" if has_ended else "", str(began),
            str(ENDS - dt.timedelta(days=chance.randrange(300))), str(began),
        )  # fmt: skip

    def _reference(self) -> str:
        letters, length = self._letters
        while (found := "".join(self._chance.choices(letters, k=length))) in self._taken:
            pass
        self._taken.add(found)
        return found


def _grants(expert: Any, clients: Sequence[Made]) -> None:
    from seutu.newcomers.clients.models import AccessGrant

    AccessGrant.objects.bulk_create(
        AccessGrant(
            client_id=client, user=expert, level="read", reason="Mittaus", granted_by_id=keyworker, starts_on=BEGAN
        )
        for client, _place, keyworker in clients
    )


def _contacts(chance: random.Random, clients: Sequence[Made], number: int) -> None:
    from seutu.newcomers.clients.models import Contact, FundingCode, Topic

    code, topics = FundingCode.objects.get(code="mitta").pk, list(Topic.objects.values_list("pk", flat=True))
    seal = Sealer(Contact, "note")
    columns = (
        "id", "client_id", "is_anonymous", "occurred_on", "logged_at", "logged_by_id", "unit_id",
        "provider_municipality_id", "client_municipality_id", "client_municipality_kind", "funding_code_id", "minutes",
        "channel", "service_language", "language", "note",
    )  # fmt: skip

    def row(pk: int, made: Made, day: dt.date) -> tuple[Any, ...]:
        client, home, worker = made
        is_anonymous = chance.random() < ANONYMOUS_SHARE
        note = None if is_anonymous or chance.random() < 0.5 else seal(NOTE)
        return (
            pk, None if is_anonymous else client, int(is_anonymous), str(day), noon(day), worker, home.unit,
            home.organization, home.organization, "named", code, int(5 + 55 * chance.random()),
            chance.choice(CHANNELS), chance.choice(LANGUAGES), chance.choice(LANGUAGES), note,
        )  # fmt: skip

    for rows in _batches(number, "contacts"):
        of = chance.choices(clients, k=len(rows))
        # In the order of their days, as they are written down in time.
        days = [DAYS[pk * len(DAYS) // number] for pk in rows]
        write(Contact, columns, [row(pk + 1, made, day) for pk, made, day in zip(rows, of, days, strict=True)])
        about = chance.choices(topics, k=2 * len(rows))
        firsts, seconds = about[: len(rows)], about[len(rows) :]
        links = [(pk + 1, topic) for pk, topic in zip(rows, firsts, strict=True)]
        # One in three is about a second topic.
        links += [
            (pk + 1, topic)
            for pk, first, topic in zip(rows[::3], firsts[::3], seconds[::3], strict=True)
            if topic != first
        ]
        write(Contact.topics.through, ("contact_id", "topic_id"), links)


CHANNELS = ("phone", "visit", "email")


def _batches(number: int, what: str) -> Iterator[range]:
    """The rows in batches, each in a transaction of its own; tells how far it has come on the error stream."""
    from django.db import transaction

    told = time.monotonic()
    for start in range(0, number, BATCH):
        with transaction.atomic():
            yield range(start, min(start + BATCH, number))
        if time.monotonic() - told > 10:
            told = time.monotonic()
            _tell(f"{what}: {start + BATCH:,} of {number:,}")
    _tell(f"{what}: {number:,}")


def _tell(words: str) -> None:
    print(f"  {time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)
