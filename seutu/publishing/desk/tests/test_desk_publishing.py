from __future__ import annotations

import pytest
import time_machine
from django.urls import reverse

from seutu.publishing.decisions.models import MeetingState
from seutu.publishing.decisions.tests import desk

pytestmark = pytest.mark.django_db


def state(meeting) -> str:
    meeting.refresh_from_db()
    return meeting.state


def test_the_agenda_is_published_after_telling_what_happens(desk_client, body):
    meeting = desk.draft(desk.item("A"), desk.item("B"), body=body)
    address = reverse("desk:publish_agenda", args=[meeting.pk])

    page = desk_client.get(address).content.decode()
    assert "§ 1–2" in page
    assert state(meeting) == MeetingState.DRAFT
    desk_client.post(address)

    assert state(meeting) == MeetingState.AGENDA_PUBLISHED


def test_what_stands_in_the_way_leads_to_its_place(desk_client, body):
    from seutu.publishing.decisions.actions import PartInput

    part = PartInput("background", "<p>Tunnus 131052-308T.</p>")
    meeting = desk.draft(desk.item(parts=(part,)), body=body)
    item = desk.only_item(meeting)
    address = reverse("desk:publish_agenda", args=[meeting.pk])

    for answer in (desk_client.get(address), desk_client.post(address)):
        assert f"{reverse('desk:item', args=[item.pk])}#id_parts-0-html" in answer.content.decode()
    assert answer.status_code == 409
    assert state(meeting) == MeetingState.DRAFT


def test_an_empty_agenda_says_what_to_do(desk_client, body):
    meeting = desk.draft(body=body)
    meeting.items.all().delete()

    page = desk_client.get(reverse("desk:publish_agenda", args=[meeting.pk])).content.decode()

    assert reverse("desk:new_item", args=[meeting.pk]) in page


def test_a_supplementary_agenda_is_published_alone(desk_client, body):
    from seutu.publishing.decisions.actions import add_item

    meeting = desk.published_agenda(body=body)
    added = add_item(meeting, desk.item("Kiireellinen"), by=desk.BY)
    address = reverse("desk:publish_supplement", args=[meeting.pk])

    assert "§ 2" in desk_client.get(address).content.decode()
    desk_client.post(address)

    added.refresh_from_db()
    assert not added.is_draft


def test_the_minutes_are_begun_once(desk_client, body):
    meeting = desk.published_agenda(body=body)
    address = reverse("desk:begin_minutes", args=[meeting.pk])

    desk_client.post(address)
    desk_client.post(address)

    assert state(meeting) == MeetingState.MINUTES_DRAFTED


def test_unchecked_minutes_name_who_is_missing(desk_client, body):
    meeting = desk.checked(body=body)
    meeting.checkers.update(checked_on=None)

    page = desk_client.get(reverse("desk:publish_minutes", args=[meeting.pk])).content.decode()

    assert "Pirkko Puhe, Taavi Tarkka" in page


@time_machine.travel("2026-03-16T10:00:00Z", tick=False)
def test_checked_minutes_are_published_on_the_day_that_is_written(desk_client, body):
    meeting = desk.checked(body=body)
    address = reverse("desk:publish_minutes", args=[meeting.pk])

    assert 'value="16.3.2026"' in desk_client.get(address).content.decode()
    desk_client.post(address, {"displayed_on": "15.3.2026"})
    assert state(meeting) == MeetingState.MINUTES_CHECKED
    desk_client.post(address, {"displayed_on": "17.3.2026"})

    assert state(meeting) == MeetingState.MINUTES_PUBLISHED
    assert f"{meeting.displayed_on:%-d.%-m.}" == "17.3."


def test_publishing_twice_is_said_in_words(desk_client, body):
    meeting = desk.published_agenda(body=body)

    answer = desk_client.post(reverse("desk:publish_agenda", args=[meeting.pk]), follow=True)

    assert answer.status_code == 200
    assert "messages" in answer.content.decode()


def test_a_secret_item_is_told_before_publishing(desk_client, body):
    secret = desk.item("Virkavapaushakemus", parts=(), is_withheld=True, secrecy_ground="JulkL 24 § 1 mom. 25 k.")
    meeting = desk.draft(secret, body=body)

    page = desk_client.get(reverse("desk:publish_agenda", args=[meeting.pk])).content.decode()

    assert "<li>" in page
