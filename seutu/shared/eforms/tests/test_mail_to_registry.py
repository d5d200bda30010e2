"""What the mail to a registry takes along: the answers as a PDF, and the files that may go and fit."""

from __future__ import annotations

import io

import pytest
from django.core import mail

from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.eforms.actions import attaching, drafts, sending
from seutu.shared.eforms.actions.registry import ROOM_FOR_DOCUMENT, tell_registry
from seutu.shared.eforms.answers.tests.specs import asked, spec
from seutu.shared.eforms.models import AnswerSet, EForm
from seutu.shared.eforms.spec.items import FieldKind, Privacy
from seutu.shared.eforms.tests.factories import BY, draft_of, organization, published
from seutu.shared.files import store as stores
from seutu.shared.files.models import ScanState, StoredFile
from seutu.shared.messages import actions
from seutu.shared.messages.models import Message, State

pytestmark = pytest.mark.django_db

SITE = "https://seutu.example"
FIRST, SECOND = b"%PDF-1.7 keksitty ensimmainen", b"%PDF-1.7 keksitty toinen"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"
    settings.CLAMAV = ""


def _form(privacy: Privacy = Privacy.PERSONAL, **more) -> EForm:
    owner = organization()
    owner.registry_email = "kirjaamo@esimerkkila.example"
    owner.save()
    items = asked("nimi", privacy=privacy), asked("liite", FieldKind.FILE, most=3)
    return published(spec(*items), ready_made="decisions.review_request", **more)


def _sent(form: EForm, *contents: bytes) -> Message:
    """The mail about a form that was sent with these files."""
    draft, _key = draft_of(form, nimi="Keksitty Kuntalainen")
    files = [
        attaching.attach(draft, io.BytesIO(each), name=f"Keksitty {number}.pdf", field_name="liite", by=BY)
        for number, each in enumerate(contents, 1)
    ]
    raw = {**draft.answers, "liite": [file.key for file in files]}
    drafts.save(draft, raw, page=0, language="fi", by=BY)
    sending.submit(draft, site=SITE, by=BY)
    return Message.objects.get()


def _delivered(message: Message) -> list[tuple[str, bytes]]:
    assert actions.deliver.call(message.pk) == "sent"
    parts = mail.outbox[-1].message().walk()
    return [(name, part.get_payload(decode=True)) for part in parts if (name := part.get_filename())]


def test_the_answers_and_the_files_of_the_sender_leave_with_the_mail():
    message = _sent(_form(), FIRST, SECOND)

    (document, pdf), *files = _delivered(message)

    assert document == f"{AnswerSet.objects.get().submission.number}.pdf"
    assert pdf.startswith(b"%PDF-")
    assert files == [("1 Keksitty 1.pdf", FIRST), ("2 Keksitty 2.pdf", SECOND)]
    assert "ei ole tarkistettu" in message.body_text
    assert "Keksit" not in message.body_text + message.subject
    assert Entry.objects.get(verb="submission.mailed").details == {"files": 2}


def test_one_that_is_sent_again_has_the_same_in_it():
    message = _sent(_form(), FIRST)
    first = _delivered(message)
    kept = [["eforms.document", f"{AnswerSet.objects.get().submission_id}:1"], ["eforms.file", _key()]]
    Message.objects.update(state=State.WAITING, attachments=kept, sent_at=None, claimed_until=None)

    assert _delivered(message) == first


def _key() -> str:
    return AnswerSet.objects.get().submission.files.get().key


@pytest.mark.parametrize(("scan", "why"), [(ScanState.INFECTED, "haitallista"), (ScanState.UNSCANNED, "ei ole vielä")])
def test_what_must_not_go_is_replaced_by_why(settings, scan, why):
    message = _sent(_form(), FIRST)
    settings.CLAMAV = "127.0.0.1:1"
    StoredFile.objects.update(scan=scan, scanned_at=clock.now())

    _document, (name, content) = _delivered(message)

    assert name.endswith(".txt")
    assert FIRST not in content
    assert why in content.decode()


def test_what_the_store_has_lost_is_told_and_the_rest_leaves():
    message = _sent(_form(), FIRST, SECOND)
    stores.current().remove(StoredFile.objects.earliest("pk").sha256)

    _document, (_name, content), second = _delivered(message)

    assert "ei voitu avata" in content.decode()
    assert second == ("2 Keksitty 2.pdf", SECOND)


def test_files_that_are_too_much_for_a_mail_are_left_out_and_counted(settings):
    settings.MAIL_ATTACHMENTS_LIMIT = ROOM_FOR_DOCUMENT + len(SECOND)
    message = _sent(_form(), FIRST, SECOND)

    assert [name for name, _content in _delivered(message)[1:]] == ["2 Keksitty 2.pdf"]
    assert "1 lähettäjän" in message.body_text
    assert f"{SITE}/tyo/lomakevastaukset/" in message.body_text


def test_nothing_goes_along_where_no_mail_may_hold_anything(settings):
    settings.MAIL_ATTACHMENTS_LIMIT = 0

    assert _delivered(_sent(_form(), FIRST)) == []


def test_a_form_that_asks_for_what_is_sensitive_sends_a_link_alone():
    message = _sent(_form(Privacy.SENSITIVE), FIRST)

    assert message.attachments == []
    assert f"{SITE}/tyo/lomakevastaukset/" in message.body_text
    assert not Entry.objects.filter(verb="submission.mailed").exists()


@pytest.mark.parametrize(("way", "privacy", "count"), [("document", Privacy.SENSITIVE, 2), ("link", Privacy.NONE, 0)])
def test_the_way_that_was_chosen_holds(way, privacy, count):
    assert len(_sent(_form(privacy, registry_way=way), FIRST).attachments) == count


def test_a_completion_takes_along_what_it_holds_and_no_file_that_it_replaced():
    _sent(_form(), FIRST, SECOND)
    first = AnswerSet.objects.get()
    _replaced, kept = first.answers["liite"]
    answers = {"nimi": "Keksitty Kuntalainen", "liite": [kept]}
    second = AnswerSet.objects.create(submission=first.submission, number=2, answers=answers, given_at=clock.now())

    assert tell_registry(second, site=SITE, by=BY)

    (_name, _pdf), *files = _delivered(Message.objects.latest("pk"))
    assert files == [("2 Keksitty 2.pdf", SECOND)]


def test_one_whose_answers_are_gone_is_told_as_a_failure():
    message = _sent(_form(), FIRST)
    AnswerSet.objects.all().delete()

    assert actions.deliver.call(message.pk) == "failed"
