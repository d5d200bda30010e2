"""Answers arrive once, with a number, a time and everything that was asked."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import transaction

from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.eforms.actions import drafts, sending
from seutu.shared.eforms.answers.tests.specs import YES_NO, asked, said, spec
from seutu.shared.eforms.models import Draft, OneTimeLink, Submission
from seutu.shared.eforms.spec.items import FieldKind
from seutu.shared.eforms.tests.factories import BY, draft_of, published

pytestmark = pytest.mark.django_db

ASKED = (
    asked("name", required="yes"),
    asked("email", FieldKind.EMAIL),
    asked("has", FieldKind.CHOICE, choices="yes_no"),
    asked("which", relevant="${has} = 'yes'"),
)


@pytest.fixture
def form():
    return published(spec(*ASKED, choices=YES_NO), answer_within_days=7)


def test_what_was_sent_is_there_with_its_number_and_time(form):
    draft, _key = draft_of(form, name="Aino", email="aino@esimerkki.fi", has="no", which="left over")

    submission = sending.submit(draft, by=BY)

    assert re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}", submission.number)
    assert submission.answer_sets.get().answers == {"name": "Aino", "email": "aino@esimerkki.fi", "has": "no"}
    assert submission.answer_by == clock.today() + dt.timedelta(days=7)
    assert submission.reply_email == "aino@esimerkki.fi"
    assert submission.organization == form.organization
    assert not Draft.objects.exists()


def test_the_same_draft_sent_twice_is_one_arrival(form):
    draft, _key = draft_of(form, name="Aino")

    first, second = sending.submit(draft, by=BY), sending.submit(draft, by=BY)

    assert first == second
    assert Submission.objects.count() == 1
    assert Entry.objects.filter(verb="submission.arrived").count() == 1


def test_answers_with_a_mistake_are_not_sent_and_stay(form):
    draft, _key = draft_of(form, email="nobody")

    with pytest.raises(sending.NotReady) as refusal:
        sending.submit(draft, by=BY)

    assert [mistake.key for mistake in refusal.value.mistakes] == ["name", "email"]
    assert Draft.objects.get().answers["email"] == ["nobody"]
    assert not Submission.objects.exists()


def test_a_draft_that_was_deleted_cannot_be_sent(form):
    draft, _key = draft_of(form, name="Aino")
    gone = Draft.objects.get(pk=draft.pk)
    drafts.throw_away(draft, by=BY)

    with pytest.raises(sending.Gone):
        sending.submit(gone, by=BY)


def test_a_form_that_was_closed_meanwhile_and_published_anew_still_takes_what_was_begun(form):
    draft, _key = draft_of(form, name="Aino")
    form.is_open = False
    form.save()

    assert sending.submit(draft, by=BY).version == draft.version


@pytest.mark.parametrize(("days", "is_late"), [(0, False), (-1, True)])
def test_what_comes_after_its_last_day_arrives_and_is_marked(form, days, is_late):
    draft, _key = draft_of(form, name="Aino")

    submission = sending.submit(draft, last_day=clock.today() + dt.timedelta(days=days), by=BY)

    assert submission.is_late is is_late


def test_numbers_have_no_lookalikes_and_do_not_follow_each_other():
    numbers = [sending.new_number() for _each in range(200)]

    assert not set("".join(numbers)) & set("01OILSB58")
    assert len(set(numbers)) == 200


def test_no_answer_goes_to_the_trail(form):
    draft, _key = draft_of(form, name="Aino", email="aino@esimerkki.fi")

    sending.submit(draft, by=BY)

    trail = str(list(Entry.objects.values_list("verb", "target_id", "details")))
    assert "Aino" not in trail
    assert "aino@" not in trail


def test_answers_are_sealed_in_the_tables(form):
    from django.db import connection

    draft, _key = draft_of(form, name="Salainen Nimi")
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM eforms_draft")
        assert "Salainen" not in str(cursor.fetchall())
    sending.submit(draft, by=BY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM eforms_answerset")
        assert "Salainen" not in str(cursor.fetchall())


def test_a_form_may_be_answered_in_a_transaction_of_somebody_else(form):
    draft, _key = draft_of(form, name="Aino")

    with transaction.atomic():
        number = sending.submit(draft, by=BY).number

    assert Submission.objects.get().number == number


def test_an_empty_form_can_be_sent():
    draft, _key = draft_of(published(spec(), slug="empty"))

    assert sending.submit(draft, by=BY).answer_sets.get().answers == {}
    assert said("x")


def test_what_was_typed_since_the_draft_was_read_is_what_arrives(form):
    draft, _key = draft_of(form, name="Aino")
    elsewhere = Draft.objects.get()
    drafts.save(elsewhere, {"name": ["Aino Keksitty"]}, page=0, language="sv", by=BY)

    submission = sending.submit(draft, by=BY)

    assert submission.answer_sets.get().answers == {"name": "Aino Keksitty"}
    assert submission.language == "sv"


def test_the_links_to_a_draft_go_with_it(form):
    draft, _key = draft_of(form, name="Aino")
    drafts.make_link(draft, by=BY)

    sending.submit(draft, by=BY)

    assert not OneTimeLink.objects.exists()
    assert not Draft.objects.exists()


def test_a_submission_asks_the_database_little(form, django_assert_num_queries):
    draft, _key = draft_of(form, name="Aino")

    # The savepoint of the test around the draft away, its links, the submission, its answers and the line of the trail.
    with django_assert_num_queries(7):
        sending.submit(draft, by=BY)
