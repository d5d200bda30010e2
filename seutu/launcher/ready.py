"""Waits until the web server answers that all is well."""

from __future__ import annotations

import errno
import json
import socket
import time
import urllib.error
import urllib.request

from django.conf import settings

from seutu.launcher.children import Children
from seutu.launcher.installation import Refusal

TIMEOUT = 60.0
NO_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def check_port(host: str, port: int) -> None:
    """Make sure that ``port`` can be listened on.

    :raises Refusal: it is taken, or not allowed to this user.
    """
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
            trial.listen(1)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Refusal(f"Port {port} is taken by another program. Choose another one: --port {port + 1}") from error
        if error.errno == errno.EACCES:
            raise Refusal(f"Port {port} needs the rights of root. Choose one above 1023: --port 8000") from error
        raise Refusal(f"Nothing can listen at {host}, port {port}: {error.strerror}.") from error


def wait_until_ready(address: str, children: Children) -> None:
    """Return when ``/terveys/valmis`` answers that all is well.

    :raises Refusal: a child ended, or a minute went by.
    """
    deadline, reason = time.monotonic() + TIMEOUT, ""
    while time.monotonic() < deadline:
        child = children.ended()
        if child is not None:
            raise Refusal(f"The {child.name} ended while starting.\n{child.last_words()}".strip())
        reason = not_ready(address)
        if not reason:
            return
        time.sleep(0.1)
    raise Refusal(f"The server did not become ready in {TIMEOUT:.0f} s: {reason}.")


def not_ready(address: str) -> str:
    """Why the server at ``address`` is not ready; empty when it is."""
    try:
        ask(f"{address}/terveys/valmis")
    except urllib.error.HTTPError as error:
        return _reasons(error)
    except OSError as error:
        return f"it does not answer ({error})"
    return ""


def ask(address: str) -> bytes:
    """What our own server answers, asked under a name that it answers to.

    :raises OSError: it does not answer, or with an error.
    """
    host = next((name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"), "localhost")
    with NO_PROXY.open(urllib.request.Request(address, headers={"Host": host}), timeout=5) as answer:  # noqa: S310
        return bytes(answer.read())


def _reasons(answer: urllib.error.HTTPError) -> str:
    try:
        checks = json.load(answer)["checks"]
        return "; ".join(f"{key}: {reason}" for key, reason in checks.items() if reason != "ok")
    except (ValueError, KeyError):
        return f"it answers {answer.code}"
