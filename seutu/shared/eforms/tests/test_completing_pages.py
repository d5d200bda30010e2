"""The pages on which who was asked completes their form: in their language, with what is asked for named and marked."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client

from seutu.shared.core import clock
from seutu.shared.eforms.actions import desk, desk_answers
from seutu.shared.eforms.models import AnswerSet, Draft, OneTimeLink, Submission
from seutu.shared.eforms.tests.answerer import ARABIC, START, Answerer
from seutu.shared.eforms.tests.contact_form import contact_form
from seutu.shared.eforms.tests.factories import published
from seutu.shared.messages.models import Message

pytestmark = pytest.mark.django_db

SITE = "https://seutu.example"
WORDS = "Mistä lapsesta on kyse?"


def sent_in(start: str, municipality) -> Submission:
    """What somebody answered on the pages under ``start``."""
    published(contact_form(), organization=municipality)
    person = Answerer(Client(), start)
    person.fill()
    person.send()
    Submission.objects.update(reply_email="keksitty@lahettaja.example")
    return Submission.objects.get()


@pytest.fixture
def sent(municipality) -> Submission:
    return sent_in(ARABIC, municipality)


def ask(submission: Submission, clerk, names=("topics", "name", "child_age"), text=WORDS) -> str:
    until = clock.today() + dt.timedelta(days=14)
    revision = Submission.objects.get(pk=submission.pk).revision
    desk_answers.ask_for_completion(submission, names, text, until, site=SITE, revision=revision, by=clerk)
    lines = Message.objects.latest("pk").body_text.splitlines()
    return next(line.removeprefix(SITE) for line in lines if line.startswith(SITE))


@pytest.fixture
def link(sent, clerk) -> str:
    return ask(sent, clerk)


@pytest.fixture
def opened(client, link) -> Answerer:
    """Somebody who has opened the link."""
    client.post(link)
    return Answerer(client, ARABIC)


def said(response) -> str:
    return response.content.decode()


def test_opening_the_link_shows_a_button_in_the_senders_language_and_changes_nothing(client, link):
    page = client.get(link)

    assert 'lang="ar" dir="rtl"' in said(page)
    assert "افتح الاستمارة" in said(page)
    assert "Samir" not in said(page)
    assert not page.cookies
    assert not Draft.objects.exists()
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Robots-Tag"].startswith("noindex")


def test_the_button_leads_to_the_first_page_with_what_is_asked_for_and_the_former_answers(client, link):
    answer = client.post(link)

    assert answer.headers["Location"] == f"{ARABIC}vastaa/"
    page = said(client.get(answer.headers["Location"]))
    assert 'value="Samir"' in page
    assert page.count("استكمل هذه النقطة") == 1
    assert re.search(r'<input[^>]*name="name"[^>]*aria-describedby="k-name-asked k-name-hint"', page)
    assert WORDS in page
    assert '<a href="#k-name">' in page
    assert 'value="page:1"' in page


def test_an_answer_that_is_no_answer_any_more_is_told_as_a_mistake(opened):
    page = said(opened.send_page(0, name="", phone="0401234567"))

    assert 'id="error-summary"' in page
    assert "k-name-error" in page


def test_one_is_led_through_the_pages_with_what_is_asked_for_and_then_to_the_review(opened):
    to_second = opened.send_page(0, name="Samir Keksitty", phone="0401234567", channel="call")
    to_review = opened.send_page(1, topics=["home", "permit"], municipality="167")

    assert to_second.headers["Location"] == f"{ARABIC}vastaa/?sivu=1"
    assert to_review.headers["Location"] == f"{ARABIC}tarkista/"
    review = said(opened.get("tarkista/"))
    assert review.count("لم يتغير بعد") == 1
    assert f'href="{ARABIC}vastaa/?sivu=0#k-name"' in review


def test_a_page_without_anything_asked_for_is_left_out(client, sent, clerk):
    client.post(ask(sent, clerk, names=("topics",)))
    person = Answerer(client, ARABIC)
    page = said(person.get("vastaa/"))

    assert 'name="topics"' in page
    assert 'value="previous"' not in page
    assert person.send_page(1, topics=["permit"]).headers["Location"] == f"{ARABIC}tarkista/"


def test_a_button_of_the_list_keeps_what_was_typed_and_goes_to_its_page(opened):
    answer = opened.send_page(0, do="page:1", name="Samir Keksitty", phone="040")

    assert answer.headers["Location"] == f"{ARABIC}vastaa/?sivu=1"
    assert Draft.objects.get().answers["phone"] == ["040"]


@pytest.mark.parametrize("verb", ["page:", "page:-1", "page:x", "page:999999"])
def test_a_button_that_names_no_page_harms_nothing(opened, verb):
    assert opened.send_page(0, do=verb, name="Samir", phone="0401234567").status_code == 302


def test_what_is_sent_has_the_same_number_and_a_receipt_that_says_so(opened, sent):
    opened.send_page(0, name="Samir Keksitty", phone="0401234567", channel="call")

    answer = opened.send()

    assert answer.headers["Location"] == f"{ARABIC}kuitti/"
    page = said(opened.get("kuitti/"))
    for each in (sent.number, "وصلنا استكمالك", "تم الاستكمال", "Samir Keksitty"):
        assert each in page
    assert Submission.objects.get().number == sent.number
    assert AnswerSet.objects.count() == 2
    assert opened.get("kuitti.pdf").status_code == 200


def test_the_receipt_of_a_completion_can_be_mailed_though_the_first_one_was(opened, sent):
    opened.send()
    opened.client.post(f"{ARABIC}kuitti/", {"email": "keksitty@lahettaja.example"})

    mail = Message.objects.latest("pk")
    assert sent.number in mail.body_text
    assert "تم الاستكمال" in mail.body_text
    assert "Samir" not in mail.body_text + mail.subject


def test_sending_twice_gives_the_same_receipt(opened):
    proof = opened.proof()
    opened.send(proof=proof)

    assert opened.client.post(f"{ARABIC}tarkista/", {"proof": proof}).headers["Location"] == f"{ARABIC}kuitti/"
    assert AnswerSet.objects.count() == 2


def test_the_link_answers_clearly_once_the_completion_was_sent(opened, link):
    opened.send()

    for method in (opened.client.get, opened.client.post):
        page = method(link)
        assert page.status_code == 404
        assert "The link does not open" in said(page)


def test_the_last_who_opens_the_link_goes_on_and_the_other_is_told_how(opened, link):
    opened.send_page(0, do="save", name="Samir Keksitty", phone="0401234567")
    other = Client()
    other.post(link)

    assert "Samir Keksitty" in said(Answerer(other, ARABIC).get("vastaa/"))
    gone = opened.get("vastaa/")
    assert gone.status_code == 404
    assert "افتح رابط طلب الاستكمال" in said(gone)


def test_what_the_desk_closed_meanwhile_is_told_and_what_was_written_is_kept(opened, sent, link, clerk):
    proof = opened.proof()
    desk.close(sent, revision=2, by=clerk)

    answers = [opened.send(proof=proof), opened.client.get(link), opened.client.post(link)]

    for page in answers:
        assert page.status_code == 409
        assert "انتهت المعالجة" in said(page)
        assert sent.number in said(page)
    assert Draft.objects.exists()
    assert AnswerSet.objects.count() == 1


def test_changes_are_deleted_and_what_was_sent_is_not(opened, sent):
    answer = opened.client.post(f"{ARABIC}poista/")

    assert "محفوظة" in said(opened.client.get(answer.headers["Location"]))
    assert sent.answer_sets.count() == 1
    assert OneTimeLink.objects.filter(used_at__isnull=True).count() == 1


def test_a_form_of_a_newer_version_is_completed_and_receipted_as_it_was_answered(client, sent, link, municipality):
    form = sent.version.form
    other = published(contact_form(), slug="muu", organization=municipality).current
    data = {**other.spec, "items": [], "title": {"fi": "Uusi otsikko", "ar": "عنوان جديد"}}
    form.current = form.versions.create(number=2, spec=data, sha256="2" * 64, published_at=clock.now())
    form.save()
    client.post(link)
    person = Answerer(client, ARABIC)

    assert 'name="phone"' in said(person.get("vastaa/"))
    person.send()

    receipt = said(person.get("kuitti/"))
    assert "عنوان جديد" not in receipt
    assert "Samir" in receipt


@pytest.mark.parametrize(
    ("start", "words"),
    [(START, "Täydennä tämä kohta"), (f"/sv{START}", "Komplettera den"), (f"/ru{START}", "Дополните")],
)
def test_who_answered_in_another_language_completes_in_it(client, municipality, clerk, start, words):
    link = ask(sent_in(start, municipality), clerk)

    address = client.post(link).headers["Location"]

    assert address == f"{start}vastaa/"
    assert words in said(client.get(address))


def test_no_answer_is_in_a_mail_or_an_address(opened, link):
    opened.send_page(0, name="Samir Keksitty", phone="0401234567", channel="call")
    opened.send()

    mails = " ".join(each.body_text + each.subject for each in Message.objects.all())
    for each in (mails, link):
        assert "Samir" not in each
        assert WORDS not in each
