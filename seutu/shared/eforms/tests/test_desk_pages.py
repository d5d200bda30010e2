from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seutu.shared.accounts.tests.second_factor import signed_in_with_code
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.eforms import desk_urls
from seutu.shared.eforms.actions import desk, desk_arrivals
from seutu.shared.eforms.models import Submission, SubmittedFile
from seutu.shared.eforms.tests.desk_rows import ANSWERS, arrived
from seutu.shared.files.actions import store
from seutu.shared.files.models import ScanState, StoredFile
from seutu.shared.organizations.tests.factories import RegionFactory

pytestmark = pytest.mark.django_db

INBOX = "/tyo/lomakevastaukset/"


@pytest.fixture
def desk_browser(clerk) -> Client:
    return signed_in_with_code(Client(), clerk)


def address(name: str, submission: Submission) -> str:
    return reverse(f"eforms_desk:{name}", args=[submission.pk])


def page_of(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.fixture
def with_file(submission, clerk) -> SubmittedFile:
    stored = store(b"keksitty sisus", name="avain.txt", by=clerk)
    file = SubmittedFile.objects.create(
        key="a" * 32, field_name="liite", submission=submission, stored=stored, name="Keksitty liite.txt"
    )
    answers = submission.answer_sets.get()
    answers.answers = ANSWERS | {"liite": [file.key]}
    answers.save()
    return file


# -- who gets in -------------------------------------------------------------------------------------------------


def every_address(submission: Submission) -> list[str]:
    found = []
    for pattern in desk_urls.urlpatterns:
        if pattern.name == "meaning":
            continue  # of who makes forms: see test_meaning_page
        given = {"submission_id": submission.pk, "key": "a" * 32}
        wanted = {name: value for name, value in given.items() if name in pattern.pattern.converters}
        found.append(reverse(f"eforms_desk:{pattern.name}", kwargs=wanted))
    return found


def test_the_addresses_never_change(submission):
    number = submission.pk
    assert [each.removeprefix(INBOX).replace(str(number), "N", 1) for each in every_address(submission)] == [
        "",
        "N/",
        "N/tuloste/",
        f"N/tiedosto/{'a' * 32}/",
        "N/rekisteriin/",
        "N/anna/",
        "N/muistiinpano/",
        "N/vastaa/",
        "N/taydennys/",
        "N/siirra/",
        "N/ota/",
        "N/sulje/",
        "N/avaa/",
    ]


def test_who_has_not_signed_in_is_led_to_sign_in(submission, with_file):
    for path in every_address(submission):
        assert Client().get(path)["Location"].startswith("/tyo/kirjaudu/")


def test_who_answers_no_forms_finds_no_page(submission, with_file, adviser, operator, data_protection_officer):
    for user in (adviser, operator, data_protection_officer):
        browser = signed_in_with_code(Client(), user)
        for path in every_address(submission):
            assert (browser.get(path).status_code, browser.post(path).status_code) == (404, 404)


def test_an_outsider_finds_nothing_of_another_municipality(submission, with_file, outsider):
    browser = signed_in_with_code(Client(), outsider)
    for path in every_address(submission)[1:]:
        assert browser.get(path).status_code in {404, 405}
        assert browser.post(path, {"revision": 1}).status_code in {404, 405}
    assert submission.number not in page_of(browser, INBOX)
    assert not Entry.objects.filter(verb__startswith="submission").exists()


def test_without_the_second_factor_the_code_is_asked_first(submission, clerk, client):
    client.force_login(clerk)
    for path in every_address(submission):
        assert client.get(path)["Location"].startswith("/tyo/vahvistuskoodi/")
    assert "Yhteydenottopyyntö" not in client.get("/tyo/").content.decode()


def test_no_copy_is_kept(submission, desk_browser):
    for path in (INBOX, address("submission", submission)):
        assert desk_browser.get(path)["Cache-Control"] == "no-store"


# -- the inbox ---------------------------------------------------------------------------------------------------


def test_the_inbox_tells_what_arrived_and_nothing_of_the_answers(submission, desk_browser):
    page = page_of(desk_browser, INBOX)

    assert "Yhteydenottopyyntö" in page
    assert submission.number in page
    assert "Keksitty" not in page


def test_what_is_overdue_says_so(contact_form, desk_browser):
    arrived(contact_form, answer_by=clock.today() - dt.timedelta(days=1))

    assert "Should have been answered by" in page_of(desk_browser, f"/en{INBOX}")


@pytest.mark.parametrize(
    "query", ["tila=closed", "tila=nonsense", "lomake=0", "lomake=x", "paikka=1-2-3", "kenelle=mina", "sivu=99"]
)
def test_whatever_is_asked_is_answered(submission, desk_browser, query):
    assert desk_browser.get(f"{INBOX}?{query}").status_code == 200


def queries_for(browser: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        page_of(browser, path)
    return len(asked)


def test_the_inbox_asks_as_often_with_one_as_with_three(contact_form, desk_browser):
    page_of(desk_browser, INBOX)
    counts = []
    for number in (1, 2):
        for _each in range(number):
            arrived(contact_form)
        counts.append(queries_for(desk_browser, INBOX))
    assert counts[0] == counts[1]


def test_the_first_page_of_a_worker_has_what_waits_and_the_way_there(submission, desk_browser):
    page = page_of(desk_browser, "/tyo/")

    assert f'href="{address("submission", submission)}"' in page
    assert f'href="{INBOX}"' in page


def test_the_first_page_has_nothing_of_it_where_nothing_waits(desk_browser, clerk):
    assert 'id="eforms-inbox"' not in page_of(desk_browser, "/tyo/")


# -- one submission ----------------------------------------------------------------------------------------------


def test_the_answers_are_shown_in_words_beside_their_questions(submission, desk_browser):
    page = page_of(desk_browser, address("submission", submission))

    for words in ("Sinä", "Nimi", "Keksitty Lähettäjä", "3.2.1990", "Asuminen", "Kielen oppiminen", "Lapsi 1"):
        assert words in page
    assert "asuminen<" not in page


def test_the_questions_are_in_the_workers_language_where_the_form_has_it(submission, desk_browser):
    page = page_of(desk_browser, f"/sv{address('submission', submission)}")

    assert "Begäran om kontakt" in page
    assert "Namn" in page
    assert '<dt lang="fi">Kerro lisää</dt>' in page


def test_each_reading_is_in_the_trail_without_a_word_of_it(submission, desk_browser, clerk):
    page_of(desk_browser, address("submission", submission))
    desk_browser.get(address("document", submission))

    lines = Entry.objects.filter(verb="submission.read").order_by("pk")
    assert [each.details for each in lines] == [
        {"privacy": "sensitive", "way": "page"},
        {"privacy": "sensitive", "way": "document"},
    ]
    assert {each.actor for each in lines} == {clerk.audit_id}


def test_what_was_completed_stands_beside_what_stood_before(submission, desk_browser):
    desk_arrivals.complete(submission, ANSWERS | {"nimi": "Keksitty Toinen"}, reply_email="")

    page = page_of(desk_browser, f"/en{address('submission', submission)}")
    assert "Keksitty Toinen" in page
    assert "Before it was completed: <bdi>Keksitty Lähettäjä</bdi>" in page
    former = page_of(desk_browser, f"{address('submission', submission)}?vastaukset=1")
    assert "Keksitty Toinen" not in former


def test_what_was_taken_out_of_the_answers_and_what_was_attached_stand_there_too(submission, with_file, desk_browser):
    changed = {name: value for name, value in ANSWERS.items() if name != "kuvaus"}
    desk_arrivals.complete(submission, changed, reply_email="")

    page = page_of(desk_browser, f"/en{address('submission', submission)}")

    assert "Before it was completed: <bdi>Keksitty kuvaus</bdi>" in page
    assert "Before it was completed: <bdi>Keksitty liite.txt</bdi>" in page


def test_a_file_is_given_to_who_sees_the_submission_and_is_noted(submission, with_file, desk_browser, outsider):
    page = page_of(desk_browser, f"/en{address('submission', submission)}")
    assert "Keksitty liite.txt" in page
    assert "Not scanned for viruses" in page
    path = reverse("eforms_desk:file", args=[submission.pk, with_file.key])

    answer = desk_browser.get(path)

    assert b"".join(answer.streaming_content) == b"keksitty sisus"
    assert answer["Content-Disposition"].startswith("attachment")
    assert Entry.objects.filter(verb="submission.file_read").count() == 1
    assert signed_in_with_code(Client(), outsider).get(path).status_code == 404


def test_an_infected_file_is_given_to_nobody(submission, with_file, desk_browser):
    StoredFile.objects.update(scan=ScanState.INFECTED, scanned_at=clock.now())

    assert "A virus was found" in page_of(desk_browser, f"/en{address('submission', submission)}")
    assert desk_browser.get(reverse("eforms_desk:file", args=[submission.pk, with_file.key])).status_code == 410


def test_the_document_is_named_by_its_number(submission, desk_browser):
    answer = desk_browser.get(address("document", submission))

    assert answer.content.startswith(b"%PDF")
    assert submission.number in answer["Content-Disposition"]


def test_what_a_person_wrote_cannot_become_markup(contact_form, desk_browser):
    hostile = arrived(contact_form, answers={"nimi": "<script>alert(1)</script>", "kuvaus": "<img src=x onerror=y>"})

    page = page_of(desk_browser, address("submission", hostile))

    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_answers_that_no_longer_fit_the_form_are_shown_as_they_are(contact_form, desk_browser):
    odd = arrived(contact_form, answers={"syntyi": "ei päivä", "aihe": ["poistettu"], "lapset": "x", "liite": ["ei"]})

    page = page_of(desk_browser, address("submission", odd))

    assert "ei päivä" in page
    assert "poistettu" in page


def test_a_page_of_a_submission_asks_as_often_with_many_notes_as_with_one(submission, desk_browser, clerk):
    page_of(desk_browser, address("submission", submission))
    counts = []
    for _round in range(2):
        for name in ("nimi", ""):
            submission.refresh_from_db()
            desk.note(submission, "Muistiinpano", revision=submission.revision, by=clerk, field_name=name)
        counts.append(queries_for(desk_browser, address("submission", submission)))
    assert counts[0] == counts[1]


# -- the verbs ---------------------------------------------------------------------------------------------------


def send(browser: Client, name: str, submission: Submission, **given):
    submission.refresh_from_db()
    return browser.post(address(name, submission), {"revision": submission.revision, **given}, follow=True)


def test_a_worker_takes_notes_answers_and_closes(submission, desk_browser, clerk):
    send(desk_browser, "take", submission)
    send(desk_browser, "note", submission, text="Soitettu", field_name="nimi")
    send(desk_browser, "answer", submission, text="Tule maanantaina")
    page = send(desk_browser, "close", submission).content.decode()

    submission.refresh_from_db()
    assert (submission.state, submission.assigned_to) == ("closed", clerk)
    assert "Soitettu" in page
    assert "Tule maanantaina" in page
    send(desk_browser, "reopen", submission)
    submission.refresh_from_db()
    assert submission.state == "taken"


def test_a_colleague_gets_it(submission, desk_browser, counsellor):
    send(desk_browser, "assign", submission, to=counsellor.pk)

    submission.refresh_from_db()
    assert submission.assigned_to == counsellor


def test_it_is_sent_back_to_be_completed(submission, desk_browser):
    page = page_of(desk_browser, address("complete", submission))
    assert "Lapsen nimi" in page

    send(desk_browser, "complete", submission, field_names=["nimi"], text="", complete_by="24.12.2099")

    submission.refresh_from_db()
    assert submission.state == "waiting"
    assert submission.completion_requests.get().field_names == ["nimi"]


def test_it_is_handed_over_and_is_seen_only_as_gone(
    submission, desk_browser, municipality, other_municipality, outsider
):
    region = RegionFactory()
    for each in (municipality, other_municipality):
        each.region = region
        each.save()

    page = send(desk_browser, "hand_over", submission, place=other_municipality.pk, reason="Asuu siellä")

    assert page.redirect_chain[-1][0] == INBOX
    assert "Asuu siellä" in page.content.decode()
    assert desk_browser.get(address("submission", submission)).status_code == 404


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("answer", {"text": ""}, "This field is required"),
        ("complete", {"text": "", "complete_by": "24.12.2099"}, "Choose what has to be completed"),
        ("complete", {"text": "x", "complete_by": "1.1.2020"}, "That day is over"),
        ("complete", {"text": "x", "complete_by": "huomenna"}, "Write the day in the form"),
        ("hand_over", {"place": "999", "reason": "x"}, "Select a valid choice"),
        ("assign", {"to": "999"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(submission, desk_browser, name, given, words):
    answer = desk_browser.post(f"/en{address(name, submission)}", {"revision": 1, **given})

    assert answer.status_code == 200
    assert words in answer.content.decode()
    submission.refresh_from_db()
    assert submission.state == "new"


def test_what_was_typed_is_kept_when_somebody_else_was_first(submission, desk_browser, counsellor):
    desk.take(submission, revision=1, by=counsellor)

    answer = desk_browser.post(f"/en{address('answer', submission)}", {"revision": 1, "text": "Tule maanantaina"})

    page = answer.content.decode()
    assert "Somebody else did something" in page
    assert "Tule maanantaina" in page
    assert 'name="revision" value="2"' in page


def test_who_left_no_address_is_said_at_once(contact_form, desk_browser):
    submission = arrived(contact_form, reply_email="")

    assert "left no e-mail address" in page_of(desk_browser, f"/en{address('answer', submission)}")


def test_a_button_with_an_old_revision_changes_nothing(submission, desk_browser, counsellor):
    desk.take(submission, revision=1, by=counsellor)

    page = desk_browser.post(f"/en{address('close', submission)}", {"revision": 1}, follow=True)

    assert "Somebody else did something" in page.content.decode()
    submission.refresh_from_db()
    assert submission.state == "taken"


def test_the_law_beside_a_request_for_completion_says_that_it_is_not_confirmed(submission, desk_browser):
    page = page_of(desk_browser, address("complete", submission))

    assert "Lain mukaan: HL 434/2003 22 § (ei vahvistettu)" in page


def test_the_day_by_which_to_answer_names_its_provision_unless_the_maker_chose_another(submission, desk_browser):
    form = submission.version.form
    form.ready_made, form.answer_within_days = "decisions.accessibility", 14
    form.save()
    Submission.objects.update(answer_by=clock.today())
    path = f"/tyo/lomakevastaukset/{submission.pk}/"
    assert "(DigiL 306/2019)" in desk_browser.get(path).content.decode()

    form.answer_within_days = 7
    form.save()
    assert "DigiL" not in desk_browser.get(path).content.decode()
