from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse

from seutu.publishing.decisions.actions import AttendanceInput, record_attendance
from seutu.publishing.decisions.models import Checker, Meeting, MeetingState
from seutu.publishing.decisions.tests import desk
from seutu.publishing.desk import checking_urls
from seutu.publishing.desk.models import Answer, CheckInvitation, PaperCheck
from seutu.publishing.desk.queries.checking import Stand
from seutu.publishing.desk.tests import check_minutes as make
from seutu.shared.core import clock
from seutu.shared.messages import client_mail
from seutu.shared.tasks.worker import Worker

pytestmark = pytest.mark.django_db

NAMES = [pattern.name for pattern in checking_urls.urlpatterns]


def address(name: str, meeting: Meeting, checker: Checker | None = None) -> str:
    args = [meeting.pk] if name in {"checking", "name_checkers"} else [meeting.pk, checker.pk]
    return reverse(f"desk:{name}", args=args)


def sent(meeting: Meeting, *emails: str) -> dict[str, str]:
    given = {}
    for checker, email in zip(Checker.objects.filter(meeting=meeting).order_by("position"), emails, strict=True):
        given |= {f"email_{checker.pk}": email, f"language_{checker.pk}": "fi"}
    return given


@pytest.fixture
def meeting(body) -> Meeting:
    return make.minutes_to_check(body=body)


@pytest.mark.parametrize("name", NAMES)
def test_an_outsider_finds_nothing(client, outsider, meeting, name):
    client.force_login(outsider)
    page = address(name, meeting, make.chair_of(meeting))

    assert client.get(page).status_code in {404, 405}
    assert client.post(page, sent(meeting, "a@example.org", "b@example.org")).status_code == 404
    assert not CheckInvitation.objects.exists()


@pytest.mark.parametrize("name", NAMES)
def test_a_visitor_is_asked_to_sign_in(client, meeting, name):
    answer = client.post(address(name, meeting, make.chair_of(meeting)))

    assert answer.status_code == 302
    assert reverse("account_login") in answer.url


@pytest.mark.parametrize("name", ["new_check_link", "remind_checker", "paper_check"])
def test_a_checker_of_another_meeting_is_not_found_here(desk_client, meeting, body, name):
    other = make.minutes_to_check(body=body)

    assert desk_client.post(address(name, meeting, make.chair_of(other))).status_code == 404


def test_the_clerk_sends_a_link_to_each_and_they_leave(desk_client, meeting):
    page = address("checking", meeting)

    answer = desk_client.post(page, sent(meeting, "puhe@example.org", "tarkka@example.org"))

    assert answer.url == page
    assert make.stands(meeting) == [Stand.SENT, Stand.SENT]
    Worker().run_until_idle()
    assert [message.to for message in mail.outbox] == [["puhe@example.org"], ["tarkka@example.org"]]
    link = "http://testserver/tarkastus/"
    assert all(link in message.body for message in mail.outbox)


def test_without_a_mail_server_the_clerk_is_told_that_the_message_waits(desk_client, meeting, settings):
    settings.EMAIL_BACKEND = client_mail.CONSOLE

    answer = desk_client.post(address("checking", meeting), sent(meeting, "puhe@example.org", ""), follow=True)
    reminded = desk_client.post(address("remind_checker", meeting, make.chair_of(meeting)), follow=True)

    for each in (answer, reminded):
        assert "Viesti odottaa lähtöä" in each.content.decode()
        assert "lähetettiin" not in each.content.decode()


def test_whoever_has_no_address_is_left_for_paper(desk_client, meeting):
    desk_client.post(address("checking", meeting), sent(meeting, "puhe@example.org", ""))

    assert make.stands(meeting) == [Stand.SENT, Stand.NOT_ASKED]


@pytest.mark.parametrize("emails", [("", ""), ("puhe@", ""), ("a@example.org\nBcc: b@example.org", "")])
def test_a_bad_address_is_told_and_nothing_is_sent(desk_client, meeting, emails):
    answer = desk_client.post(address("checking", meeting), sent(meeting, *emails))

    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()
    assert not CheckInvitation.objects.exists()


def test_who_is_missing_is_seen_at_a_glance(desk_client, meeting):
    make.give(make.invite(make.chair_of(meeting)))
    make.give(make.invite(make.checker_of(meeting)), Answer.RETURNED, "Pykälässä 1 <väärä> summa")

    page = desk_client.get(address("checking", meeting)).content.decode()

    assert page.count('class="status status--settled"') == 1
    assert "Pykälässä 1 &lt;väärä&gt; summa" in page
    assert f'name="email_{make.checker_of(meeting).pk}"' in page
    assert f'name="email_{make.chair_of(meeting).pk}"' not in page


def test_every_stand_has_its_words(desk_client, meeting, settings):
    settings.EMAIL_BACKEND = client_mail.CONSOLE
    invitation = make.invite(make.chair_of(meeting))
    page = address("checking", meeting)
    assert invitation.email in desk_client.get(page).content.decode()

    desk_client.post(address("remind_checker", meeting, make.chair_of(meeting)))
    CheckInvitation.objects.update(opened_at=dt.datetime(2026, 3, 12, 8, 0, tzinfo=dt.UTC))
    assert "12.3.2026" in desk_client.get(page).content.decode()
    CheckInvitation.objects.update(expires_at=dt.datetime(2026, 3, 13, 8, 0, tzinfo=dt.UTC))
    assert "status--late" in desk_client.get(page).content.decode()


