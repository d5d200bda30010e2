from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from seutu.newcomers.clients.actions import import_steps, imports
from seutu.newcomers.clients.actions.contacts import log_contact
from seutu.newcomers.clients.models import Client, Contact, ImportedRow, RegisterImport, scoped
from seutu.newcomers.clients.queries.imports import meanings_guessed
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.tests.app_role import behind_the_wall
from seutu.newcomers.clients.tests.factories import ClientFactory, ContactFactory, FundingCodeFactory, named_client
from seutu.newcomers.clients.tests.locks import locked
from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry
from seutu.shared.organizations.models import Membership
from seutu.shared.tasks.models import WaitingTask

pytestmark = pytest.mark.django_db
State = RegisterImport.State
CODE = "010190-900P"
CLIENTS = f"""Sukunimi;Etunimi;Syntymäaika;Äidinkieli;Sukupuoli;Kotikunta;Henkilötunnus;Kansalaisuus
Keksitty;Amina;1.2.1990;somali;nainen;Kuusela;;Somalia
Sepitetty;Omar;;arabia;mies;Helsinki;{CODE};Syyria, Irak
;;;;;;;
Olematon;Väärä;31.2.1990;klingon;nainen;Kuusela;;
"""
CONTACTS = """Päivä;Kesto;Asiointitapa;Kieli;Asiointikieli;Kunta;Aihe;Asiakasviite;Ikä
2.3.2026;15 min;Puhelu;arabia;englanti;Kuusela;Perhe, lastenhoito ja koulu;;34
2026-03-03;1 h;käynti;;suomi;Mäntylä;"Työ; Asuminen";;
2.3.2026;15 min;Puhelu;arabia;englanti;Kuusela;Työ;;34
"""


def started(kind, unit, text, user):
    with behind_the_wall():
        return imports.start_import(kind, unit, text.encode(), worker=worker_of(user), by=user)


def tried(kind, unit, text, user, **defaults):
    made = started(kind, unit, text, user)
    with behind_the_wall():
        imports.try_import(made, meanings_guessed(made), defaults, by=user)
    made.refresh_from_db()
    return made


def brought(made, user, *, brings_duplicates=False):
    with behind_the_wall():
        imports.bring_in(made, brings_duplicates=brings_duplicates, by=user)
    made.refresh_from_db()
    return made


def undone(made, user):
    with behind_the_wall():
        imports.undo(made, by=user)
    made.refresh_from_db()
    return made


def clients():
    return scoped(Client.objects.order_by("pk"))


def contacts():
    return scoped(Contact.objects.order_by("pk"))


def problems(made):
    return {number: dict(found) for number, _state, found, _like in made.findings["rows"]}


# -- trying ---------------------------------------------------------------------------------------


def test_trying_writes_nothing_and_tells_every_problem_by_row_and_column(unit, coordinator):
    made = tried("clients", unit, CLIENTS, coordinator)

    assert (made.state, made.new_count, made.duplicate_count, made.problem_count) == (State.TRIED, 2, 0, 1)
    assert problems(made) == {5: {"birth_date": "not_a_day", "mother_tongue": "unknown_language"}}
    assert not clients().exists()
    assert not Entry.objects.filter(verb="client.created").exists()


def test_nothing_that_was_read_stands_in_the_open(unit, coordinator):
    made = tried("clients", unit, CLIENTS, coordinator)

    raw = RegisterImport.objects.filter(pk=made.pk).extra(select={"raw": "rows"}).values("raw", "columns").get()
    assert "Amina" not in str(raw)


def test_somebody_who_is_there_is_told_by_identity_code_and_by_name(unit, coordinator):
    by_code = ClientFactory(unit=unit, identity_code=CODE)
    by_name = named_client("Aamina", "Keksitty", unit=unit, birth_date=dt.date(1990, 2, 1))

    made = tried("clients", unit, CLIENTS, coordinator)

    assert (made.new_count, made.duplicate_count) == (0, 2)
    assert problems(made)[3] == {"identity_code": "same_code"}
    assert [row[3] for row in made.findings["rows"]][:2] == [[by_name.reference], [by_code.reference]]


