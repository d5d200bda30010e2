from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.tests import desk
from seutu.publishing.desk.actions import drafts
from seutu.publishing.desk.models import Draft
from seutu.publishing.desk.tests import sent
from seutu.shared.core import clock, rich_text

pytestmark = pytest.mark.django_db


def keep(client, target: str, **fields: str):
    named = {f"field:{name}": value for name, value in fields.items()}
    return client.post(reverse("desk:save_draft"), {"target": target, "base_revision": "1"} | named)


@time_machine.travel("2026-11-25T12:05:00Z", tick=False)
def test_what_is_typed_is_kept_and_its_time_told(desk_client, body, clerk):
    item = desk.only_item(desk.draft(body=body))

    answer = keep(desk_client, f"item:{item.pk}", title="Kesken jäänyt")

    assert answer.json() == {"saved_at": "14.05"}
    draft = Draft.objects.get(user=clerk)
    assert draft.fields == {"title": ["Kesken jäänyt"]}


def test_a_draft_is_offered_and_opens_as_it_was(desk_client, body):
    item = desk.only_item(desk.draft(body=body))
    address = reverse("desk:item", args=[item.pk])
    keep(desk_client, f"item:{item.pk}", title="Kesken jäänyt", **sent.rows("parts", {"kind": "other", "html": "x"}))

    assert f'href="?luonnos={Draft.objects.get().pk}"' in desk_client.get(address).content.decode()
    page = desk_client.get(f"{address}?luonnos=jatka").content.decode()

    assert 'value="Kesken jäänyt"' in page
    assert 'class="error"' not in page


def test_a_draft_of_somebody_else_is_not_seen(client, body, clerk, municipality):
    from seutu.shared.accounts.tests.factories import UserFactory
    from seutu.shared.organizations.roles import Role
    from seutu.shared.organizations.tests.factories import MembershipFactory

    item = desk.only_item(desk.draft(body=body))
    client.force_login(clerk)
    keep(client, f"item:{item.pk}", title="Kesken jäänyt")
    colleague = UserFactory()
    MembershipFactory(user=colleague, organization=municipality, role=Role.CLERK)
    client.force_login(colleague)

    page = client.get(reverse("desk:item", args=[item.pk]) + "?luonnos=jatka").content.decode()

    assert "Kesken jäänyt" not in page


def test_a_draft_is_discarded(desk_client, body):
    item = desk.only_item(desk.draft(body=body))
    address = reverse("desk:item", args=[item.pk])
    keep(desk_client, f"item:{item.pk}", title="Kesken")

    answer = desk_client.post(reverse("desk:discard_draft"), {"target": f"item:{item.pk}", "back": address})

    assert answer.url == address
    assert not Draft.objects.exists()


def test_discarding_leads_nowhere_else(desk_client, body):
    item = desk.only_item(desk.draft(body=body))

    answer = desk_client.post(
        reverse("desk:discard_draft"), {"target": f"item:{item.pk}", "back": "https://evil.example/"}
    )

    assert answer.url == reverse("desk:meetings")


def test_whoever_has_signed_out_is_told_by_a_status(client, body):
    item = desk.only_item(desk.draft(body=body))

    assert keep(client, f"item:{item.pk}", title="Kesken").status_code == 401
    assert client.post(reverse("desk:clean_text"), {"html": "<p>a</p>"}).status_code == 401


@pytest.mark.parametrize("target", ["item:0", "item:99999999", "nothing:1", "item", "item:-1", "item:1 or 1=1", ""])
def test_nothing_is_kept_for_a_form_that_there_is_not(desk_client, body, target):
    assert keep(desk_client, target, title="x").status_code == 404


def test_an_outsider_keeps_nothing(client, outsider, body):
    item = desk.only_item(desk.draft(body=body))
    client.force_login(outsider)

    assert keep(client, f"item:{item.pk}", title="x").status_code == 404
    assert not Draft.objects.exists()


def test_the_text_of_a_secret_item_is_not_kept(desk_client, body):
    item = desk.only_item(desk.draft(body=body))

    keep(desk_client, f"item:{item.pk}", title="Hakemus", is_withheld="on", **{"parts-0-html": "Salakari"})

    assert "Salakari" not in str(Draft.objects.get().fields)


def test_too_much_is_refused_with_a_status(desk_client, body, monkeypatch):
    item = desk.only_item(desk.draft(body=body))
    monkeypatch.setattr(drafts, "CHARACTERS_AT_MOST", 10)

    assert keep(desk_client, f"item:{item.pk}", title="yli kymmenen merkkiä").status_code == 413


def test_control_characters_do_not_stop_a_draft(desk_client, body):
    item = desk.only_item(desk.draft(body=body))

    assert keep(desk_client, f"item:{item.pk}", title="a\x00b").status_code == 200


