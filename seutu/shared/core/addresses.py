"""From which network address does a request come? What a proxy says is believed only of the proxies in the settings.

A header that anybody can write is no fact. `ForwardedHeadersMiddleware` takes the headers of proxies away from requests
that come from elsewhere than ``settings.TRUSTED_PROXIES``, so that nothing below can believe them by mistake.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

HEADERS_OF_PROXIES = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_REAL_IP",
    "HTTP_FORWARDED",
)
# A chain of proxies is short; what is longer was written to keep us busy.
LONGEST_CHAIN = 20
SUBSCRIBERS_BITS = 64


class ForwardedHeadersMiddleware:
    """The first of all: a request that does not come from a trusted proxy loses what only a proxy may say."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_trusted(parse(request.META.get("REMOTE_ADDR", ""))):
            for name in HEADERS_OF_PROXIES:
                request.META.pop(name, None)
        return self.get_response(request)


def client_address(request: HttpRequest) -> str:
    """The address of who asks, or "" where the server tells none; see `address_in`."""
    return address_in(request.META)


def address_in(meta: Mapping[str, Any]) -> str:
    """The client's address by a WSGI environment, in its usual form, or "".

    Read from the right, where each proxy adds whom it was asked by: the first address that is no trusted proxy. What
    stands left of it was written by the client. A part that is no address ends the reading: then it is the last proxy.
    """
    nearest = parse(str(meta.get("REMOTE_ADDR", "")))
    if nearest is None or not is_trusted(nearest):
        return str(nearest or "")
    parts = str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    for part in list(reversed(parts))[:LONGEST_CHAIN]:
        address = parse(part)
        if address is None:
            break
        nearest = address
        if not is_trusted(address):
            break
    return str(nearest)


def parse(text: str) -> Address | None:
    """An address as headers write it: with or without brackets, a port or a zone; None when it is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def is_trusted(address: Address | None) -> bool:
    """Whether ``address`` is one of the proxies in the settings."""
    return address is not None and any(address in network for network in _networks(tuple(settings.TRUSTED_PROXIES)))


def subscriber(address: str) -> str:
    """The network that one subscriber has: of an IPv6 address the first half, since the rest is theirs to choose."""
    known = parse(address)
    if isinstance(known, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((known, SUBSCRIBERS_BITS), strict=False))
    return str(known or "")


@lru_cache(maxsize=8)
def _networks(names: Sequence[str]) -> Iterable[Network]:
    return tuple(ipaddress.ip_network(name) for name in names)
