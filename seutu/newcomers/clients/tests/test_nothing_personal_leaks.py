"""One person is planted in the register, and looked for wherever they must not stand.

The pages are walked as everybody of the cast; a new page is walked before anyone remembers to.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.test import Client as Browser
from django.urls import path, reverse
from django.utils.module_loading import import_string

from seutu.newcomers.clients import models
from seutu.newcomers.clients.models import scoped
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.tests import full_client as planted
from seutu.newcomers.clients.tests.database_text import _raw as raw_tables
from seutu.newcomers.clients.tests.leak_watch import LeakWatch
from seutu.newcomers.clients.tests.page_walk import addresses, filled, refused, send
from seutu.newcomers.clients.tests.signed_in import WorkersBrowser, signed_in
from seutu.newcomers.clients.views.frame import register_page

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# What tells who the person is, and what is typed by who opens the pages: neither may stand beside a page.
PERSON = (
    planted.FAMILY,
    planted.GIVEN,
    planted.FORMER,
    planted.IDENTITY_CODE,
    "5550199",
    planted.EMAIL,
    planted.ADDRESS,
    planted.SPOUSE,
    "1.1.1990",
    "1990-01-01",
)
WORDS = (planted.NOTE, planted.SECTION, planted.REASON)
TYPED = "Naputeltunen"
# Whose forms are filled in wrongly, and whose as they want to be: each costs the time of a walk.
READERS = [("counsellor", False), ("colleague", True), ("supervisor", True)]
OTHERS = ("coordinator", "adviser", "data_protection_officer", "foreign_counsellor")
# The copies of one's own data hold them: that is what they are for. They are sent as files, and opened by no browser.
COPIES = {"own_data_pdf", "own_data_json"}
# Columns in the clear: what clients are found and called by. Everything else of a person is encrypted.
IN_THE_CLEAR = {"clients_client", "clients_clientname", "clients_namekey", "seutu_messages_message"}


@pytest.fixture
def person(unit, counsellor, supervisor) -> models.Client:
    made = planted.full_client(unit)
    # An import that was read and waits has made nobody yet.
    models.ImportedRow._base_manager.all().delete()
    return made


@pytest.fixture
def watch(person) -> Iterator[LeakWatch]:
    watching = LeakWatch([*PERSON, *WORDS, TYPED])
    logging.getLogger().addHandler(watching)
    yield watching
    logging.getLogger().removeHandler(watching)


def walked(browser: Browser, person: models.Client, watch: LeakWatch, *, is_wrong: bool) -> set[tuple[str, str]]:
    """Walk all pages, send all forms, and give what of the person stood in the pages; the watch has seen the rest."""
    shown, opened = set(), []
    with acting_as_system():
        pages = list(addresses(person))
    for page, address in pages:
        answer = browser.get(address)
        watch.look_beside(page.name, answer, browser)
        if answer.status_code in {200, 405}:
            opened.append((page, address, answer))
        if not answer.streaming and page.name not in COPIES:
            shown |= {(page.name, word) for word in PERSON if word in answer.content.decode(errors="replace")}
    for page, address, answer in opened:
        data = filled(answer, typed=TYPED)
        sent = refused(data, typed=TYPED) if is_wrong else data
        watch.look_beside(f"{page.name} by POST", send(browser, address, sent), browser)
    with acting_as_system():
        watch.look_at_what_is_kept()
    # By its name, since the register knows nothing of the index: nor may the index of the register.
    assert not apps.get_model("search", "IndexRequest").objects.exists()
    return shown


@pytest.mark.parametrize(("name", "is_wrong"), READERS)
def test_who_may_read_finds_the_name_in_pages_and_nowhere_beside_them(request, person, watch, name, is_wrong):
    browser = signed_in(request.getfixturevalue(name))

    # Another unit is asked why it opens the client.
    send(browser, reverse("clients:client", args=[person.reference]), {"purpose": "other_unit"})
    shown = walked(browser, person, watch, is_wrong=is_wrong)

    assert ("client", planted.FAMILY) in shown
    assert not {word for page, word in shown if word == planted.IDENTITY_CODE}
    assert watch.lines > 50
    assert watch.found == set()


@pytest.mark.parametrize("name", OTHERS)
def test_who_may_not_read_finds_it_nowhere(request, person, watch, name):
    shown = walked(signed_in(request.getfixturevalue(name)), person, watch, is_wrong=True)

    assert shown == set()
    assert watch.found == set()


def test_the_watch_sees_what_it_is_shown(person, watch, counsellor):
    """What finds nothing anywhere must be able to find."""
    browser = signed_in(counsellor)
    session = browser.session
    session["asked"] = planted.FAMILY
    session.save()
    cache.set("asked", planted.PHONE)
    logging.getLogger("seutu.clients").warning("found", extra={"who": planted.GIVEN})
    browser.cookies["told"] = planted.ADDRESS

    watch.look_beside("a page", browser.get("/tyo/asiakkaat/", {"a": planted.NOTE}), browser)
    watch.look_at_what_is_kept()

    assert {place.split()[0] for place, _word in watch.found} == {"session", "cache", "log", "cookies", "address"}


# -- errors --------------------------------------------------------------------------------------------------------


@register_page(lambda worker: True)
def broken(request: HttpRequest, worker: Worker) -> HttpResponse:
    called = f"{planted.GIVEN} {planted.FAMILY}"
    raise ValueError(f"no day: {called}, {planted.IDENTITY_CODE}")


@register_page(lambda worker: True)
def not_understood(request: HttpRequest, worker: Worker) -> HttpResponse:
    raise BadRequest(f"{planted.GIVEN} {planted.FAMILY}")


handler400 = "seutu.shared.ui.error_pages.bad_request"
handler403 = "seutu.shared.ui.error_pages.permission_denied"
handler404 = "seutu.shared.ui.error_pages.page_not_found"
handler500 = "seutu.shared.ui.error_pages.server_error"
urlpatterns = [
    path("rikki/", broken),
    path("outo/", not_understood),
    # The pages of errors have the links of the real ones.
    *import_string(f"{django_settings.ROOT_URLCONF}.urlpatterns"),
]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "status"),
    [("/rikki/", 500), ("/outo/", 400), (f"/tyo/asiakkaat/{planted.FAMILY}/", 404), ("/tyo/asiakkaat/", 403)],
)
def test_a_page_that_fails_tells_of_nobody(counsellor, watch, address, status):
    browser = WorkersBrowser(raise_request_exception=False, enforce_csrf_checks=True)
    browser.force_login(counsellor)

    sent = {"text": TYPED}
    answer = browser.post(address, sent) if status == 403 else browser.get(address, sent)

    assert answer.status_code == status
    assert not [word for word in PERSON if word in answer.content.decode()]
    for text in answer.headers.values():
        watch.look("headers", text)
    watch.look_at_what_is_kept()
    assert watch.lines
    assert watch.found == set()


# -- what is kept --------------------------------------------------------------------------------------------------


def test_in_the_database_itself_only_the_columns_of_finding_are_in_the_clear(person):
    with acting_as_system():
        clear = {table for table, text in raw_tables() for word in PERSON if word.lower() in text.lower()}

    assert clear == IN_THE_CLEAR


def test_a_session_keeps_nothing_that_was_searched_for(person, counsellor):
    browser = signed_in(counsellor)

    answer = send(browser, reverse("clients:clients"), {"text": f"{planted.GIVEN} {planted.FAMILY}"})

    assert planted.FAMILY in answer.content.decode()
    assert planted.FAMILY not in str([session.get_decoded() for session in Session.objects.all()])


@pytest.mark.parametrize(
    ("name", "page", "of"),
    [
        ("data_protection_officer", "own_data_pdf", None),
        ("data_protection_officer", "own_data_json", None),
        ("counsellor", "export_assessment", models.Assessment),
        ("counsellor", "export_plan", models.IntegrationPlan),
        ("counsellor", "print_plan", models.IntegrationPlan),
    ],
)
def test_a_file_is_named_by_the_reference_and_not_by_the_person(request, person, name, page, of):
    arguments = [person.reference]
    if of is not None:
        row = scoped(of.objects.filter(client=person)).get()
        arguments.append(row.number if of is models.IntegrationPlan else row.pk)

    answer = signed_in(request.getfixturevalue(name)).get(reverse(f"clients:{page}", args=arguments))

    told = answer["Content-Disposition"]
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert person.reference in told
    assert not [word for word in PERSON if word in told]
