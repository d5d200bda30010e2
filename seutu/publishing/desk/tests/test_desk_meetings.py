from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from seutu.publishing.decisions.models import AgendaItem, Meeting, MeetingState
from seutu.publishing.decisions.tests import desk
from seutu.publishing.desk.models import AgendaTemplate
from seutu.publishing.desk.tests import sent

pytestmark = pytest.mark.django_db


def bench(meeting: Meeting) -> str:
    return reverse("desk:meeting", args=[meeting.pk])


def test_the_list_tells_how_far_each_meeting_has_come(desk_client, body):
    desk.draft(body=body)
    desk.published_agenda(body=body)
    desk.minutes(body=body)
    desk.checked(body=body)
    desk.published_minutes(body=body)

    page = desk_client.get(reverse("desk:meetings")).content.decode()

    assert "Sivistyslautakunta" in page
    assert page.count("<li>") >= 5


def test_the_list_says_who_has_not_checked(desk_client, body):
    meeting = desk.checked(body=body)
    meeting.checkers.filter(position=2).update(checked_on=None)
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.MINUTES_DRAFTED, minutes_checked_on=None)

    page = desk_client.get(reverse("desk:meetings")).content.decode()

    assert "Taavi Tarkka" in page
    assert "Pirkko Puhe" not in page


def test_the_list_costs_the_same_for_one_meeting_and_three(count_queries, body):
    desk.checked(body=body)
    one = count_queries(reverse("desk:meetings"))
    desk.checked(body=body)
    desk.checked(body=body)

    assert count_queries(reverse("desk:meetings")) == one


def test_the_workbench_costs_the_same_for_one_item_and_three(count_queries, body):
    single, triple = desk.minutes(body=body), desk.minutes(desk.item("A"), desk.item("B"), desk.item("C"), body=body)

    assert count_queries(bench(single)) == count_queries(bench(triple))


def test_a_meeting_begins_with_the_standing_items_of_its_body(desk_client, body, template):
    answer = desk_client.post(reverse("desk:new_meeting"), sent.meeting(body.pk))

    meeting = Meeting.objects.get()
    assert answer.url == bench(meeting)
    assert meeting.starts_at == dt.datetime(2026, 3, 29, 13, 0, tzinfo=dt.UTC)  # 16.00 in Helsinki, summer time
    titles = list(AgendaItem.objects.order_by("position").values_list("title", flat=True))
    assert titles == ["Kokouksen laillisuus ja päätösvaltaisuus", "Pöytäkirjantarkastajien valinta"]


def test_wrong_details_of_a_new_meeting_keep_the_answers(desk_client, body):
    page = desk_client.post(reverse("desk:new_meeting"), sent.meeting(body.pk, day="29. maaliskuuta", place="Kirjasto"))

    words = page.content.decode()
    assert 'value="29. maaliskuuta"' in words
    assert 'value="Kirjasto"' in words
    assert not Meeting.objects.exists()


def test_a_meeting_of_another_municipality_cannot_be_made(client, outsider, body):
    client.force_login(outsider)

    client.post(reverse("desk:new_meeting"), sent.meeting(body.pk))

    assert not Meeting.objects.exists()


def test_a_template_of_another_body_is_refused(desk_client, body, municipality, template):
    from seutu.shared.organizations.tests.factories import BodyFactory

    other = BodyFactory(organization=municipality)

    desk_client.post(reverse("desk:new_meeting"), sent.meeting(other.pk, template=str(template.pk)))

    assert not Meeting.objects.exists()


def test_the_details_of_a_meeting_change(desk_client, body):
    meeting = desk.draft(body=body)

    desk_client.post(
        reverse("desk:change_meeting", args=[meeting.pk]),
        sent.meeting(
            "", revision=str(meeting.revision), time="18.30", ends="1.15", video_url="https://video.example/1"
        ),
    )

    meeting.refresh_from_db()
    assert meeting.ends_at is not None
    assert meeting.ends_at - meeting.starts_at == dt.timedelta(hours=6, minutes=45)
    assert meeting.video_url == "https://video.example/1"


def test_a_video_is_at_an_address_of_the_web(desk_client, body):
    meeting = desk.draft(body=body)

    desk_client.post(
        reverse("desk:change_meeting", args=[meeting.pk]),
        sent.meeting("", revision=str(meeting.revision), video_url="ftp://video.example/1"),
    )

    meeting.refresh_from_db()
    assert meeting.video_url == ""


def test_an_unpublished_meeting_is_deleted_after_asking(desk_client, body):
    meeting = desk.draft(body=body)
    address = reverse("desk:discard_meeting", args=[meeting.pk])

    desk_client.get(address)
    assert Meeting.objects.exists()
    desk_client.post(address)

    assert not Meeting.objects.exists()


def test_a_published_meeting_is_not_deleted(desk_client, body):
    meeting = desk.published_agenda(body=body)

    desk_client.post(reverse("desk:discard_meeting", args=[meeting.pk]))

    assert Meeting.objects.exists()


def test_a_template_is_made_of_what_belongs_to_no_case(desk_client, body):
    meeting = desk.draft(desk.item("Pöytäkirjantarkastajat"), desk.item("Lupa", case_number="1/2026"), body=body)

    desk_client.post(reverse("desk:make_template", args=[meeting.pk]))

    made = AgendaTemplate.objects.get()
    assert [item.title for item in made.items.all()] == ["Pöytäkirjantarkastajat"]


@time_machine.travel("2026-03-11T08:00:00Z", tick=False)
def test_the_home_page_tells_what_waits(desk_client, body):
    desk.draft(body=body, starts_at=desk.STARTS + dt.timedelta(days=7))
    desk.checked(body=body)

    page = desk_client.get(reverse("work:today")).content.decode()

    assert page.count(body.name_fi) == 2


def test_the_home_page_of_others_has_no_meetings(client, operator, body):
    desk.draft(body=body)
    client.force_login(operator)

    assert body.name_fi not in client.get(reverse("work:today")).content.decode()
