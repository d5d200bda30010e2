"""A client of whom everything is known that the register can know, for the tests that look for what is left of it."""

from __future__ import annotations

import datetime as dt

from seutu.newcomers.clients import models
from seutu.newcomers.clients.tests.factories import AccessGrantFactory, ClientFactory, ContactFactory, TopicFactory
from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.core import clock
from seutu.shared.messages.models import Message
from seutu.shared.organizations.tests.factories import UnitFactory

# Words of an invented person, each such that it stands nowhere else.
FAMILY, GIVEN, FORMER = "Keksittylä", "Zorkomir", "Entinenmaa"
IDENTITY_CODE, PHONE, EMAIL = "010190-921C", "+358 40 5550199", "zorkomir@keksitty.example"
ADDRESS, BIRTH_DATE = "Olematonkuja 7 B", dt.date(1990, 1, 1)
NOTE, SECTION, REASON, SPOUSE = "Hevoskengänteko", "Lasinpuhallusura", "Mustikkametsäpolku", "Orvokki Tyhjä"
PLANTED = (FAMILY, GIVEN, FORMER, IDENTITY_CODE, "5550199", EMAIL, ADDRESS, "1990-01-01", NOTE, SECTION, REASON, SPOUSE)
LONG_AGO = dt.date(2019, 5, 6)


def full_client(unit=None, **given) -> models.Client:
    """A client with a row in every table that leads to one, whose last entry is long ago."""
    unit, worker = unit or UnitFactory(), UserFactory()
    earlier = ClientFactory(unit=unit)
    client = ClientFactory(
        unit=unit,
        shown_name=f"{GIVEN} {FAMILY}",
        birth_date=BIRTH_DATE,
        identity_code=IDENTITY_CODE,
        citizenships=["UA"],
        mother_tongue="uk",
        service_language="uk",
        gender="man",
        household=models.Household.objects.create(),
        keyworker=worker,
        began_on=dt.date(2018, 1, 2),
        last_entry_on=LONG_AGO,
        **given,
    )
    _person(client, earlier)
    _contact(client, unit, worker)
    _service(client, unit, worker)
    _access(client, unit, worker)
    _rights(client, worker)
    _words_elsewhere(client, unit, worker)
    return client


def _person(client: models.Client, earlier: models.Client) -> None:
    models.ClientName.objects.create(client=client, family_name=FAMILY, given_names=GIVEN)
    models.ClientName.objects.create(client=client, kind="former", family_name=FORMER, given_names=GIVEN)
    models.NameKey.objects.create(client=client, key=f"k:{FAMILY.lower()}")
    models.ContactDetails.objects.create(client=client, phone=PHONE, email=EMAIL, address=ADDRESS, wishes=REASON)
    models.HouseholdMember.objects.create(client=client, relation="spouse", name=SPOUSE, birth_year=1991)
    spouse = ClientFactory(unit=client.unit, household=client.household)
    models.HouseholdMember.objects.create(client=spouse, member=client, relation="spouse", name=f"{GIVEN} {FAMILY}")
    child = ClientFactory(unit=client.unit, household=client.household)
    models.HouseholdMember.objects.create(client=child, relation="parent", name=f"{GIVEN} {FAMILY}", birth_year=1990)
    later = ClientFactory(unit=client.unit)
    for first, second in ((earlier, client), (client, later)):
        models.ClientLink.objects.create(first=first, second=second, linked_by=UserFactory(), linked_at=clock.now())


def _contact(client: models.Client, unit, worker) -> None:
    contact = ContactFactory(
        client=client,
        unit=unit,
        logged_by=worker,
        occurred_on=LONG_AGO,
        started_at=dt.time(9, 41),
        note=NOTE,
        referred_to=REASON,
        language="uk",
        gender="man",
        age_band="18_29",
    )
    contact.topics.add(TopicFactory(), TopicFactory())
    models.CorrectingEntry.objects.create(
        client=client,
        kind="changed",
        work_kind="contact",
        work_id=contact.pk,
        provider_municipality=unit.organization,
        occurred_on=LONG_AGO,
        former_municipality=unit.organization,
        former_occurred_on=LONG_AGO,
        changed_fields=["note"],
        former_texts={"note": NOTE},
        reason=REASON,
        corrected_at=clock.now(),
        corrected_by=worker,
    )


