"""Everything that can happen to a contact: written down, changed, followed up, taken away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from seutu.newcomers.clients.actions.entries import (
    WorkEntry,
    newly_refused,
    refusals_of_locked_days,
    refusals_of_topics,
    refusals_of_work,
    refuse_removal,
    refuse_stale,
    save_changed,
)
from seutu.newcomers.clients.models import (
    AgeBand,
    BasisGroup,
    Channel,
    CitizenshipGroup,
    Client,
    Contact,
    Gender,
    Interpreting,
    MunicipalityKind,
    OnBehalf,
    Outcome,
    Reach,
    Topic,
    VisitKind,
    WhyRemoved,
    YearsBand,
)
from seutu.newcomers.clients.queries.visible import clients_writable_by, contacts_writable_by
from seutu.newcomers.clients.rules import bands
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.entries import Reason, Refusal, Refused, identity_codes_in
from seutu.shared.audit.actions import record
from seutu.shared.core import clock
from seutu.shared.organizations.models import Organization


@dataclass(frozen=True, kw_only=True)
class ContactEntry(WorkEntry):
    """What a worker says of a contact. Of a known client, what figures ask is taken from the client, not from here."""

    channel: Channel
    service_language: str
    client: Client | None = None
    municipality: Organization | None = None
    municipality_kind: MunicipalityKind = MunicipalityKind.UNKNOWN
    topics: Sequence[Topic] = ()
    outcome: Outcome = Outcome.ADVISED
    started_at: dt.time | None = None
    gender: Gender = Gender.NOT_ASKED
    age_band: AgeBand = AgeBand.NOT_ASKED
    language: str = ""
    citizenship_group: CitizenshipGroup = CitizenshipGroup.NOT_ASKED
    years_band: YearsBand = YearsBand.NOT_ASKED
    basis_group: BasisGroup = BasisGroup.NOT_ASKED
    visit_kind: VisitKind = VisitKind.NOT_ASKED
    interpreting: Interpreting = Interpreting.NONE
    interpreter_language: str = ""
    interpreter_minutes: int | None = None
    interpreter_unused: bool = False
    reach: Reach = Reach.REACHED
    on_behalf: OnBehalf = OnBehalf.CLIENT
    referred_to: str = ""
    follow_up_on: dt.date | None = None
    note: str = ""


@transaction.atomic
def log_contact(entry: ContactEntry, *, by: Worker, correcting: bool = False) -> Contact:
    """Write a contact down.

    ``correcting`` is said by `corrections` alone, for which days that are locked are none the less open.

    :raises Refused: the entry says something that may not be written, or that this worker may not write.
    """
    _refuse(entry, by, correcting=correcting)
    now = clock.now()
    contact = Contact(
        logged_at=now,
        logged_by_id=by.user_id,
        provider_municipality_id=entry.unit.organization_id,
        **_plain_values(entry),
        **_person_values(entry),
    )
    contact.save()
    contact.topics.set(entry.topics)
    _note_on_client(entry.client)
    _record("contact.logged", contact, by)
    return contact


@transaction.atomic
def change_contact(
    contact: Contact, entry: ContactEntry, *, revision: int, by: Worker, correcting: bool = False
) -> Contact:
    """Change a contact. What figures ask of a known client stays as it was, unless the client becomes another.

    :raises StaleEntry: it is not as it was at ``revision``.
    :raises Refused: as in `log_contact`.
    """
    found = contacts_writable_by(by).select_for_update(of=("self",)).get(pk=contact.pk)
    refuse_stale(found, revision)
    _refuse(entry, by, present=found, correcting=correcting)
    former = found.client
    values = _plain_values(entry)
    if entry.client is None or entry.client != former:
        values |= _person_values(entry)
    if found.follow_up_on != entry.follow_up_on:
        values["followed_up_at"] = None
    save_changed(found, entry, values)
    found.topics.set(entry.topics)
    for client in {former, entry.client} - {None}:
        _note_on_client(client)
    _record("contact.changed", found, by)
    return found


@transaction.atomic
def mark_followed_up(contact: Contact, *, by: Worker) -> None:
    """Say that what was to be followed up has been; a second time changes nothing."""
    if contact.follow_up_on is None or contact.followed_up_at is not None:
        return
    contact.followed_up_at = clock.now()
    contact.save(update_fields=["followed_up_at", "updated_at"])
    _record("contact.followed_up", contact, by)


@transaction.atomic
def remove_contact(contact: Contact, *, why: WhyRemoved, by: Worker, correcting: bool = False) -> None:
    """Take away a contact that should not be there; the trail keeps that there was one, and why it went.

    :raises NotRemovable: it is another worker's, or was written more than `REMOVABLE_FOR` ago.
    :raises DayLocked: its day belongs to a frozen report.
    """
    if not correcting:
        refuse_removal(contact, by)
    client = contact.client
    _record("contact.removed", contact, by, why=why)
    contact.delete()
    _note_on_client(client)


def refusals_of(
    entry: ContactEntry, by: Worker, *, present: Contact | None = None, correcting: bool = False
) -> list[Refusal]:
    """Everything that speaks against writing this down; of a contact that is there already, what has changed."""
    of_work = [*refusals_of_work(entry, by), *refusals_of_topics(entry.topics, entry.occurred_on)]
    found = newly_refused(of_work, entry, present)
    is_kept = present is not None and entry.client == present.client
    if entry.client is not None and not is_kept and not _may_write(entry.client, by):
        found.append(Refusal("client", Reason.CLIENT_NOT_YOURS))
    if entry.client is None and entry.note:
        found.append(Refusal("note", Reason.NOTE_ON_ANONYMOUS))
    if entry.follow_up_on is not None and entry.follow_up_on < entry.occurred_on:
        found.append(Refusal("follow_up_on", Reason.FOLLOW_UP_BEFORE))
    if entry.interpreting == Interpreting.NONE and (
        entry.interpreter_minutes is not None or entry.interpreter_language
    ):
        found.append(Refusal("interpreting", Reason.INTERPRETER_MISSING))
    found += identity_codes_in({"note": entry.note, "referred_to": entry.referred_to})
    return found if correcting else [*found, *refusals_of_locked_days(entry, present)]


def _refuse(entry: ContactEntry, by: Worker, *, present: Contact | None = None, correcting: bool = False) -> None:
    refusals = refusals_of(entry, by, present=present, correcting=correcting)
    if refusals:
        raise Refused(refusals)


def _may_write(client: Client, by: Worker) -> bool:
    return clients_writable_by(by).filter(pk=client.pk).exists()


def _plain_values(entry: ContactEntry) -> dict[str, Any]:
    """What stands on the contact as it was said, whoever the client is."""
    names = (
        *("occurred_on", "minutes", "unit", "funding_code", "client", "started_at", "channel", "service_language"),
        *("interpreting", "interpreter_language", "interpreter_minutes", "interpreter_unused", "reach", "on_behalf"),
        *("outcome", "referred_to", "follow_up_on", "visit_kind"),
    )
    values = {name: getattr(entry, name) for name in names}
    return values | {"is_anonymous": entry.client is None, "note": entry.note or None}


def _person_values(entry: ContactEntry) -> dict[str, Any]:
    """What figures ask of the person, on the day of the contact."""
    client, day = entry.client, entry.occurred_on
    if client is None:
        names = ("gender", "age_band", "language", "citizenship_group", "years_band", "basis_group")
        of_entry = {name: getattr(entry, name) for name in names}
        place = {"client_municipality": entry.municipality, "client_municipality_kind": entry.municipality_kind}
        return of_entry | place
    return {
        "client_municipality": client.municipality,
        "client_municipality_kind": client.municipality_kind,
        "gender": client.gender,
        "age_band": bands.age_band(client.birth_date or client.birth_year, day),
        "language": client.mother_tongue,
        "citizenship_group": bands.citizenship_group(client.citizenships),
        "years_band": bands.years_band(client.first_permit_on, day),
        "basis_group": client.basis_group,
    }


def _note_on_client(client: Client | None) -> None:
    """Let the client say when there last was a contact, and that something was written today: retention counts it."""
    if client is None:
        return
    reached = client.contacts.filter(reach=Reach.REACHED).aggregate(last=Max("occurred_on"))
    client.last_contact_on = reached["last"]
    client.last_entry_on = max(client.last_entry_on, clock.today())
    client.save(update_fields=["last_contact_on", "last_entry_on", "updated_at"])


def _record(verb: str, contact: Contact, by: Worker, *, why: WhyRemoved | None = None) -> None:
    details = {"client": contact.client.reference} if contact.client else {}
    if why is not None:
        details["why"] = why.value
    record(verb, target=contact, by=by, details=details, organization_id=contact.provider_municipality_id)
