"""What the desk offers once minutes are out: each change is a correction with its reason, and nothing leads nowhere."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.models import AgendaItem, Attachment, Correction, Meeting, MeetingCorrection, VoteEvent
from seutu.publishing.decisions.tests import desk
from seutu.publishing.decisions.tests.factories import AttachmentFactory
from seutu.publishing.desk.models import Draft
from seutu.publishing.desk.tests import sent
from seutu.publishing.desk.tests.test_desk_minutes import CHAIR, MEMBER, NO, YES, people, vote
from seutu.shared.files.actions import store

pytestmark = pytest.mark.django_db

WHY = {"correction_kind": "clerical", "reason": "Kirjoitusvirhe korjattiin."}


@pytest.fixture(autouse=True)
def _store_of_its_own(settings, tmp_path):
    settings.FILES_DIR = tmp_path


@pytest.fixture
def item(body) -> AgendaItem:
    return desk.only_item(desk.published_minutes(body=body))


@pytest.fixture
def attachment(item) -> Attachment:
    file = store(b"Kartan selite\n", name="kartta.txt", by=desk.BY)
    return AttachmentFactory(item=item, position=1, number=1, title="Kartta", file=file)


def upload(content: bytes = b"Oikea selite\n", name: str = "oikea.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


# -- the item and its votes -------------------------------------------------------------------


def test_the_outcome_is_corrected_beside_the_text(desk_client, item):
    address = reverse("desk:correct_item", args=[item.pk])
    assert 'name="outcome_detail"' in text(desk_client.get(address))

    desk_client.post(address, sent.item_of(item, outcome="vote", outcome_detail="7–4", **WHY))

    item.refresh_from_db()
    assert (item.outcome, item.outcome_detail, item.corrections.count()) == ("vote", "7–4", 1)


def test_a_vote_that_was_left_out_is_added_by_a_correction(desk_client, item):
    address = reverse("desk:new_vote", args=[item.pk])

    page = text(desk_client.post(address, vote(item, YES, NO)))
    assert 'href="#id_reason"' in page
    assert "Taavi Tarkka" in page
    assert not VoteEvent.objects.exists()
    desk_client.post(address, vote(item, YES, NO, **WHY))

    assert VoteEvent.objects.get().choices.count() == 2
    assert Correction.objects.get().former.votes == []


def test_a_vote_is_corrected_and_taken_out_with_a_reason(desk_client, item):
    desk_client.post(reverse("desk:new_vote", args=[item.pk]), vote(item, YES, NO, **WHY))
    item.refresh_from_db()
    desk_client.post(reverse("desk:vote", args=[item.pk, 1]), vote(item, YES, NO, title="Muutettu", **WHY))
    assert VoteEvent.objects.get().title == "Muutettu"
    item.refresh_from_db()
    address = reverse("desk:remove_vote", args=[item.pk, 1])

    desk_client.post(address, {"revision": item.revision})
    assert VoteEvent.objects.exists()
    desk_client.post(address, {"revision": item.revision - 1, **WHY})
    assert VoteEvent.objects.exists()
    desk_client.post(address, {"revision": item.revision, **WHY})

    assert not VoteEvent.objects.exists()
    assert item.corrections.count() == 3


def test_the_last_vote_is_not_taken_out_while_the_outcome_needs_it(desk_client, item):
    desk_client.post(reverse("desk:new_vote", args=[item.pk]), vote(item, YES, NO, **WHY))
    AgendaItem.objects.update(outcome="vote")
    item.refresh_from_db()

    page = text(desk_client.post(reverse("desk:remove_vote", args=[item.pk, 1]), {"revision": item.revision, **WHY}))

    assert "error-summary" in page
    assert VoteEvent.objects.exists()


def test_votes_and_attendance_do_not_open_before_the_minutes_are_written(desk_client, body):
    meeting = desk.published_agenda(body=body)
    row = desk.only_item(meeting)
    bench = reverse("desk:meeting", args=[meeting.pk])

    for name, key in (("votes", row.pk), ("new_vote", row.pk), ("attendance", meeting.pk)):
        assert desk_client.get(reverse(f"desk:{name}", args=[key])).url.startswith(bench)
    assert desk_client.get(reverse("desk:attendance_changes", args=[meeting.pk])).url == bench


def test_the_decision_of_a_published_item_leads_to_its_correction(desk_client, item):
    answer = desk_client.get(reverse("desk:decision", args=[item.pk]))

    assert answer.url == reverse("desk:correct_item", args=[item.pk])


# -- attachments ------------------------------------------------------------------------------


def test_an_attachment_is_taken_off_with_a_reason(desk_client, attachment):
    address = reverse("desk:take_off_attachment", args=[attachment.pk])
    assert desk_client.get(reverse("desk:detach", args=[attachment.pk])).url == address

    assert 'href="#id_reason"' in text(desk_client.post(address, {"correction_kind": "clerical"}))
    assert Attachment.objects.exists()
    desk_client.post(address, WHY)

    assert not Attachment.objects.exists()
    assert Correction.objects.get().former.attachments[0]["title"] == "Kartta"


def test_before_taking_off_it_is_told_where_else_the_very_same_file_is(desk_client, attachment, body):
    other = desk.only_item(desk.draft(desk.item("Toinen asia"), body=body))
    AttachmentFactory(item=other, position=1, file=attachment.file)

    page = text(desk_client.get(reverse("desk:take_off_attachment", args=[attachment.pk])))

    assert reverse("desk:attachments", args=[other.pk]) in page


def test_the_file_and_the_title_of_an_attachment_are_corrected(desk_client, attachment):
    address = reverse("desk:correct_attachment", args=[attachment.pk])
    given = {"title": "Asemakartta", "kind": "attachment", "number": "1", "publicity": "public", **WHY}
    assert desk_client.get(reverse("desk:attachment", args=[attachment.pk])).url == address

    desk_client.post(address, given | {"file": upload()})

    attachment.refresh_from_db()
    assert (attachment.title, attachment.file.name) == ("Asemakartta", "oikea.txt")
    desk_client.post(address, given | {"title": "Kartta"})
    attachment.refresh_from_db()
    assert (attachment.title, attachment.file.name) == ("Kartta", "oikea.txt")


def test_a_forgotten_attachment_is_added(desk_client, item):
    address = reverse("desk:add_by_correction", args=[item.pk])
    given = {"title": "Kartta", "kind": "attachment", "number": "1", "publicity": "public", **WHY}

    assert 'href="#id_file"' in text(desk_client.post(address, given))
    desk_client.post(address, given | {"file": upload()})

    assert Attachment.objects.get().file.name == "oikea.txt"
    assert item.corrections.get().former.attachments == []


@pytest.mark.parametrize(
    ("given", "file"),
    [
        ({}, upload(b"131052-308T")),  # an identity code in the file
        ({"title": "131052-308T"}, upload()),
        ({}, upload(b"")),
        ({"publicity": "unpublished"}, upload()),  # and a file all the same
        ({"publicity": "withheld", "secrecy_ground": "salainen"}, None),
        ({"reason": "131052-308T poistettiin"}, upload()),
        ({}, upload(b"x" * 60)),  # too large
    ],
)
def test_what_may_not_be_added_is_told_and_the_answers_stay(desk_client, item, settings, given, file):
    settings.FILE_SIZE_LIMIT = 50
    known = {"title": "Kartta", "kind": "attachment", "number": "1", "publicity": "public", **WHY}

    page = text(
        desk_client.post(
            reverse("desk:add_by_correction", args=[item.pk]), known | given | ({"file": file} if file else {})
        )
    )

    assert "error-summary" in page
    assert not Attachment.objects.exists()


def test_one_that_is_only_mentioned_is_added_without_a_file(desk_client, item):
    given = {"title": "Lausunto", "kind": "attachment", "publicity": "unpublished", **WHY}

    desk_client.post(reverse("desk:add_by_correction", args=[item.pk]), given)

    assert Attachment.objects.get().is_unpublished


def test_pages_of_corrections_lead_back_while_the_minutes_are_not_out(desk_client, body):
    row = desk.only_item(desk.minutes(body=body))
    attachment = decisions.attach(row, None, decisions.AttachmentFields("L", is_unpublished=True), by=desk.BY)

    for name, key, goal in (
        ("add_by_correction", row.pk, reverse("desk:attachments", args=[row.pk])),
        ("correct_attachment", attachment.pk, reverse("desk:attachment", args=[attachment.pk])),
        ("take_off_attachment", attachment.pk, reverse("desk:detach", args=[attachment.pk])),
        ("correct_meeting", row.meeting_id, reverse("desk:change_meeting", args=[row.meeting_id])),
    ):
        assert desk_client.get(reverse(f"desk:{name}", args=[key])).url == goal


def test_the_page_of_published_attachments_offers_nothing_that_is_refused(desk_client, attachment):
    page = text(desk_client.get(reverse("desk:attachments", args=[attachment.item_id])))

    assert reverse("desk:take_off_attachment", args=[attachment.pk]) in page
    assert reverse("desk:detach", args=[attachment.pk]) not in page
    assert reverse("desk:add_files", args=[attachment.item_id]) not in page


# -- the meeting ------------------------------------------------------------------------------


def details(meeting: Meeting, **given: str) -> dict[str, object]:
    known = {"revision": str(meeting.revision), "day": "10.3.2026", "time": "16.00", "place": "Koulu"}
    return sent.meeting("", **(known | given))


def test_the_details_of_a_published_meeting_are_corrected(desk_client, item):
    meeting = item.meeting
    address = reverse("desk:correct_meeting", args=[meeting.pk])

    assert 'href="#id_reason"' in text(desk_client.post(address, details(meeting)))
    desk_client.post(address, details(meeting, ends="18.30", number="4", **WHY))

    meeting.refresh_from_db()
    assert (meeting.place, meeting.number) == ("Koulu", 4)
    assert MeetingCorrection.objects.get().former["place"] == ""


def test_of_a_published_meeting_the_page_of_details_changes_the_video_only(desk_client, item):
    address = reverse("desk:change_meeting", args=[item.meeting_id])
    page = text(desk_client.get(address))
    assert reverse("desk:correct_meeting", args=[item.meeting_id]) in page
    assert 'name="place"' not in page

    desk_client.post(address, {"video_url": "https://video.example/1"})

    item.meeting.refresh_from_db()
    assert item.meeting.video_url == "https://video.example/1"
    assert not MeetingCorrection.objects.exists()


def test_details_that_were_typed_before_the_minutes_came_out_are_kept_for_a_correction(desk_client, item):
    answer = desk_client.post(reverse("desk:change_meeting", args=[item.meeting_id]), details(item.meeting))

    assert answer.url.startswith(reverse("desk:correct_meeting", args=[item.meeting_id]))
    assert 'value="Koulu"' in text(desk_client.get(answer.url))
    assert Draft.objects.get().target == f"meeting_correction:{item.meeting_id}"


def test_a_move_to_another_year_is_refused_in_words(desk_client, item, body):
    agenda = desk.published_agenda(body=body)
    pages = [
        desk_client.post(reverse("desk:change_meeting", args=[agenda.pk]), details(agenda, day="10.3.2027")),
        desk_client.post(
            reverse("desk:correct_meeting", args=[item.meeting_id]), details(item.meeting, day="10.3.2027", **WHY)
        ),
    ]

    for page in pages:
        assert 'href="#id_day"' in text(page)
        assert "2026" in text(page)


def test_attendance_of_published_minutes_is_corrected(desk_client, item):
    meeting = item.meeting
    address = reverse("desk:attendance", args=[meeting.pk])

    page = text(desk_client.post(address, people(CHAIR, MEMBER, revision=meeting.revision)))
    assert 'href="#id_reason"' in page
    assert 'value="Taavi Tarkka"' in page
    desk_client.post(address, people(CHAIR, MEMBER, revision=meeting.revision, **WHY))

    assert [row.name for row in meeting.attendances.all()] == ["Pirkko Puhe", "Taavi Tarkka"]
    former = MeetingCorrection.objects.get().former["attendance"]
    assert [row["name"] for row in former] == ["Pirkko Puhe"]


def test_changes_of_attendance_are_corrected(desk_client, item):
    meeting = item.meeting
    desk_client.post(reverse("desk:attendance", args=[meeting.pk]), people(CHAIR, revision=meeting.revision, **WHY))
    meeting.refresh_from_db()
    row = {"person": "1", "item": "1", "kind": "left", "at": "17.10", "ground": ""}
    given = {"revision": meeting.revision, **sent.rows("changes", row)}
    address = reverse("desk:attendance_changes", args=[meeting.pk])

    assert 'href="#id_reason"' in text(desk_client.post(address, given))
    desk_client.post(address, given | WHY)

    assert item.attendance_changes.get().at.isoformat("minutes") == "17:10"
    assert MeetingCorrection.objects.count() == 2


@pytest.mark.parametrize("page", ["attendance", "correct_meeting"])
def test_an_identity_code_is_refused_with_its_place(desk_client, item, page):
    meeting = item.meeting
    if page == "attendance":
        given = people(CHAIR | {"name": "Pirkko 131052-308T"}, revision=meeting.revision, **WHY)
    else:
        given = details(meeting, place="131052-308T", **WHY)

    words = text(desk_client.post(reverse(f"desk:{page}", args=[meeting.pk]), given))

    assert "error-summary" in words
    assert not MeetingCorrection.objects.exists()


@pytest.mark.parametrize("page", ["attendance", "correct_meeting"])
def test_what_two_corrected_at_once_is_compared(desk_client, item, page):
    meeting = item.meeting
    given = people(CHAIR, revision=meeting.revision, **WHY) if page == "attendance" else details(meeting, **WHY)
    Meeting.objects.update(revision=meeting.revision + 1)

    answer = desk_client.post(reverse(f"desk:{page}", args=[meeting.pk]), given, follow=True)

    assert answer.redirect_chain[0][0].startswith("/tyo/kokoukset/versiot/")
    assert answer.status_code == 200
    assert not MeetingCorrection.objects.exists()


def test_the_workbench_of_published_minutes_leads_to_corrections_only(desk_client, item):
    page = text(desk_client.get(reverse("desk:meeting", args=[item.meeting_id])))

    assert reverse("desk:correct_meeting", args=[item.meeting_id]) in page
    assert reverse("desk:attendance", args=[item.meeting_id]) in page
    assert reverse("desk:decision", args=[item.pk]) not in page