def test_a_reminder_needs_a_link_to_remind_of(desk_client, meeting):
    page = address("remind_checker", meeting, make.chair_of(meeting))
    desk_client.post(page)
    assert not CheckInvitation.objects.exists()

    make.invite(make.chair_of(meeting))
    desk_client.post(page)

    assert CheckInvitation.objects.get().reminders == 1
    assert desk_client.get(page).status_code == 405


def test_a_new_link_can_go_to_another_address(desk_client, meeting):
    make.invite(make.chair_of(meeting), language="sv", email="vanha@example.org")
    page = address("new_check_link", meeting, make.chair_of(meeting))
    assert "vanha@example.org" in desk_client.get(page).content.decode()

    desk_client.post(page, {"email": "uusi@example.org", "language": "sv"})

    row = CheckInvitation.objects.get()
    assert (row.email, row.language) == ("uusi@example.org", "sv")


def test_who_has_checked_gets_no_new_link(desk_client, meeting):
    make.give(make.invite(make.chair_of(meeting)))

    desk_client.post(
        address("new_check_link", meeting, make.chair_of(meeting)), {"email": "a@example.org", "language": "fi"}
    )

    assert CheckInvitation.objects.get().answer == Answer.APPROVED


def test_a_check_on_paper_is_recorded(desk_client, meeting):
    page = address("paper_check", meeting, make.chair_of(meeting))
    assert desk_client.get(page).status_code == 200
    refused = desk_client.post(page, {"checked_on": "9.3.2026", "reason": "Allekirjoitettu"})
    assert "10.3.2026" in refused.content.decode()

    desk_client.post(page, {"checked_on": "12.3.2026", "reason": "Allekirjoitettu paperille"})

    assert PaperCheck.objects.get().checked_on == dt.date(2026, 3, 12)
    assert "Allekirjoitettu paperille" in desk_client.get(address("checking", meeting)).content.decode()


def test_the_clerk_names_the_checkers_the_chair_as_the_attendance_has_it(desk_client, body):
    meeting = desk.minutes(body=body)
    record_attendance(meeting, [AttendanceInput("Pirkko Puhe", "chair")], by=make.BY)
    page = address("name_checkers", meeting)
    assert 'value="Pirkko Puhe"' in desk_client.get(page).content.decode()

    given = {"chair": "Pirkko Puhe", "checkers": "Taavi Tarkka\r\n\r\n  Anna  Alku \r\nTaavi Tarkka"}
    assert desk_client.post(page, given).url == address("checking", meeting)

    rows = Checker.objects.filter(meeting=meeting).order_by("position").values_list("name", "role")
    assert list(rows) == [("Pirkko Puhe", "chair"), ("Taavi Tarkka", "checker"), ("Anna Alku", "checker")]
    assert "Anna Alku" in desk_client.get(page).content.decode()


@pytest.mark.parametrize("checkers", ["\n".join(f"Nimi {n}" for n in range(13)), "x" * 201])
def test_too_many_or_too_long_names_are_refused(desk_client, meeting, checkers):
    answer = desk_client.post(address("name_checkers", meeting), {"chair": "Pirkko Puhe", "checkers": checkers})

    assert "error-summary" in answer.content.decode()
    assert Checker.objects.filter(meeting=meeting).count() == 2


@pytest.mark.parametrize("stage", ["draft", "published_agenda", "published_minutes"])
def test_at_other_stages_the_page_says_why_nothing_can_be_sent(desk_client, body, stage):
    meeting = getattr(desk, stage)(body=body)
    page = address("checking", meeting)

    shown = desk_client.get(page).content.decode()
    refused = desk_client.post(address("name_checkers", meeting), {"chair": "Uusi Nimi", "checkers": ""})

    assert "notice--info" in shown
    assert 'name="email_' not in shown
    assert desk_client.post(page).status_code == 200
    assert refused.status_code == 302
    assert Checker.objects.filter(meeting=meeting, name="Uusi Nimi").exists() == (stage == "published_agenda")


def test_the_page_costs_the_same_for_one_checker_and_for_three(count_queries, body):
    costs = []
    for count in (1, 3):
        meeting = make.minutes_to_check(body=body, checkers=count)
        for checker in Checker.objects.filter(meeting=meeting):
            make.invite(checker)
        costs.append(count_queries(address("checking", meeting)))

    assert costs[0] == costs[1]


def test_minutes_that_changed_after_checking_are_not_published(desk_client, meeting):
    for checker in (make.chair_of(meeting), make.checker_of(meeting)):
        make.give(make.invite(checker))
    Meeting.objects.filter(pk=meeting.pk).update(place="Toinen paikka")
    page = reverse("desk:publish_minutes", args=[meeting.pk])
    given = {"displayed_on": (clock.today() + dt.timedelta(days=1)).strftime("%d.%m.%Y")}

    assert desk_client.post(page, given).status_code == 409

    assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.MINUTES_DRAFTED
    for checker in (make.chair_of(meeting), make.checker_of(meeting)):
        make.give(make.invite(checker))
    assert desk_client.post(page, given).status_code == 302
    assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.MINUTES_PUBLISHED
