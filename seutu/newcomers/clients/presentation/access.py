"""Rights beyond one's own work, in the words of the pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from seutu.newcomers.clients.client_sections import Opened
from seutu.newcomers.clients.models import AccessGrant, Asked, Client, EmergencyAccess, GrantRequest, Transfer
from seutu.newcomers.clients.queries import access as queries
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.core import clock
from seutu.shared.ui.components import Status
from seutu.shared.ui.dates import day, day_and_time


@dataclass(frozen=True)
class GrantRow:
    """Somebody who may open a client by a grant or in an emergency."""

    who: str
    about: str
    reason: str = ""
    withdraw_url: str = ""


@dataclass(frozen=True)
class AskedRow:
    """A request or a transfer in a list."""

    url: str
    title: str
    about: str
    status: Status


@dataclass(frozen=True)
class EmergencyRow:
    """An emergency access for those who review it."""

    opened: EmergencyAccess
    who: str
    reference: str
    status: Status


def access_section(request: HttpRequest, opened: Opened) -> dict[str, Any] | None:
    """What the section “Access” of a client's page shows to who may change the client, or may ask to."""
    client = opened.client
    if not opened.is_writable:
        return {"can_change": False}
    transfer = queries.open_transfer_of(client)
    return {
        "can_change": True,
        "grants": [_grant_row(client, grant) for grant in queries.grants_of(client)],
        "emergencies": [_emergency_line(each) for each in queries.emergencies_of(client)],
        "requests": [
            asked_row(row, {client.pk: client.reference}, who=row.asked_by.display_name)
            for row in client.grant_requests.filter(queries.is_open()).select_related("asked_by")
        ],
        "transfer": transfer,
    }


def _grant_row(client: Client, grant: AccessGrant) -> GrantRow:
    parts = [str(grant.get_level_display())]
    if grant.is_consultation:
        parts = [_("consultation of an expert")]
    if grant.starts_on > clock.today():
        parts.append(_("from %(day)s") % {"day": day(grant.starts_on)})
    parts.append(_("until %(day)s") % {"day": day(grant.ends_on)} if grant.ends_on else _("without end"))
    parts.append(_("given by %(name)s") % {"name": grant.granted_by.display_name})
    address = reverse("clients:withdraw_grant", args=[client.reference, grant.pk])
    return GrantRow(who_has(grant), " · ".join(parts), grant.reason, address)


def who_has(grant: AccessGrant) -> str:
    """To whom a grant was given."""
    if grant.user:
        return grant.user.display_name
    return f"{grant.unit.name}, {grant.unit.organization.name}" if grant.unit else ""


def _emergency_line(opened: EmergencyAccess) -> GrantRow:
    about = _("emergency access until %(time)s") % {"time": day_and_time(opened.ends_at)}
    return GrantRow(opened.user.display_name, about)


# -- requests and transfers ---------------------------------------------------------------------


def requests_page(worker: Worker) -> dict[str, list[AskedRow]]:
    """Everything that was asked of a worker, and what they have asked."""
    asked, offered = list(queries.requests_to_answer(worker)), list(queries.transfers_to_answer(worker))
    own, own_offers = list(queries.requests_by(worker)[:50]), list(queries.transfers_by(worker)[:50])
    references = queries.references_of([*asked, *offered, *own, *own_offers])
    places = queries.workplaces_of(row.asked_by_id for row in asked)
    return {
        "to_answer": [asked_row(row, references, who=_person(row.asked_by, places)) for row in asked]
        + [asked_row(row, references, who=_from(row)) for row in offered],
        "own": [asked_row(row, references) for row in own],
        "own_transfers": [asked_row(row, references) for row in own_offers],
    }


def _person(user: Any, places: dict[int, str]) -> str:
    place = places.get(user.pk)
    return f"{user.display_name}, {place}" if place else str(user.display_name)


def _from(transfer: Transfer) -> str:
    return f"{transfer.from_unit.name}, {transfer.from_unit.organization.name}"


def asked_row(row: GrantRequest | Transfer, references: dict[int, str], *, who: str = "") -> AskedRow:
    """A request or a transfer as a line: the reference is all that stands there of the client."""
    reference = references.get(row.client_id, "")
    if isinstance(row, Transfer):
        title = _("Transfer of client %(reference)s") % {"reference": reference}
        url = reverse("clients:transfer", args=[row.pk])
        where = who or f"{row.to_unit.name}, {row.to_unit.organization.name}"
        parts = [where]
    else:
        title = _("Request for client %(reference)s") % {"reference": reference}
        url = reverse("clients:grant_request", args=[row.pk])
        parts = [who, str(row.get_level_display())] if who else [str(row.get_level_display())]
    parts.append(_("asked %(day)s") % {"day": day(clock.day_of(row.asked_at))})
    return AskedRow(url, title, " · ".join(parts), status_of(row))


def can_withdraw(row: Asked) -> bool:
    """Whether who asked can still take it back."""
    return row.is_open_on(clock.today())


def status_of(row: Asked) -> Status:
    """How far a request or a transfer has come; one whose time is over says so before the clock has closed it."""
    if row.state == Asked.State.OPEN:
        if row.is_open_on(clock.today()):
            return Status(_("Answer by %(day)s") % {"day": day(row.expires_on)}, "soon")
        return Status(Asked.State.EXPIRED.label, "late")
    tones = {Asked.State.ACCEPTED: "settled", Asked.State.DECLINED: "firm", Asked.State.EXPIRED: "late"}
    return Status(Asked.State(row.state).label, tones.get(Asked.State(row.state), ""))  # type: ignore[arg-type]


# -- emergencies ----------------------------------------------------------------------------------


def emergency_rows(rows: Sequence[EmergencyAccess]) -> list[EmergencyRow]:
    """Emergency accesses with who opened what."""
    places = queries.workplaces_of(row.user_id for row in rows)
    references = queries.references_of(rows)
    return [
        EmergencyRow(row, _person(row.user, places), references.get(row.client_id, ""), _reviewed(row)) for row in rows
    ]


def _reviewed(opened: EmergencyAccess) -> Status:
    if opened.reviewed_at is None:
        return Status(_("Not reviewed yet"), "soon")
    return Status(_("Justified"), "settled") if opened.was_justified else Status(_("Not justified"), "late")


def counts_of(clients: Iterable[Client]) -> list[tuple[str, int]]:
    """How many clients of which unit, for the look before they are handed over."""
    counts: dict[str, int] = {}
    for client in clients:
        counts[client.unit.name] = counts.get(client.unit.name, 0) + 1
    return sorted(counts.items())
