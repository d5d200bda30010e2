"""What can happen to a contact, and what is refused."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from seutu.newcomers.clients.actions import contacts as actions
from seutu.newcomers.clients.actions.drafts import save_once
from seutu.newcomers.clients.actions.entries import NotRemovable, StaleEntry
from seutu.newcomers.clients.models import (
    AgeBand,
    Channel,
    CitizenshipGroup,
    Contact,
    Interpreting,
    MunicipalityKind,
    Reach,
    RegisterDraft,
    WhyRemoved,
    YearsBand,
    scoped,
)
from seutu.newcomers.clients.rules.entries import Reason, Refused
from seutu.newcomers.clients.tests.entries import acting, contact_entry, default_codes, sent, topic
from seutu.newcomers.clients.tests.factories import (
    ClientFactory,
    ContactFactory,
    FundingCodeFactory,
    TopicFactory,
)
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.organizations.models import Organization
from seutu.shared.organizations.tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db
# Of nobody: the individual number 900 and above is never given for good.
CODE = "010190-901R"


def reasons(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, Reason]]:
    return [(each.field, each.reason) for each in refused.value.refusals]


def again(contact: Contact) -> Contact:
    return scoped(Contact.objects.all()).get(pk=contact.pk)


def test_a_contact_says_who_did_the_work_and_when_it_was_written(counsellor, unit, municipality):
    yesterday = clock.today() - clock.ONE_DAY

    contact = actions.log_contact(contact_entry(unit, occurred_on=yesterday), by=acting(counsellor))

    assert contact.provider_municipality == municipality
    assert contact.logged_by == counsellor
    assert clock.day_of(contact.logged_at) == clock.today() != contact.occurred_on
    assert Entry.objects.filter(verb="contact.logged", target_id=str(contact.pk)).count() == 1


def test_a_known_clients_bands_are_those_of_the_day(counsellor, unit, municipality):
    client = ClientFactory(
        unit=unit,
        birth_date=dt.date(2008, 3, 3),
        gender="woman",
        citizenships=["SY"],
        mother_tongue="ar",
        first_permit_on=dt.date(2024, 1, 1),
        basis_group="family",
        municipality=municipality,
        municipality_kind=MunicipalityKind.NAMED,
    )
    entry = contact_entry(unit, client=client, occurred_on=dt.date(2026, 3, 2), age_band=AgeBand.OLD)

    contact = actions.log_contact(entry, by=acting(counsellor))

    assert contact.age_band == AgeBand.CHILD
    assert contact.citizenship_group == CitizenshipGroup.WEST_ASIA
    assert contact.years_band == YearsBand.FROM_1_TO_3
    assert (contact.gender, contact.language, contact.basis_group) == ("woman", "ar", "family")
    assert contact.client_municipality == municipality
    assert not contact.is_anonymous


def test_the_client_knows_of_the_last_contact_and_entry(counsellor, unit):
    client = ClientFactory(unit=unit)
    worker = acting(counsellor)
    day = clock.today() - 2 * clock.ONE_DAY

    actions.log_contact(contact_entry(unit, client=client, occurred_on=day), by=worker)
    actions.log_contact(contact_entry(unit, client=client, reach=Reach.NO_SHOW), by=worker)
    actions.log_contact(contact_entry(unit, client=client, occurred_on=day - clock.ONE_DAY), by=worker)

    client = scoped(type(client).objects.all()).get(pk=client.pk)
    assert client.last_contact_on == day
    assert client.last_entry_on == clock.today()


def test_what_is_refused_is_told_all_at_once(counsellor, foreign_unit, unit):
    entry = contact_entry(
        foreign_unit,
        occurred_on=clock.today() + clock.ONE_DAY,
        funding_code=FundingCodeFactory(ends_on=dt.date(2020, 2, 1)),
        topics=[TopicFactory(starts_on=clock.today() + 5 * clock.ONE_DAY)],
        note="Muistettavaa",
        follow_up_on=clock.today(),
        interpreter_minutes=20,
    )

    with pytest.raises(Refused) as refused:
        actions.log_contact(entry, by=acting(counsellor))

    assert reasons(refused) == [
        ("occurred_on", Reason.IN_FUTURE),
        ("unit", Reason.UNIT_NOT_YOURS),
        ("funding_code", Reason.CODE_NOT_IN_FORCE),
        ("topics", Reason.CODE_NOT_IN_FORCE),
        ("note", Reason.NOTE_ON_ANONYMOUS),
        ("follow_up_on", Reason.FOLLOW_UP_BEFORE),
        ("interpreting", Reason.INTERPRETER_MISSING),
    ]
    assert not scoped(Contact.objects.all()).exists()


def test_a_funding_code_of_another_municipality_is_refused(counsellor, unit, other_municipality):
    entry = contact_entry(unit, funding_code=FundingCodeFactory(organization=other_municipality))

    with pytest.raises(Refused) as refused:
        actions.log_contact(entry, by=acting(counsellor))

    assert reasons(refused) == [("funding_code", Reason.CODE_NOT_IN_FORCE)]


def test_a_unit_that_was_closed_takes_no_more_contacts(counsellor, unit):
    unit.closed_on = clock.today()
    unit.save()

    with pytest.raises(Refused):
        actions.log_contact(contact_entry(unit), by=acting(counsellor))


def test_an_identity_code_is_refused_and_its_place_is_told_but_not_the_code(counsellor, unit):
    client = ClientFactory(unit=unit)
    entry = contact_entry(unit, client=client, note=f"Tunnus {CODE}", referred_to=CODE)

    with pytest.raises(Refused) as refused:
        actions.log_contact(entry, by=acting(counsellor))

    assert [(each.field, each.place) for each in refused.value.refusals] == [("note", 8), ("referred_to", 1)]
    assert CODE not in str(refused.value)


@pytest.mark.parametrize("person", ["adviser", "coordinator", "colleague"])
def test_who_may_not_write_to_a_client_logs_no_contact_of_them(request, person, unit, other_unit):
    client = ClientFactory(unit=unit)
    place = other_unit if person == "colleague" else unit

    with pytest.raises(Refused) as refused:
        actions.log_contact(contact_entry(place, client=client), by=acting(request.getfixturevalue(person)))

    assert reasons(refused) == [("client", Reason.CLIENT_NOT_YOURS)]


def test_a_change_keeps_what_was_reported_of_the_client(counsellor, unit):
    client = ClientFactory(unit=unit, birth_date=dt.date(1990, 1, 1))
    contact = actions.log_contact(contact_entry(unit, client=client), by=acting(counsellor))
    client.birth_date = dt.date(1950, 1, 1)
    client.save()

    actions.change_contact(contact, contact_entry(unit, client=client, minutes=99), revision=1, by=acting(counsellor))

    contact = again(contact)
    assert (contact.minutes, contact.revision) == (99, 2)
    assert contact.age_band == AgeBand.MIDDLE


def test_an_anonymous_contact_turns_out_to_be_a_clients(counsellor, unit):
    client = ClientFactory(unit=unit, gender="man")
    contact = actions.log_contact(contact_entry(unit), by=acting(counsellor))

    actions.change_contact(contact, contact_entry(unit, client=client), revision=1, by=acting(counsellor))

    contact = again(contact)
    assert (contact.client, contact.is_anonymous, contact.gender) == (client, False, "man")


def test_a_change_of_an_old_version_is_refused(counsellor, unit):
    contact = actions.log_contact(contact_entry(unit), by=acting(counsellor))
    actions.change_contact(contact, contact_entry(unit), revision=1, by=acting(counsellor))

    with pytest.raises(StaleEntry):
        actions.change_contact(contact, contact_entry(unit), revision=1, by=acting(counsellor))


def test_a_contact_whose_codes_were_closed_can_still_be_changed(counsellor, unit):
    payer, about = FundingCodeFactory(), TopicFactory()
    contact = actions.log_contact(contact_entry(unit, funding_code=payer, topics=[about]), by=acting(counsellor))
    for code in (payer, about):
        code.ends_on = clock.today() - clock.ONE_DAY
        code.save()

    entry = contact_entry(unit, funding_code=payer, topics=[about], minutes=1)
    actions.change_contact(contact, entry, revision=1, by=acting(counsellor))

    assert again(contact).minutes == 1


def test_a_follow_up_is_marked_once(counsellor, unit):
    contact = actions.log_contact(contact_entry(unit, follow_up_on=clock.today()), by=acting(counsellor))

    actions.mark_followed_up(contact, by=acting(counsellor))
    first = contact.followed_up_at
    actions.mark_followed_up(contact, by=acting(counsellor))

    assert first is not None
    assert contact.followed_up_at == first
    assert Entry.objects.filter(verb="contact.followed_up").count() == 1


def test_ones_own_contact_goes_within_a_week_and_leaves_a_trace(counsellor, unit):
    client = ClientFactory(unit=unit)
    contact = actions.log_contact(contact_entry(unit, client=client), by=acting(counsellor))

    actions.remove_contact(contact, why=WhyRemoved.TWICE, by=acting(counsellor))

    assert not scoped(Contact.objects.all()).exists()
    assert Entry.objects.get(verb="contact.removed").details == {"client": client.reference, "why": "twice"}
    assert scoped(type(client).objects.all()).get(pk=client.pk).last_contact_on is None


def test_an_old_contact_and_anothers_are_not_removed(counsellor, colleague, unit):
    contact = ContactFactory(unit=unit, logged_by=counsellor, logged_at=clock.now() - dt.timedelta(days=8))
    with pytest.raises(NotRemovable):
        actions.remove_contact(contact, why=WhyRemoved.MISTAKE, by=acting(counsellor))

    contact = ContactFactory(unit=unit, logged_by=colleague)
    with pytest.raises(NotRemovable):
        actions.remove_contact(contact, why=WhyRemoved.MISTAKE, by=acting(counsellor))


def test_an_opening_is_saved_once(counsellor, unit):
    worker = acting(counsellor)
    entry = contact_entry(unit)

    first = save_once("contact", lambda: actions.log_contact(entry, by=worker).pk, opening="x1", by=worker)
    second = save_once("contact", lambda: actions.log_contact(entry, by=worker).pk, opening="x1", by=worker)

    assert first == (scoped(Contact.objects.all()).get().pk, True)
    assert second == (first[0], False)


def test_an_opening_whose_entry_was_refused_can_be_sent_again(counsellor, unit):
    worker = acting(counsellor)
    bad = contact_entry(unit, occurred_on=clock.today() + clock.ONE_DAY)
    with pytest.raises(Refused):
        save_once("contact", lambda: actions.log_contact(bad, by=worker).pk, opening="x1", by=worker)

    _key, is_new = save_once(
        "contact", lambda: actions.log_contact(contact_entry(unit), by=worker).pk, opening="x1", by=worker
    )

    assert is_new


def test_the_database_refuses_a_note_on_an_anonymous_contact(unit):
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactFactory(unit=unit, note="x")


def test_an_unknown_person_is_helped_and_nothing_personal_is_anywhere(client, adviser, unit, municipality):
    """Unknown person, Arabic, housing and Kela, seven minutes, Ilomantsi."""
    default_codes()
    ilomantsi = OrganizationFactory(name_fi="Ilomantsi", slug="ilomantsi")
    client.force_login(adviser)
    before = _texts()

    client.post(
        "/tyo/kontaktit/uusi/",
        sent(
            unit,
            minutes="7",
            municipality=str(ilomantsi.pk),
            topics=[topic("Asuminen").pk, topic("Kela ja toimeentulo").pk],
            # What nobody may write: an old page, or a hand, sends it all the same.
            note="Amira Keksitty, puh. 050 123 4567",
            client_search="Amira Keksitty",
            client="7K3F2222",
        ),
    )

    contact = scoped(Contact.objects.all()).get()
    assert (contact.client_municipality, contact.service_language, contact.minutes) == (ilomantsi, "ar", 7)
    assert {each.name_fi for each in contact.topics.all()} == {"Asuminen", "Kela ja toimeentulo"}
    assert contact.channel == Channel.PHONE
    assert contact.interpreting == Interpreting.NONE
    assert contact.note is None
    new = _texts() - before
    assert new
    assert not [text for text in new if re.search("amira|keksitty|050|7K3F", text, re.IGNORECASE)]


def test_neither_is_it_in_a_draft_of_an_anonymous_contact(client, counsellor, unit):
    client.force_login(counsellor)
    typed = {"field:who": "anonymous", "field:note": "Amira Keksitty", "field:client_search": "Amira", "opening": "x1"}

    answer = client.post("/tyo/rekisteri/luonnokset/tallenna/", typed | {"target": "contact"})

    assert answer.status_code == 200
    assert RegisterDraft.objects.get().fields == {"who": ["anonymous"]}


def _texts() -> set[str]:
    """Every text in the database, whichever table and column it stands in; of encrypted ones, opened."""
    kinds = (models.CharField, models.TextField, models.JSONField)
    found: set[str] = set()
    for model in apps.get_models(include_auto_created=True):
        columns = [field for field in model._meta.local_fields if isinstance(field, kinds) or _is_sealed(field)]
        rows = model._base_manager.all()
        for row in rows.iterator() if columns and model._meta.managed else []:
            found |= {f"{model._meta.label}.{field.name}: {getattr(row, field.name)}" for field in columns}
    return found


def _is_sealed(field: models.Field[object, object]) -> bool:
    return field.get_internal_type() == "BinaryField"


def test_the_walk_sees_every_table_that_has_a_model():
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}

    assert tables <= set(connection.introspection.table_names())
    assert Organization._meta.db_table in tables
