"""Two at once, twice, and in the wrong order: one wins, the other is told, and nothing is doubled."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from seutu.publishing.decisions import actions
from seutu.publishing.decisions.models import AgendaItem
from seutu.publishing.decisions.tests import desk
from seutu.publishing.desk.tests import sent
from seutu.shared.audit.models import Entry
from seutu.shared.organizations.tests.factories import BodyFactory


def at_once(*calls: Callable[[], object]) -> list[object]:
    """What each call gives or raises, all begun in the same instant."""
    start, answers = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place: int, call: Callable[[], object]) -> None:
        start.wait()
        try:
            answers[place] = call()
        except (actions.WrongState, actions.EditConflict, actions.NotPublishable) as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, call)) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return answers


needs_two_writers = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="the tests' SQLite is in memory, with one connection"
)


@needs_two_writers
@pytest.mark.django_db(transaction=True)
def test_two_clerks_who_publish_one_agenda_publish_it_once():
    meeting = desk.draft(desk.item("A"), desk.item("B"))

    answers = at_once(*[lambda: actions.publish_agenda(meeting, by=desk.BY)] * 2)

    assert sum(isinstance(answer, actions.WrongState) for answer in answers) == 1
    assert Entry.objects.filter(verb="meeting.agenda_published").count() == 1
    assert sorted(AgendaItem.objects.values_list("section_number", flat=True)) == [1, 2]


@needs_two_writers
@pytest.mark.django_db(transaction=True)
def test_two_agendas_of_one_body_never_share_a_section():
    body = BodyFactory()
    meetings = [desk.draft(desk.item("A"), desk.item("B"), body=body) for _ in range(3)]

    at_once(*[lambda each=each: actions.publish_agenda(each, by=desk.BY) for each in meetings])

    assert sorted(AgendaItem.objects.values_list("section_number", flat=True)) == [1, 2, 3, 4, 5, 6]


@needs_two_writers
@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_one_item_one_is_told():
    item = desk.only_item(desk.draft())

    answers = at_once(
        *[lambda title=title: actions.save_item(item, desk.text(title), revision=1, by=desk.BY) for title in "AB"]
    )

    assert sum(isinstance(answer, actions.EditConflict) for answer in answers) == 1
    item.refresh_from_db()
    assert item.revision == 2


@pytest.mark.django_db
def test_whoever_saves_second_sees_both_versions(browser, item):
    opened = sent.item_of(item)
    actions.save_item(item, desk.text("Hirvi"), revision=item.revision, by=desk.BY)

    answer = browser.post(reverse("desk:item", args=[item.pk]), opened | {"title": "Kettu"}, follow=True)

    # What differs is marked word by word, so each word is looked for on its own.
    page = answer.content.decode()
    assert "Kettu" in page
    assert "Hirvi" in page
    item.refresh_from_db()
    assert item.title == "Hirvi"


@pytest.mark.django_db
def test_a_button_that_is_pressed_twice_publishes_once(browser, body):
    meeting = desk.draft(body=body)
    address = reverse("desk:publish_agenda", args=[meeting.pk])

    browser.post(address)
    again = browser.post(address, follow=True)

    assert again.status_code == 200
    assert Entry.objects.filter(verb="meeting.agenda_published").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["publish_minutes", "publish_supplement", "begin_minutes"])
def test_what_comes_later_cannot_come_first(browser, body, name):
    meeting = desk.draft(body=body)

    answer = browser.post(reverse(f"desk:{name}", args=[meeting.pk]), {"displayed_on": "1.12.2026"}, follow=True)

    assert answer.status_code == 200
    meeting.refresh_from_db()
    assert meeting.state == "draft"


@pytest.mark.django_db
def test_nothing_is_corrected_before_it_is_published(browser, item):
    sent_text = sent.item_of(item) | {"correction_kind": "clerical", "reason": "Virhe", "title": "Toinen"}

    answer = browser.post(reverse("desk:correct_item", args=[item.pk]), sent_text, follow=True)

    assert answer.status_code == 200
    item.refresh_from_db()
    assert item.title == "Talousarvion muutos"


@pytest.mark.django_db
def test_a_form_from_another_site_changes_nothing(clerk, item):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(clerk)

    answer = browser.post(reverse("desk:item", args=[item.pk]), sent.item_of(item, title="Huijaus"))

    assert answer.status_code == 403
    item.refresh_from_db()
    assert item.title == "Talousarvion muutos"


@pytest.mark.django_db
def test_who_is_signed_out_while_typing_is_led_to_sign_in_and_nothing_changes(client, item):
    answer = client.post(reverse("desk:item", args=[item.pk]), sent.item_of(item, title="Kesken"))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/tyo/kirjaudu/")
    item.refresh_from_db()
    assert item.title == "Talousarvion muutos"
