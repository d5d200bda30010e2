"""Filling an installation with the demo region."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from seutu.home.demo.calendar import fill, filler, meeting_day, step_day
from seutu.home.demo.newcomers import fill_units
from seutu.home.demo.publishing import demo_meetings
from seutu.home.demo.region import PASSWORD, demo_accounts, fill_accounts, fill_region
from seutu.shared.accounts.models import User
from seutu.shared.organizations.models import Membership, Organization
from seutu.shared.organizations.roles import Role
from seutu.shared.organizations.tests.factories import OrganizationFactory

FIRST_START = dt.date(2026, 11, 24)


def rows() -> dict[str, int]:
    """How many rows every table of the database has, the audit's too."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("fill_demo", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.django_db
def test_the_command_fills_once_and_says_the_accounts_every_time(settings):
    settings.DEMO = True

    first = run("--first-start=2026-11-24")
    before = rows()
    second = run("--first-start=2026-12-24")

    assert rows() == before
    assert "28/28" in first
    assert "meetings of the two years before" in first
    assert "28/28" not in second
    for account in demo_accounts():
        assert account.email in first
        assert account.email in second


def test_no_two_accounts_have_the_same_address():
    addresses = [account.email for account in demo_accounts()]

    assert len(set(addresses)) == len(addresses)


@pytest.mark.slow
@pytest.mark.django_db
def test_every_role_has_an_account_that_opens_with_the_password():
    fill_region()
    fill_units()

    fill_accounts()

    assert set(Membership.objects.values_list("role", flat=True)) == set(Role.values)
    assert all(user.check_password(PASSWORD) for user in User.objects.all())


@pytest.mark.slow
@pytest.mark.django_db
def test_a_filling_that_breaks_off_leaves_nothing(settings, monkeypatch):
    settings.DEMO = True
    monkeypatch.setattr("seutu.home.demo.publishing.demo_file_names", lambda: ["joensuu-2020.toml", "missing.toml"])

    with pytest.raises(FileNotFoundError):
        run()

    assert not Organization.objects.exists()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_the_command_leaves_a_database_that_has_other_organizations(settings):
    settings.DEMO = True
    OrganizationFactory()

    with pytest.raises(CommandError, match="other organizations"):
        run()

    assert Organization.objects.count() == 1


@pytest.mark.django_db
def test_the_command_makes_no_well_known_accounts_outside_a_demo(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="SEUTU_DEMO"):
        run()

    assert not Organization.objects.exists()


def test_on_whatever_day_the_demo_is_first_started_nothing_shown_is_from_the_future():
    for shift in range(0, 400, 5):
        first_start = FIRST_START + dt.timedelta(days=shift)
        for meeting in demo_meetings():
            day = meeting_day(meeting, first_start)
            steps = [step_day(meeting, step, day, first_start) for step in ("agenda", "checked", "displayed")]
            assert all(step <= first_start for step in steps if step)
            assert (day < first_start) == (meeting.get("days", -1) < 0)


def test_a_meeting_that_has_been_moves_back_to_its_weekday_and_a_coming_one_on():
    tuesday = FIRST_START

    assert meeting_day({"days": -1, "weekday": "tue"}, tuesday) == dt.date(2026, 11, 17)
    assert meeting_day({"days": 1, "weekday": "tue"}, tuesday) == dt.date(2026, 12, 1)
    assert meeting_day({"date": dt.date(2022, 3, 29)}, tuesday) == dt.date(2022, 3, 29)


def test_a_step_on_a_weekend_was_taken_on_the_friday():
    thursday = dt.date(2026, 11, 19)

    assert step_day({"displayed_days": 3}, "displayed", thursday, FIRST_START) == dt.date(2026, 11, 20)
    assert step_day({}, "displayed", thursday, FIRST_START) is None


def test_texts_are_filled_however_deep_they_lie():
    say = filler({"checkers": ["A", "B"]}, dt.date(2026, 11, 24), {"first": dt.date(2022, 3, 29)})

    filled = fill({"texts": ["{y} {y+1} {y-1}", "{d+30} {d-1}", "{on:first}: {checkers}"], "number": 3}, say)

    assert filled == {"texts": ["2026 2027 2025", "24.12.2026 23.11.2026", "29.3.2022: A ja B"], "number": 3}
