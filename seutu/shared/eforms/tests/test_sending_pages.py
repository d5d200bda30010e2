"""Sending a form: once, by people, and with an acknowledgement for the one who sent it."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.core.models import RequestCount
from seutu.shared.eforms.models import AnswerSet, Draft, Submission
from seutu.shared.eforms.tests.answerer import ARABIC, START, Answerer
from seutu.shared.messages.models import Message

pytestmark = pytest.mark.django_db


def test_pressing_send_twice_gives_the_same_receipt(answerer):
    answerer.fill()
    proof = answerer.proof()
    answerer.send(proof=proof)

    again = answerer.client.post(f"{START}tarkista/", {"proof": proof})

    assert again.headers["Location"] == f"{START}kuitti/"
    assert Submission.objects.count() == 1


def test_answers_with_mistakes_are_not_sent_but_led_to(answerer):
    answerer.begin()

    page = answerer.send().content.decode()

    assert f'href="{START}vastaa/?sivu=0#k-name"' in page
    assert not Submission.objects.exists()


def test_without_scripts_one_waits_a_little(answerer):
    answerer.fill()

    early = answerer.client.post(f"{START}tarkista/", {"proof": ""})
    assert "Odota hetki" in early.content.decode()
    draft = Draft.objects.get()
    Draft.objects.filter(pk=draft.pk).update(created_at=draft.created_at.replace(year=2020))
    answerer.client.post(f"{START}tarkista/", {"proof": "12"})

    assert Submission.objects.count() == 1


def test_what_only_programs_fill_is_shown_and_stops_the_sending(answerer):
    answerer.fill()

    page = answerer.send(verkkosivu="https://spam.example").content.decode()

    assert "Jätä tämä kohta tyhjäksi" in page
    assert not Submission.objects.exists()


def test_many_sendings_from_one_network_are_asked_to_wait_and_keep_their_answers(answerer):
    answerer.fill()
    proof = answerer.proof()
    answerer.send(proof=proof)
    RequestCount.objects.update(number=1000)
    answerer.begin()

    assert answerer.begin().status_code == 429


def test_the_receipt_is_a_pdf_too(answerer):
    answerer.fill()
    answerer.send()

    response = answerer.get("kuitti.pdf")

    assert response.content.startswith(b"%PDF")
    assert response.headers["Cache-Control"] == "private, no-store"
    assert Submission.objects.get().number in response.headers["Content-Disposition"]


def test_an_arabic_receipt_is_a_pdf_too(client, form):
    answerer = Answerer(client, ARABIC)
    answerer.begin()
    answerer.send_page(0, name="سمير", phone="0401234567")
    answerer.send_page(1, topics=["home"])
    answerer.send()

    assert answerer.get("kuitti.pdf").content.startswith(b"%PDF")


def test_the_mail_has_the_number_and_no_answers(answerer):
    answerer.fill()
    answerer.send()

    page = answerer.client.post(f"{START}kuitti/", {"email": "samir@esimerkki.fi"}).content.decode()

    message = Message.objects.get()
    assert "Viesti on lähetetty" in page
    assert Submission.objects.get().number in message.body_text
    assert "Samir" not in message.subject + message.body_text
    assert "Yhteydenotto" not in message.subject + message.body_text


def test_the_mail_is_in_the_language_of_the_answers_and_says_that_a_machine_wrote_it(client, form):
    answerer = Answerer(client, ARABIC)
    answerer.fill()
    answerer.send()
    client.post(f"{ARABIC}kuitti/", {"email": "samir@esimerkki.fi"})

    message = Message.objects.get()
    assert message.language == "ar"
    assert f"\u2068{Submission.objects.get().number}\u2069" in message.body_text
    assert "ترجمة آلية" in message.body_text


def test_a_wrong_address_is_told_and_nothing_is_mailed(answerer):
    answerer.fill()
    answerer.send()

    page = answerer.client.post(f"{START}kuitti/", {"email": "samir@"}).content.decode()

    assert "Kirjoita sähköpostiosoite muodossa" in page
    assert not Message.objects.exists()


def test_a_receipt_is_for_the_one_who_sent_and_for_an_hour(answerer, client, form):
    from django.test import Client

    answerer.fill()
    answerer.send()
    assert Client().get(f"{START}kuitti/").status_code == 404
    AnswerSet.objects.update(given_at=clock.now() - dt.timedelta(minutes=61))

    assert answerer.get("kuitti/").status_code == 404


def test_the_key_is_in_a_cookie_of_the_form_only_and_in_no_address(answerer):
    response = answerer.begin()

    cookie = response.cookies["lomake_fi"]
    assert cookie["path"] == START
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]
    assert cookie.value not in response.headers["Location"]
    assert response.cookies["lomake_ar"]["path"] == ARABIC


def test_no_answer_is_in_the_trail_or_in_a_title(answerer, caplog):
    answerer.fill()
    answerer.send()

    assert "Samir" not in str(list(Entry.objects.values()))
    assert "Samir" not in caplog.text
    titles = re.findall(r"<title>(.*?)</title>", answerer.get("kuitti/").content.decode())
    assert titles == ["Yhteydenottopyyntö – Seutu"]
