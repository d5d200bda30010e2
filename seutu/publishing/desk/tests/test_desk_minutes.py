from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.models import Attendance, AttendanceChange, Seat, VoteEvent
from seutu.publishing.decisions.tests import desk
from seutu.publishing.decisions.tests.record_factories import PersonFactory
from seutu.publishing.desk.forms.votes import names_in
from seutu.publishing.desk.tests import sent

pytestmark = pytest.mark.django_db

CHAIR = {"name": "Pirkko Puhe", "role": "chair", "was": "0"}
MEMBER = {"name": "Taavi Tarkka", "role": "member", "was": "0"}


def people(*rows: dict[str, str], revision: int, **given: str) -> dict[str, str]:
    return {"revision": str(revision), **sent.rows("people", *rows), **given}


def test_who_was_there_is_written_in_order(desk_client, body):
    meeting = desk.minutes(body=body)

    desk_client.post(
        reverse("desk:attendance", args=[meeting.pk]),
        people(CHAIR, {"name": "", "role": "member", "was": ""}, MEMBER, revision=meeting.revision),
    )

    found = list(Attendance.objects.order_by("position").values_list("position", "name", "role"))
    assert found == [(1, "Pirkko Puhe", "chair"), (2, "Taavi Tarkka", "member")]


def test_a_title_without_a_name_is_asked_about(desk_client, body):
    meeting = desk.minutes(body=body)

    page = desk_client.post(
        reverse("desk:attendance", args=[meeting.pk]),
        people({"name": "", "role": "expert", "title": "rehtori"}, revision=meeting.revision),
    )

    assert 'value="rehtori"' in page.content.decode()
    assert not Attendance.objects.filter(title="rehtori").exists()


def test_changing_the_list_keeps_what_changed_from_item_to_item(desk_client, body):
    meeting = desk.minutes(body=body)
    given = [decisions.AttendanceInput("Pirkko Puhe", "chair"), decisions.AttendanceInput("Taavi Tarkka", "member")]
    left = decisions.AttendanceChangeInput(attendance=2, item=1, kind="left")
    decisions.record_attendance(meeting, given, [left], by=desk.BY)
    meeting.refresh_from_db()

    desk_client.post(
        reverse("desk:attendance", args=[meeting.pk]),
        people(MEMBER | {"was": "2"}, CHAIR | {"was": "1"}, revision=meeting.revision),
    )

    change = AttendanceChange.objects.get()
    assert change.attendance.name == "Taavi Tarkka"
    assert change.attendance.position == 1


def test_the_list_begins_with_who_was_there_last_time(desk_client, body):
    import datetime as dt

    earlier = desk.minutes(body=body)
    decisions.record_attendance(earlier, [decisions.AttendanceInput("Pirkko Puhe", "chair")], by=desk.BY)
    later = desk.published_agenda(body=body, starts_at=desk.STARTS + dt.timedelta(days=7))
    decisions.begin_minutes(later, by=desk.BY)

    page = desk_client.get(reverse("desk:attendance", args=[later.pk])).content.decode()

    assert 'value="Pirkko Puhe"' in page


def test_a_disqualification_needs_its_ground(desk_client, body):
    meeting = desk.minutes(body=body)
    decisions.record_attendance(meeting, [decisions.AttendanceInput("Taavi Tarkka", "member")], by=desk.BY)
    meeting.refresh_from_db()
    address = reverse("desk:attendance_changes", args=[meeting.pk])
    row = {"person": "1", "item": "1", "kind": "disqualified", "at": "", "ground": ""}

    page = desk_client.post(address, {"revision": meeting.revision, **sent.rows("changes", row)})
    assert 'href="#id_changes-0-ground"' in page.content.decode()
    desk_client.post(
        address, {"revision": meeting.revision, **sent.rows("changes", row | {"ground": "osallisuusjäävi"})}
    )

    assert AttendanceChange.objects.get().ground == "osallisuusjäävi"


def test_a_change_is_added_and_taken_away_without_saving(desk_client, body):
    meeting = desk.minutes(body=body)
    decisions.record_attendance(meeting, [decisions.AttendanceInput("Taavi Tarkka", "member")], by=desk.BY)
    meeting.refresh_from_db()
    address = reverse("desk:attendance_changes", args=[meeting.pk])
    row = {"person": "1", "item": "1", "kind": "left", "at": "17.10"}

    page = desk_client.post(address, {"revision": meeting.revision, "op": "add", **sent.rows("changes", row)})

    assert 'value="17.10"' in page.content.decode()
    assert 'name="changes-TOTAL_FORMS" value="2"' in page.content.decode()


def test_changes_written_over_another_change_are_looked_at_again(desk_client, body):
    meeting = desk.minutes(body=body)
    decisions.record_attendance(meeting, [decisions.AttendanceInput("Taavi Tarkka", "member")], by=desk.BY)
    row = {"person": "1", "item": "1", "kind": "left", "at": "17.10"}

    page = desk_client.post(
        reverse("desk:attendance_changes", args=[meeting.pk]), {"revision": 0, **sent.rows("changes", row)}
    )

    meeting.refresh_from_db()
    assert f'name="revision" value="{meeting.revision}"' in page.content.decode()
    assert not AttendanceChange.objects.exists()


