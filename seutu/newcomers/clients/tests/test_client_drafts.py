"""What is typed of a client and not saved: kept in the forms with long typing, gone on with, gone when it is saved."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from seutu.newcomers.clients.actions.changes import change_client
from seutu.newcomers.clients.models import Client, Intake, RegisterDraft, scoped
from seutu.newcomers.clients.queries.drafts import unfinished_of
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.rules.searched import sealed_search
from seutu.newcomers.clients.tests.factories import named_client
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.newcomers.clients.tests.test_closing import closing_form
from seutu.newcomers.clients.tests.test_edit_client import name_rows, person_fields
from seutu.newcomers.clients.tests.test_intakes import sent as intake_form
from seutu.newcomers.clients.tests.test_new_client import sent as client_form
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db
SAVE = "/tyo/rekisteri/luonnokset/tallenna/"


@pytest.fixture
def browser(counsellor):
    return signed_in(counsellor)


@pytest.fixture
def aino(unit, counsellor) -> Client:
    return named_client("Aino", "Keksitty", unit=unit, keyworker=counsellor, birth_date=dt.date(1952, 10, 13))


def keep(browser, target: str, **typed: str) -> int:
    fields = {f"field:{name}": value for name, value in typed.items()}
    return browser.post(SAVE, {"target": target, "opening": "x1", **fields}).status_code


def kept() -> RegisterDraft:
    return RegisterDraft.objects.exclude(target__startswith="saved:").get()


def section_of(client: Client) -> str:
    return reverse("clients:client_section", args=[client.reference, "henkilo"])


def test_a_section_goes_on_with_its_draft_unjudged_and_on_its_revision(browser, aino):
    keep(browser, f"client_person:{aino.reference}", birth_date="huomenna", revision="1", why="corrected")

    page = browser.get(f"{section_of(aino)}?luonnos={kept().pk}")

    assert page.context["form"]["birth_date"].value() == "huomenna"
    assert page.context["why"]["why"].value() == "corrected"
    assert page.context["revision"] == 1
    assert 'class="error"' not in page.content.decode()
    assert kept().client == aino


def test_a_draft_begun_before_anothers_save_shows_both_versions(browser, aino, counsellor):
    keep(browser, f"client_person:{aino.reference}", **person_fields(birth_date="14.10.1952"), revision="1")
    change_client(
        aino, "person", {"gender": "female"}, revision=1, why="changed", worker=worker_of(counsellor), by=counsellor
    )
    fields = person_fields(birth_date="14.10.1952", why="changed", opening="x1")

    page = browser.post(section_of(aino), {"revision": "1", **fields})

    assert page.status_code == 409
    assert page.context["conflict"]
    assert kept().fields["birth_date"] == ["14.10.1952"]


def test_a_section_that_is_saved_lets_go_of_its_draft(browser, aino, counsellor):
    keep(browser, f"client_person:{aino.reference}", birth_date="14.10.1952")

    fields = person_fields(birth_date="14.10.1952", why="changed", opening="x1")
    browser.post(section_of(aino), {"revision": "1", **fields})

    assert list(unfinished_of(worker_of(counsellor))) == []


def test_names_go_on_with_as_many_rows_as_were_typed(browser, aino):
    rows = name_rows(("current", "Aino", "Keksitty"), ("variant", "Ayno", ""), ("former", "A", "Toinen"))
    keep(browser, f"client_names:{aino.reference}", **rows)

    page = browser.get(f"{reverse('clients:client_names', args=[aino.reference])}?luonnos={kept().pk}")

    assert [row["given_names"].value() for row in page.context["rows"].forms] == ["Aino", "Ayno", "A"]


def test_the_end_of_the_service_goes_on_with_its_draft_and_lets_go_of_it(browser, aino, counsellor):
    keep(browser, f"closing:{aino.reference}", reason="moved", finnish="b1", revision="1")
    address = reverse("clients:close", args=[aino.reference])

    page = browser.get(f"{address}?luonnos={kept().pk}")
    today = clock.today()
    ended_on = f"{today.day}.{today.month}.{today.year}"
    browser.post(address, closing_form(ended_on=ended_on, opening="x1"))

    assert page.context["form"]["finnish"].value() == "b1"
    assert scoped(Client.objects.filter(ended_on__isnull=False)).exists()
    assert list(unfinished_of(worker_of(counsellor))) == []


def test_an_intake_goes_on_with_its_draft_and_is_logged_once(browser, counsellor, unit):
    keep(browser, "new_intake", given_names="Keksi", message="Kesken")
    address = reverse("clients:new_intake")

    page = browser.get(f"{address}?luonnos={kept().pk}")
    fields = intake_form(unit=str(unit.pk), opening="x1", arrived_on="2.1.2026")
    answers = [browser.post(address, fields)["Location"] for _time in range(2)]

    assert page.context["form"]["message"].value() == "Kesken"
    assert answers[0] == answers[1]
    assert scoped(Intake.objects.all()).count() == 1
    assert list(unfinished_of(worker_of(counsellor))) == []


def test_a_new_client_goes_on_days_after_the_search_and_is_the_same_client(browser, counsellor, unit):
    proof = sealed_search("Aino Keksitty", worker_of(counsellor))
    keep(browser, "new_client", given_names="Aino", patronymic="Keksitytär", proof=proof)
    address = reverse("clients:new_client")

    with time_machine.travel(clock.now() + dt.timedelta(days=2)):
        later = signed_in(counsellor)
        page = later.get(f"{address}?luonnos={kept().pk}")
        made = later.post(address, client_form(unit, page.context["proof"], opening="x1"))

    assert page.context["form"]["patronymic"].value() == "Keksitytär"
    assert made.status_code == 302
    assert scoped(Client.objects.all()).count() == 1
    assert list(unfinished_of(worker_of(counsellor))) == []


def test_a_draft_without_a_search_makes_no_client(browser):
    keep(browser, "new_client", given_names="Aino", proof="made up")

    answer = browser.get(f"{reverse('clients:new_client')}?luonnos={kept().pk}")

    assert answer["Location"] == reverse("clients:clients")


def test_the_page_of_clients_and_the_home_page_lead_to_drafts_without_naming_anybody(browser, aino):
    keep(browser, f"client_person:{aino.reference}", birth_date="14.10.1952")
    keep(browser, "new_client", given_names="Tuntematon")

    home, clients = (browser.get(address).content.decode() for address in ("/tyo/", reverse("clients:clients")))

    assert f"{section_of(aino)}?luonnos=" in home
    assert f"{reverse('clients:new_client')}?luonnos=" in clients
    assert "Tuntematon" not in home + clients


@pytest.mark.parametrize("target", ["client_person", "client_person:2222", "closing:1", "new_client:1", "client_x:{}"])
def test_a_form_of_no_client_keeps_nothing(browser, aino, target):
    assert keep(browser, target.format(aino.reference), given_names="x") == 404


def test_a_client_of_others_has_no_draft(foreign_counsellor, aino):
    assert keep(signed_in(foreign_counsellor), f"client_person:{aino.reference}", birth_date="1.1.1990") == 404
