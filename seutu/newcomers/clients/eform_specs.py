"""What the answers to forms become in the register: a client, a contact with one, or an intake.

The worker sees first what would be written, and who is like the person. Then the register's own actions write it, with
the rights of the worker, and the submission keeps the reference of what was made.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.actions.clients import CannotBeKeyworker, NotOfThisUnit
from seutu.newcomers.clients.actions.eform_people import (
    Making,
    NoPlace,
    NotTheirClient,
    client_of,
    contact_of,
    intake_of,
    residence_of,
    unit_for,
    values_of,
)
from seutu.newcomers.clients.actions.lookups import note_found
from seutu.newcomers.clients.actions.names import NameInput, NoCurrentName
from seutu.newcomers.clients.languages import language_name
from seutu.newcomers.clients.models import Client, MunicipalityKind, scoped
from seutu.newcomers.clients.queries.duplicates import Duplicates, duplicates_of
from seutu.newcomers.clients.queries.eform_origins import CLIENT, CONTACT, INTAKE, reference
from seutu.newcomers.clients.queries.visible import clients_writable_by
from seutu.newcomers.clients.queries.work_places import topics_on
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.row_security import acting_as, acting_as_system
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.eform_answers import Told, told_by
from seutu.newcomers.clients.rules.entries import Refused, identity_codes_in
from seutu.shared.accounts.models import User
from seutu.shared.core import clock, municipalities
from seutu.shared.eforms.meanings import (
    Answers,
    CannotBecome,
    Choice,
    Duplicate,
    EFormMeaning,
    Mapped,
    MeaningField,
    Outcome,
    Preview,
    Row,
    StalePreview,
)
from seutu.shared.eforms.models import Submission
from seutu.shared.eforms.spec.items import FieldKind as Kind

NAMES = (
    MeaningField(name="given_names", label=_("Given names"), kinds=[Kind.TEXT]),
    MeaningField(name="family_name", label=_("Family name"), kinds=[Kind.TEXT], is_required=True),
)
PERSON = (
    *NAMES,
    MeaningField(name="birth_date", label=_("Date of birth"), kinds=[Kind.DATE]),
    MeaningField(name="birth_year", label=_("Year of birth"), kinds=[Kind.YEAR, Kind.INTEGER]),
    MeaningField(name="phone", label=_("Telephone"), kinds=[Kind.PHONE, Kind.TEXT]),
    MeaningField(name="email", label=_("E-mail"), kinds=[Kind.EMAIL]),
    MeaningField(name="language", label=_("Language of service"), kinds=[Kind.LANGUAGE]),
)
MORE = (
    MeaningField(name="address", label=_("Address"), kinds=[Kind.TEXT, Kind.LONG_TEXT]),
    MeaningField(name="gender", label=_("Gender"), kinds=[Kind.CHOICE]),
    MeaningField(name="mother_tongue", label=_("Mother tongue"), kinds=[Kind.LANGUAGE]),
    MeaningField(name="citizenship", label=_("Citizenship"), kinds=[Kind.COUNTRY]),
    MeaningField(name="municipality", label=_("Municipality"), kinds=[Kind.MUNICIPALITY]),
    MeaningField(name="permit_on", label=_("First residence permit or registration"), kinds=[Kind.DATE]),
)
MESSAGE = MeaningField(name="message", label=_("What was told"), kinds=[Kind.LONG_TEXT, Kind.TEXT])
TOPICS = MeaningField(name="topics", label=_("Topics"), kinds=[Kind.MANY, Kind.CHOICE])
CONSENT = MeaningField(name="consent", label=_("Consent of the person"), kinds=[Kind.CONSENT])


@dataclass(frozen=True)
class Seen:
    """What a preview is made of, and what is compared before anything is written."""

    told: Told
    duplicates: Duplicates

    @property
    def token(self) -> str:
        """The same as long as neither the answers nor those who are like the person change."""
        told = {each.name: getattr(self.told, each.name) for each in fields(self.told)}
        near = sorted(found.client.reference for found in self.duplicates.near)
        elsewhere = sorted(each.controller.pk for each in self.duplicates.elsewhere)
        written = json.dumps([told, near, elsewhere], sort_keys=True, default=str)
        return hashlib.sha256(written.encode()).hexdigest()


def _seen(answers: Answers, mapping: Mapped, worker: Worker) -> Seen:
    told = told_by(answers, mapping, clock.today())
    name = NameInput(family_name=told.family_name, given_names=told.given_names)
    return Seen(told, duplicates_of(worker, [name], values_of(told)) if name.whole else Duplicates())


def _worker(user: User) -> Worker:
    worker = worker_of(user)
    if worker is None or not worker.serves:
        raise CannotBecome
    return worker


# -- the preview ----------------------------------------------------------------------------------


def _previewing(targets: Sequence[MeaningField], *, chooses: bool) -> Callable[[Answers, Mapped, User], Preview]:
    """A preview of ``targets``; ``chooses`` says whether one of those who are alike may be chosen."""

    def preview(answers: Answers, mapping: Mapped, by: User) -> Preview:
        worker = _worker(by)
        with acting_as(worker):
            seen = _seen(answers, mapping, worker)
            note_found([found.client for found in seen.duplicates.near], purpose="e_form", by=worker)
            return Preview(
                rows=list(_rows(targets, seen.told)),
                duplicates=list(_duplicates(seen.duplicates, worker, chooses=chooses)),
                problems=_problems(seen.told),
                token=seen.token,
            )

    return preview


def _rows(targets: Sequence[MeaningField], told: Told) -> Iterator[Row]:
    known = {topic.pk: topic.name for topic in topics_on(clock.today()).filter(code__in=told.topics)}
    special = {
        "birth_date": told.born if told.birth_date else "",
        "birth_year": "" if told.birth_date else told.born,
        "language": language_name(told.language) if told.language else "",
        "mother_tongue": language_name(told.mother_tongue) if told.mother_tongue else "",
        "municipality": _residence(told),
        "permit_on": told.permit_on.strftime("%-d.%-m.%Y") if told.permit_on else "",
        "topics": ", ".join(known.values()),
        "consent": gettext("yes") if told.consents else "",
    }
    for target in targets:
        value = special.get(target.name, getattr(told, target.name, ""))
        left = target.name == "topics" and len(known) < len(told.topics)
        if value or left:
            note = gettext("What is no topic of the register is left out.") if left else ""
            yield Row(label=target.label, value=str(value), note=note)


def _residence(told: Told) -> str:
    """The municipality that they chose; the register knows by name only those of the region."""
    place, kind = residence_of(told)
    chosen = municipalities.known().get(told.municipality)
    if place or not kind:
        return str(place or "")
    if chosen is None:
        return str(MunicipalityKind(kind).label)
    elsewhere = gettext("another municipality")
    return f"{chosen.name(get_language() or 'fi')} ({elsewhere})"


def _problems(told: Told) -> list[str]:
    found = []
    if not told.whole_name:
        found.append(gettext("The answers say no name."))
    if identity_codes_in({"message": told.message}):
        found.append(gettext("There is a personal identity code in the text. Ask the sender to complete it without."))
    return found


def _duplicates(duplicates: Duplicates, worker: Worker, *, chooses: bool) -> Iterator[Duplicate]:
    ids = [found.client.pk for found in duplicates.near]
    writable = set(clients_writable_by(worker).filter(pk__in=ids).values_list("pk", flat=True))
    for found in duplicates.near:
        client = found.client
        yield Duplicate(
            key=client.reference,
            label=", ".join(str(each) for each in (client.shown_name, client.birth_year, client.reference) if each),
            why=_why(client, writable, chooses=chooses),
            address=client.get_absolute_url(),
            is_choosable=chooses and client.pk in writable,
        )
    for other in duplicates.elsewhere:
        yield Duplicate(
            key=f"elsewhere-{other.controller.pk}",
            label=other.controller.name,
            why=gettext("The person is a client there already. Ask for access; nothing more is shown."),
            is_choosable=False,
        )


def _why(client: Client, writable: set[int], *, chooses: bool) -> str:
    if not chooses:
        return gettext("You choose the client when you decide on the intake.")
    if client.pk not in writable:
        return gettext("You may read this client but not write. Ask the unit: %(unit)s.") % {"unit": client.unit.name}
    return ""


# -- carrying out ---------------------------------------------------------------------------------

Make = Callable[[Making], Outcome]
REFUSALS = (NoPlace, NotTheirClient, NotOfThisUnit, CannotBeKeyworker, NoCurrentName, Refused)


def _carrying_out(make: Make) -> Callable[[Submission, Answers, Mapped, Choice, User], Outcome]:
    def carry_out(submission: Submission, answers: Answers, mapping: Mapped, choice: Choice, by: User) -> Outcome:
        worker = _worker(by)
        with acting_as(worker):
            seen = _seen(answers, mapping, worker)
            if seen.token != choice.token:
                raise StalePreview
            if _problems(seen.told):
                raise CannotBecome
            making = Making(
                told=seen.told,
                submission=submission,
                existing=choice.existing,
                duplicates=seen.duplicates,
                worker=worker,
                by=by,
            )
            try:
                return make(making)
            except REFUSALS as error:
                raise CannotBecome from error

    return carry_out


def _make_client(making: Making) -> Outcome:
    client = client_of(making)
    return Outcome(reference=reference(CLIENT, client.pk), address=client.get_absolute_url())


def _make_contact(making: Making) -> Outcome:
    contact = contact_of(making, client_of(making))
    return Outcome(reference=reference(CONTACT, contact.pk), address=contact.get_absolute_url())


def _make_intake(making: Making) -> Outcome:
    if making.existing:
        raise CannotBecome
    intake = intake_of(making)
    return Outcome(reference=reference(INTAKE, intake.pk), address=reverse("clients:intake", args=[intake.pk]))


# -- the meanings ---------------------------------------------------------------------------------


def is_open_to(user: User, submission: Submission) -> bool:
    """Whether this worker serves clients at a unit to which the submission belongs."""
    worker = worker_of(user)
    if worker is None or not worker.serves:
        return False
    try:
        unit_for(submission, worker)
    except NoPlace:
        return False
    return True


def address_of(became: str) -> str:
    """The page of what a submission became; who may not open it gets 404 there."""
    kind, _colon, key = became.partition(":")
    if not key.isdecimal():
        return ""
    if kind == CLIENT:
        with acting_as_system():
            row = scoped(Client.objects.filter(pk=int(key), anonymised_at__isnull=True)).first()
        return row.get_absolute_url() if row else ""
    page = {CONTACT: "clients:contact", INTAKE: "clients:intake"}.get(kind)
    return reverse(page, args=[int(key)]) if page else ""


def meanings_of_clients() -> list[EFormMeaning]:
    """What the register registers."""
    client = (*PERSON, *MORE)
    contact = (*client, MESSAGE, TOPICS)
    intake = (*PERSON, MESSAGE, CONSENT)
    return [
        _meaning(CLIENT, _("Client"), client, _make_client),
        _meaning(CONTACT, _("Contact with a client"), contact, _make_contact),
        _meaning(INTAKE, _("Intake"), intake, _make_intake, chooses=False),
    ]


def _meaning(
    key: str, label: Any, targets: Sequence[MeaningField], make: Make, *, chooses: bool = True
) -> EFormMeaning:
    return EFormMeaning(
        key=key,
        label=label,
        targets=targets,
        preview=_previewing(targets, chooses=chooses),
        carry_out=_carrying_out(make),
        is_open_to=is_open_to,
        address_of=address_of,
    )
