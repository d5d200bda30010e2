"""Ordering alerts as a page does, and reading the mails that come of it."""

from __future__ import annotations

import re

from django.core import mail

from seutu.publishing.alerts.actions import ordering
from seutu.publishing.alerts.models import Rhythm, SavedSearch
from seutu.shared.audit.actor import System
from seutu.shared.messages.models import Message
from seutu.shared.tasks.worker import Worker

TESTS = System("tests")
SITE = "https://paatokset.example/"
ADDRESS = "maija.malli@example.org"


def order(query: str = "q=silta", *, address: str = ADDRESS, **more: str) -> Message:
    """Order an alert; the message that asks to confirm it."""
    given = {"label": "Sillat", "rhythm": Rhythm.DAILY, "language": "fi", "site": SITE} | more
    ordering.order(ordering.Order(address=address, query=query, **given), by=TESTS)
    return Message.objects.filter(kind="alerts.confirm").latest("pk")


def token_in(text: str) -> str:
    """The token of the first link in a mail."""
    found = re.search(r"/([\w-]{40,})/\n", text)
    assert found, text
    return found[1]


def confirmed(query: str = "q=silta", **more: str) -> SavedSearch:
    return ordering.confirm(token_in(order(query, **more).body_text))


def digests() -> list[Message]:
    """The mails of alerts that are in the outbox, whether or not they have left."""
    return list(Message.objects.filter(kind="alerts.digest").exclude(state="gone").order_by("pk"))


def deliver() -> list[str]:
    """Let the worker do all that is due; the texts of the digests that left."""
    before = len(mail.outbox)
    Worker().run_until_idle()
    return [sent.body for sent in mail.outbox[before:] if "List-Unsubscribe" in sent.extra_headers]


def titles_in(text: str) -> list[str]:
    return [line[2:] for line in text.splitlines() if line.startswith("* ")]


def told() -> list[list[str]]:
    """The titles in each mail that leaves now."""
    return [titles_in(text) for text in deliver()]
