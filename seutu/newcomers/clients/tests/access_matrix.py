"""Every relation in which a worker can stand to a client, as rows: for the test that tries them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from seutu.newcomers.clients import models
from seutu.newcomers.clients.tests.factories import (
    AccessGrantFactory,
    ClientFactory,
    ContactFactory,
    FundingCodeFactory,
)
from seutu.shared.accounts.models import User
from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.core import clock
from seutu.shared.organizations.models import Unit
from seutu.shared.organizations.roles import Role
from seutu.shared.organizations.tests.factories import MembershipFactory, OrganizationFactory, UnitFactory

DAY = dt.timedelta(days=1)
STATES: dict[str, dict[str, Any]] = {
    "plain": {},
    "protected": {"is_protected": True},
    "restricted": {"processing_restricted": True},
    "protected and restricted": {"is_protected": True, "processing_restricted": True},
    "anonymised": {"shown_name": ""},
}


@dataclass
class Matrix:
    """The people, and each client by the words for it."""

    people: dict[str, User]
    units: Mapping[str, Unit]
    clients: dict[str, models.Client] = field(default_factory=dict)

    def name_of(self, pk: int) -> str:
        return next(words for words, client in self.clients.items() if client.pk == pk)


def matrix() -> Matrix:
    made = Matrix(people={}, units=_units())
    made.people = dict(_people(made.units))
    _clients_of_places(made)
    _clients_opened_to_people(made)
    _clients_opened_to_units(made)
    _what_belongs_to_clients(made)
    _without_client(made)
    return made


def _units() -> dict[str, Unit]:
    here, there = OrganizationFactory(name_fi="Kuusela"), OrganizationFactory(name_fi="Mäntylä")
    return {
        "own": UnitFactory(organization=here),
        "other": UnitFactory(organization=here),
        "foreign": UnitFactory(organization=there),
        "third": UnitFactory(),
    }


def _people(units: Mapping[str, Unit]) -> Iterator[tuple[str, User]]:
    here, there = units["own"].organization, units["foreign"].organization
    yield from (
        ("counsellor", _person(Role.COUNSELLOR, here, units["own"])),
        ("colleague", _person(Role.COUNSELLOR, here, units["other"])),
        ("counsellor of all units", _person(Role.COUNSELLOR, here)),
        ("substitute", _person(Role.COUNSELLOR, here, units["other"])),
        ("substitute from elsewhere", _person(Role.COUNSELLOR, there, units["foreign"])),
        ("foreign counsellor", _person(Role.COUNSELLOR, there, units["foreign"])),
        ("supervisor", _person(Role.SUPERVISOR, here)),
        ("supervisor of a unit", _person(Role.SUPERVISOR, here, units["other"])),
        ("foreign supervisor", _person(Role.SUPERVISOR, there)),
        ("coordinator", _person(Role.COORDINATOR, here)),
        ("adviser", _person(Role.ADVISER, here, units["own"])),
        ("data protection officer", _person(Role.DATA_PROTECTION_OFFICER, here)),
        ("clerk", _person(Role.CLERK, here)),
        ("operator", _person(Role.OPERATOR, here)),
        ("nobody", UserFactory()),
    )
    closed = _person(Role.COUNSELLOR, here, units["own"])
    closed.is_active = False
    closed.save()
    left = UserFactory()
    MembershipFactory(
        user=left, organization=here, unit=units["own"], role=Role.COUNSELLOR, ends_on=clock.today() - DAY
    )
    yield from (("whose account is closed", closed), ("who left", left))


def _person(role: Role, organization: Any, unit: Unit | None = None) -> User:
    user = UserFactory()
    MembershipFactory(user=user, organization=organization, unit=unit, role=role)
    return user


def _clients_of_places(made: Matrix) -> None:
    keyworkers = {"": None, **{f", of the {name}": made.people[name] for name in ("counsellor", "who left")}}
    for place, unit in made.units.items():
        for words, keyworker in keyworkers.items():
            _add(made, f"{place} unit{words}", unit, keyworker=keyworker)
    today = clock.today()
    times = ((today, today), (today - 2 * DAY, today - DAY), (today + DAY, today + DAY))
    for (starts_on, ends_on), substitute in product(times, ("substitute", "substitute from elsewhere")):
        models.Substitution.objects.create(
            absent=made.people["counsellor" if ends_on == today else "who left"],
            substitute=made.people[substitute],
            organization=made.units["own"].organization,
            arranged_by=made.people["supervisor"],
            starts_on=starts_on,
            ends_on=ends_on,
        )


def _grants() -> dict[str, dict[str, Any]]:
    today = clock.today()
    return {
        "read": {},
        "write": {"level": models.GrantLevel.WRITE},
        "consultation": {"is_consultation": True, "ends_on": today},
        "withdrawn": {"withdrawn_at": clock.now()},
        "over": {"ends_on": today - DAY},
        "to come": {"starts_on": today + DAY},
    }


def _clients_opened_to_people(made: Matrix) -> None:
    third, now, grants = made.units["third"], clock.now(), []
    for person, user in made.people.items():
        for words, options in _grants().items():
            added = _add(made, f"{words} for {person}", third)
            grants += [AccessGrantFactory.build(client=each, user=user, granted_by=user, **options) for each in added]
        for words, minutes in (("emergency", 60), ("emergency that is over", -1)):
            ends_at = now + dt.timedelta(minutes=minutes)
            models.EmergencyAccess.objects.bulk_create(
                models.EmergencyAccess(client=each, user=user, opened_at=now - dt.timedelta(hours=2), ends_at=ends_at)
                for each in _add(made, f"{words} for {person}", third)
            )
    models.AccessGrant.objects.bulk_create(grants)


def _clients_opened_to_units(made: Matrix) -> None:
    by = made.people["supervisor"]
    for place in ("own", "foreign"):
        for words, options in _grants().items():
            if words == "consultation":
                continue
            for client in _add(made, f"{words} for the {place} unit", made.units["third"]):
                AccessGrantFactory(client=client, unit=made.units[place], granted_by=by, **options)


def _add(made: Matrix, words: str, unit: Unit, **options: Any) -> list[models.Client]:
    added = []
    for state, fields in STATES.items():
        given = options | fields
        if state == "anonymised":
            given |= {"keyworker": None, "anonymised_at": clock.now()}
        client = ClientFactory.build(unit=unit, **given)
        made.clients[f"{words}, {state}"] = client
        added.append(client)
    return models.Client.objects.bulk_create(added)


def _what_belongs_to_clients(made: Matrix) -> None:
    names, contacts, code = [], [], FundingCodeFactory()
    for client in made.clients.values():
        names.append(models.ClientName(client=client, family_name="Keksitty"))
        by = made.people["counsellor"]
        contacts.append(ContactFactory.build(client=client, unit=client.unit, funding_code=code, logged_by=by))
    models.ClientName.objects.bulk_create(names)
    models.Contact.objects.bulk_create(contacts)


def _without_client(made: Matrix) -> None:
    code = models.FundingCode.objects.first()
    for unit in made.units.values():
        for person in ("counsellor", "adviser", "foreign counsellor"):
            ContactFactory(unit=unit, logged_by=made.people[person], funding_code=code)
        common = {"unit": unit, "organization": unit.organization}
        user = made.people["counsellor"]
        models.Intake.objects.create(
            **common, arrived_on=clock.today(), source="self", consent="given", logged_by=user, client=None
        )
        for client in (None, *(each for each in made.clients.values() if each.unit == unit)):
            models.InterpreterBooking.objects.create(
                **common, client=client, language="ar", mode="phone", starts_at=clock.now(), minutes=30, booked_by=user
            )
