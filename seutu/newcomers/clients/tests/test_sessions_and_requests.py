"""Who loses the register at once, and what every page asks of a request and tells a browser."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.apps import apps
from django.db import models as django_models
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse

from seutu.newcomers.clients import models
from seutu.newcomers.clients.models import scoped
from seutu.newcomers.clients.tests.factories import AccessGrantFactory, ClientFactory, named_client
from seutu.newcomers.clients.tests.signed_in import WorkersBrowser, signed_in
from seutu.newcomers.clients.tests.test_every_page import PAGES, address
from seutu.shared.accounts import second_factor
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.organizations.models import Membership
from seutu.shared.organizations.roles import Role

pytestmark = pytest.mark.django_db
CODE = "131052-308T"


@pytest.fixture
def known(unit, counsellor) -> models.Client:
    return ClientFactory(unit=unit, keyworker=counsellor, identity_code=CODE)


def status(browser: Browser, page: str) -> int:
    return int(browser.get(page).status_code)


# -- at the next request -------------------------------------------------------------------------------------------


def test_who_left_has_lost_the_register_when_the_last_day_is_over(known, counsellor):
    browser = signed_in(counsellor)
    Membership.objects.filter(user=counsellor).update(ends_on=clock.today())
    assert status(browser, known.get_absolute_url()) == 200

    Membership.objects.filter(user=counsellor).update(ends_on=clock.today() - dt.timedelta(days=1))

    assert status(browser, known.get_absolute_url()) == 404
    assert status(browser, reverse("clients:clients")) == 404


def test_a_closed_account_has_lost_it_at_once(known, counsellor):
    browser = signed_in(counsellor)
    assert status(browser, known.get_absolute_url()) == 200

    counsellor.is_active = False
    counsellor.save()

    answer = browser.get(known.get_absolute_url())
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", [Role.CLERK, Role.ADVISER, Role.COORDINATOR, Role.DATA_PROTECTION_OFFICER])
def test_a_changed_role_counts_at_once(known, counsellor, role):
    browser = signed_in(counsellor)
    assert status(browser, known.get_absolute_url()) == 200

    Membership.objects.filter(user=counsellor).update(role=role)

    assert status(browser, known.get_absolute_url()) == 404


def test_a_grant_that_is_withdrawn_has_closed_the_client_at_once(known, foreign_counsellor):
    grant = AccessGrantFactory(client=known, user=foreign_counsellor)
    browser = signed_in(foreign_counsellor)
    assert status(browser, known.get_absolute_url()) == 200

    grant.withdrawn_at = clock.now()
    grant.save()

    assert status(browser, known.get_absolute_url()) == 404


# -- asked once more -----------------------------------------------------------------------------------------------


def lately_and_long_ago(user) -> tuple[Browser, Browser]:
    """Two sessions with a second factor; in one it is a quarter of an hour old."""
    browser = signed_in(user)
    session = browser.session
    session[second_factor.CONFIRMED] = int((clock.now() - dt.timedelta(minutes=15)).timestamp())
    session.save()
    return signed_in(user), browser


def confirmed(answer: HttpResponse) -> bool:
    return not (answer.status_code == 302 and answer["Location"].startswith(reverse("accounts:confirm")))


def test_emergency_access_asks_who_one_is_before_the_form_opens_and_before_it_is_sent(known, foreign_counsellor):
    lately, long_ago = lately_and_long_ago(foreign_counsellor)
    sent = {"client": known.reference, "reason": "Asiakas soittaa poliisin luota."}
    page = reverse("clients:emergency_access")

    assert confirmed(lately.get(page))
    assert not confirmed(long_ago.get(page))
    assert not confirmed(long_ago.post(page, sent))
    assert not scoped(models.EmergencyAccess.objects.all()).exists()
    assert confirmed(lately.post(page, sent))
    assert scoped(models.EmergencyAccess.objects.all()).count() == 1


@pytest.mark.parametrize("kind", ["export_assessment", "export_plan"])
def test_an_export_asks_who_one_is(known, counsellor, kind):
    models.Assessment.objects.create(pk=1, client=known, asked_on=clock.today())
    today = clock.today()
    models.IntegrationPlan.objects.create(client=known, number=1, starts_on=today, ends_on=today)
    lately, long_ago = lately_and_long_ago(counsellor)
    page = reverse(f"clients:{kind}", args=[known.reference, 1])

    assert not confirmed(long_ago.get(page))
    assert not Entry.objects.filter(verb__endswith="exported").exists()
    assert lately.get(page).status_code == 200


def test_a_stranger_is_not_asked_but_told_that_there_is_no_page(known, outsider, data_protection_officer):
    for user in (outsider, data_protection_officer):
        lately, long_ago = lately_and_long_ago(user)
        for page in (
            reverse("clients:emergency_access"),
            reverse("clients:export_assessment", args=[known.reference, 1]),
        ):
            assert status(long_ago, page) == status(lately, page) == 404


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:1"])
def test_confirming_leads_to_no_other_site(counsellor, evil):
    browser = signed_in(counsellor)

    shown = browser.get(reverse("accounts:confirm"), {"next": evil})

    assert "evil.example" not in shown.headers.get("Location", "")
    assert not shown.headers.get("Location", "").startswith("javascript:")
    assert f'value="{evil}"' not in shown.content.decode()


# -- what is asked of a request ------------------------------------------------------------------------------------


def test_no_page_takes_a_form_without_its_token(known, supervisor):
    browser = WorkersBrowser(enforce_csrf_checks=True)
    browser.force_login(supervisor)
    entries = Entry.objects.count()

    answers = {page.name: browser.post(address(page, known.reference)).status_code for page in PAGES}

    assert {name: code for name, code in answers.items() if code != 403} == {}
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("method", ["put", "delete"])
def test_no_page_takes_another_method(known, supervisor, method):
    browser = signed_in(supervisor)

    answers = {page.name: getattr(browser, method)(address(page, known.reference)).status_code for page in PAGES}

    assert {name: code for name, code in answers.items() if code not in {404, 405}} == {}


# -- what a browser is told ----------------------------------------------------------------------------------------


def opened(browser: Browser, client: models.Client) -> Iterator[tuple[str, HttpResponse]]:
    for page in PAGES:
        answer = browser.get(address(page, client.reference))
        if answer.status_code == 200:
            yield page.name, answer


@pytest.mark.parametrize(("person", "least"), [("supervisor", 25), ("coordinator", 8), ("adviser", 4)])
def test_no_page_is_kept_framed_or_open_to_scripts_of_others(request, known, person, least):
    found = dict(opened(signed_in(request.getfixturevalue(person)), known))

    assert len(found) >= least
    for name, answer in found.items():
        assert answer["Cache-Control"] == "no-store", name
        assert answer["X-Frame-Options"] == "DENY", name
        assert answer["X-Content-Type-Options"] == "nosniff", name
        assert answer["Referrer-Policy"] == "same-origin", name
        told = answer["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in told, name
        # A file that is shown in the browser may bring its own style, in a sandbox.
        assert "unsafe" not in told or "sandbox" in told, name
        assert "Access-Control-Allow-Origin" not in answer.headers, name


def test_the_cookies_of_a_session_are_for_this_site_and_no_script(known, counsellor, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    browser = signed_in(counsellor)
    session = browser.session
    session.cycle_key()
    browser.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    session["touched"] = True
    session.save()

    answer = browser.get(reverse("clients:clients"))

    cookie = answer.cookies[settings.CSRF_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", True)
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"


# -- the same second -----------------------------------------------------------------------------------------------


def test_of_two_who_save_in_the_same_second_one_is_told_and_nothing_is_lost(unit, counsellor, supervisor):
    client = named_client("Aino", "Keksitty", unit=unit, keyworker=counsellor, birth_date=dt.date(1952, 10, 13))
    page = reverse("clients:client_section", args=[client.reference, "henkilo"])
    sent = {"revision": str(client.revision), "why": "changed", "birth_date": "13.10.1952"}

    with time_machine.travel(clock.now(), tick=False):
        first = signed_in(supervisor).post(page, {**sent, "gender": "woman"})
        second = signed_in(counsellor).post(page, {**sent, "gender": "man"})

    client.refresh_from_db()
    assert (first.status_code, second.status_code) == (302, 409)
    assert (client.gender, client.revision) == ("woman", 2)


# -- files ---------------------------------------------------------------------------------------------------------


def test_the_register_keeps_no_file_that_an_address_could_lead_to():
    fields = [field for model in apps.get_app_config("clients").get_models() for field in model._meta.get_fields()]

    assert not [field for field in fields if isinstance(field, django_models.FileField)]
    assert not [field for field in fields if field.related_model and field.related_model._meta.app_label == "files"]
