"""A message as the tests write it, and mail servers that say what they are told to."""

from __future__ import annotations

import smtplib
from typing import Any

from django.core.mail.backends.base import BaseEmailBackend

from seutu.shared.audit.actor import System
from seutu.shared.messages.actions import send_mail
from seutu.shared.messages.models import Message

TESTS = System("tests")


def write(**changes: Any) -> Message:
    given: dict[str, Any] = {
        "to": "maija.malli@example.org",
        "template": "koe/email/notice.txt",
        "context": {"name": "Maija Malli", "number": 7},
        "language": "fi",
        "key": "koe:1",
        "by": TESTS,
    }
    return send_mail(**(given | changes))


class Silent(BaseEmailBackend):
    """A server that is down."""

    def send_messages(self, messages: Any) -> int:
        raise ConnectionRefusedError("maija.malli@example.org")


class NoSuchMailbox(BaseEmailBackend):
    def send_messages(self, messages: Any) -> int:
        raise smtplib.SMTPRecipientsRefused({"maija.malli@example.org": (550, b"no such user")})


class ComeLater(BaseEmailBackend):
    def send_messages(self, messages: Any) -> int:
        raise smtplib.SMTPRecipientsRefused({"maija.malli@example.org": (451, b"greylisted")})


class ContentRefused(BaseEmailBackend):
    def send_messages(self, messages: Any) -> int:
        raise smtplib.SMTPDataError(554, b"no")


class SignInRefused(BaseEmailBackend):
    def send_messages(self, messages: Any) -> int:
        raise smtplib.SMTPAuthenticationError(535, b"no")
