from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine

from seutu.shared.core import clock
from seutu.shared.eforms.actions import desk, desk_answers, desk_arrivals, links
from seutu.shared.eforms.models import OneTimeLink, Submission
from seutu.shared.eforms.queries.desk import answers_of
from seutu.shared.eforms.tests.desk_rows import ANSWERS, arrived
from seutu.shared.messages.models import Message

pytestmark = pytest.mark.django_db

SITE = "https://seutu.example"


def answer(submission, by, revision=1, text="Tule maanantaina kello 9."):
    return desk_answers.answer(submission, text, site=SITE, revision=revision, by=by)


def ask(submission, by, names=("nimi",), text="Kirjoita koko nimi.", *, days=14, revision=1):
    until = clock.today() + dt.timedelta(days=days)
    return desk_answers.ask_for_completion(submission, names, text, until, site=SITE, revision=revision, by=by)


def secret_in(message: Message) -> str:
    found = re.search(rf"{SITE}(?:/\w\w)?/lomakkeet/linkki/([\w-]+)/", message.body_text)
    assert found is not None
    return found[1]


def test_an_answer_waits_behind_a_link_and_the_mail_says_nothing_of_it(submission, clerk):
    answer(submission, clerk)

    mail = Message.objects.get()
    assert mail.recipient == "keksitty@lahettaja.example"
    assert mail.has_secret
    assert submission.number in mail.body_text
    for said in ("maanantaina", "Yhteydenotto", *(value for value in ANSWERS.values() if isinstance(value, str))):
        assert said not in mail.body_text + mail.subject
    assert Submission.objects.get().state == "answered"
    link = links.link_by(secret_in(mail))
    assert link is not None
    assert link.purpose == OneTimeLink.Purpose.READ
    assert link.submission == submission


def test_a_link_opens_once_and_a_newer_one_puts_it_out(submission, clerk):
    answer(submission, clerk)
    answer(submission, clerk, revision=2)
    old, new = (secret_in(each) for each in Message.objects.order_by("pk"))

    assert links.link_by(old) is None
    link = links.link_by(new)
    links.use(link)

    assert links.link_by(new) is None
    with pytest.raises(links.LinkIsUsed):
        links.use(link)


def test_a_link_ends_with_its_time(submission, clerk):
    answer(submission, clerk)

    with time_machine.travel(clock.now() + desk_answers.ANSWER_LASTS + dt.timedelta(minutes=1), tick=False):
        assert links.link_by(secret_in(Message.objects.get())) is None


@pytest.mark.parametrize("secret", ["", "x", "x" * 43, "../" * 20])
def test_what_is_no_secret_opens_nothing(db, secret):
    assert links.link_by(secret) is None


@pytest.mark.parametrize(
    ("language", "written_in", "prefix"),
    [("fi", "fi", ""), ("sv", "sv", "/sv"), ("ar", "ar", "/en"), ("uk", "uk", "/en"), ("so", "en", "/en")],
)
def test_the_mail_is_in_the_senders_language_where_mails_are_written_in_it(
    contact_form, clerk, language, written_in, prefix
):
    answer(arrived(contact_form, language=language), clerk)

    mail = Message.objects.get()
    assert mail.language == written_in
    assert f"{SITE}{prefix}/lomakkeet/linkki/" in mail.body_text


@pytest.mark.parametrize("verb", [answer, ask])
def test_a_mail_in_arabic_keeps_values_apart_and_says_that_a_machine_wrote_it(contact_form, clerk, verb):
    submission = arrived(contact_form, language="ar")
    verb(submission, clerk)

    mail = Message.objects.get()
    assert f"\u2068{submission.number}\u2069" in mail.body_text
    assert f"\u2068{submission.organization.full_name}\u2069" in mail.subject
    # What is asked for by its fields opens in the form itself, and not in English.
    assert ("باللغة الإنجليزية" in mail.body_text) is (verb is answer)
    assert ("إلى أن ترسل الاستكمال" in mail.body_text) is (verb is ask)
    assert mail.body_text.rstrip().endswith("ترجمة آلية لم يراجعها أحد بعد.")


def test_a_mail_in_a_language_that_people_wrote_says_nothing_of_machines(submission, clerk):
    answer(submission, clerk)

    assert "Konekäännös" not in Message.objects.get().body_text
    assert "\u2068" not in Message.objects.get().body_text


def test_who_left_no_address_cannot_be_answered_here(contact_form, clerk):
    submission = arrived(contact_form, reply_email="")

    for verb in (answer, ask):
        with pytest.raises(desk_answers.NoAddress):
            verb(submission, clerk)


def test_what_is_closed_is_not_answered(submission, clerk):
    desk.close(submission, revision=1, by=clerk)

    for verb in (answer, ask):
        with pytest.raises(desk.AlreadyClosed):
            verb(submission, clerk, revision=2)


# -- completion --------------------------------------------------------------------------------------------------


def test_what_is_missing_is_asked_for_by_the_fields(submission, clerk):
    asked = ask(submission, clerk, names=("nimi", "lapsen_nimi"))

    assert asked.field_names == ["nimi", "lapsen_nimi"]
    assert Submission.objects.get().state == "waiting"
    mail = Message.objects.get()
    assert "Kirjoita koko nimi" not in mail.body_text
    assert links.link_by(secret_in(mail)).purpose == OneTimeLink.Purpose.COMPLETE


def test_who_is_a_few_days_late_can_still_complete(submission, clerk):
    ask(submission, clerk, days=2)
    secret = secret_in(Message.objects.get())

    with time_machine.travel(clock.now() + dt.timedelta(days=8), tick=False):
        assert links.link_by(secret)
    with time_machine.travel(clock.now() + dt.timedelta(days=11), tick=False):
        assert links.link_by(secret) is None


def test_what_cannot_be_asked_is_not_asked(submission, clerk):
    with pytest.raises(desk_answers.NothingAsked):
        ask(submission, clerk, names=(), text=" ")
    with pytest.raises(desk_answers.DayPast):
        ask(submission, clerk, days=-1)
    for name in ("puuttuu", "sina"):
        with pytest.raises(desk_answers.UnknownField):
            ask(submission, clerk, names=(name,))


def test_what_was_completed_is_a_new_set_and_the_former_stays(submission, clerk):
    desk.take(submission, revision=1, by=clerk)
    asked = ask(submission, clerk, revision=2)

    added = desk_arrivals.complete(submission, ANSWERS | {"nimi": "Keksitty Koko Nimi"}, reply_email="")

    assert added.number == 2
    assert answers_of(submission)["nimi"] == "Keksitty Koko Nimi"
    assert submission.answer_sets.get(number=1).answers == ANSWERS
    asked.refresh_from_db()
    assert asked.completed_at is not None
    now = Submission.objects.get()
    assert (now.state, now.revision) == ("taken", 4)


def test_the_sender_writes_back_and_reads(submission, clerk):
    message = answer(submission, clerk)
    desk_arrivals.note_read(submission)
    desk_arrivals.note_read(submission)

    written = desk_arrivals.reply(submission, "Kiitos")

    message.refresh_from_db()
    assert message.read_at is not None
    assert written.sent_by is None
    assert Submission.objects.get().state == "new"


def test_nothing_comes_to_what_is_closed(submission, clerk):
    desk.close(submission, revision=1, by=clerk)

    with pytest.raises(desk.AlreadyClosed):
        desk_arrivals.complete(submission, {}, reply_email="")
    with pytest.raises(desk.AlreadyClosed):
        desk_arrivals.reply(submission, "Hei")