def test_of_a_protected_client_a_coordinator_is_told_nothing(unit, coordinator, supervisor):
    named_client("Amina", "Keksitty", unit=unit, birth_date=dt.date(1990, 2, 1), is_protected=True)

    assert tried("clients", unit, CLIENTS, coordinator).duplicate_count == 0
    assert tried("clients", unit, CLIENTS, supervisor).duplicate_count == 1


def test_two_rows_of_one_person_are_told(unit, coordinator):
    twice = "Nimi;Syntymävuosi\nKeksitty, Amina;1990\nKeksitty, Aamina;1990\nKeksitty, Amina;1960\n"

    made = tried("clients", unit, twice, coordinator)

    assert problems(made) == {3: {"": "twice_in_file"}}


def test_a_column_can_have_a_meaning_once(unit, coordinator):
    made = started("clients", unit, "A;B\n1;2\n", coordinator)

    with pytest.raises(imports.ColumnTwice):
        imports.try_import(made, ["family_name", "family_name"], {}, by=coordinator)
    with pytest.raises(imports.NothingChosen):
        imports.try_import(made, ["", ""], {}, by=coordinator)


def test_what_a_column_was_said_to_mean_is_remembered_and_no_heading_is(unit, coordinator):
    made = started("clients", unit, "Amina Keksitty;B\nx;2\n", coordinator)
    imports.try_import(made, ["family_name", ""], {}, by=coordinator)
    made.refresh_from_db()

    assert "Amina" not in str(made.columns)
    assert meanings_guessed(started("clients", unit, "B;AMINA KEKSITTY\n2;x\n", coordinator)) == ["", "family_name"]


# -- writing --------------------------------------------------------------------------------------


def test_clients_are_made_as_by_hand(unit, coordinator, municipality):
    made = brought(tried("clients", unit, CLIENTS, coordinator), coordinator)

    assert (made.state, made.new_count, made.problem_count, made.rows) == (State.DONE, 2, 1, None)
    amina, omar = clients()
    assert (amina.shown_name, amina.mother_tongue, amina.gender) == ("Amina Keksitty", "so", "woman")
    assert amina.municipality == municipality
    assert (omar.municipality_kind, omar.citizenships) == ("other_finnish", ["SY", "IQ"])
    assert omar.birth_date == dt.date(1990, 1, 1)
    assert amina.name_keys.exists()
    assert Entry.objects.filter(verb="client.created", actor=coordinator.audit_id).count() == 2


def test_the_same_file_twice_makes_nobody_twice(unit, coordinator):
    brought(tried("clients", unit, CLIENTS, coordinator), coordinator)

    again = tried("clients", unit, CLIENTS, coordinator)

    assert (again.new_count, again.duplicate_count) == (0, 2)
    with pytest.raises(imports.NothingToBring):
        imports.bring_in(again, brings_duplicates=False, by=coordinator)
    brought(again, coordinator, brings_duplicates=True)
    assert clients().count() == 3  # never one identity code twice


def test_a_row_that_is_brought_in_twice_is_refused_by_the_database(unit, coordinator):
    made = brought(tried("clients", unit, CLIENTS, coordinator), coordinator)
    row = scoped(ImportedRow.objects.filter(register_import=made)).first()

    with pytest.raises(Exception, match=r"(?i)unique"):
        ImportedRow.objects.create(register_import=made, row_number=row.row_number)


def test_rows_of_a_locked_day_are_refused_one_by_one(unit, municipality, supervisor, other_municipality):
    FundingCodeFactory(code="hanke", name_fi="Hanke")

    with locked(municipality, dt.date(2026, 1, 1), dt.date(2026, 3, 2)):
        made = tried("contacts", unit, CONTACTS, supervisor, funding_code="hanke")
        brought(made, supervisor)

    assert {row: set(found.values()) for row, found in problems(made).items() if found} == {
        2: {"day_locked"},
        4: {"day_locked"},
    }
    assert [contact.occurred_on.day for contact in contacts()] == [3]


