"""Reading and writing the addresses of the former publication service."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest

from seutu.shared.organizations.models import Organization

SCRIPT = "cgi/DREQUEST.PHP"
PORTS = {"http": 80, "https": 443}
ENTRIES = 30
MOST_ENTRIES = 1000
# The longest that our own addresses can hold; a number has no sign and no leading zero.
NUMBER = re.compile(r"[1-9][0-9]{0,18}")
ITEM = re.compile(rf"({NUMBER.pattern})-({NUMBER.pattern})")


@dataclass(frozen=True, slots=True)
class OldServer:
    """Where the old addresses of a municipality begin, as whoever asks sees it."""

    root: str

    def page(self, name: str, record_id: str = "") -> str:
        """The whole address of a page, with a bare ``&`` as the service wrote it."""
        query = f"&id={record_id}" if record_id else ""
        return f"{self.root}/{SCRIPT}?page={name}{query}"


def server_of(request: HttpRequest, owner: Organization, *, has_prefix: bool) -> OldServer:
    """The beginning of the links in an answer: always with a port, and with the municipality when it was asked with it.

    The port is read from the name of the host: behind a proxy, the port of this process is not the visitor's.
    """
    scheme = request.scheme or "http"
    host = urlsplit(f"//{request.get_host()}")
    name = f"[{host.hostname}]" if ":" in (host.hostname or "") else host.hostname
    prefix = f"/{owner.slug}" if has_prefix else ""
    return OldServer(f"{scheme}://{name}:{host.port or PORTS[scheme]}{prefix}")


def parameter(request: HttpRequest, name: str) -> str:
    """The value of a parameter, or "".

    Some readers ask for an address as it stands in escaped HTML: then the name begins with ``amp;``.
    """
    return (request.GET.get(name) or request.GET.get(f"amp;{name}") or "").strip()


def page_asked_for(request: HttpRequest) -> str:
    """The page that is asked for, in small letters, or ""."""
    return parameter(request, "page").lower()


def entries_asked_for(request: HttpRequest) -> int:
    """The number that ``show`` gives, 1 to 1000: the nearest of those for another number, and 30 for what is none."""
    asked = parameter(request, "show")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 9 else ENTRIES
    return max(1, min(number, MOST_ENTRIES))


def number_asked_for(request: HttpRequest) -> int | None:
    """The id of a meeting or of an officer's decision, or None when it is no number."""
    asked = parameter(request, "id")
    return int(asked) if NUMBER.fullmatch(asked) else None


def item_asked_for(request: HttpRequest) -> tuple[int, int] | None:
    """The ids of a meeting and of an item in it, from ``2022504-4``, or None."""
    found = ITEM.fullmatch(parameter(request, "id"))
    return (int(found[1]), int(found[2])) if found else None
