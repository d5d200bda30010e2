"""Clients in lists and among what a search found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from seutu.newcomers.clients.models import Client
from seutu.newcomers.clients.queries.finding import Elsewhere, Found, born_in
from seutu.newcomers.clients.queries.typed_search import TypedSearch
from seutu.newcomers.clients.queries.units import units_served_by
from seutu.newcomers.clients.queries.workers import leaders_of
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.ui.components import Status
from seutu.shared.ui.dates import day


@dataclass(frozen=True)
class ClientRow:
    """A client in a list; ``also`` is the name by which they were found, when it is not the one shown."""

    client: Client
    about: str
    also: str = ""
    statuses: Sequence[Status] = field(default_factory=tuple)

    @property
    def url(self) -> str:
        return self.client.get_absolute_url()


@dataclass(frozen=True)
class ElsewhereLine:
    """Where the person is a client, and whom to ask."""

    municipality: str
    contact: str


def client_rows(clients: Iterable[Client]) -> list[ClientRow]:
    """Clients of a list."""
    return [ClientRow(client, _about(client), statuses=statuses_of(client)) for client in clients]


def found_rows(found: Iterable[Found]) -> list[ClientRow]:
    """Clients whom a search found, each with how they were found."""
    return [_found_row(each) for each in found]


def _found_row(found: Found) -> ClientRow:
    client = found.client
    also = found.name if found.name and found.name != client.shown_name else ""
    near = [Status(_("Very much alike"), "soon")] if found.is_near and found.by == "name" else []
    told = {"identity_code": _("Same identity code"), "reference": _("Same reference"), "birth": _("Same birth")}
    by = [Status(told[found.by], "told")] if found.by in told else []
    return ClientRow(client, _about(client), also, [*near, *by, *statuses_of(client)])


def statuses_of(client: Client) -> list[Status]:
    """What must be seen of a client at once."""
    found = []
    if client.is_protected:
        found.append(Status(_("Protected client"), "late", "lock"))
    if client.processing_restricted:
        found.append(Status(_("Processing is restricted"), "late", "lock"))
    if client.ended_on:
        found.append(Status(_("Service ended"), "firm"))
    return found


def born(client: Client) -> str:
    """The date or year of birth in words; "" when neither is known."""
    known = day(client.birth_date) if client.birth_date else born_in(client)
    return _("born %(day)s") % {"day": known} if known else ""


def _about(client: Client) -> str:
    keyworker = client.keyworker.display_name if client.keyworker else ""
    last = _("last contact %(day)s") % {"day": day(client.last_contact_on)} if client.last_contact_on else ""
    return " · ".join(part for part in (born(client), client.unit.name, keyworker, last, client.reference) if part)


def elsewhere_lines(elsewhere: Iterable[Elsewhere]) -> list[ElsewhereLine]:
    """That the person is a client of other municipalities, and whom to ask of each."""
    return [ElsewhereLine(each.controller.name, whom_to_ask(each.controller.pk)) for each in elsewhere]


def whom_to_ask(organization_id: int) -> str:
    """Who tells more about the clients of an organization: the names of those who lead its service."""
    names = leaders_of(organization_id).values_list("display_name", flat=True)[:3]
    return ", ".join(names) or _("the service of the municipality")


def initial_of(asked: TypedSearch, worker: Worker) -> dict[str, Any]:
    """What the search has told already, for the form of a new client."""
    *given, family = asked.name.split() or [""]
    return {
        "given_names": " ".join(given) or family,
        "family_name": family if given else "",
        "birth_date": asked.birth_date,
        "birth_year": asked.birth_year,
        "identity_code": asked.identity_code,
        "unit": units_served_by(worker).first(),
        "keyworker": worker.user_id,
    }
