"""What can happen to a notice: its days are worked out, it is published, and it is emptied when its time is over."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.db.models import CharField, TextField

from seutu.publishing.decisions.actions import notices as actions
from seutu.publishing.decisions.actions.holding import EditConflict
from seutu.publishing.decisions.actions.notices import NoticeText
from seutu.publishing.decisions.actions.record_holding import ReasonMissing, WrongRecordState
from seutu.publishing.decisions.models import Case, Notice, RecordState
from seutu.publishing.decisions.rules.record_refusals import OF_NOTICE
from seutu.publishing.decisions.rules.refusals import NotPublishable
from seutu.publishing.decisions.tests.record_factories import NoticeAttachmentFactory, NoticeFactory
from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry
from seutu.shared.files import store as stores
from seutu.shared.files.actions import store
from seutu.shared.files.models import StoredFile

pytestmark = pytest.mark.django_db

BY = System("tests")
TODAY = dt.date(2026, 11, 2)
CODE = "131052-308T"
# What somebody types into a notice; the rest of its text is chosen from lists.
TYPED = [
    field.name
    for field in Notice._meta.concrete_fields
    if isinstance(field, CharField | TextField) and not field.choices and field.name != "language"
]


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC), tick=False):
        yield


def text(**given) -> NoticeText:
    known = {
        "kind": "public",
        "title": "Asemakaavan muutos",
        "displayed_on": TODAY,
        "html": "<p>Kaava on nähtävillä.</p>",
        "provision": "AKL 65 §",
        "where_available": "Kaupungintalo, palvelupiste",
    }
    return NoticeText(**(known | given))


def draft(municipality, **given) -> Notice:
    return actions.prepare_notice(municipality, text(**given), by=BY)


def reasons(notice) -> set[tuple[str, str]]:
    with pytest.raises(NotPublishable) as refused:
        actions.publish_notice(notice, by=BY)
    return {(refusal.reason.value, refusal.place) for refusal in refused.value.refusals}


@pytest.mark.parametrize("kind", ["public", "municipal"])
def test_a_notice_is_on_display_for_fourteen_days_unless_told_otherwise(municipality, kind):
    assert draft(municipality, kind=kind).ends_on == dt.date(2026, 11, 16)


def test_another_length_needs_a_reason(municipality):
    longer = draft(municipality, ends_on=dt.date(2026, 12, 2))
    assert reasons(longer) == {("length_reason_missing", "length_reason")}

    told = text(ends_on=dt.date(2026, 12, 2), length_reason="Muistutusaika on 30 päivää")
    actions.change_notice(longer, told, revision=longer.revision, by=BY)
    assert actions.publish_notice(longer, by=BY).state == RecordState.PUBLISHED


def test_a_notice_never_ends_before_it_begins(municipality):
    with pytest.raises(actions.NoticeEndsBeforeStart):
        draft(municipality, ends_on=dt.date(2026, 11, 1))


def test_a_notice_needs_a_title(municipality):
    with pytest.raises(actions.NoticeWithoutTitle):
        draft(municipality, title=" ")


def test_a_public_notice_needs_its_provision_and_its_place(municipality):
    bare = draft(municipality, provision="", where_available="", html="")

    assert reasons(bare) == {
        ("text_missing", "html"),
        ("provision_missing", "provision"),
        ("where_missing", "where_available"),
    }


def test_a_municipal_announcement_needs_neither(municipality):
    notice = draft(municipality, kind="municipal", provision="", where_available="")

    assert actions.publish_notice(notice, by=BY).published_at is not None


def test_a_notice_cannot_have_been_on_display_yesterday(municipality):
    assert reasons(draft(municipality, displayed_on=dt.date(2026, 11, 1))) == {("starts_in_past", "displayed_on")}


@pytest.mark.parametrize("field", ["title", "html", "where_available", "length_reason"])
def test_an_identity_code_is_refused_wherever_it_stands(municipality, field):
    value = f"<p>{CODE}</p>" if field == "html" else f"Hakija {CODE}"

    assert reasons(draft(municipality, **{field: value})) == {("identity_code", field)}


def test_whatever_is_typed_into_a_notice_is_looked_through_before_it_is_published():
    # The reason of a withdrawal is written when the notice goes off.
    assert set(TYPED) - {"withdrawal_reason"} == set(OF_NOTICE)


@pytest.mark.slow  # a file is read in a process of its own
def test_an_identity_code_in_the_name_of_a_file_is_refused(municipality, stored_file):
    notice = draft(municipality)
    file = store(b"Kartta\n", name=f"kartta {CODE}.txt", by=BY)
    actions.attach_to_notice(notice, file, title="Kartta", by=BY)

    assert reasons(notice) == {("identity_code", "attachment:1")}


def test_a_notice_may_be_published_for_a_day_to_come(municipality):
    notice = draft(municipality, displayed_on=dt.date(2026, 11, 9), case_number="1/10.02.03/2026")

    actions.publish_notice(notice, by=BY)

    # The case's title must not tell of the notice before its day.
    assert Case.objects.get().title == "1/10.02.03/2026"


def test_a_published_notice_is_not_changed(municipality):
    notice = actions.publish_notice(draft(municipality), by=BY)

    with pytest.raises(WrongRecordState):
        actions.change_notice(notice, text(), revision=notice.revision, by=BY)
    with pytest.raises(WrongRecordState):
        actions.publish_notice(notice, by=BY)
    with pytest.raises(WrongRecordState):
        actions.discard_notice(notice, by=BY)


def test_a_change_on_an_old_revision_is_refused(municipality):
    notice = draft(municipality)
    actions.change_notice(notice, text(title="Toinen"), revision=1, by=BY)

    with pytest.raises(EditConflict):
        actions.change_notice(notice, text(title="Kolmas"), revision=1, by=BY)

    notice.refresh_from_db()
    assert notice.title == "Toinen"


def test_a_withdrawal_needs_a_reason(municipality):
    notice = actions.publish_notice(draft(municipality), by=BY)

    with pytest.raises(ReasonMissing):
        actions.withdraw_notice(notice, reason="", by=BY)
    assert actions.withdraw_notice(notice, reason="Väärä kartta", by=BY).state == RecordState.WITHDRAWN


def test_a_draft_and_its_documents_can_go(municipality, stored_file):
    notice = draft(municipality)
    spare = actions.attach_to_notice(notice, stored_file, title="Kartta", by=BY)
    actions.detach_from_notice(spare, by=BY)
    actions.attach_to_notice(notice, stored_file, title="Kartta", by=BY)

    actions.discard_notice(notice, by=BY)

    assert not Notice.objects.exists()


@pytest.mark.slow  # a file is read in a process of its own
def test_a_document_that_no_machine_can_read_needs_the_word_of_a_person(municipality, stored_file):
    notice = draft(municipality)
    file = store(b"\x89PNG\r\n\x1a\n" + bytes(40), name="kartta.png", by=BY)
    attachment = actions.attach_to_notice(notice, file, title="Kartta", by=BY)
    assert reasons(notice) == {("unreadable_attachment", "attachment:1")}

    actions.confirm_unreadable_of_notice(attachment, by=BY)

    assert actions.publish_notice(notice, by=BY).state == RecordState.PUBLISHED


def test_an_expired_notice_is_emptied_and_leaves_its_days(stored_file):
    yesterday = dt.date(2026, 11, 1)
    expired = NoticeFactory(title="Taavi Tonttisen lupa", html="<p>Taavi Tonttinen</p>", ends_on=yesterday)
    NoticeAttachmentFactory(notice=expired, file=stored_file)
    last_day = NoticeFactory(ends_on=TODAY)

    assert actions.erase_expired_notices(by=BY) == [expired.pk]

    expired.refresh_from_db()
    assert (expired.title, expired.html, expired.ends_on) == ("", "", yesterday)
    assert expired.erased_at is not None
    assert not expired.attachments.exists()
    last_day.refresh_from_db()
    assert last_day.title
    assert Entry.objects.filter(verb="notice.erased", target_id=str(expired.pk)).exists()
    assert actions.erase_expired_notices(by=BY) == []


def test_nothing_that_was_typed_is_left_of_an_erased_notice_but_the_law_that_ordered_it():
    row = NoticeFactory(ends_on=dt.date(2026, 11, 1), **dict.fromkeys(TYPED, "Aino Aalto"))

    actions.erase_expired_notices(by=BY)

    row.refresh_from_db()
    assert {name for name in TYPED if getattr(row, name)} == {"provision"}


def test_the_file_of_an_expired_notice_goes_from_the_store(stored_file, django_capture_on_commit_callbacks):
    NoticeAttachmentFactory(notice=NoticeFactory(ends_on=dt.date(2026, 11, 1)), file=stored_file)

    with django_capture_on_commit_callbacks(execute=True):
        actions.erase_expired_notices(by=BY)

    assert not StoredFile.objects.exists()
    assert stores.current().size(stored_file.sha256) is None


def test_a_file_that_another_notice_has_stays(stored_file, django_capture_on_commit_callbacks):
    NoticeAttachmentFactory(notice=NoticeFactory(ends_on=dt.date(2026, 11, 1)), file=stored_file)
    NoticeAttachmentFactory(notice=NoticeFactory(ends_on=dt.date(2026, 12, 1)), file=stored_file)

    with django_capture_on_commit_callbacks(execute=True):
        actions.erase_expired_notices(by=BY)

    assert stores.current().size(stored_file.sha256) == stored_file.size


def test_a_dry_run_only_says(capsys):
    expired = NoticeFactory(ends_on=dt.date(2026, 11, 1))

    call_command("erase_expired_notices", "--dry-run")

    assert str(expired.pk) in capsys.readouterr().out
    expired.refresh_from_db()
    assert expired.title
    call_command("erase_expired_notices")
    call_command("erase_expired_notices")
    assert Notice.objects.get().erased_at is not None


def test_an_old_draft_is_not_erased():
    NoticeFactory(ends_on=dt.date(2026, 11, 1), state=RecordState.DRAFT, published_at=None)

    assert actions.erase_expired_notices(by=BY) == []
