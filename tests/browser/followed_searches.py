"""Alerts of searches for the pages that their links open."""

from __future__ import annotations

import pytest

from seutu.publishing.alerts import links
from seutu.publishing.alerts.actions import stopping
from seutu.publishing.alerts.tests.orders import confirmed, order, token_in


def page_to_confirm(request: pytest.FixtureRequest) -> str:
    request.getfixturevalue("transactional_db")
    return f"/hakuvahti/vahvista/{token_in(order(label='Päiväkotien rakentaminen').body_text)}/"


def page_to_stop(request: pytest.FixtureRequest) -> str:
    request.getfixturevalue("transactional_db")
    return f"/hakuvahti/lopeta/{links.token_of_search(confirmed())}/"


def page_of_what_was_stopped(request: pytest.FixtureRequest) -> str:
    request.getfixturevalue("transactional_db")
    search = confirmed()
    stopping.stop([search], by=search.subscriber)
    return f"/hakuvahti/lopeta/{links.token_of_search(search)}/"


def page_of_all(request: pytest.FixtureRequest) -> str:
    request.getfixturevalue("transactional_db")
    running, stopped = confirmed("q=silta", label="Sillat ja niiden kunnossapito"), confirmed("q=koulu")
    confirmed("q=kirjasto", label="Kirjastot", rhythm="heti")
    stopping.stop([stopped], by=stopped.subscriber)
    return f"/hakuvahdit/{links.token_of_all(running.subscriber)}/"


def page_of_the_demos_mail(request: pytest.FixtureRequest) -> str:
    request.getfixturevalue("transactional_db")
    request.getfixturevalue("settings").DEMO = True
    order(label="Päiväkotien rakentaminen")
    order("q=silta", address="toinen@example.org", language="sv")
    return "/demo/posti/"
