"""A coordinator's first page tells which targets are behind, and does not count them at each visit."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.newcomers.projects.models import Target
from seutu.newcomers.projects.tests.factories import PartnerFactory, ProjectFactory, TargetFactory

pytestmark = pytest.mark.django_db

TODAY = "/tyo/"
HEADING = "Tavoitteista jäljessä"


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


@pytest.fixture
def project(municipality):
    today = timezone.localdate()
    began, ends = today - dt.timedelta(days=300), today + dt.timedelta(days=300)
    project = ProjectFactory(name_fi="Kuuselan hanke", lead=municipality, starts_on=began, ends_on=ends)
    PartnerFactory(project=project, organization=municipality, joined_on=began)
    TargetFactory(project=project, organization=municipality, indicator="contacts", number=200)
    return project


def today_of(person) -> str:
    return signed_in(person).get(TODAY).content.decode()


def test_what_is_behind_leads_to_its_targets(project, coordinator):
    page = today_of(coordinator)

    assert HEADING in page
    assert "Selvästi jäljessä" in page
    assert "Kuuselan hanke" in page
    assert f'href="{reverse("projects:targets", args=[project.slug], query={"mittari": "contacts"})}"' in page


def test_what_is_over_and_what_somebody_else_manages_is_not_told(project, coordinator, supervisor, outsider):
    assert HEADING not in today_of(supervisor)
    assert HEADING not in today_of(outsider)

    project.ends_on = timezone.localdate() - dt.timedelta(days=1)
    project.save()

    assert HEADING not in today_of(coordinator)


def test_a_target_that_is_changed_is_judged_anew_at_once(project, coordinator):
    assert HEADING in today_of(coordinator)

    Target.objects.get().delete()

    assert HEADING not in today_of(coordinator)


def test_more_targets_and_projects_ask_the_database_no_more_often(project, municipality, coordinator):
    def asked() -> int:
        browser = signed_in(coordinator)
        assert HEADING in browser.get(TODAY).content.decode()
        with CaptureQueriesContext(connection) as queries:
            browser.get(TODAY)
        return len(queries)

    one = asked()
    another = ProjectFactory(lead=municipality, starts_on=project.starts_on, ends_on=project.ends_on)
    for each in (project, another):
        for indicator in ("clients", "participants"):
            TargetFactory(project=each, organization=municipality, indicator=indicator, number=90)
    PartnerFactory(project=another, organization=municipality, joined_on=another.starts_on)

    assert asked() == one
