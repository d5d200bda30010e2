"""The first button of a meeting's page is the step that comes next."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.actions import CheckerInput
from seutu.publishing.decisions.tests import desk

pytestmark = pytest.mark.django_db


def main_button(client, meeting) -> str:
    page = client.get(reverse("desk:meeting", args=[meeting.pk])).content.decode()
    return re.search(r'<a class="button" href="([^"]*)"', page)[1]


def test_while_a_decision_is_missing_it_writes_the_decisions(desk_client, body):
    meeting = desk.minutes(desk.item(outcome=""), body=body)

    assert main_button(desk_client, meeting) == reverse("desk:decisions_at_once", args=[meeting.pk])


def test_while_nobody_is_named_to_check_the_minutes_it_names_them(desk_client, body):
    meeting = desk.minutes(body=body)

    assert main_button(desk_client, meeting) == reverse("desk:name_checkers", args=[meeting.pk])


def test_while_they_are_waited_for_it_leads_to_the_checking(desk_client, body, clerk):
    meeting = desk.minutes(body=body)
    decisions.name_checkers(meeting, [CheckerInput("Taavi Tarkka")], by=clerk)

    assert main_button(desk_client, meeting) == reverse("desk:checking", args=[meeting.pk])


def test_when_the_minutes_are_checked_it_publishes_them(desk_client, body):
    meeting = desk.checked(body=body)

    assert main_button(desk_client, meeting) == reverse("desk:publish_minutes", args=[meeting.pk])
