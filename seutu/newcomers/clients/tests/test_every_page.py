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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_stands_in_the_frame_of_the_register(page):
    assert hasattr(page.view, "may_open"), f"{page.name} goes past register_page"


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_who_has_not_signed_in_is_led_there(client, page, method, reference):
    answer = getattr(client, method)(address(page, reference))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("person", STRANGERS)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_to_strangers_no_page_is_there(request, client, page, person, method, reference):
    client.force_login(request.getfixturevalue(person))

    assert getattr(client, method)(address(page, reference)).status_code == 404


@pytest.mark.parametrize("person", WORKERS)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_that_is_not_for_a_role_is_not_there(request, client, page, person, reference):
    user = request.getfixturevalue(person)
    client.force_login(user)
    worker = worker_of(user)

    if worker is None or not page.view.may_open(worker):
        assert client.get(address(page, reference)).status_code == 404
        assert client.post(address(page, reference)).status_code == 404
    else:
        # 404 for a row that is not theirs, 405 for a form's address, 302 to where one goes on.
        assert client.get(address(page, reference)).status_code in {200, 302, 404, 405}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_without_the_second_factor_nothing_opens(supervisor, coordinator, page, reference):
    worker = supervisor if page.view.may_open(worker_of(supervisor)) else coordinator
    browser = Browser()
    browser.force_login(worker)

    answer = browser.get(address(page, reference))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("accounts:code"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_session_that_is_over_opens_nothing(client, counsellor, page, reference):
    client.force_login(counsellor)
    session = client.session
    session[BEGAN] = session[SEEN] = int((clock.now() - dt.timedelta(hours=3)).timestamp())
    session.save()

    answer = client.get(address(page, reference))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
