"""What a clerk began and did not save is found again: on the first page and on that of the meeting."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from seutu.publishing.decisions.tests import desk
from seutu.publishing.desk import drafts_presentation
from seutu.publishing.desk.models import Draft
from seutu.publishing.desk.queries.drafts import FORMS, NEW_FORMS
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db

TODAY = "/tyo/"


def draft(user, target: str, title: str = "", **given) -> Draft:
    fields = {"title": [title]} if title else {}
    return Draft.objects.create(user=user, target=target, fields=fields, saved_at=clock.now(), **given)


def text(client, address: str) -> str:
    return client.get(address).content.decode()


def test_every_form_that_is_kept_has_a_name_and_an_address():
    assert set(drafts_presentation.FORMS) == {*FORMS, *NEW_FORMS}


@time_machine.travel(dt.datetime(2026, 11, 25, 12, 5, tzinfo=dt.UTC), tick=False)
def test_an_unfinished_text_leads_from_the_first_page_back_to_its_form(desk_client, clerk, body):
    item = desk.only_item(desk.draft(body=body))
    kept = draft(clerk, f"item:{item.pk}", "Hakemus, kesken")

    page = text(desk_client, TODAY)

    assert "Kesken jääneet" in page
    assert f'href="{reverse("desk:item", args=[item.pk])}?luonnos={kept.pk}"' in page
    assert "Hakemus, kesken" in page
    assert "14.05" in page
    assert "25.12.2026" in page


def test_the_page_of_a_meeting_shows_its_own(desk_client, clerk, body):
    meeting, other = desk.draft(body=body), desk.draft(body=body)
    draft(clerk, f"new_item:{meeting.pk}", "Uusi valtuustoaloite")
    draft(clerk, f"attendance:{other.pk}")
    draft(clerk, "new_notice:0", "Kuulutus kaavasta")

    page = text(desk_client, reverse("desk:meeting", args=[meeting.pk]))

    assert "Uusi valtuustoaloite" in page
    assert reverse("desk:attendance", args=[other.pk]) not in page
    assert "Kuulutus kaavasta" not in page


def test_every_kept_form_of_a_meeting_is_found(desk_client, clerk, body):
    meeting = desk.minutes(body=body)
    item = desk.only_item(meeting)
    targets = [f"{word}:{meeting.pk}" for word in ("meeting", "new_item", "attendance", "attendance_changes")]
    targets += [f"{word}:{item.pk}" for word in ("item", "decision", "vote_0", "vote_2", "correction")]
    kept = [draft(clerk, target) for target in targets]

    page = text(desk_client, reverse("desk:meeting", args=[meeting.pk]))

    for each in kept:
        assert f"?luonnos={each.pk}" in page, each.target


def test_nothing_is_listed_of_others_of_what_is_gone_and_of_what_was_replaced(desk_client, clerk, operator, body):
    meeting = desk.draft(body=body)
    item = desk.only_item(meeting)
    draft(operator, f"item:{item.pk}", "Toisen luonnos")
    draft(clerk, "item:999999", "Poistetun asian luonnos")
    draft(clerk, f"replaced_item:{item.pk}", "Korvattu")

    page = text(desk_client, TODAY)

    assert "Kesken jääneet" not in page
    assert "luonnos=" not in text(desk_client, reverse("desk:meeting", args=[meeting.pk]))


def test_three_unfinished_texts_ask_no_more_than_one(desk_client, clerk, body, count_queries):
    items = [desk.only_item(desk.draft(body=body)) for _ in range(3)]
    draft(clerk, f"item:{items[0].pk}", "Ensimmäinen")
    one = count_queries(TODAY)
    for item in items[1:]:
        draft(clerk, f"item:{item.pk}", "Seuraava")

    assert count_queries(TODAY) == one
