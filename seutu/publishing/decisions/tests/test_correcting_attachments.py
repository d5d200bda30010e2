from __future__ import annotations

import pytest
from django.utils import timezone

from seutu.publishing.decisions import actions, queries
from seutu.publishing.decisions.actions import AttachmentFields
from seutu.publishing.decisions.models import AgendaItem, Attachment, Correction, FormerVersion
from seutu.publishing.decisions.rules import Reader
from seutu.publishing.decisions.tests import desk
from seutu.publishing.decisions.tests.factories import AttachmentFactory
from seutu.publishing.decisions.tests.test_correcting_what_is_out import former, public
from seutu.shared.files.actions import store
from seutu.shared.files.models import FileText, StoredFile

pytestmark = pytest.mark.django_db

WHY = {"kind": "clerical", "reason": "Liite oli väärä."}


@pytest.fixture(autouse=True)
def _store_of_its_own(settings, tmp_path):
    settings.FILES_DIR = tmp_path


def file(text: str = "Kartan selite", name: str = "kartta.txt") -> StoredFile:
    return store(f"{text}\n".encode(), name=name, by=desk.BY)


@pytest.fixture
def row() -> AgendaItem:
    item = desk.only_item(desk.published_minutes())
    AttachmentFactory(item=item, position=1, number=1, title="Kartta", file=file())
    return item


def attached(row: AgendaItem, number: int = 1) -> Attachment:
    return row.attachments.get(position=number)


def handed_out(row: AgendaItem, number: int = 1) -> object:
    meeting = row.meeting
    return queries.attachment(Reader(), meeting.organization.slug, meeting.public_id, row.position, number)


def test_an_attachment_is_taken_off_at_once_and_the_former_version_names_it(row):
    actions.take_off_attachment(attached(row), by=desk.BY, **WHY)

    assert handed_out(row) is None
    assert public(row).attachments == ()
    assert [correction.reason for correction in public(row).corrections] == ["Liite oli väärä."]
    (named,) = former(row).attachments
    assert (named.title, named.file, named.url) == ("Kartta", None, "")


def test_the_number_of_one_taken_off_is_not_given_to_another(row):
    actions.take_off_attachment(attached(row), by=desk.BY, **WHY)

    added = actions.add_by_correction(
        row, file("Toinen"), AttachmentFields("Oikea kartta", number=1), by=desk.BY, **WHY
    )

    assert added.position == 2
    assert handed_out(row) is None
    assert handed_out(row, 2).title == "Oikea kartta"


def test_a_draft_does_not_give_a_number_twice_either():
    item = desk.only_item(desk.draft())
    first = actions.attach(item, None, AttachmentFields("A", is_unpublished=True), by=desk.BY)
    actions.detach(first, by=desk.BY)

    assert actions.attach(item, None, AttachmentFields("B", is_unpublished=True), by=desk.BY).position == 2


def test_what_must_go_goes_whatever_is_wrong_beside_it(row):
    AttachmentFactory(item=row, position=2, title="Toinen 131052-308T", file=file("131052-308T", "b.txt"))

    actions.take_off_attachment(attached(row), by=desk.BY, **WHY)

    assert handed_out(row) is None
    assert former(row).attachments == ()  # a version with an identity code is not kept


def test_a_file_is_replaced_under_the_same_address(row):
    actions.correct_attachment(
        attached(row), AttachmentFields("Kartta", number=1), file=file("Oikea"), by=desk.BY, **WHY
    )

    assert handed_out(row).file == file("Oikea")
    assert len(public(row).corrections) == 1


def test_a_title_is_corrected_and_the_file_stays(row):
    actions.correct_attachment(attached(row), AttachmentFields("Asemakartta", number=1), by=desk.BY, **WHY)

    assert (handed_out(row).title, former(row).attachments[0].title) == ("Asemakartta", "Kartta")


def test_of_one_that_is_secret_from_now_on_the_former_title_is_not_told(row):
    fields = AttachmentFields("Lausunto", is_withheld=True, secrecy_ground="JulkL 24 § 1 mom. 25 k.")

    actions.correct_attachment(attached(row), fields, by=desk.BY, **WHY)

    assert handed_out(row) is None
    assert attached(row).file is None
    assert former(row).attachments[0].title == "Lausunto"


