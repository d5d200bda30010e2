"""What a test that looks for leaks watches: everything that leaves a request beside the body of its page."""

from __future__ import annotations

import logging
import logging.config
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote_plus

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client as Browser

from seutu.shared.audit.models import Entry
from seutu.shared.messages.models import Message

TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.DOTALL)


class LeakWatch(logging.Handler):
    """Looks for ``words`` in the lines of the log as an installation writes them, and in the traces of each answer."""

    def __init__(self, words: Iterable[str]) -> None:
        super().__init__(logging.DEBUG)
        self.words, self.found = tuple(words), set[tuple[str, str]]()
        config = dict(settings.LOGGING["formatters"]["json"])
        self.setFormatter(logging.config.DictConfigurator(config).configure_formatter(dict(config)))
        self.lines = 0
        self.known_messages = set(Message.objects.values_list("pk", flat=True))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += 1
        self.look(f"log {record.name}", self.format(record))

    def look(self, place: str, text: object) -> None:
        """Note each word that stands in ``text``, with the place where it stands."""
        told = str(text)
        told += unquote_plus(told)
        self.found |= {(place, word) for word in self.words if word in told}

    def look_beside(self, name: str, response: HttpResponse, browser: Browser) -> None:
        """All of an answer but its body: address, headers, cookies, title, and the messages that wait in a cookie."""
        self.look(f"address of {name}", response.wsgi_request.get_full_path())
        self.look(f"headers of {name}", dict(response.headers))
        for title in TITLE.findall(b"" if response.streaming else response.content):
            self.look(f"title of {name}", title.decode())
        for cookie in browser.cookies.values():
            self.look(f"cookies after {name}", cookie.value)
        if kept := browser.cookies.get("messages"):
            self.look(f"messages after {name}", CookieStorage(HttpRequest())._decode(kept.value))

    def look_at_what_is_kept(self) -> None:
        """Sessions, the cache, the trail, and messages that were written meanwhile."""
        for session in Session.objects.all():
            self.look("session", session.get_decoded())
        for place, text in _cached():
            self.look(place, text)
        for entry in Entry.objects.all():
            self.look(f"trail {entry.verb}", [getattr(entry, field.attname) for field in Entry._meta.concrete_fields])
        for message in Message.objects.exclude(pk__in=self.known_messages):
            # To whom it is sent, is told to the mail server alone: a message to a client goes to the client.
            words = (message.subject, message.body_text, message.headers, message.unique_key, message.reference)
            self.look(f"message {message.kind}", words)
        for sent in mail.outbox:
            self.look("mail", sent.message().as_string())


def _cached() -> Iterator[tuple[str, str]]:
    held: dict[str, Any] = cache._cache  # type: ignore[attr-defined]  # there is no way to ask for all that is kept
    for key, value in held.items():
        yield "cache", f"{key} {bytes(value).decode('utf-8', 'replace')}"
