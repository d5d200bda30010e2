"""Every address under `/tyo/`, of whatever app: found by walking, so that a new page is covered at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

pytestmark = pytest.mark.django_db

# Signing in itself, with us or with a municipality's service (there is none called x).
# Something for each kind of place in an address: a word, a number, the reference of a client, a language.
VALUES = ("x", "1", "BCDFGHJK", "ar")
OPEN = {"/tyo/kirjaudu/", "/tyo/kirjaudu/x/", "/tyo/kirjaudu/x/paluu/"}


def addresses(patterns: list[URLPattern | URLResolver] | None = None, before: str = "/") -> Iterator[str]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        for name, converter in pattern.pattern.converters.items():
            value = next(value for value in VALUES if re.fullmatch(converter.regex, value))
            route = re.sub(rf"<(\w+:)?{name}>", value, route)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif route.startswith("/tyo/"):
            yield route


def test_the_walk_finds_the_pages():
    assert {"/tyo/", "/tyo/kirjaudu/", "/tyo/oma-tili/", "/tyo/salasana/"} <= set(addresses())


def test_whoever_has_not_signed_in_is_asked_to(client):
    for address in sorted(set(addresses()) - OPEN):
        answer = client.get(address)

        if answer.status_code == 405:
            answer = client.post(address)
        if answer.status_code == 401:
            # Asked by a script of the page: it keeps what was typed in the browser, and says so.
            assert answer["Content-Type"] == "application/json", address
            continue
        assert answer.status_code == 302, address
        assert answer["Location"].startswith("/tyo/kirjaudu/"), address
