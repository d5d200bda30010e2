"""The other half of the demo region: its client register, put together by a seeded lottery from the data file.

Every filling with the same first day makes the same people, contacts and deadlines, around that day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random

from seutu.home.demo.clients import fill_clients
from seutu.home.demo.contacts import fill_contacts
from seutu.home.demo.paths import fill_paths
from seutu.home.demo.region import BY, demo_file
from seutu.home.demo.requests import fill_requests
from seutu.home.demo.rights import fill_rights
from seutu.newcomers.clients.models import Client, FundingCode, Interpreter
from seutu.shared.organizations.actions import add_unit
from seutu.shared.organizations.models import Organization, Unit

SEED = "Seutu"


def fill_units() -> None:
    """Add the units that are missing; the accounts of half 2 work in them."""
    for entry in demo_file("newcomers.toml")["unit"]:
        organization = Organization.objects.get(slug=entry["organization"])
        if not Unit.objects.filter(organization=organization, name_fi=entry["name_fi"]).exists():
            add_unit(organization, entry["name_fi"], name_sv=entry["name_sv"], by=BY)


def fill_register(*, first_start: dt.date) -> Iterator[str]:
    """Fill the register around ``first_start`` and say what was made; nothing when somebody is in it."""
    if Client.objects.exists():
        return
    data = demo_file("newcomers.toml")
    lottery = Random(SEED)  # noqa: S311  # people of a demo, no secrets
    FundingCode.objects.bulk_create(FundingCode(**entry) for entry in data["funding"])
    Interpreter.objects.bulk_create(Interpreter(**entry) for entry in data["interpreter"])
    clients = fill_clients(data, lottery, first_start)
    yield f"{len(clients)} clients"
    yield f"{fill_contacts(data, clients, lottery, first_start)} contacts"
    fill_paths(clients, lottery, first_start)
    fill_requests(clients, first_start)
    fill_rights(data, clients, first_start)
    yield "assessments, plans and requests"
