from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import Client

from seutu.shared.core import clock
from seutu.shared.eforms.actions import desk, desk_answers
from seutu.shared.eforms.actions.links import new_link
from seutu.shared.eforms.models import Draft, OneTimeLink, Submission
from seutu.shared.messages.models import Message

pytestmark = pytest.mark.django_db

SITE = "https://seutu.example"


def path_in_mail() -> str:
    text = Message.objects.latest("pk").body_text
    return next(line.removeprefix(SITE) for line in text.splitlines() if line.startswith(SITE))


@pytest.fixture
def answered(submission, clerk) -> str:
    desk_answers.answer(submission, "Tule maanantaina", site=SITE, revision=1, by=clerk)
    return path_in_mail()


@pytest.fixture
def asked_in_words(submission, clerk) -> str:
    until = clock.today() + dt.timedelta(days=14)
    desk_answers.ask_for_completion(submission, [], "Soita meille", until, site=SITE, revision=1, by=clerk)
    return path_in_mail()


def test_a_program_that_opens_the_link_of_a_mail_uses_nothing_up(client, answered):
    for _each in range(2):
        page = client.get(answered)
        assert page.status_code == 200
        assert "maanantaina" not in page.content.decode()

    assert not OneTimeLink.objects.filter(used_at__isnull=False).exists()


def test_the_answer_is_read_once(client, answered, submission):
    page = client.post(answered)

    assert "Tule maanantaina" in page.content.decode()
    assert "Keksitty" not in page.content.decode()
    assert submission.messages.get().read_at is not None
    for method in (client.get, client.post):
        assert method(answered).status_code == 404


def test_who_read_it_writes_back_once_within_the_hour(client, answered, submission):
    client.post(answered)
    assert client.post(answered, {"text": " "}).status_code == 200

    page = client.post(answered, {"text": "Kiitos, tulen."})

    assert page.status_code == 200
    assert submission.messages.latest("pk").text == "Kiitos, tulen."
    assert Submission.objects.get().state == "new"
    assert client.post(answered, {"text": "Vielä yksi"}).status_code == 404


def test_nobody_writes_back_later_or_before_it_was_opened(client, answered):
    assert client.post(answered, {"text": "Hei"}).status_code == 404
    client.post(answered)
    with time_machine.travel(clock.now() + dt.timedelta(minutes=61), tick=False):
        assert client.post(answered, {"text": "Hei"}).status_code == 404


def test_what_no_field_was_named_for_is_written_in_words(client, asked_in_words, submission):
    page = client.post(asked_in_words).content.decode()
    assert "Soita meille" in page
    assert "Keksitty" not in page

    client.post(asked_in_words, {"text": "Keksitty vastaus"})

    assert submission.completion_requests.get().completed_at is not None
    assert submission.messages.get().text == "Keksitty vastaus"
    assert not Draft.objects.exists()


def test_what_the_desk_has_closed_takes_nothing(client, answered, submission, clerk):
    client.post(answered)
    desk.close(submission, revision=2, by=clerk)

    assert client.post(answered, {"text": "Hei"}).status_code == 404


@pytest.mark.parametrize("secret", ["x", "x" * 43, "vastaa", "%3Cscript%3E"])
def test_an_address_that_is_no_link_leads_nowhere(client, secret):
    for method in (client.get, client.post):
        assert method(f"/lomakkeet/linkki/{secret}/").status_code == 404


def test_a_link_of_a_draft_is_not_opened_here(client, submission):
    assert client.get(f"/lomakkeet/linkki/{new_link_of_draft(submission)}/").status_code == 404


def new_link_of_draft(submission) -> str:
    draft = Draft.objects.create(
        key_hash="k", version=submission.version, language="fi", answers={}, expires_at=clock.now()
    )
    return new_link(OneTimeLink.Purpose.CONTINUE, draft=draft, lasts=dt.timedelta(days=1))


def test_the_address_is_kept_nowhere_and_no_cookie_is_set(answered):
    for method in (Client(enforce_csrf_checks=True).get, Client(enforce_csrf_checks=True).post):
        page = method(answered)
        assert page["Referrer-Policy"] == "no-referrer"
        assert page["Cache-Control"] == "private, no-store"
        assert page["X-Robots-Tag"].startswith("noindex")
        assert not page.cookies


@pytest.mark.parametrize(("language", "words"), [("sv", "Länken"), ("en", "The link opens once")])
def test_the_page_is_in_the_language_of_the_mail(client, answered, language, words):
    assert words in client.get(f"/{language}{answered}").content.decode()