def test_what_an_import_brought_to_days_that_were_locked_since_stays(
    unit, municipality, supervisor, other_municipality
):
    FundingCodeFactory(code="hanke", name_fi="Hanke")
    made = brought(tried("contacts", unit, CONTACTS, supervisor, funding_code="hanke"), supervisor)

    with locked(municipality, dt.date(2026, 1, 1), dt.date(2026, 3, 2)):
        undone(made, supervisor)

    assert [contact.occurred_on.day for contact in contacts()] == [2, 2]
    assert {why for _row, why, _reference in made.findings["stays"]} == {"day_locked"}


def test_contacts_are_logged_as_by_hand(unit, supervisor, other_municipality):
    FundingCodeFactory(code="hanke", name_fi="Hanke")

    made = brought(tried("contacts", unit, CONTACTS, supervisor, funding_code="hanke"), supervisor)

    assert (made.new_count, made.problem_count) == (3, 0), made.findings
    call, visit, _same = contacts()
    assert (call.minutes, call.channel, call.language, call.service_language) == (15, "phone", "ar", "en")
    assert (call.age_band, call.is_anonymous) == ("30_54", True)
    assert [topic.code for topic in call.topics.all()] == ["perhe"]
    assert (visit.minutes, visit.client_municipality) == (60, other_municipality)
    assert sorted(topic.code for topic in visit.topics.all()) == ["asuminen", "tyo"]
    assert Entry.objects.filter(verb="contact.logged").count() == 3


def test_contacts_that_are_there_are_counted_one_by_one(unit, supervisor):
    FundingCodeFactory(code="hanke")
    text = "Päivä;Kesto;Asiointitapa;Asiointikieli\n2.3.2026;15;puhelu;suomi\n2.3.2026;15;puhelu;suomi\n"
    brought(tried("contacts", unit, text, supervisor, funding_code="hanke"), supervisor)

    again = tried("contacts", unit, text + "2.3.2026;15;puhelu;suomi\n", supervisor, funding_code="hanke")

    assert (again.new_count, again.duplicate_count) == (1, 2)


def test_a_contact_finds_its_client_by_reference_and_by_code(unit, other_unit, supervisor, foreign_unit):
    FundingCodeFactory(code="hanke")
    mine = ClientFactory(unit=unit, identity_code=CODE)
    foreign = ClientFactory(unit=foreign_unit)
    text = (
        "Päivä;Kesto;Asiointitapa;Asiointikieli;Asiakasviite;Henkilötunnus;Muistiinpano\n"
        f"2.3.2026;15;puhelu;suomi;{mine.reference.lower()};;Sovittu aika\n"
        f"3.3.2026;15;puhelu;suomi;;{CODE};\n"
        f"4.3.2026;15;puhelu;suomi;{foreign.reference};;\n"
        "5.3.2026;15;puhelu;suomi;;;Ei kenenkään\n"
    )

    made = brought(tried("contacts", unit, text, supervisor, funding_code="hanke"), supervisor)

    assert problems(made) == {4: {"client": "unknown_client"}, 5: {"note": "note_on_anonymous"}}
    assert {contact.client for contact in contacts()} == {mine}
    mine.refresh_from_db()
    assert mine.last_contact_on == dt.date(2026, 3, 3)


def test_who_lost_the_rights_brings_nothing_in(unit, coordinator, monkeypatch):
    monkeypatch.setattr(import_steps, "MOST_AT_ONCE", 1)
    made = tried("clients", unit, CLIENTS, coordinator)
    Membership.objects.all().delete()

    import_steps.run(made.pk)

    made.refresh_from_db()
    assert made.state == State.READ
    assert not clients().exists()