def _service(client: models.Client, unit, worker) -> None:
    person = {"name": f"{GIVEN} {FAMILY}", "phone": PHONE}
    intake = {"organization": unit.organization, "unit": unit, "logged_by": worker, "arrived_on": LONG_AGO}
    models.Intake.objects.create(
        client=client,
        source="self",
        source_name=REASON,
        consent="given",
        person=person,
        reason=REASON,
        decision="assess",
        decided_on=LONG_AGO,
        decided_by=worker,
        **intake,
    )
    models.Intake.objects.create(source="school", source_name=REASON, consent="given", person=person, **intake)
    document = {"sections": {"skills": {"text": SECTION, "not_applicable": False}}, "interviewer_title": REASON}
    models.Assessment.objects.create(client=client, asked_on=LONG_AGO, external_reference=REASON, **document)
    models.IntegrationPlan.objects.create(
        client=client, starts_on=LONG_AGO, ends_on=LONG_AGO, extension_ground=REASON, **document
    )
    models.ChecklistStep.objects.create(client=client, step="dvv", done_on=LONG_AGO)
    models.StatusRecord.objects.create(client=client, point="start", recorded_on=LONG_AGO, recorded_by=worker)
    models.InterpreterBooking.objects.create(
        client=client,
        unit=unit,
        organization=unit.organization,
        language="uk",
        mode="phone",
        starts_at=clock.now(),
        minutes=30,
        booked_by=worker,
    )
    template = models.MessageTemplate.objects.create(code="muistutus", name_fi="Muistutus")
    models.ClientMessage.objects.create(
        client=client, template=template, language="uk", channel="email", sent_by=worker, sent_at=clock.now()
    )


def _access(client: models.Client, unit, worker) -> None:
    AccessGrantFactory(client=client, user=worker, reason=REASON)
    asked = {"client": client, "asked_by": worker, "asked_at": clock.now(), "expires_on": LONG_AGO, "reason": REASON}
    models.GrantRequest.objects.create(**asked)
    models.Transfer.objects.create(from_unit=unit, to_unit=UnitFactory(), answer=NOTE, provision=REASON, **asked)
    models.EmergencyAccess.objects.create(
        client=client,
        user=worker,
        reason=REASON,
        opened_at=clock.now() - dt.timedelta(hours=2),
        ends_at=clock.now() - dt.timedelta(hours=1),
    )


def _rights(client: models.Client, worker) -> None:
    models.OwnDataRequest.objects.create(
        client=client,
        kind="access",
        received_on=LONG_AGO,
        due_on=LONG_AGO,
        details=REASON,
        outcome="done",
        reason=NOTE,
        answered_on=LONG_AGO,
        handled_by=worker,
        received_by=worker,
    )
    models.Rectification.objects.create(
        client=client,
        field="family_name",
        former=FORMER,
        reason=REASON,
        rectified_by=worker,
        rectified_at=clock.now(),
    )
    models.Disclosure.objects.create(
        client=client, recipient=REASON, what=NOTE, provision=REASON, disclosed_on=LONG_AGO, disclosed_by=worker
    )


def _words_elsewhere(client: models.Client, unit, worker) -> None:
    draft = {"user": worker, "saved_at": clock.now(), "expires_at": clock.now() + dt.timedelta(days=1)}
    models.RegisterDraft.objects.create(
        target=f"client:{client.reference}", opening="1", client=client, fields={"note": NOTE}, **draft
    )
    models.RegisterDraft.objects.create(target="contact", opening="2", fields={"who": f"{GIVEN} {FAMILY}"}, **draft)
    brought = models.RegisterImport.objects.create(
        kind="clients", unit=unit, imported_by=worker, rows=[{"nimi": f"{GIVEN} {FAMILY}", "osoite": ADDRESS}]
    )
    models.ImportedRow.objects.create(register_import=brought, row_number=1, client=client)
    Message.objects.create(
        kind="clients.message",
        unique_key="clients:1",
        recipient=EMAIL,
        language="fi",
        subject="Viesti",
        body_text=f"Hei {GIVEN}",
        reference="abc",
        created_at=clock.now(),
    )
