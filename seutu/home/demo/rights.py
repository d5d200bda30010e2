"""The rights of the person in the demo: privacy notices, requests for own data, and what was given to others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import translation

from seutu.newcomers.clients.actions.own_data import NoClock
from seutu.newcomers.clients.models import Client, Disclosure, OwnDataRequest, PrivacyNotice
from seutu.shared.accounts.models import User
from seutu.shared.law.data_protection import answer_due_on
from seutu.shared.organizations.models import Organization

OFFICER, COUNSELLOR = "tietosuoja@joensuu.example", "noora@joensuu.example"


def fill_rights(data: dict[str, Any], clients: Sequence[Client], first_start: dt.date) -> None:
    """Publish a notice of every controller in each language, and write what its officer finds waiting and done."""
    officer, counsellor = User.objects.get(email=OFFICER), User.objects.get(email=COUNSELLOR)
    places = Organization.objects.filter(pk__in={client.controller_id for client in clients}).order_by("pk")
    PrivacyNotice.objects.bulk_create(_notices(data["notice"], list(places), first_start))
    hers = [client for client in clients if client.keyworker_id == counsellor.pk and not client.is_protected]
    for entry, client in zip(data["own_data_request"], hers, strict=False):
        _request(entry, client, officer, first_start)
    Disclosure.objects.bulk_create(
        Disclosure(
            client=client,
            recipient=entry["recipient"],
            what=entry["what"],
            provision=entry["provision"],
            disclosed_on=first_start - dt.timedelta(days=entry["days"]),
            disclosed_by=counsellor,
        )
        for entry, client in zip(data["disclosure"], hers, strict=False)
    )


def _notices(
    entries: Sequence[dict[str, str]], places: Sequence[Organization], first_start: dt.date
) -> Iterator[PrivacyNotice]:
    for entry in entries:
        with translation.override(entry["language"]):
            for place in places:
                text = entry["html"].format(name=place.name)
                yield PrivacyNotice(
                    organization=place, language=entry["language"], text_html=text, published_on=first_start
                )


def _request(entry: dict[str, Any], client: Client, officer: User, first_start: dt.date) -> None:
    received_on = first_start - dt.timedelta(days=entry["received"])
    due_on = answer_due_on(received_on).day
    if due_on is None:
        raise NoClock
    request = OwnDataRequest(
        client=client,
        kind=entry["kind"],
        received_on=received_on,
        due_on=due_on,
        details=entry.get("details"),
        received_by=officer,
    )
    if "answered" in entry:
        request.outcome = OwnDataRequest.Outcome.DONE
        request.answered_on = first_start - dt.timedelta(days=entry["answered"])
        request.handled_by = officer
    request.save()