def vote(item, *choices: dict[str, str], **given: str) -> dict[str, str]:
    head = {"revision": str(item.revision), "title": "Pohjaehdotus vastaan vastaehdotus", "procedure": "named"}
    return {**head, **sent.rows("choices", *choices), **given}


YES = {"kind": "yes", "label": "Jaa", "count": "", "is_winner": "on", "names": "Pirkko Puhe (Kesk.)\nTaavi Tarkka, SDP"}
NO = {"kind": "no", "label": "Ei", "count": "1", "names": "Eini Ei\tVihr."}


def test_a_vote_is_written_with_its_names(desk_client, body):
    item = desk.only_item(desk.minutes(body=body))

    desk_client.post(reverse("desk:new_vote", args=[item.pk]), vote(item, YES, NO))

    event = VoteEvent.objects.get()
    assert [(choice.label, choice.count, choice.is_winner) for choice in event.choices.all()] == [
        ("Jaa", 2, True),
        ("Ei", 1, False),
    ]
    assert event.choices.all()[0].votes.all()[1].group == "SDP"


def test_one_vote_of_two_changes_and_the_other_stays(desk_client, body):
    item = desk.only_item(desk.minutes(body=body))
    for title in ("Ensimmäinen", "Toinen"):
        item.refresh_from_db()
        desk_client.post(reverse("desk:new_vote", args=[item.pk]), vote(item, YES, NO, title=title))
    item.refresh_from_db()

    desk_client.post(reverse("desk:vote", args=[item.pk, 1]), vote(item, YES, NO, title="Muutettu"))

    assert [each.title for each in VoteEvent.objects.order_by("position")] == ["Muutettu", "Toinen"]
    desk_client.post(reverse("desk:remove_vote", args=[item.pk, 1]))
    assert [each.title for each in VoteEvent.objects.order_by("position")] == ["Toinen"]


@pytest.mark.parametrize(
    ("choices", "given"),
    [
        ((YES, NO | {"count": "7"}), {}),  # one name, seven votes
        ((YES,), {}),  # nothing to choose between
        ((YES, NO | {"is_winner": "on"}), {}),  # both carry
        ((YES, NO), {"procedure": "ballot"}),  # a closed ballot names nobody
        ((YES, NO), {"title": ""}),
        ((YES, NO | {"count": "monta"}), {}),
    ],
)
def test_a_vote_that_cannot_be_is_not_written_and_its_answers_stay(desk_client, body, choices, given):
    item = desk.only_item(desk.minutes(body=body))

    page = desk_client.post(reverse("desk:new_vote", args=[item.pk]), vote(item, *choices, **given))

    assert page.status_code == 200
    assert "error-summary" in page.content.decode()
    assert "Taavi Tarkka" in page.content.decode()
    assert not VoteEvent.objects.exists()


def test_a_vote_written_over_another_change_is_looked_at_again(desk_client, body):
    item = desk.only_item(desk.minutes(body=body))

    page = desk_client.post(reverse("desk:new_vote", args=[item.pk]), vote(item, YES, NO, revision="0"))

    assert f'name="revision" value="{item.revision}"' in page.content.decode()
    assert "Taavi Tarkka" in page.content.decode()
    assert not VoteEvent.objects.exists()


def test_names_are_read_from_lines_and_cells():
    assert names_in(" A Aho (Kesk.) \n\nB Berg, SFP\nC Cederberg\tVihr.\nD Dahl;") == (
        ("A Aho", "Kesk."),
        ("B Berg", "SFP"),
        ("C Cederberg", "Vihr."),
        ("D Dahl", ""),
    )


def test_the_first_attendance_of_a_body_begins_with_those_who_sit_in_it(desk_client, body):
    meeting = decisions.begin_minutes(desk.published_agenda(body=body), by=desk.BY)
    for name, role in (("Aino Aalto", "member"), ("Kerttu Kari", "deputy"), ("Väinö Vuori", "chair")):
        person = PersonFactory(organization=body.organization, name=name)
        Seat.objects.create(person=person, body=body, role=role, starts_on=dt.date(2025, 6, 1))
    left = PersonFactory(organization=body.organization, name="Entinen Eero")
    Seat.objects.create(person=left, body=body, starts_on=dt.date(2021, 6, 1), ends_on=dt.date(2025, 5, 31))

    rows = desk_client.get(reverse("desk:attendance", args=[meeting.pk])).context["sheet"].rows

    assert [row["name"].value() for row in rows if row["name"].value()] == ["Väinö Vuori", "Aino Aalto"]


def test_a_vote_offers_the_names_of_those_who_could_vote(desk_client, body):
    meeting = desk.minutes(body=body)
    given = [
        decisions.AttendanceInput(name, role)
        for name, role in (("Pirkko Puhe", "chair"), ("Eino Esittelijä", "presenter"))
    ]
    decisions.record_attendance(meeting, given, by=desk.BY)

    page = desk_client.get(reverse("desk:new_vote", args=[desk.only_item(meeting).pk])).content.decode()

    assert 'data-copy="Pirkko Puhe"' in page
    assert "Esittelijä" not in page
