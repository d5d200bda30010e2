"""Changing a client: one section at a time, nothing lost, and nobody overwritten unseen."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from seutu.newcomers.clients.actions.names import rebuild_name_keys
from seutu.newcomers.clients.models import Client, ClientName, NameKey, Rectification, scoped
from seutu.newcomers.clients.queries.finding import find_clients
from seutu.newcomers.clients.queries.typed_search import typed_search
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.tests.factories import named_client
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry
from seutu.shared.organizations.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db

CODE = "131052-308T"


@pytest.fixture
def aino(unit, counsellor) -> Client:
    return named_client("Aino", "Keksitty", unit=unit, keyworker=counsellor, birth_date=dt.date(1952, 10, 13))


def save(user, client: Client, section: str, **fields: str):
    address = reverse("clients:client_section", args=[client.reference, section])
    return signed_in(user).post(address, {"revision": str(client.revision), "why": "changed", **fields})


def person_fields(**more: str) -> dict[str, str]:
    return {"gender": "not_asked", "birth_date": "13.10.1952", **more}


def name_rows(*rows: tuple[str, str, str], initial: int = 1) -> dict[str, str]:
    fields = {"names-TOTAL_FORMS": str(len(rows)), "names-INITIAL_FORMS": str(initial)}
    for place, (kind, given, family) in enumerate(rows):
        fields |= {
            f"names-{place}-kind": kind,
            f"names-{place}-given_names": given,
            f"names-{place}-family_name": family,
            f"names-{place}-patronymic": "",
        }
    return fields


def save_names(user, client: Client, *rows: tuple[str, str, str], **more: str):
    address = reverse("clients:client_names", args=[client.reference])
    return signed_in(user).post(
        address, {"revision": str(client.revision), "why": "changed", **name_rows(*rows), **more}
    )


def former(client: Client) -> list[tuple[str, str, str]]:
    rows = scoped(Rectification.objects.filter(client=client).order_by("pk"))
    return [(row.field, str(row.former), row.reason) for row in rows]


def found(user, text: str) -> list[str]:
    return [each.client.shown_name for each in find_clients(worker_of(user), typed_search(text)).found]


def test_the_former_value_is_kept_with_who_and_why(counsellor, aino):
    answer = save(counsellor, aino, "henkilo", **person_fields(birth_date="14.10.1952", why="corrected"))

    aino.refresh_from_db()
    assert answer["Location"] == aino.get_absolute_url()
    assert aino.birth_date == dt.date(1952, 10, 14)
    assert aino.revision == 2
    assert former(aino) == [("birth_date", "1952-10-13", "corrected"), ("birth_year", "1952", "corrected")][:1]
    assert Entry.objects.get(verb="client.changed").details["section"] == "person"


def test_nothing_changed_writes_nothing(counsellor, aino):
    save(counsellor, aino, "kielet")

    aino.refresh_from_db()
    assert aino.revision == 1
    assert not Entry.objects.filter(verb="client.changed").exists()


def test_an_empty_identity_code_leaves_the_one_that_is_kept(counsellor, aino):
    save(counsellor, aino, "henkilo", **person_fields(identity_code=CODE))
    aino.refresh_from_db()
    save(counsellor, aino, "henkilo", **person_fields(gender="woman"))
    aino.refresh_from_db()
    assert (aino.identity_code, aino.gender) == (CODE, "woman")

    save(counsellor, aino, "henkilo", **person_fields(gender="woman", removes_code="on"))
    aino.refresh_from_db()
    assert aino.identity_code is None
    assert ("identity_code", CODE, "changed") in former(aino)


def test_two_who_edit_at_once_see_both_versions(counsellor, supervisor, aino):
    save(supervisor, aino, "henkilo", **person_fields(gender="woman"))

    answer = save(counsellor, aino, "henkilo", **person_fields(gender="man"))

    shown = answer.content.decode()
    assert answer.status_code == 409
    assert supervisor.display_name in shown
    assert "nainen" in shown
    assert 'name="revision" value="2"' in shown
    aino.refresh_from_db()
    assert aino.gender == "woman"


def test_the_slower_one_saves_after_all_and_the_other_version_is_kept(counsellor, supervisor, aino):
    save(supervisor, aino, "henkilo", **person_fields(gender="woman"))
    aino.refresh_from_db()

    save(counsellor, aino, "henkilo", **person_fields(gender="man"))

    aino.refresh_from_db()
    assert aino.gender == "man"
    assert ("gender", "woman", "changed") in former(aino)


def test_new_names_are_found_at_once_and_gone_ones_are_not(counsellor, aino):
    save_names(counsellor, aino, ("current", "Aino", "Uusinimi"), ("original", "Айно", ""))

    aino.refresh_from_db()
    assert aino.shown_name == "Aino Uusinimi"
    assert found(counsellor, "Uusinimi") == ["Aino Uusinimi"]
    assert found(counsellor, "Keksitty") == []
    assert former(aino) == [("names", "current: Aino |  | Keksitty", "changed")]


def test_a_former_name_can_stay_and_is_found(counsellor, aino):
    save_names(counsellor, aino, ("current", "Aino", "Uusinimi"), ("former", "Aino", "Keksitty"))

    assert found(counsellor, "Keksitty") == ["Aino Uusinimi"]


@pytest.mark.parametrize(
    "rows", [[("current", "", "")], [("former", "Aino", "Keksitty")], [("current", "A", ""), ("current", "B", "")]]
)
def test_one_name_is_the_current_one(counsellor, aino, rows):
    assert save_names(counsellor, aino, *rows).status_code == 200
    assert scoped(ClientName.objects.filter(client=aino)).get().given_names == "Aino"


def test_names_conflict_too(counsellor, supervisor, aino):
    save_names(supervisor, aino, ("current", "Aino", "Toinen"))

    answer = save_names(counsellor, aino, ("current", "Aino", "Kolmas"))

    assert answer.status_code == 409
    assert "Toinen" in answer.content.decode()
    assert "Kolmas" in answer.content.decode()


def test_who_protects_a_client_without_a_counsellor_becomes_the_one(colleague, unit, counsellor):
    client = named_client("Eero", "Keksitty", unit=unit)

    save(counsellor, client, "suojaus", is_protected="on")

    client.refresh_from_db()
    assert client.is_protected
    assert client.keyworker == counsellor
    assert found(counsellor, "Eero") == ["Eero Keksitty"]
    assert found(colleague, "Eero") == []


def test_who_protects_anothers_client_may_lose_sight_of_them(counsellor, colleague, unit):
    client = named_client("Eero", "Keksitty", unit=unit, keyworker=colleague)

    answer = save(counsellor, client, "suojaus", safety_non_disclosure="on")

    assert answer["Location"] == client.get_absolute_url()
    assert "Eero" not in signed_in(counsellor).get(client.get_absolute_url()).content.decode()


def test_a_client_moves_to_another_unit_of_the_municipality_only(counsellor, other_unit, foreign_unit, aino):
    closed = UnitFactory(organization=other_unit.organization, closed_on=dt.date(2026, 1, 1))
    for wrong in (foreign_unit, closed):
        save(counsellor, aino, "palvelu", unit=str(wrong.pk), keyworker=str(counsellor.pk))
        aino.refresh_from_db()
        assert aino.unit != wrong

    save(counsellor, aino, "palvelu", unit=str(other_unit.pk), keyworker=str(counsellor.pk))
    aino.refresh_from_db()
    assert aino.unit == other_unit


def test_contact_details_are_made_when_there_are_none(counsellor, aino):
    save(counsellor, aino, "yhteystiedot", phone="040 1", email="a@example.org", address="Katu 1\n80100 Kuusela")

    assert aino.contact_details.address == "Katu 1\n80100 Kuusela"


def test_where_somebody_lives_is_a_municipality_or_what_is_known_of_it(counsellor, aino, other_municipality):
    save(counsellor, aino, "asuminen", municipality=str(other_municipality.pk), basis_group="work")
    aino.refresh_from_db()
    assert (aino.municipality, aino.municipality_kind) == (other_municipality, "named")

    save(counsellor, aino, "asuminen", municipality="other_finnish", basis_group="work")
    aino.refresh_from_db()
    assert (aino.municipality, aino.municipality_kind) == (None, "other_finnish")


def test_who_only_reads_changes_nothing(colleague, unit):
    client = named_client("Eero", "Keksitty", unit=unit)

    assert save(colleague, client, "henkilo", **person_fields()).status_code == 404
    assert save_names(colleague, client, ("current", "X", "Y")).status_code == 404


def test_every_section_opens_with_what_is_kept(counsellor, aino):
    for section in ("henkilo", "kielet", "asuminen", "palvelu", "suojaus", "yhteystiedot"):
        address = reverse("clients:client_section", args=[aino.reference, section])
        assert signed_in(counsellor).get(address).status_code == 200
    unknown = reverse("clients:client_section", args=[aino.reference, "muu"])
    assert signed_in(counsellor).get(unknown).status_code == 404


def test_keys_are_made_anew_for_all(counsellor, aino):
    scoped(NameKey.objects.filter(client=aino)).delete()
    assert found(counsellor, "Aino") == []

    assert rebuild_name_keys(by=System("test")) == 1
    assert found(counsellor, "Aino") == ["Aino Keksitty"]
    assert rebuild_name_keys(by=System("test")) == 0
