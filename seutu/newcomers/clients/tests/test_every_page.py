"""Every page of the register, opened as anonymous, as strangers, as the weakest role, and with a session that is over.

A new page is tried here before anyone remembers to: the pages are read from the addresses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.tests.factories import ClientFactory
from seutu.shared.accounts.session_end import BEGAN, SEEN
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db

STRANGERS = ("outsider", "clerk", "operator")
WORKERS = ("adviser", "counsellor", "supervisor", "coordinator", "data_protection_officer")


class Page(NamedTuple):
    name: str
    view: Callable[..., HttpResponse]
    arguments: tuple[str, ...]


def pages() -> list[Page]:
    found = [resolver for resolver in _resolvers(get_resolver()) if resolver.namespace == "clients"]
    return sorted(_pages_of(found[0])) if found else []


def _resolvers(resolver: URLResolver) -> Iterator[URLResolver]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield each
            yield from _resolvers(each)


def _pages_of(resolver: URLResolver) -> Iterator[Page]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _pages_of(each)
        elif isinstance(each, URLPattern):
            assert each.name, f"{each.pattern} has no name"
            yield Page(each.name, each.callback, tuple(each.pattern.converters))


# What anybody may read stands in a namespace of its own (`privacy`).
PAGES = pages()


def address(page: Page, reference: str) -> str:
    """The page's address, of a client who is there where it is of a client: to a stranger that makes no difference."""
    values = {name: reference if name == "reference" else 1 for name in page.arguments}
    return reverse(f"clients:{page.name}", kwargs=values)


@pytest.fixture
def reference(unit, counsellor) -> str:
    made: str = ClientFactory(unit=unit, keyworker=counsellor).reference
    return made


def answers(browser: Browser, reference: str, *methods: str) -> dict[str, HttpResponse]:
    """What every page answers, by its name and the method: one walk, since a test for each page would take minutes."""
    return {
        f"{page.name} {method}": getattr(browser, method)(address(page, reference))
        for page in PAGES
        for method in methods
    }


def _not_leading_to(url_name: str, found: dict[str, HttpResponse]) -> dict[str, int]:
    return {
        name: answer.status_code
        for name, answer in found.items()
        if answer.status_code != 302 or not answer["Location"].startswith(reverse(url_name))
    }


def test_every_page_stands_in_the_frame_of_the_register():
    assert [page.name for page in PAGES if not hasattr(page.view, "may_open")] == []
    assert len(PAGES) > 100


def test_who_has_not_signed_in_is_led_there(client, reference):
    assert _not_leading_to("account_login", answers(client, reference, "get", "post")) == {}


@pytest.mark.parametrize("person", STRANGERS)
def test_to_strangers_no_page_is_there(request, client, person, reference):
    client.force_login(request.getfixturevalue(person))

    found = answers(client, reference, "get", "post")

    assert {name: answer.status_code for name, answer in found.items() if answer.status_code != 404} == {}


@pytest.mark.parametrize("person", WORKERS)
def test_a_page_that_is_not_for_a_role_is_not_there(request, client, person, reference):
    user = request.getfixturevalue(person)
    client.force_login(user)
    worker = worker_of(user)
    wrong = {}

    for page in PAGES:
        if worker is None or not page.view.may_open(worker):
            found = [getattr(client, method)(address(page, reference)).status_code for method in ("get", "post")]
            expected = {404}
        else:
            # 404 for a row that is not theirs, 405 for a form's address, 302 to where one goes on.
            found, expected = [client.get(address(page, reference)).status_code], {200, 302, 404, 405}
        if not set(found) <= expected:
            wrong[page.name] = found

    assert wrong == {}


def test_without_the_second_factor_nothing_opens(supervisor, coordinator, reference):
    shut = {}
    for user in (supervisor, coordinator):
        browser, worker = Browser(), worker_of(user)
        browser.force_login(user)
        theirs = [page for page in PAGES if page.view.may_open(worker)]
        found = {page.name: browser.get(address(page, reference)) for page in theirs}
        shut |= dict.fromkeys(found, "")

        assert _not_leading_to("accounts:code", found) == {}
    assert shut.keys() == {page.name for page in PAGES}


def test_a_session_that_is_over_opens_nothing(client, counsellor, reference):
    found = {}

    for page in PAGES:
        # Each page ends the session anew, as it comes after three hours.
        client.force_login(counsellor)
        session = client.session
        session[BEGAN] = session[SEEN] = int((clock.now() - dt.timedelta(hours=3)).timestamp())
        session.save()
        found[page.name] = client.get(address(page, reference))

    assert _not_leading_to("account_login", found) == {}
