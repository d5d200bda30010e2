"""Reports of projects stand where people look for reports."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.newcomers.projects.tests.factories import ProjectFactory

pytestmark = pytest.mark.django_db

START = reverse("reports:start")


def test_the_reports_of_a_project_are_found_under_reports(municipality, coordinator):
    project = ProjectFactory(name_fi="Kuuselan hanke", lead=municipality)

    page = signed_in(coordinator).get(START).content.decode()

    assert "Hankkeiden raportit" in page
    assert f'<a href="{reverse("projects:reports", args=[project.slug])}">Kuuselan hanke</a>' in page


def test_who_sees_no_project_is_told_of_none(municipality, coordinator, partner_supervisor):
    ProjectFactory(name_fi="Kuuselan hanke", lead=municipality)

    answer = signed_in(partner_supervisor).get(START)

    assert answer.status_code == 200
    assert "Kuuselan hanke" not in answer.content.decode()
    assert "Hankkeiden raportit" not in answer.content.decode()


def test_the_page_asks_the_database_as_often_however_many_projects_there_are(municipality, coordinator):
    client, counts = signed_in(coordinator), []
    client.get(START)
    for _project in range(3):
        ProjectFactory(lead=municipality)
        with CaptureQueriesContext(connection) as asked:
            client.get(START)
        counts.append(len(asked))

    assert len(set(counts)) == 1