def test_a_large_import_waits_for_a_worker_and_goes_on_from_where_it_was(unit, coordinator, monkeypatch):
    monkeypatch.setattr(import_steps, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(import_steps, "PIECE", 1)
    made = tried("clients", unit, CLIENTS, coordinator)
    assert made.state == State.TRYING
    assert WaitingTask.objects.get().unique_key == f"clients.import:{made.pk}"
    import_steps.run(made.pk)
    made.refresh_from_db()
    brought(made, coordinator)

    write_row = import_steps.ClientRows.write_row
    written = []

    def killed(self, number, *args):
        if written:
            raise KeyboardInterrupt
        written.append(number)
        return write_row(self, number, *args)

    monkeypatch.setattr(import_steps.ClientRows, "write_row", killed)
    with pytest.raises(KeyboardInterrupt):
        import_steps.run(made.pk)
    made.refresh_from_db()
    assert (made.state, made.position) == (State.WRITING, 1)

    monkeypatch.setattr(import_steps.ClientRows, "write_row", write_row)
    import_steps.run(made.pk)
    import_steps.run(made.pk)

    made.refresh_from_db()
    assert (made.state, made.new_count) == (State.DONE, 2)
    assert clients().count() == 2


# -- undoing, giving up, letting go ---------------------------------------------------------------


def test_undoing_takes_away_what_was_made(unit, coordinator):
    made = brought(tried("clients", unit, CLIENTS, coordinator), coordinator)

    undone(made, coordinator)

    assert made.state == State.UNDONE
    assert not clients().exists()
    assert Entry.objects.filter(verb="client.import_undone").count() == 2


def test_whoever_has_been_written_of_stays_and_it_is_told(unit, coordinator, counsellor):
    made = brought(tried("clients", unit, CLIENTS, coordinator), coordinator)
    first = clients()[0]
    ContactFactory(unit=unit, client=first)

    undone(made, coordinator)

    assert made.findings["stays"] == [[2, "added_to", first.reference]]
    assert list(clients()) == [first]

    contacts().delete()
    undone(made, coordinator)
    assert not clients().exists()


def test_who_was_changed_after_the_import_stays(unit, coordinator):
    made = brought(tried("clients", unit, CLIENTS, coordinator), coordinator)
    scoped(Client.objects.filter(shown_name="Amina Keksitty")).update(revision=2)

    undone(made, coordinator)

    assert [why for _row, why, _reference in made.findings["stays"]] == ["changed"]


def test_undone_contacts_leave_the_client_as_before(unit, supervisor):
    FundingCodeFactory(code="hanke")
    client = ClientFactory(unit=unit)
    text = f"Päivä;Kesto;Asiointitapa;Asiointikieli;Asiakasviite\n2.3.2026;15;puhelu;suomi;{client.reference}\n"
    made = brought(tried("contacts", unit, text, supervisor, funding_code="hanke"), supervisor)

    undone(made, supervisor)

    client.refresh_from_db()
    assert client.last_contact_on is None
    assert not contacts().exists()


def test_what_was_given_up_is_gone(unit, coordinator):
    made = tried("clients", unit, CLIENTS, coordinator)

    imports.give_up(made, by=coordinator)

    assert not RegisterImport.objects.exists()
    assert Entry.objects.filter(verb="import.given_up").exists()


def test_what_is_done_cannot_be_given_up_or_brought_in_again(unit, coordinator):
    made = brought(tried("clients", unit, CLIENTS, coordinator), coordinator)

    for action in (imports.give_up, imports.choose_columns_anew):
        with pytest.raises(imports.NotNow):
            action(made, by=coordinator)
    with pytest.raises(imports.NotNow):
        imports.bring_in(made, brings_duplicates=True, by=coordinator)


def test_after_fourteen_days_nothing_that_was_read_is_kept(unit, coordinator):
    waiting = tried("clients", unit, CLIENTS, coordinator)
    done = brought(tried("clients", unit, CLIENTS.replace("Amina", "Farah"), coordinator), coordinator)

    with time_machine.travel(waiting.created_at + dt.timedelta(days=15), tick=False):
        assert imports.forget_old_imports(by=System("clock")) == 2

    done.refresh_from_db()
    assert (done.rows, done.findings, done.state) == (None, None, State.DONE)
    assert not RegisterImport.objects.filter(pk=waiting.pk).exists()


def test_an_import_whose_rows_were_taken_away_meanwhile_stops(unit, coordinator):
    made = tried("clients", unit, CLIENTS, coordinator)
    RegisterImport.objects.update(rows=None)

    brought(made, coordinator)

    assert made.state == State.READ
    assert not clients().exists()


def test_a_unit_of_another_municipality_takes_nothing(foreign_unit, coordinator):
    with pytest.raises(imports.NotYourUnit):
        started("clients", foreign_unit, CLIENTS, coordinator)


def test_the_action_by_hand_is_the_one_that_writes_rows():
    from seutu.newcomers.clients.actions import import_contacts

    assert import_contacts.log_contact is log_contact
