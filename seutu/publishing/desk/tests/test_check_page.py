from __future__ import annotations

import logging

import pytest
from django.test import Client
from django.urls import reverse

from seutu.publishing.decisions.actions import AttachmentFields, ItemInput, PartInput, attach
from seutu.publishing.decisions.models import Checker, Meeting, MeetingState, PartKind
from seutu.publishing.decisions.tests import desk
from seutu.publishing.desk.models import Answer, CheckInvitation
from seutu.publishing.desk.queries.checking import minutes_of
from seutu.publishing.desk.tests import check_minutes as make
from seutu.shared.audit.actor import System
from seutu.shared.files.actions import store

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone() -> Client:
    """A browser that takes no cookies and is held to every rule."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def meeting() -> Meeting:
    return make.minutes_to_check()


@pytest.fixture
def link(meeting) -> str:
    return make.link_to(make.invite(make.chair_of(meeting)))


def seen(meeting: Meeting) -> str:
    return minutes_of(Meeting.objects.get(pk=meeting.pk)).content_hash


def approve(phone: Client, link: str, meeting: Meeting, **given: str):
    return phone.post(link, {"answer": "approved", "remark": "", "seen": seen(meeting), **given})


def test_a_checker_reads_the_minutes_and_approves_them_without_account_or_cookie(phone, meeting, link):
    page = phone.get(link).content.decode()
    assert "Talousarvion muutos" in page
    assert seen(meeting) in page

    answer = approve(phone, link, meeting)

    assert (answer.status_code, answer.url) == (302, link)
    assert make.chair_of(meeting).checked_on is not None
    assert not phone.cookies


def test_opening_never_approves_and_is_noted_once(phone, meeting, link):
    phone.head(link)
    assert CheckInvitation.objects.get().opened_at is None
    phone.get(link)
    first = CheckInvitation.objects.get().opened_at
    phone.get(f"{link}?answer=approved&seen={seen(meeting)}")

    row = CheckInvitation.objects.get()
    assert (row.answer, row.opened_at) == ("", first)
    assert not Checker.objects.filter(checked_on__isnull=False).exists()


def test_the_second_use_shows_what_was_answered_and_changes_nothing(phone, meeting, link):
    approve(phone, link, meeting, remark="Hyvä näin")
    before = CheckInvitation.objects.values().get()

    again = phone.post(link, {"answer": "returned", "remark": "Ei", "seen": seen(meeting)})
    page = phone.get(link).content.decode()

    assert again.status_code == 302
    assert CheckInvitation.objects.values().get() == before
    assert "Hyvä näin" in page
    assert "Talousarvion muutos" not in page


def test_sending_back_needs_a_remark_and_keeps_what_was_typed(phone, meeting, link):
    refused = phone.post(link, {"answer": "returned", "remark": "  ", "seen": seen(meeting)})
    assert refused.status_code == 200
    assert 'href="#id_remark"' in refused.content.decode()

    phone.post(link, {"answer": "returned", "remark": "§ 1: väärä summa", "seen": seen(meeting)})

    row = CheckInvitation.objects.get()
    assert (row.answer, row.remark) == (Answer.RETURNED, "§ 1: väärä summa")
    assert "§ 1: väärä summa" in phone.get(link).content.decode()


@pytest.mark.parametrize(
    "given",
    [{}, {"answer": "maybe"}, {"answer": "approved", "remark": "x" * 4001}, {"answer": "approved", "remark": "\x00"}],
)
def test_what_is_no_answer_is_explained_and_records_nothing(phone, meeting, link, given):
    answer = phone.post(link, {"seen": seen(meeting), **given})

    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()
    assert CheckInvitation.objects.get().answer == ""


@pytest.mark.parametrize("old", ["", "0" * 64])
def test_minutes_that_changed_while_they_were_read_are_read_again(phone, meeting, link, old):
    answer = approve(phone, link, meeting, seen=old, remark="Luin tämän")

    page = answer.content.decode()
    assert CheckInvitation.objects.get().answer == ""
    assert "Luin tämän" in page
    assert f'value="{seen(meeting)}"' in page


def test_the_newest_version_is_shown(phone, meeting, link):
    make.change(meeting)

    assert "Talousarvion toinen muutos" in phone.get(link).content.decode()


def test_after_a_change_the_approval_no_longer_stands(phone, meeting, link):
    approve(phone, link, meeting)
    standing = phone.get(link).content.decode()
    make.change(meeting)

    assert phone.get(link).content.decode() != standing
    assert make.chair_of(meeting).checked_on is None


def test_once_the_minutes_are_out_nothing_can_be_approved(phone, meeting, link):
    given = {"answer": "approved", "remark": "", "seen": seen(meeting)}
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.MINUTES_PUBLISHED, minutes_checked_on=meeting.day, minutes_published_at=meeting.starts_at
    )

    assert phone.post(link, given).status_code == 302
    page = phone.get(link).content.decode()

    assert CheckInvitation.objects.get().answer == ""
    assert reverse("decisions:meeting", args=[meeting.organization.slug, meeting.public_id]) in page


def test_a_link_that_is_replaced_too_old_or_guessed_gets_one_and_the_same_page(phone, meeting, link):
    make.invite(make.chair_of(meeting))

    answers = [phone.get(address) for address in (link, f"/tarkastus/{'a' * 43}/", "/tarkastus/x/")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    pages = {answer.content.decode().replace(answer.wsgi_request.path, "") for answer in answers}
    assert len(pages) == 1
    assert "Talousarvion" not in pages.pop()
    assert phone.post(link, {"answer": "approved", "seen": seen(meeting)}).status_code == 404


def test_the_address_travels_nowhere(phone, link):
    for address in (link, "/tarkastus/x/"):
        headers = phone.get(address).headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "private, no-store"
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "Set-Cookie" not in headers


def test_the_token_goes_into_no_log(phone, meeting, link, caplog):
    token = link.rstrip("/").rpartition("/")[2]
    with caplog.at_level(logging.DEBUG):
        phone.get(link)
        phone.get(link.rstrip("/"))
        phone.get(f"{link}nowhere/")
        approve(phone, link, meeting)
    lines = [str(record.__dict__) for record in caplog.records if not record.name.startswith("django")]
    routes = {record.route for record in caplog.records if record.name == "seutu.requests"}

    assert routes == {"/tarkastus/<str:token>/", ""}
    assert not [line for line in lines if token in line]


@pytest.mark.slow
def test_guesses_are_limited(phone, link):
    answers = {phone.get(f"/tarkastus/{number}/").status_code for number in range(61)}

    assert answers == {404, 429}
    assert phone.get(link).status_code == 429


def test_a_checker_reads_the_attachments_and_not_those_of_others(phone, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    meeting, other = make.minutes_to_check(), make.minutes_to_check()
    kept = store(b"Kartan selite\n", name="kartta.txt", by=System("tests"))
    attach(desk.only_item(meeting), kept, AttachmentFields("Kartta"), by=make.BY)
    link, elsewhere = make.link_to(make.invite(make.chair_of(meeting))), make.link_to(make.invite(make.chair_of(other)))

    assert f"{link}liitteet/1/1/" in phone.get(link).content.decode()
    answer = phone.get(f"{link}liitteet/1/1/")
    assert b"".join(answer.streaming_content) == b"Kartan selite\n"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert phone.get(f"{elsewhere}liitteet/1/1/").status_code == 404
    assert phone.get(f"{link}liitteet/1/2/").status_code == 404
    approve(phone, link, meeting)
    assert phone.get(f"{link}liitteet/1/1/").status_code == 404


def test_withheld_text_is_not_on_the_page(phone):
    withheld = ItemInput(
        position=2, title="Henkilöasia", is_withheld=True, secrecy_ground="JulkL 24 § 1 mom. 25 k", parts=()
    )
    text = desk.item(parts=(PartInput(PartKind.BACKGROUND, "<p>Julkinen teksti.</p>"),))
    meeting = make.minutes_to_check(text, withheld)

    page = phone.get(make.link_to(make.invite(make.chair_of(meeting)))).content.decode()

    assert "Henkilöasia" in page
    assert "JulkL" in page
    assert "Julkinen teksti." in page


@pytest.mark.slow
def test_the_minutes_come_as_pdf_while_the_link_opens_them(phone, meeting, link):
    answer = phone.get(f"{link}poytakirja.pdf")

    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["Cache-Control"] == "private, no-store"
    approve(phone, link, meeting)
    assert phone.get(f"{link}poytakirja.pdf").status_code == 404


def test_the_page_costs_the_same_for_one_item_and_for_three(phone, django_assert_max_num_queries):
    costs = []
    for count in (1, 3):
        meeting = make.minutes_to_check(*(desk.item(f"Asia {n}", position=n) for n in range(1, count + 1)))
        link = make.link_to(make.invite(make.chair_of(meeting)))
        phone.get(link)
        with django_assert_max_num_queries(20) as asked:
            phone.get(link)
        costs.append(len(asked))

    assert costs[0] == costs[1]
