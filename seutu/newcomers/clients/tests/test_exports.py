from __future__ import annotations

import csv
import datetime as dt
import io
import tracemalloc

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from seutu.newcomers.clients.models import Contact
from seutu.newcomers.clients.queries.exports import PIECE, ContactTable, Wanted
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.rules.exports import Scope
from seutu.newcomers.clients.tests.app_role import behind_the_wall
from seutu.newcomers.clients.tests.factories import ClientFactory, ContactFactory, TopicFactory
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.shared.audit.models import Entry
from seutu.shared.documents.spreadsheets import csv_pieces, harmless

pytestmark = pytest.mark.django_db
PERIOD = {"since": "1.1.2026", "until": "31.12.2026"}
YEAR = Wanted(since=dt.date(2026, 1, 1), until=dt.date(2026, 12, 31), scope=Scope.VISIBLE)


def content(answer):
    # Rows are sent when the page has long been answered: behind the second wall, too.
    with behind_the_wall():
        return b"".join(answer.streaming_content)


def taken(user, **given):
    asked = PERIOD | {"scope": "visible", "file_kind": "csv"} | given
    answer = signed_in(user).post(reverse("clients:export_contacts"), asked)
    text = content(answer).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_a_counsellor_takes_out_what_they_see_and_nothing_else(unit, foreign_unit, counsellor):
    client = ClientFactory(unit=unit)
    ContactFactory(unit=unit, client=client, minutes=25)
    ContactFactory(unit=unit)
    ContactFactory(unit=foreign_unit, client=ClientFactory(unit=foreign_unit))
    ContactFactory(unit=unit, occurred_on=dt.date(2025, 12, 31))

    rows = taken(counsellor)

    assert [(row["Asiakkaan viite"], row["Kesto, minuuttia"]) for row in rows] == [
        (client.reference, "25"),
        ("", "10"),
    ]


def test_contacts_of_protected_clients_are_left_out_for_everybody(unit, supervisor):
    ContactFactory(unit=unit, client=ClientFactory(unit=unit, is_protected=True))

    assert taken(supervisor) == []


def test_a_coordinator_takes_out_the_municipality_without_anything_that_points_at_a_client(unit, coordinator):
    client = ClientFactory(unit=unit)
    ContactFactory(unit=unit, client=client, referred_to="Kela")

    (row,) = taken(coordinator, scope="municipality")

    assert client.reference not in row.values()
    assert "Asiakkaan viite" not in row
    assert "Kansalaisuus" not in row
    assert "Kela" not in row.values()


def test_a_scope_that_is_not_ones_own_is_refused(counsellor):
    answer = signed_in(counsellor).post(
        reverse("clients:export_contacts"), PERIOD | {"scope": "municipality", "file_kind": "csv"}
    )

    assert answer.status_code == 200
    assert answer.context["form"].errors["scope"]
    assert not Entry.objects.filter(verb="contacts.exported").exists()


def test_topics_of_special_categories_are_left_out_unless_who_leads_says_for_what(unit, supervisor):
    plain, sensitive = TopicFactory(name_fi="Selvä"), TopicFactory(name_fi="Arka", is_sensitive=True)
    ContactFactory(unit=unit).topics.set([plain, sensitive])

    (row,) = taken(supervisor)
    assert row["Aihe: Selvä"] == "1"
    assert "Aihe: Arka" not in row

    (row,) = taken(supervisor, with_sensitive="on", purpose="reporting")
    assert row["Aihe: Arka"] == "1"
    assert Entry.objects.filter(verb="contacts.exported").latest("pk").details["purpose"] == "reporting"


def test_topics_of_special_categories_need_a_purpose(supervisor):
    answer = signed_in(supervisor).post(
        reverse("clients:export_contacts"), PERIOD | {"scope": "visible", "file_kind": "csv", "with_sensitive": "on"}
    )

    assert answer.context["form"].errors["purpose"]


def test_taking_out_leaves_a_line_of_counts_and_codes(unit, counsellor):
    ContactFactory(unit=unit)

    taken(counsellor)

    entry = Entry.objects.get(verb="contacts.exported")
    assert entry.actor == counsellor.audit_id
    assert {name: entry.details[name] for name in ("count", "since", "until", "format")} == {
        "count": 1,
        "since": "2026-01-01",
        "until": "2026-12-31",
        "format": "csv",
    }
    assert len(entry.details["columns"]) == 16


