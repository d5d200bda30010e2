"""Asks public addresses of decisions for their title and day: pages, their JSON twins, and OParl.

Whoever types an address chooses what this server asks. So it asks public addresses only: the name is looked up once,
each answer of the look-up is judged, and the connection goes to the very address that was judged, at each redirect
anew. Inner networks, other ports and other protocols are out of reach, except the installation's own names and
``settings.READABLE_HOSTS``.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from django.conf import settings

from seutu.newcomers.projects.rules.read_pages import NotUnderstood, PageFacts, facts_of, twin_of

SECONDS = 8.0
SECONDS_TO_CONNECT = 4.0
MOST_OCTETS = 1024 * 1024
MOST_REDIRECTS = 3
CHUNK = 16 * 1024
PORTS = {"http": 80, "https": 443}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Addresses that carry an IPv4 address inside, which a gateway would lead to.
_GATEWAYS = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class AddressTrouble(Exception):
    """The address could not be read."""


class NotAllowed(AddressTrouble):
    """The address is not one that this server asks."""


class NoAnswer(AddressTrouble):
    """Nobody answered, not in time, or with an error."""


@dataclass(frozen=True)
class _Answer:
    address: str
    content_type: str
    content: bytes


def read_address(address: str) -> PageFacts:
    """The title and day of what is published at ``address``; those of its JSON twin, where it names one.

    :raises NotAllowed: the address is not public, or not of the web.
    :raises NoAnswer: it did not answer in time, or with an error.
    :raises rules.read_pages.NotUnderstood: the answer has no title that can be read.
    """
    until = time.monotonic() + SECONDS
    answer = _followed(address, until)
    twin = twin_of(answer.content_type, answer.content)
    if twin and (whole := _of_same_origin(answer.address, twin)):
        try:
            told = _followed(whole, until)
            return facts_of(told.content_type, told.content)
        except (AddressTrouble, NotUnderstood):
            # The page itself has a title too.
            pass
    return facts_of(answer.content_type, answer.content)


def _of_same_origin(page: str, twin: str) -> str:
    whole = urljoin(page, twin)
    return whole if urlsplit(whole)[:2] == urlsplit(page)[:2] else ""


def _followed(address: str, until: float) -> _Answer:
    for _step in range(MOST_REDIRECTS + 1):
        parts, host, port = _judged(address)
        found = _asked(parts, host, port, until)
        if isinstance(found, _Answer):
            return found
        address = urljoin(address, found)
    raise NoAnswer("too many redirects")


def _judged(address: str) -> tuple[SplitResult, str, int]:
    """The parts of an address, its host and port, when they may be asked at all."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".").encode("idna").decode().lower()
        port = parts.port or PORTS.get(parts.scheme, 0)
    except (ValueError, UnicodeError) as broken:
        raise NotAllowed("broken address") from broken
    if parts.scheme not in PORTS or not host or parts.username is not None or parts.password is not None:
        raise NotAllowed("not an address of the web")
    if port != PORTS[parts.scheme] and not _is_named(host, port):
        raise NotAllowed("port")
    return parts, host, port


def _is_named(host: str, port: int) -> bool:
    """Whether the operator has named the host, so that it may lie on an inner network."""
    return host in settings.READABLE_HOSTS or f"{host}:{port}" in settings.READABLE_HOSTS


def _is_own(host: str) -> bool:
    """Whether the name is one of this installation's: a name of the web, for every machine is “localhost” to itself."""
    if host == "localhost" or "." not in host:
        return False
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host in settings.ALLOWED_HOSTS
    return False


def _looked_up(host: str, port: int) -> str:
    """One network address of ``host`` that may be asked."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as unknown:
        raise NoAnswer("unknown host") from unknown
    addresses = [str(each[4][0]) for each in found]
    if not addresses:
        raise NoAnswer("unknown host")
    # All of them: a name with one public address and one inner one was made to lead inside.
    if not (_is_named(host, port) or _is_own(host) or all(is_public(each) for each in addresses)):
        raise NotAllowed("inner network")
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether a network address belongs to the public internet."""
    try:
        ip: _Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inside = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inside is not None:
            return is_public(str(inside))
        if any(ip in network for network in _GATEWAYS):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _asked(parts: SplitResult, host: str, port: int, until: float) -> _Answer | str:
    """The answer, or where it leads."""
    left = until - time.monotonic()
    if left <= 0:
        raise NoAnswer("too slow")
    address = _looked_up(host, port)
    connection = _Pinned(host, port, address, is_secret=parts.scheme == "https")
    # Whoever sends a byte now and then would keep us longer than any timeout of one read.
    timer = threading.Timer(left, connection.cut)
    timer.daemon = True
    timer.start()
    try:
        return _answer(connection, parts)
    except (OSError, http.client.HTTPException, ValueError) as trouble:
        raise NoAnswer(type(trouble).__name__) from trouble
    finally:
        timer.cancel()
        connection.close()


def _answer(connection: _Pinned, parts: SplitResult) -> _Answer | str:
    target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    headers = {
        "Host": parts.netloc,
        "User-Agent": "Seutu",
        "Accept": "text/html, application/json;q=0.9",
        "Accept-Encoding": "identity",
    }
    connection.request("GET", target.encode("ascii", "xmlcharrefreplace").decode(), headers=headers)
    response = connection.getresponse()
    if response.status in REDIRECTS:
        return response.headers.get("Location", "")
    if response.status != http.client.OK:
        raise NoAnswer(str(response.status))
    content = b""
    while len(content) < MOST_OCTETS and (chunk := response.read(CHUNK)):
        content += chunk
    if connection.is_cut:
        raise NoAnswer("too slow")
    return _Answer(parts.geturl(), response.headers.get("Content-Type", ""), content)


class _Pinned(http.client.HTTPConnection):
    """A connection to the network address that was judged, whatever the name says the next time it is looked up."""

    def __init__(self, host: str, port: int, address: str, *, is_secret: bool) -> None:
        super().__init__(host, port, timeout=SECONDS_TO_CONNECT)
        self._address, self._is_secret = address, is_secret
        self.is_cut = False

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._is_secret:
            # The handshake comes after the socket can be cut: it too can be drawn out.
            secret = ssl.create_default_context().wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock = secret
            secret.do_handshake()

    def cut(self) -> None:
        """End it now, from another thread."""
        self.is_cut = True
        if self.sock is not None:
            try:
                self.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return
