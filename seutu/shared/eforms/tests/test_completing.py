"""A form that was sent is opened again, and what comes of it is a new set of answers of the same submission."""

from __future__ import annotations

import datetime as dt
import io

import pytest
import time_machine

from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.eforms.actions import attaching, desk, desk_answers, drafts, erasing, sending
from seutu.shared.eforms.actions.completing import open_again
from seutu.shared.eforms.actions.forms import publish
from seutu.shared.eforms.actions.links import LinkIsUsed
from seutu.shared.eforms.models import AnswerSet, Draft, OneTimeLink, Submission, SubmittedFile
from seutu.shared.eforms.queries.answering import judged, lists_of
from seutu.shared.eforms.tests.desk_rows import ANSWERS
from seutu.shared.eforms.tests.factories import BY
from seutu.shared.files.actions import store
from seutu.shared.files.models import StoredFile

pytestmark = pytest.mark.django_db

SITE = "https://seutu.example"
PDF = b"%PDF-1.7 \n"


@pytest.fixture
def link(submission, clerk) -> OneTimeLink:
    return ask(submission, clerk)


def ask(submission, clerk, names=("kuvaus", "liite"), *, revision=1) -> OneTimeLink:
    until = clock.today() + dt.timedelta(days=14)
    desk_answers.ask_for_completion(submission, names, "", until, site=SITE, revision=revision, by=clerk)
    return OneTimeLink.objects.latest("pk")


def typed(draft, **changes) -> Draft:
    """The draft with these inputs changed."""
    raw = {**draft.answers, **{name.replace("__", "/"): [value] for name, value in changes.items()}}
    drafts.save(draft, raw, page=draft.page, language=draft.language, by=BY)
    return draft


def test_the_answers_are_there_as_they_were_sent_on_the_first_page_with_what_is_asked_for(submission, link):
    draft, _key = open_again(submission, link)

    assert judged(draft).answers == ANSWERS
    assert draft.answers["syntyi"] == ["3.2.1990"]
    assert draft.page == 1
    assert (draft.completes, draft.version, draft.language) == (submission, submission.version, "fi")


def test_what_is_sent_is_a_new_set_of_the_same_submission(submission, link):
    draft, _key = open_again(submission, link)
    before = (submission.number, submission.arrived_at, submission.draft_key_hash)

    sent = sending.submit(typed(draft, kuvaus="Keksitty täydennys"), by=BY)

    assert sent == Submission.objects.get()
    assert (sent.number, sent.arrived_at, sent.draft_key_hash) == before
    assert sent.state == "new"
    assert list(sent.answer_sets.values_list("number", "answers")) == [
        (1, ANSWERS),
        (2, ANSWERS | {"kuvaus": "Keksitty täydennys"}),
    ]
    assert sent.completion_requests.get().completed_at is not None
    assert not Draft.objects.exists()


def test_the_link_opens_until_the_completion_is_sent(submission, link):
    first, old_key = open_again(submission, link)
    typed(first, kuvaus="Keksitty alku")

    second, key = open_again(submission, link)

    assert (second, second.answers["kuvaus"]) == (first, ["Keksitty alku"])
    assert key != old_key
    with pytest.raises(sending.Gone):
        sending.submit(first, by=BY)
    sending.submit(second, by=BY)
    with pytest.raises(LinkIsUsed):
        open_again(submission, link)


def test_sending_the_same_completion_twice_makes_one(submission, link):
    draft, _key = open_again(submission, link)
    again = Draft.objects.get()

    assert sending.submit(draft, by=BY) == sending.submit(again, by=BY) == submission

    assert AnswerSet.objects.count() == 2


def test_who_sends_after_the_desk_has_closed_it_is_told_so_and_keeps_what_they_wrote(submission, link, clerk):
    draft, _key = open_again(submission, link)
    typed(draft, kuvaus="Keksitty täydennys")
    desk.close(submission, revision=2, by=clerk)

    with pytest.raises(desk.AlreadyClosed):
        sending.submit(draft, by=BY)
    with pytest.raises(desk.AlreadyClosed):
        open_again(submission, link)

    assert Draft.objects.get().answers["kuvaus"] == ["Keksitty täydennys"]
    desk.reopen(submission, revision=3, by=clerk)
    sending.submit(draft, by=BY)
    assert AnswerSet.objects.count() == 2