def test_a_workbook_has_real_numbers_and_days_and_says_what_its_columns_mean(unit, counsellor):
    ContactFactory(unit=unit, minutes=25, referred_to="=HYPERLINK(1)")

    answer = signed_in(counsellor).post(
        reverse("clients:export_contacts"), PERIOD | {"scope": "visible", "file_kind": "xlsx"}
    )

    rows, meanings = load_workbook(io.BytesIO(content(answer))).worksheets
    cells = dict(zip([cell.value for cell in rows[1]], rows[2], strict=True))
    assert cells["Kesto, minuuttia"].value == 25
    assert cells["Päivä"].value == dt.datetime(2026, 3, 2)
    assert cells["Mihin ohjattiin"].value == "'=HYPERLINK(1)"
    assert {cell.value for cell in meanings["A"]} >= {"Kesto, minuuttia", "Päivä"}


@pytest.mark.parametrize("text", ["=1+1", "+358", "-1", "@SUM(A1)", "\t=1"])
def test_what_a_program_would_count_as_a_formula_is_text(text):
    assert harmless(text) == f"'{text}"


def test_a_number_below_zero_stays_a_number():
    assert harmless(-1) == -1


def test_how_many_of_protected_clients_are_left_out_is_told_only_when_they_are_many(unit, supervisor):
    client = ClientFactory(unit=unit, is_protected=True)
    table = ContactTable(worker_of(supervisor), YEAR)

    ContactFactory.create_batch(4, unit=unit, client=client)
    assert table.left_out() is None

    ContactFactory(unit=unit, client=client)
    assert table.left_out() == 5


def many(unit, number):
    pattern = ContactFactory(unit=unit)
    values = {
        field.attname: getattr(pattern, field.attname) for field in Contact._meta.concrete_fields if field.name != "id"
    }
    made = Contact.objects.bulk_create([Contact(**values) for _each in range(number)])
    topic = TopicFactory()
    through = Contact.topics.through
    through.objects.bulk_create([through(contact_id=each.pk, topic_id=topic.pk) for each in made])


def test_a_table_costs_one_question_whatever_its_size(unit, supervisor, django_assert_num_queries):
    many(unit, 30)
    table = ContactTable(worker_of(supervisor), YEAR)

    with django_assert_num_queries(1):
        assert sum(len(piece) for piece in table.pieces()) == 31


@pytest.mark.slow
def test_the_cost_of_memory_does_not_grow_with_the_rows(unit, supervisor):
    def peak():
        table = ContactTable(worker_of(supervisor), YEAR)
        tracemalloc.start()
        size = sum(len(piece) for piece in csv_pieces(table.headings, table.pieces()))
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert size
        return most

    many(unit, PIECE)
    few = peak()
    many(unit, 3 * PIECE)

    assert peak() < 1.7 * few


def test_the_list_of_clients_has_names_only_for_a_purpose(unit, supervisor):
    ClientFactory(unit=unit, shown_name="Keksitty Nimi")
    ClientFactory(unit=unit, shown_name="Suojattu Nimi", is_protected=True)
    browser = signed_in(supervisor)
    page = reverse("clients:export_clients")

    without = content(browser.post(page, {"file_kind": "csv"})).decode()
    assert "Keksitty Nimi" not in without

    assert browser.post(page, {"file_kind": "csv", "with_names": "on"}).context["form"].errors["purpose"]

    named = content(browser.post(page, {"file_kind": "csv", "with_names": "on", "purpose": "moving"})).decode()
    assert "Keksitty Nimi" in named
    assert "Suojattu Nimi" not in named
    assert Entry.objects.filter(verb="clients.exported").latest("pk").details["purpose"] == "moving"


def test_in_a_text_too_what_would_be_a_formula_is_none():
    pieces = [[["=1+1", 7, None], ["ei mitään", -1, "@x"]], []]

    text = b"".join(csv_pieces(["a", "b", "c"], pieces)).decode("utf-8-sig")

    assert text.splitlines() == ["a;b;c", "'=1+1;7;", "ei mitään;-1;'@x"]
