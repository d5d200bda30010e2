"""What a client's page shows of the record, in groups of labels and values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from seutu.newcomers.clients.actions.changes import Why
from seutu.newcomers.clients.client_sections import Opened
from seutu.newcomers.clients.languages import country_name, language_name
from seutu.newcomers.clients.models import Client, ContactDetails, MunicipalityKind, Rectification, Relation
from seutu.newcomers.clients.models.identity_codes import masked
from seutu.newcomers.clients.queries import client_page as queries
from seutu.newcomers.clients.queries.client_page import Member
from seutu.shared.core.encryption.unreadable import is_readable
from seutu.shared.ui.dates import day


@dataclass(frozen=True)
class Fact:
    """A label and its values; ``is_names`` when they may be written in any direction."""

    label: str
    values: Sequence[object]
    is_names: bool = False
    is_code: bool = False


@dataclass(frozen=True)
class FactGroup:
    """Facts that are changed together, and where."""

    key: str
    title: str
    facts: Sequence[Fact]
    edit_url: str = ""
    edit_label: str = ""


@dataclass(frozen=True)
class MemberRow:
    """Somebody of the household, as the page shows them."""

    member: Member
    relation: str
    name: str
    about: str = ""


@dataclass(frozen=True)
class FormerValue:
    """What stood in a field before, and who changed it."""

    row: Rectification
    label: str
    why: str
    value: str = field(repr=False)


def details(request: HttpRequest, opened: Opened) -> dict[str, Any]:
    """The section of who the client is and whom they are served by."""
    client = opened.client
    groups = [
        _group(opened, "names", _("Names"), _names(client), _("Change the names")),
        _group(opened, "person", _("Person"), _person(client), _("Change the person's data")),
        _group(opened, "languages", _("Languages"), _languages(client), _("Change the languages")),
        _group(opened, "residence", _("Residence"), _residence(client), _("Change the residence")),
        _group(opened, "service", _("Service"), _service(client), _("Change the unit or the counsellor")),
        _group(opened, "protection", _("Protection"), _protection(client), _("Change the protection")),
    ]
    return {"groups": groups}


def contact_details(request: HttpRequest, opened: Opened) -> dict[str, Any]:
    """The section of how the client is reached."""
    facts = _contact_facts(queries.contact_details_of(opened.client))
    label = _("Change the contact details")
    return {"group": _group(opened, "contact_details", _("Contact details"), facts, label)}


def household(request: HttpRequest, opened: Opened) -> dict[str, Any]:
    """The section of the household."""
    return {"members": member_rows(queries.household_of(opened.worker, opened.client))}


def links(request: HttpRequest, opened: Opened) -> dict[str, Any] | None:
    """The section of other records of the same person."""
    found = queries.links_of(opened.worker, opened.client)
    return {"links": found} if found or opened.is_writable else None


def history(request: HttpRequest, opened: Opened) -> dict[str, Any] | None:
    """The section of what stood in the record before."""
    rows = [FormerValue(row, _label(row.field), _why(row), str(row.former or "")) for row in _former(opened)]
    return {"former": rows} if rows else None


def _former(opened: Opened) -> Sequence[Rectification]:
    return queries.former_values_of(opened.client) if opened.is_writable else []


def _why(row: Rectification) -> str:
    return str(dict(Why.choices).get(row.reason, row.reason))


def _label(name: str) -> str:
    """What a field is called."""
    if name == "names":
        return _("Names")
    for model in (Client, ContactDetails):
        if name in {each.name for each in model._meta.fields}:
            return _as_label(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # a plain field
    return name


def member_rows(members: Sequence[Member]) -> list[MemberRow]:
    """Members of a household with what they are to the client."""
    return [_member_row(each) for each in members]


INVERSE = {Relation.CHILD: Relation.PARENT, Relation.PARENT: Relation.CHILD}


def _member_row(member: Member) -> MemberRow:
    relation = Relation(member.row.relation)
    relation = relation if member.is_own else INVERSE.get(relation, relation)
    if member.client:
        return MemberRow(member, str(relation.label), member.client.shown_name)
    year = member.row.birth_year
    about = _("born %(day)s") % {"day": year} if year else ""
    return MemberRow(member, str(relation.label), str(member.row.name or _("No name")), about)


def _group(opened: Opened, key: str, title: str, facts: Sequence[Fact | None], label: str) -> FactGroup:
    address = section_address(opened.client, key) if opened.is_writable else ""
    return FactGroup(key, title, [fact for fact in facts if fact], address, label)


def section_address(client: Client, key: str) -> str:
    """Where a section of the record is changed."""
    if key == "names":
        return reverse("clients:client_names", args=[client.reference])
    return reverse("clients:client_section", args=[client.reference, SECTION_SLUGS[key]])


# Words of addresses, which people read.
SECTION_SLUGS = {
    "person": "henkilo",
    "languages": "kielet",
    "residence": "asuminen",
    "service": "palvelu",
    "protection": "suojaus",
    "contact_details": "yhteystiedot",
}


def _fact(label: str, *values: object, **more: bool) -> Fact | None:
    told = [value for value in values if value not in (None, "")]
    return Fact(label, told, **more) if told else None


def _names(client: Client) -> list[Fact | None]:
    return [_fact(_as_label(name.get_kind_display()), name.whole, is_names=True) for name in client.names.all()]


def _as_label(words: object) -> str:
    told = str(words)
    return told[:1].upper() + told[1:]


def _person(client: Client) -> list[Fact | None]:
    born = day(client.birth_date) if client.birth_date else client.birth_year
    countries = [country_name(code) for code in client.citizenships]
    return [
        _fact(_("Born"), born),
        _fact(_("Identity code"), masked(client.identity_code), is_code=is_readable(client.identity_code)),
        _fact(_("Gender"), client.get_gender_display()),
        _fact(_("Citizenship"), *countries),
    ]


def _languages(client: Client) -> list[Fact | None]:
    needs = _("yes") if client.needs_interpreter else _("no")
    return [
        _fact(_("Mother tongue"), _language(client.mother_tongue)),
        _fact(_("Language of service"), _language(client.service_language)),
        _fact(_("Needs an interpreter"), needs, _language(client.interpreter_language)),
    ]


def _language(code: str) -> str:
    return language_name(code) if code else ""


def _residence(client: Client) -> list[Fact | None]:
    is_named = client.municipality_kind == MunicipalityKind.NAMED and client.municipality
    where = client.municipality.name if is_named and client.municipality else client.get_municipality_kind_display()
    return [
        _fact(_("Municipality of residence"), where, _since(client.home_municipality_from)),
        _fact(_("Basis of residence"), client.get_basis_group_display()),
        _fact(_("First residence permit or registration"), _day(client.first_permit_on)),
        _fact(_("Job seeker"), _("yes") if client.is_job_seeker else _("no")),
    ]


def _service(client: Client) -> list[Fact | None]:
    keyworker = client.keyworker.display_name if client.keyworker else _("nobody yet")
    return [
        _fact(_("Unit"), client.unit.name),
        _fact(_("Controller"), client.controller.name),
        _fact(_("Responsible counsellor"), keyworker),
        _fact(_("Client since"), _day(client.began_on)),
        _fact(_("Service ended"), _day(client.ended_on), client.get_closing_reason_display()),
    ]


def _protection(client: Client) -> list[Fact | None]:
    if client.safety_non_disclosure:
        return [_fact(_("Protection"), _("protected client"), _("non-disclosure for personal safety"))]
    return [_fact(_("Protection"), _("protected client") if client.is_protected else _("none"))]


def _contact_facts(details: ContactDetails) -> list[Fact | None]:
    return [
        _fact(_("Telephone"), details.phone),
        _fact(_("E-mail"), details.email),
        _fact(_("Address"), details.address),
        _fact(_("How to be in touch"), details.wishes),
    ]


def _day(known: Any) -> str:
    return day(known) if known else ""


def _since(known: Any) -> str:
    return _("since %(day)s") % {"day": day(known)} if known else ""
