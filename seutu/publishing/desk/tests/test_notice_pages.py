"""Notices at the desk, as a clerk fills them."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from seutu.publishing.decisions.models import Notice, NoticeAttachment, RecordState
from seutu.publishing.decisions.tests.record_factories import NoticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.FILES_DIR = tmp_path


def form(municipality, **given):
    known = {
        "organization": municipality.pk,
        "kind": "public",
        "title": "Asemakaavan muutos",
        "html": "<p>Kaava on nähtävillä.</p>",
        "provision": "AKL 65 §",
        "where_available": "Kaupungintalo",
        "displayed_on": "2.11.2026",
        "language": "fi",
    }
    return known | given


@pytest.fixture
def draft(desk_client, municipality) -> Notice:
    desk_client.post(reverse("desk:new_notice"), form(municipality))
    return Notice.objects.get()


def page(name: str, row) -> str:
    return reverse(f"desk:{name}", args=[row.pk])


def test_a_notice_is_written_and_published_and_its_last_day_is_seen(desk_client, draft):
    assert draft.ends_on == dt.date(2026, 11, 16)

    before = desk_client.get(page("publish_notice", draft)).content.decode()
    assert "17.11.2026" in before
    assert "9.11.2026" in before
    desk_client.post(page("publish_notice", draft))

    draft.refresh_from_db()
    assert draft.state == RecordState.PUBLISHED
    assert "17.11.2026" in desk_client.get(reverse("desk:notices")).content.decode()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"title": ""}, "title"),
        ({"displayed_on": ""}, "displayed_on"),
        ({"ends_on": "1.11.2026"}, "ends_on"),
        ({"ends_on": "30.11.2026"}, "length_reason"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(desk_client, municipality, given, field):
    answer = desk_client.post(reverse("desk:new_notice"), form(municipality) | given)

    assert field in answer.context["form"].errors
    assert not Notice.objects.exists()


def test_a_public_notice_without_its_provision_is_kept_but_not_published(desk_client, municipality):
    desk_client.post(reverse("desk:new_notice"), form(municipality, provision=""))
    draft = Notice.objects.get()

    answer = desk_client.post(page("publish_notice", draft))

    assert answer.status_code == 409
    assert f"{page('change_notice', draft)}#id_provision" in answer.content.decode()


def test_two_who_change_the_same_draft_see_both_versions(desk_client, municipality, draft):
    desk_client.post(page("change_notice", draft), form(municipality, title="Ensimmäinen", revision="1"))

    answer = desk_client.post(page("change_notice", draft), form(municipality, title="Toinen", revision="1"))

    assert answer.status_code == 409
    assert "Ensimmäinen" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.title == "Ensimmäinen"


def test_the_last_day_follows_the_first_when_the_length_is_the_laws_own(desk_client, municipality, draft):
    opened = desk_client.get(page("change_notice", draft)).context["form"]
    assert opened.initial["ends_on"] is None

    desk_client.post(
        page("change_notice", draft), form(municipality, displayed_on="9.11.2026", ends_on="", revision="1")
    )

    draft.refresh_from_db()
    assert draft.ends_on == dt.date(2026, 11, 23)


def test_a_notice_stays_with_its_organization(desk_client, municipality, other_municipality, draft):
    desk_client.post(page("change_notice", draft), form(other_municipality, title="Muutettu", revision="1"))

    draft.refresh_from_db()
    assert (draft.title, draft.organization) == ("Muutettu", municipality)


def test_a_notice_goes_offline_with_a_reason(desk_client, draft):
    desk_client.post(page("publish_notice", draft))
    assert desk_client.post(page("withdraw_notice", draft), {"reason": " "}).status_code == 200

    desk_client.post(page("withdraw_notice", draft), {"reason": "Väärä kartta"})

    draft.refresh_from_db()
    assert draft.state == RecordState.WITHDRAWN


def test_documents_are_added_and_removed(desk_client, draft):
    desk_client.post(page("add_notice_files", draft), {"uploads": [SimpleUploadedFile("kartta.txt", b"Kartta\n")]})
    document = NoticeAttachment.objects.get()
    assert desk_client.get(page("notice_file", document)).status_code == 200

    desk_client.post(page("remove_notice_file", document))
    assert not NoticeAttachment.objects.exists()


@pytest.mark.slow  # a file is read in a process of its own
def test_a_document_that_no_machine_can_read_is_confirmed_and_one_that_was_read_is_not(desk_client, draft):
    picture = SimpleUploadedFile("kartta.png", b"\x89PNG\r\n\x1a\n" + bytes(40))
    files = [picture, SimpleUploadedFile("selostus.txt", b"Kartta")]
    desk_client.post(page("add_notice_files", draft), {"uploads": files})
    unread, was_read = NoticeAttachment.objects.order_by("position")
    assert desk_client.post(page("publish_notice", draft)).status_code == 409

    shown = desk_client.get(page("notice", draft)).content.decode()
    for document in (unread, was_read):
        desk_client.get(page("confirm_notice_file", document))
        desk_client.post(page("confirm_notice_file", document))
        document.refresh_from_db()

    assert page("confirm_notice_file", unread) in shown
    assert page("confirm_notice_file", was_read) not in shown
    assert unread.unreadable_confirmed_by
    assert not was_read.unreadable_confirmed_by


def test_a_draft_is_deleted_and_a_published_one_is_not(desk_client, municipality, draft):
    published = NoticeFactory(organization=municipality)

    for row in (draft, published):
        desk_client.post(page("discard_notice", row))

    assert list(Notice.objects.all()) == [published]


def test_an_erased_notice_still_has_its_page_at_the_desk(desk_client, municipality):
    erased = NoticeFactory(
        organization=municipality, title="", html="", erased_at=dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
    )

    assert "17.3.2026–31.3.2026" in desk_client.get(page("notice", erased)).content.decode()


def test_three_notices_cost_as_many_queries_as_one(count_queries, municipality):
    NoticeFactory(organization=municipality)
    one = count_queries(reverse("desk:notices"))
    for _number in range(2):
        NoticeFactory(organization=municipality)

    assert count_queries(reverse("desk:notices")) == one