def test_old_drafts_are_pruned_by_command(clerk):
    for days in (1, drafts.DAYS_KEPT + 1):
        saved_at = clock.now() - dt.timedelta(days=days)
        Draft.objects.create(user=clerk, target=f"item:{days}", saved_at=saved_at)
    said = StringIO()

    call_command("prune_drafts", stdout=said)

    assert said.getvalue() == "1 drafts were deleted.\n"
    assert Draft.objects.get().target == "item:1"


def test_an_opening_of_a_form_has_one_draft_of_a_person(clerk):
    Draft.objects.create(user=clerk, target="item:1", saved_at=clock.now())

    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.create(user=clerk, target="item:1", saved_at=clock.now())


def conflict(client, body, clerk):
    """An item that somebody saved while it was being edited, and what the second one got."""
    item = desk.only_item(desk.draft(body=body))
    opened = item.revision
    decisions.save_item(item, desk.text("Toisen otsikko"), revision=opened, by=clerk)
    answer = client.post(
        reverse("desk:item", args=[item.pk]), sent.item(opened, title="Minun otsikko", presenter="Rehtori")
    )
    item.refresh_from_db()
    return item, answer


def test_an_edit_conflict_shows_both_versions(desk_client, body, clerk):
    item, answer = conflict(desk_client, body, clerk)

    page = desk_client.get(answer.url).content.decode()

    assert item.title == "Toisen otsikko"
    assert "Minun" in page
    assert "Toisen" in page
    assert "<ins>" in page
    assert "<del>" in page
    assert clerk.display_name in page
    assert "Hyväksyttiin." in page


def test_the_chosen_mixture_opens_in_the_form_and_is_saved(desk_client, body, clerk):
    item, answer = conflict(desk_client, body, clerk)

    chosen = desk_client.post(answer.url, {"choice-title": "theirs", "choice-presenter": "mine"})
    page = desk_client.get(chosen.url).content.decode()

    assert 'value="Toisen otsikko"' in page
    assert 'value="Rehtori"' in page
    assert f'name="revision" value="{item.revision}"' in page
    assert "Hyväksyttiin." in page
    desk_client.post(
        reverse("desk:item", args=[item.pk]), sent.item_of(item, presenter="Rehtori", title="Toisen otsikko")
    )
    item.refresh_from_db()
    assert item.presenter == "Rehtori"


def test_the_version_that_was_replaced_stays_to_be_opened(desk_client, body, clerk):
    item, answer = conflict(desk_client, body, clerk)
    desk_client.post(answer.url, {"choice-title": "mine"})
    desk_client.post(reverse("desk:item", args=[item.pk]), sent.item_of(item) | {"title": "Minun otsikko"})
    address = reverse("desk:item", args=[item.pk])

    assert "?luonnos=korvattu" in desk_client.get(address).content.decode()
    assert "Toisen otsikko" in desk_client.get(f"{address}?luonnos=korvattu").content.decode()


def test_nothing_is_lost_when_the_choice_is_left_for_later(desk_client, body, clerk):
    item, _answer = conflict(desk_client, body, clerk)

    page = desk_client.get(reverse("desk:item", args=[item.pk])).content.decode()

    assert f'href="?luonnos={Draft.objects.get().pk}"' in page
    assert Draft.objects.get().fields["title"] == ["Minun otsikko"]


@pytest.mark.parametrize("target", ["item:999999", "nothing:1", "item:x", "new_item:1"])
def test_there_are_no_versions_of_what_is_not_there(desk_client, body, target):
    assert desk_client.get(reverse("desk:conflict", args=[target])).status_code == 404


def test_a_conflict_of_a_meetings_details_shows_both(desk_client, body, clerk):
    meeting = desk.draft(body=body)
    fields = decisions.MeetingFields(starts_at=meeting.starts_at, place="Kirjasto")
    decisions.change_meeting(meeting, fields, revision=meeting.revision, by=clerk)

    answer = desk_client.post(
        reverse("desk:change_meeting", args=[meeting.pk]), sent.meeting("", revision="1", place="Koulu")
    )
    page = desk_client.get(answer.url).content.decode()

    assert "Kirjasto" in page
    assert "Koulu" in page


def test_text_of_a_word_processor_comes_back_clean(desk_client):
    html = '<p class="MsoNormal" style="mso-x:1">Wordista <b>tuotu</b><script>alert(1)</script><img src="x.png"></p>'

    answer = desk_client.post(reverse("desk:clean_text"), {"html": html}).json()

    assert "Wordista" in answer["html"]
    assert "script" not in answer["html"]
    assert "mso" not in answer["html"].lower()
    assert answer["told"].startswith("1")


def test_a_paste_too_large_is_told_by_a_status(desk_client, monkeypatch):
    monkeypatch.setattr(rich_text, "LONGEST", 10)

    assert desk_client.post(reverse("desk:clean_text"), {"html": "<p>yli kymmenen merkkiä</p>"}).status_code == 413
