"""What was taken down stays down after a restore, by the journal: the rows are put back as an older backup has them."""

from __future__ import annotations

import datetime as dt

import pytest

from seutu.publishing.decisions import actions
from seutu.publishing.decisions.actions import AttachmentFields
from seutu.publishing.decisions.actions.initiatives import withdraw_initiative
from seutu.publishing.decisions.actions.notices import withdraw_notice
from seutu.publishing.decisions.actions.officer_decisions import withdraw_officer_decision
from seutu.publishing.decisions.actions.people import erase_person
from seutu.publishing.decisions.actions.replaying import take_down_again
from seutu.publishing.decisions.models import AgendaItem, Attachment, Correction, OfficerDecision, Person, RecordState
from seutu.publishing.decisions.tests import desk
from seutu.publishing.decisions.tests.factories import AttachmentFactory
from seutu.publishing.decisions.tests.record_factories import (
    InitiativeFactory,
    NoticeFactory,
    OfficerDecisionFactory,
    PersonFactory,
)
from seutu.publishing.decisions.tests.test_correcting_what_is_out import correct, new_text, public, published
from seutu.shared.audit.actor import System
from seutu.shared.core import journals
from seutu.shared.files.actions import store

pytestmark = pytest.mark.django_db

BY = System("tests")
WITHDRAW = {
    OfficerDecisionFactory: lambda row: withdraw_officer_decision(row, reason="Kantelu A", by=BY),
    NoticeFactory: lambda row: withdraw_notice(row, reason="Kantelu A", by=BY),
    InitiativeFactory: lambda row: withdraw_initiative(row, by=BY),
}


@pytest.fixture(autouse=True)
def _own_journal(settings, tmp_path):
    settings.JOURNAL_DIR = tmp_path / "journal"
    settings.FILES_DIR = tmp_path / "files"


def put_back(row) -> None:
    """Write a row as it was when it was read, its times too: as a restored backup has it."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    rows = type(row)._base_manager.filter(pk=row.pk)
    if not rows.exists():
        type(row)._base_manager.bulk_create([row])
    rows.update(**values)


@pytest.mark.parametrize("factory", list(WITHDRAW), ids=lambda factory: factory.__name__)
def test_a_record_that_was_withdrawn_is_withdrawn_again(factory):
    row = factory()
    former = type(row).objects.get(pk=row.pk)
    WITHDRAW[factory](row)
    put_back(former)

    assert take_down_again(by=System("restore")) == (1, 0)

    row.refresh_from_db()
    assert RecordState.WITHDRAWN in {row.state, getattr(row, "record_state", "")}
    assert take_down_again(by=System("restore")) == (0, 0)


def test_the_journal_names_no_one_and_tells_no_reason(settings):
    row = OfficerDecisionFactory(title="Päätös Mattia koskien")
    withdraw_officer_decision(row, reason="Mattin pyynnöstä", by=BY)

    told = (settings.JOURNAL_DIR / "takedowns.jsonl").read_text()

    assert "Matti" not in told
    assert set(journals.read("takedowns")[0]) == {"kind", "id", "made", "at", "what"}


def test_another_row_that_got_the_same_id_is_left_alone():
    row = OfficerDecisionFactory()
    withdraw_officer_decision(row, reason="Kantelu", by=BY)
    made = row.created_at + dt.timedelta(seconds=1)
    OfficerDecision.objects.filter(pk=row.pk).update(state=RecordState.PUBLISHED, withdrawal_reason="", created_at=made)

    assert take_down_again(by=BY) == (0, 0)


def test_a_row_that_was_changed_after_it_was_taken_down_is_left_alone():
    row = OfficerDecisionFactory()
    withdraw_officer_decision(row, reason="Kantelu", by=BY)
    later = row.updated_at + dt.timedelta(hours=1)
    OfficerDecision.objects.filter(pk=row.pk).update(
        state=RecordState.PUBLISHED, withdrawal_reason="", updated_at=later
    )

    assert take_down_again(by=BY) == (0, 0)


def test_a_person_who_was_erased_is_erased_again():
    row = PersonFactory()
    former = Person.objects.get(pk=row.pk)
    erase_person(row, by=BY)
    put_back(former)

    assert take_down_again(by=BY) == (1, 0)
    assert not Person.objects.exists()


@pytest.fixture
def attachment():
    item = desk.only_item(desk.published_minutes())
    return AttachmentFactory(item=item, position=1, number=1, title="Kartta", file=store(b"A\n", name="a.txt", by=BY))


WHY = {"kind": "clerical", "reason": "Liite oli väärä.", "by": BY}


def test_an_attachment_that_was_taken_off_goes_again(attachment):
    former = Attachment.objects.get(pk=attachment.pk)
    actions.take_off_attachment(attachment, **WHY)
    put_back(former)

    assert take_down_again(by=BY) == (1, 0)
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("how", ["replaced", "withheld"])
def test_a_file_that_was_replaced_or_became_secret_is_not_handed_out_again(attachment, how):
    former = Attachment.objects.get(pk=attachment.pk)
    if how == "replaced":
        other = store(b"B\n", name="b.txt", by=BY)
        actions.correct_attachment(attachment, AttachmentFields("Kartta", number=1), file=other, **WHY)
    else:
        fields = AttachmentFields("Lausunto", is_withheld=True, secrecy_ground="JulkL 24 § 1 mom. 25 k.")
        actions.correct_attachment(attachment, fields, **WHY)
    put_back(former)

    assert take_down_again(by=BY) == (1, 0)

    row = Attachment.objects.get(pk=attachment.pk)
    assert (row.file, row.is_unpublished) == (None, True)


def test_an_item_that_became_secret_is_withheld_again_with_its_ground():
    row = published("<p>Salainen.</p>")
    former = AgendaItem.objects.get(pk=row.pk)
    secret = desk.text(title="Henkilöasia", is_withheld=True, secrecy_ground="JulkL 24 § 1 mom. 25 k.", parts=())
    correct(row, secret)
    Correction.objects.all().delete()
    put_back(former)
    row.parts.create(position=1, kind="decision", html="<p>Salainen.</p>")

    assert take_down_again(by=BY) == (1, 0)

    row.refresh_from_db()
    assert (row.is_withheld, row.secrecy_ground) == (True, "JulkL 24 § 1 mom. 25 k.")
    assert not row.parts.exists()
    assert public(row).title == "Verkosta poistettu asia"


def test_a_text_that_a_correction_took_away_is_withheld_until_it_is_corrected_anew():
    row = published("<p>Liikaa.</p>")
    former = AgendaItem.objects.get(pk=row.pk)
    correct(row, new_text("<p>Sopivasti.</p>"), removes_former=True)
    assert take_down_again(by=BY) == (0, 0)  # the correction is there
    Correction.objects.all().delete()
    put_back(former)

    assert take_down_again(by=BY) == (1, 0)

    row.refresh_from_db()
    assert row.is_withheld
    assert not row.parts.exists()
    row.refresh_from_db()
    correct(row, new_text("<p>Sopivasti.</p>"), revision=row.revision)
    assert [part.html for part in public(row).parts] == ["<p>Sopivasti.</p>"]


def test_a_correction_that_lets_the_former_version_stand_takes_nothing_down():
    correct(published(), new_text())

    assert journals.read("takedowns") == []


def test_lines_that_cannot_be_read_are_counted(settings):
    settings.JOURNAL_DIR.mkdir()
    (settings.JOURNAL_DIR / "takedowns.jsonl").write_text('{"kind": "notice"}\nnothing\n[]\n')

    assert take_down_again(by=BY) == (0, 3)