def test_a_draft_whose_time_is_over_is_begun_anew_with_the_answers_as_they_were_sent(submission, link):
    draft, _key = open_again(submission, link)
    typed(draft, kuvaus="Keksitty alku")

    with time_machine.travel(clock.now() + dt.timedelta(days=15), tick=False):
        again, _key = open_again(submission, link)

    assert again != draft
    assert again.answers["kuvaus"] == [ANSWERS["kuvaus"]]
    assert Draft.objects.get() == again


def test_the_link_opens_nothing_when_its_time_is_over(submission, link):
    with time_machine.travel(link.expires_at + dt.timedelta(seconds=1), tick=False), pytest.raises(LinkIsUsed):
        open_again(submission, link)


def test_a_newer_request_holds_for_what_is_being_completed(submission, link, clerk):
    draft, _key = open_again(submission, link)
    newer = ask(submission, clerk, names=("nimi",), revision=2)

    with pytest.raises(LinkIsUsed):
        open_again(submission, link)
    assert open_again(submission, newer)[0] == draft


def test_it_is_completed_in_the_version_that_was_answered(submission, link, contact_form, coordinator):
    contact_form.draft_spec = {**contact_form.draft_spec, "title": {"fi": "Uusi otsikko"}}
    contact_form.save()
    publish(contact_form, by=coordinator)
    contact_form.refresh_from_db()

    draft, _key = open_again(submission, link)

    assert draft.version == submission.version != contact_form.current


def test_a_new_address_is_where_the_desk_answers(submission, link):
    draft, _key = open_again(submission, link)

    sending.submit(typed(draft, sahkoposti="keksitty.uusi@lahettaja.example"), by=BY)

    assert Submission.objects.get().reply_email == "keksitty.uusi@lahettaja.example"


def test_files_of_the_former_answers_stay_and_new_ones_come_beside_them(submission, link, clerk):
    stored = store(b"keksitty sisus", name="a.txt", by=clerk)
    SubmittedFile.objects.create(key="k" * 32, field_name="liite", submission=submission, stored=stored, name="a.txt")
    AnswerSet.objects.update(answers=ANSWERS | {"liite": ["k" * 32]})
    draft, _key = open_again(submission, link)
    added = attaching.attach(draft, io.BytesIO(PDF), name="b.pdf", field_name="liite", by=BY)
    unused = attaching.attach(draft, io.BytesIO(PDF + b"2"), name="c.pdf", field_name="liite", by=BY)
    assert lists_of(draft, "fi").files == {"k" * 32, added.key, unused.key}
    assert added.stored.is_sealed

    sending.submit(typed(draft, liite=added.key), by=BY)

    assert set(submission.files.values_list("key", flat=True)) == {"k" * 32, added.key}
    assert AnswerSet.objects.get(number=2).answers["liite"] == [added.key]
    assert AnswerSet.objects.get(number=1).answers["liite"] == ["k" * 32]
    assert StoredFile.objects.count() == 2


def test_a_draft_that_is_thrown_away_takes_no_file_of_the_submission(submission, link, clerk):
    stored = store(b"keksitty sisus", name="a.txt", by=clerk)
    SubmittedFile.objects.create(key="k" * 32, field_name="liite", submission=submission, stored=stored, name="a.txt")
    draft, _key = open_again(submission, link)

    drafts.throw_away(draft, by=BY)

    assert submission.files.count() == 1
    assert open_again(submission, link)[0].answers["nimi"] == [ANSWERS["nimi"]]


def test_what_is_emptied_leaves_no_draft_behind(submission, link):
    open_again(submission, link)

    erasing.forget(submission.pk, by=BY)

    assert not Draft.objects.exists()


def test_no_answer_goes_to_the_trail(submission, link):
    draft, _key = open_again(submission, link)
    sending.submit(typed(draft, kuvaus="Keksitty täydennys"), by=BY)

    lines = list(Entry.objects.values_list("verb", "details"))
    assert {"submission.completion_opened", "submission.completed"} <= {verb for verb, _details in lines}
    assert "Keksitty" not in str(lines)
