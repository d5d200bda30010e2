"""Each opening of a form keeps a draft of its own: what was left unfinished is never written over."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.models import AgendaItem
from seutu.publishing.decisions.tests import desk
from seutu.publishing.decisions.tests.record_factories import (
    InitiativeFactory,
    NoticeFactory,
    OfficeFactory,
    OfficerDecisionFactory,
)
from seutu.publishing.desk.models import Draft
from seutu.publishing.desk.tests import sent
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db


def opened(client, address: str) -> str:
    """The opening of the form at an address."""
    return re.search(r'name="opening" value="([^"]*)"', client.get(address).content.decode())[1]


def type_into(client, target: str, opening: str, title: str):
    given = {"target": target, "opening": opening, "base_revision": "1", "field:title": title}
    return client.post(reverse("desk:save_draft"), given)


@pytest.fixture
def new_item(body):
    meeting = desk.draft(body=body)
    return reverse("desk:new_item", args=[meeting.pk]), f"new_item:{meeting.pk}"


def test_two_openings_keep_two_texts(desk_client, new_item):
    address, target = new_item

    for title in ("Ensimmäinen asia", "Toinen asia"):
        type_into(desk_client, target, opened(desk_client, address), title)

    assert {draft.title for draft in Draft.objects.all()} == {"Ensimmäinen asia", "Toinen asia"}
    page = desk_client.get(address).content.decode()
    for draft in Draft.objects.all():
        assert f'href="?luonnos={draft.pk}"' in page
        assert draft.title in page


def test_one_opening_keeps_what_was_typed_last(desk_client, new_item):
    address, target = new_item
    opening = opened(desk_client, address)

    for title in ("Hake", "Hakemus"):
        type_into(desk_client, target, opening, title)

    assert Draft.objects.get().title == "Hakemus"


def test_a_form_that_goes_on_with_a_draft_writes_into_it(desk_client, new_item):
    address, target = new_item
    type_into(desk_client, target, opened(desk_client, address), "Hakemus")
    draft = Draft.objects.get()

    opening = opened(desk_client, f"{address}?luonnos={draft.pk}")
    type_into(desk_client, target, opening, "Hakemus, jatkettu")

    assert Draft.objects.get().title == "Hakemus, jatkettu"


def test_saving_lets_go_of_its_own_draft_and_of_no_other(desk_client, new_item):
    address, target = new_item
    type_into(desk_client, target, opened(desk_client, address), "Ensimmäinen asia")
    opening = opened(desk_client, address)
    type_into(desk_client, target, opening, "Toinen asia")

    answer = desk_client.post(address, sent.item(title="Toinen asia", opening=opening))

    assert AgendaItem.objects.filter(title="Toinen asia").exists()
    assert Draft.objects.get().title == "Ensimmäinen asia"
    assert answer.cookies["seutu_saved"].value == f"{target}:{opening}"


def test_a_refused_form_stays_the_same_opening(desk_client, new_item):
    address, _target = new_item
    opening = opened(desk_client, address)

    page = desk_client.post(address, sent.item(title="", opening=opening)).content.decode()

    assert f'name="opening" value="{opening}"' in page
    assert 'data-sent="yes"' in page
    assert 'data-sent="yes"' not in desk_client.get(address).content.decode()


def test_an_edit_conflict_shows_the_text_that_was_sent(desk_client, body, clerk):
    item = desk.only_item(desk.draft(body=body))
    address, target, revision = reverse("desk:item", args=[item.pk]), f"item:{item.pk}", item.revision
    type_into(desk_client, target, opened(desk_client, address), "Unohtunut luonnos")
    opening = opened(desk_client, address)
    decisions.save_item(item, desk.text("Toisen otsikko"), revision=revision, by=clerk)

    answer = desk_client.post(address, sent.item(revision, title="Minun otsikko", opening=opening))

    page = desk_client.get(answer.url).content.decode()
    assert "Minun" in page
    assert "Unohtunut" not in page
    chosen = desk_client.post(answer.url, {"choice-title": "mine"})
    assert 'value="Minun otsikko"' in desk_client.get(chosen.url).content.decode()
    assert Draft.objects.get(target=target, fields__title=["Unohtunut luonnos"])


def test_a_draft_is_discarded_and_the_others_stay(desk_client, new_item):
    address, target = new_item
    for title in ("Ensimmäinen asia", "Toinen asia"):
        type_into(desk_client, target, opened(desk_client, address), title)
    first = Draft.objects.get(fields__title=["Ensimmäinen asia"])

    desk_client.post(reverse("desk:discard_draft"), {"target": target, "draft": first.pk, "back": address})

    assert Draft.objects.get().title == "Toinen asia"


def test_a_draft_of_another_form_is_not_opened(desk_client, new_item, clerk):
    address, _target = new_item
    type_into(desk_client, "new_notice:0", "a", "Kuulutus")

    page = desk_client.get(f"{address}?luonnos={Draft.objects.get().pk}").content.decode()

    assert "Kuulutus kaavasta" not in page
    assert 'value="Kuulutus"' not in page


def test_an_opening_that_no_form_of_ours_has_is_taken_as_none(desk_client, new_item):
    _address, target = new_item

    type_into(desk_client, target, "x" * 500, "Hakemus")

    assert Draft.objects.get().opening == ""


@pytest.fixture
def register_forms(municipality):
    """The address and the target of each form of a register that is long to write."""
    decision = OfficerDecisionFactory(office=OfficeFactory(organization=municipality), state="draft")
    notice = NoticeFactory(organization=municipality, state="draft")
    initiative = InitiativeFactory(organization=municipality)
    return [
        (reverse("desk:new_officer_decision"), "new_officer_decision:0"),
        (reverse("desk:change_officer_decision", args=[decision.pk]), f"officer_decision:{decision.pk}"),
        (reverse("desk:new_notice"), "new_notice:0"),
        (reverse("desk:change_notice", args=[notice.pk]), f"notice:{notice.pk}"),
        (reverse("desk:new_initiative"), "new_initiative:0"),
        (reverse("desk:change_initiative", args=[initiative.pk]), f"initiative:{initiative.pk}"),
    ]


def test_forms_of_the_registers_are_kept_and_cleaned_like_those_of_meetings(desk_client, register_forms):
    for address, target in register_forms:
        page = desk_client.get(address).content.decode()
        assert f'data-target="{target}"' in page, address
        assert f'data-clean-at="{reverse("desk:clean_text")}"' in page, address

        assert type_into(desk_client, target, opened(desk_client, address), "Kesken jäänyt").status_code == 200
        draft = Draft.objects.get(target=target)

        assert 'value="Kesken jäänyt"' in desk_client.get(f"{address}?luonnos={draft.pk}").content.decode(), address


def test_saving_a_register_form_lets_its_draft_go(desk_client, municipality):
    address = reverse("desk:new_initiative")
    opening = opened(desk_client, address)
    type_into(desk_client, "new_initiative:0", opening, "Pyörätie")

    desk_client.post(
        address,
        {
            "organization": municipality.pk,
            "kind": "council",
            "title": "Pyörätie",
            "submitted_on": "1.3.2022",
            "language": "fi",
            "opening": opening,
        },
    )

    assert not Draft.objects.exists()


def test_the_text_of_a_secret_officer_decision_is_not_kept(desk_client):
    given = {"field:is_withheld": "on", "field:background_html": "Salakari", "field:decision_html": "Salakari"}

    desk_client.post(
        reverse("desk:save_draft"), {"target": "new_officer_decision:0", "field:title": "Hakemus", **given}
    )

    assert Draft.objects.get().title == "Hakemus"
    assert "Salakari" not in str(Draft.objects.get().fields)


def test_changes_of_attendance_are_kept(desk_client, body):
    meeting = desk.minutes(body=body)
    person = {"name": "Pirkko Puhe", "role": "chair"}
    desk_client.post(
        reverse("desk:attendance", args=[meeting.pk]), {"revision": meeting.revision, **sent.rows("people", person)}
    )
    address, target = reverse("desk:attendance_changes", args=[meeting.pk]), f"attendance_changes:{meeting.pk}"
    row = {"field:changes-0-ground": "osallisuusjäävi", "field:changes-TOTAL_FORMS": "1"}

    desk_client.post(reverse("desk:save_draft"), {"target": target, "opening": opened(desk_client, address), **row})

    page = desk_client.get(f"{address}?luonnos={Draft.objects.get().pk}").content.decode()
    assert 'value="osallisuusjäävi"' in page


def test_a_draft_follows_its_item_to_the_correction_when_the_minutes_are_out(desk_client, body, clerk):
    item = desk.only_item(desk.published_minutes(body=body))
    address, correction = reverse("desk:item", args=[item.pk]), reverse("desk:correct_item", args=[item.pk])
    draft = Draft.objects.create(
        user=clerk, target=f"item:{item.pk}", opening="a", fields={"title": ["Kesken"]}, saved_at=clock.now()
    )

    answer = desk_client.get(f"{address}?luonnos={draft.pk}")

    assert answer.url == f"{correction}?luonnos={draft.pk}"
    assert 'value="Kesken"' in desk_client.get(answer.url).content.decode()


def test_what_is_sent_after_the_minutes_came_out_is_kept_for_the_correction(desk_client, body):
    item = desk.only_item(desk.published_minutes(body=body))

    answer = desk_client.post(
        reverse("desk:item", args=[item.pk]), sent.item(item.revision, title="Myöhässä", opening="a")
    )

    assert 'value="Myöhässä"' in desk_client.get(answer.url).content.decode()
    assert Draft.objects.get().target == f"correction:{item.pk}"
