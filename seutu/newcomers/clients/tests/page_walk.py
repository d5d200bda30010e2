"""A walk over every page of the register as somebody, with the forms filled in rightly and wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse

from seutu.newcomers.clients import models
from seutu.newcomers.clients.models import scoped
from seutu.newcomers.clients.tests.test_every_page import PAGES, Page

# Which row an argument of an address means: the first one of this table that leads to the client.
ROWS: dict[str, Any] = {
    "contact_id": models.Contact,
    "assessment_id": models.Assessment,
    "transfer_id": models.Transfer,
    "emergency_id": models.EmergencyAccess,
    "grant_id": models.AccessGrant,
    "booking_id": models.InterpreterBooking,
    "intake_id": models.Intake,
    "member_id": models.HouseholdMember,
}


def addresses(client: models.Client) -> Iterator[tuple[Page, str]]:
    """Every page of the register with its address: of the client, and of the client's rows, where it is of one."""
    for page in PAGES:
        values = {name: _value(page, name, client) for name in page.arguments}
        yield page, reverse(f"clients:{page.name}", kwargs=values)


def _value(page: Page, name: str, client: models.Client) -> Any:
    words = {"reference": client.reference, "section": "henkilo", "slug": client.controller.slug, "language": "fi"}
    if name in words:
        return words[name]
    if name == "link_id":
        return scoped(models.ClientLink.objects.filter(first=client)).values_list("pk", flat=True)[0]
    if name == "user_id":
        return client.keyworker_id
    if name == "import_id":
        return models.RegisterImport.objects.values_list("pk", flat=True)[0]
    table = ROWS.get(name)
    if name == "request_id":
        table = models.GrantRequest if page.name == "grant_request" else models.OwnDataRequest
    if table is None:
        return 1
    return scoped(table.objects.filter(client=client)).values_list("pk", flat=True)[0]


def filled(answer: HttpResponse, *, typed: str) -> dict[str, Any]:
    """What somebody sends who chooses the last of every choice and writes ``typed`` wherever one writes."""
    fields = _Fields()
    if not answer.streaming and answer["Content-Type"].startswith("text/html"):
        fields.feed(answer.content.decode())
    return {"op": "draft", "text": typed, "reason": typed, "client_search": typed} | {
        name: typed if value is None else value for name, value in fields.found.items()
    }


def refused(data: dict[str, Any], *, typed: str) -> dict[str, Any]:
    """The same with ``typed`` in every field, of which no choice, day or number is one."""
    return {name: value if name in {"revision", "opening", "proof"} else typed for name, value in data.items()}


def send(browser: Browser, address: str, data: dict[str, Any]) -> HttpResponse:
    answer: HttpResponse = browser.post(address, data)
    if answer.streaming:
        # A table that is taken out is closed when it has been read to its end.
        b"".join(answer)
    return answer


class _Fields(HTMLParser):
    """The fields of the forms of a page: None for one in which something is written."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str | None] = {}
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            self.found[self.select] = given.get("value") or ""
        elif tag == "textarea" and name:
            self.found[name] = None
        elif tag == "input" and name and name != "csrfmiddlewaretoken":
            self.found[name] = self._of_input(name, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""

    def _of_input(self, name: str, given: dict[str, str | None]) -> str | None:
        if given.get("type") in {"hidden", "radio", "checkbox"}:
            return given.get("value") or "on"
        if given.get("inputmode") == "numeric" or name.endswith("_on") or given.get("value"):
            return given.get("value") or "1.1.2030"
        return None
