from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from seutu.shared.core.addresses import (
    LONGEST_CHAIN,
    ForwardedHeadersMiddleware,
    client_address,
    subscriber,
)

PROXY, INNER_PROXY, STRANGER = "10.0.0.2", "10.0.0.1", "198.51.100.9"


@pytest.fixture(autouse=True)
def _trusted(settings):
    settings.TRUSTED_PROXIES = ["10.0.0.0/24", "fd00::/64"]


def asked(peer, forwarded=None, **more):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded is not None else {}
    return RequestFactory().get("/", REMOTE_ADDR=peer, **headers, **more)


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        (STRANGER, None, STRANGER),
        (PROXY, None, PROXY),
        (PROXY, STRANGER, STRANGER),
        # What stands left of the first stranger was written by the stranger.
        (PROXY, f"203.0.113.5, {STRANGER}", STRANGER),
        (PROXY, f"203.0.113.5, {STRANGER}, {INNER_PROXY}", STRANGER),
        # Who is no proxy of ours is believed nothing.
        (STRANGER, "203.0.113.5", STRANGER),
        (STRANGER, PROXY, STRANGER),
        # Everybody on the way is ours: the first of them asked.
        (PROXY, INNER_PROXY, INNER_PROXY),
        # The forms that addresses are written in.
        (PROXY, f"{STRANGER}:4711", STRANGER),
        (PROXY, "[2001:db8::1]:443", "2001:db8::1"),
        (PROXY, "2001:DB8:0::1", "2001:db8::1"),
        (PROXY, "fe80::1%eth0", "fe80::1"),
        ("::ffff:10.0.0.2", f"::ffff:{STRANGER}", STRANGER),
        ("fd00::7", STRANGER, STRANGER),
        # A part that is no address ends the reading at the last proxy.
        (PROXY, "unknown", PROXY),
        (PROXY, f"{STRANGER}, _hidden, {INNER_PROXY}", INNER_PROXY),
        (PROXY, "", PROXY),
        (PROXY, ",,,", PROXY),
        (PROXY, "1.2.3.4.5", PROXY),
        (PROXY, "<script>", PROXY),
        # A socket that tells no address.
        ("", STRANGER, ""),
        ("nonsense", STRANGER, ""),
    ],
)
def test_the_client_is_the_rightmost_that_is_no_proxy_of_ours(peer, forwarded, client):
    assert client_address(asked(peer, forwarded)) == client


def test_without_trusted_proxies_nobody_is_believed(settings):
    settings.TRUSTED_PROXIES = []

    assert client_address(asked("127.0.0.1", STRANGER)) == "127.0.0.1"


def test_an_endless_chain_is_not_read_to_its_end():
    chain = ", ".join([STRANGER] + [INNER_PROXY] * (LONGEST_CHAIN + 5))

    assert client_address(asked(PROXY, chain)) == INNER_PROXY


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.9", "198.51.100.9"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        ("::ffff:198.51.100.9", "198.51.100.9"),
        ("", ""),
        ("nonsense", ""),
    ],
)
def test_a_subscriber_has_half_of_an_ipv6_address(address, network):
    assert subscriber(address) == network


@pytest.mark.parametrize(("peer", "is_believed"), [(PROXY, True), (STRANGER, False), ("", False)])
def test_what_only_a_proxy_may_say_is_taken_from_others(settings, peer, is_believed):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    seen = {}

    def look(request):
        seen.update(secure=request.is_secure(), meta=dict(request.META))
        return HttpResponse()

    request = asked(peer, STRANGER, HTTP_X_FORWARDED_PROTO="https", HTTP_X_REAL_IP="1.2.3.4", HTTP_ACCEPT="text/html")
    ForwardedHeadersMiddleware(look)(request)

    assert seen["secure"] is is_believed
    assert ("HTTP_X_FORWARDED_FOR" in seen["meta"]) is is_believed
    assert ("HTTP_X_REAL_IP" in seen["meta"]) is is_believed
    assert seen["meta"]["HTTP_ACCEPT"] == "text/html"


def test_the_middleware_is_the_first(settings):
    assert settings.MIDDLEWARE[0] == "seutu.shared.core.addresses.ForwardedHeadersMiddleware"
