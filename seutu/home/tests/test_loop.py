"""The loop of the halves: a project reports, a body decides on the report, the decision comes back to the project."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from seutu.home.loop.board_reports import source_of
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.newcomers.projects.models import BoardReport
from seutu.newcomers.projects.tests.factories import PartnerFactory, ProjectFactory
from seutu.publishing.decisions.tests import desk
from seutu.publishing.desk.actions import prepared
from seutu.publishing.desk.models import PreparedItem
from seutu.publishing.desk.queries.prepared import prepared_from
from seutu.shared.organizations.tests.factories import BodyFactory

pytestmark = pytest.mark.django_db

CASE = "157/00.01.05.00/2020"


@pytest.fixture
def body(municipality):
    return BodyFactory(organization=municipality, name_fi="Henkilöstöjaosto", slug="henkilostojaosto")


@pytest.fixture
def project(municipality):
    project = ProjectFactory(lead=municipality, name_fi="Koehanke", starts_on=dt.date(2025, 1, 1))
    PartnerFactory(project=project, organization=municipality, joined_on=project.starts_on)
    return project


@pytest.fixture
def browser(coordinator):
    return signed_in(coordinator)


@pytest.fixture
def report(browser, project) -> BoardReport:
    browser.post(reverse("projects:make_board_report", args=[project.slug]))
    report = BoardReport.objects.get()
    written = {
        "title": "Koehankkeen esittely",
        "case_number": CASE,
        "done_text": "Neuvontaa annettiin.\n\nRyhmiä pidettiin.",
        "proposal_text": "Jaosto hyväksyy jatkon.",
        "revision": report.revision,
    }
    assert browser.post(report.get_absolute_url(), written).status_code == 302
    return BoardReport.objects.get()


def sending(report: BoardReport) -> str:
    return reverse("work:send_board_report", args=[report.pk])


def test_a_report_is_decided_on_and_the_decision_is_seen_on_the_project(browser, report, body, clerk, client):
    assert sending(report) in browser.get(report.get_absolute_url()).content.decode()
    browser.post(sending(report), {"body": body.pk})
    (waiting,) = prepared_from(source_of(report))
    assert "odottaa kokoussihteeriä" in browser.get(report.get_absolute_url()).content.decode()

    meeting = desk.draft(body=body)
    client.force_login(clerk)
    client.post(reverse("desk:prepared_item", args=[waiting.pk]), {"meeting": meeting.pk})
    item = PreparedItem.objects.get().item
    assert [part.html for part in item.parts.order_by("position")] == [
        "<p>Neuvontaa annettiin.</p><p>Ryhmiä pidettiin.</p>",
        "<p>Jaosto hyväksyy jatkon.</p>",
    ]
    assert item.attachments.get().file.kind == "application/pdf"
    page = browser.get(report.project.get_absolute_url()).content.decode()
    assert "Koehankkeen esittely" not in page
    assert "Katso toimielin" in browser.get(report.get_absolute_url()).content.decode()

    desk.hold(meeting, {item.pk: CASE})

    page = browser.get(report.project.get_absolute_url()).content.decode()
    assert "Koehankkeen esittely" in page
    assert "Henkilöstöjaosto" in page
    public = reverse("decisions:item", args=[body.organization.slug, meeting.public_id, item.position])
    assert f'href="{public}"' in browser.get(report.get_absolute_url()).content.decode()


def test_a_returned_report_is_told_with_its_reason_and_sent_again(browser, report, body, clerk):
    browser.post(sending(report), {"body": body.pk})
    browser.post(sending(report), {"body": body.pk})
    assert PreparedItem.objects.count() == 1

    prepared.send_back(PreparedItem.objects.get(), why="Osuudet puuttuvat.", by=clerk)
    assert "Osuudet puuttuvat." in browser.get(report.get_absolute_url()).content.decode()
    browser.post(sending(report), {"body": body.pk})

    assert PreparedItem.objects.count() == 2


def test_another_municipalitys_body_is_no_choice(browser, report, other_municipality):
    foreign = BodyFactory(organization=other_municipality)

    answer = browser.post(sending(report), {"body": foreign.pk})

    assert answer.status_code == 200
    assert not PreparedItem.objects.exists()


def test_strangers_find_no_way_to_send_a_report(report, outsider, clerk, supervisor, client):
    assert client.get(sending(report)).status_code == 302
    for user in (outsider, clerk, supervisor):
        assert signed_in(user).get(sending(report)).status_code == 404
