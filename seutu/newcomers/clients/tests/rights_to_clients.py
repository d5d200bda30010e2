"""What the tests of pages about rights to clients share: a client to open, and how others come to ask for one."""

from __future__ import annotations

from django.urls import reverse

from seutu.newcomers.clients.actions import grants, transfers
from seutu.newcomers.clients.models import Client, GrantLevel, GrantRequest, Transfer
from seutu.newcomers.clients.tests.factories import ClientFactory
from seutu.shared.accounts.models import User
from seutu.shared.organizations.models import Unit

NAME = "Salakari"
CODE = "131052-308T"


def named_client(unit: Unit, keyworker: User) -> Client:
    made: Client = ClientFactory(unit=unit, keyworker=keyworker, shown_name=NAME, identity_code=CODE)
    return made


def at(name: str, *arguments: object) -> str:
    return reverse(f"clients:{name}", args=arguments)


def text_of(answer) -> str:
    return answer.content.decode()


def ask(client: Client, by: User, **changes) -> GrantRequest:
    return grants.request_access(client.reference, by=by, **({"level": GrantLevel.READ, "reason": "Muutto"} | changes))


def offer(client: Client, to_unit: Unit, by: User) -> Transfer:
    return transfers.offer_transfer(client, to_unit, reason="Asiakas muuttaa.", provision="laki 681/2023", by=by)