def test_the_ground_of_a_secret_attachment_is_a_provision(row):
    with pytest.raises(actions.NotPublishable):
        actions.correct_attachment(
            attached(row), AttachmentFields("L", is_withheld=True, secrecy_ground="salainen"), by=desk.BY, **WHY
        )

    assert handed_out(row) is not None


@pytest.mark.parametrize("fault", ["identity code in the file", "identity code in the title", "infected"])
def test_what_may_not_be_published_is_not_added_by_a_correction_either(row, fault):
    stored = file("131052-308T" if fault == "identity code in the file" else "Selite", "uusi.txt")
    if fault == "infected":
        StoredFile.objects.filter(pk=stored.pk).update(scan="infected", scanned_at=timezone.now())
        stored.refresh_from_db()
    title = "131052-308T" if fault == "identity code in the title" else "Uusi"

    with pytest.raises(actions.NotPublishable):
        actions.add_by_correction(row, stored, AttachmentFields(title), by=desk.BY, **WHY)
    with pytest.raises(actions.NotPublishable):
        actions.correct_attachment(attached(row), AttachmentFields(title), file=stored, by=desk.BY, **WHY)

    assert row.attachments.count() == 1
    assert not Correction.objects.exists()


def test_a_file_that_no_machine_can_read_needs_the_word_of_the_clerk(row):
    picture = store(b"\x89PNG\r\n\x1a\n" + bytes(64), name="kuva.png", by=desk.BY)

    with pytest.raises(actions.NotPublishable):
        actions.add_by_correction(row, picture, AttachmentFields("Kuva"), by=desk.BY, **WHY)
    added = actions.add_by_correction(row, picture, AttachmentFields("Kuva"), is_confirmed=True, by=desk.BY, **WHY)

    assert added.unreadable_confirmed_by == desk.BY.audit_id


def test_an_imported_file_that_no_machine_can_read_may_be_confirmed_while_it_is_out(row):
    unread = {"state": "unreadable", "reason": "password", "text": "", "read_at": timezone.now()}
    FileText.objects.update_or_create(sha256=attached(row).file.sha256, defaults=unread)

    actions.confirm_unreadable(attached(row), by=desk.BY)

    assert attached(row).unreadable_confirmed_by == desk.BY.audit_id
    assert public(row).corrections == ()


def test_the_word_for_one_file_is_not_the_word_for_another(row):
    Attachment.objects.update(unreadable_confirmed_by="user:1", unreadable_confirmed_at=timezone.now())
    picture = store(b"\x89PNG\r\n\x1a\n" + bytes(64), name="kuva.png", by=desk.BY)

    with pytest.raises(actions.NotPublishable):
        actions.correct_attachment(attached(row), AttachmentFields("Kartta"), file=picture, by=desk.BY, **WHY)


def test_a_secret_item_gets_no_file(row):
    AgendaItem.objects.update(is_withheld=True, secrecy_ground="JulkL 24 § 1 mom. 25 k.")

    with pytest.raises(actions.ItemIsWithheld):
        actions.add_by_correction(row, file(), AttachmentFields("Kartta"), by=desk.BY, **WHY)
    with pytest.raises(actions.ItemIsWithheld):
        actions.correct_attachment(attached(row), AttachmentFields("Kartta"), file=file(), by=desk.BY, **WHY)


def test_attachments_of_minutes_in_the_making_are_not_corrected():
    item = desk.only_item(desk.minutes())
    attachment = AttachmentFactory(item=item, position=1, title="Kartta")

    with pytest.raises(actions.WrongState):
        actions.take_off_attachment(attachment, by=desk.BY, **WHY)
    with pytest.raises(actions.WrongState):
        actions.correct_attachment(attachment, AttachmentFields("K"), by=desk.BY, **WHY)
    with pytest.raises(actions.WrongState):
        actions.add_by_correction(item, None, AttachmentFields("K", is_unpublished=True), by=desk.BY, **WHY)


def test_a_former_title_may_be_let_go(row):
    actions.correct_attachment(attached(row), AttachmentFields("Lausunto"), removes_former=True, by=desk.BY, **WHY)

    assert former(row).attachments == ()
    assert "Kartta" not in str(list(FormerVersion.objects.values()))
