"""Keeping programs from filling in forms, without watching anybody: a riddle for the browser, or a little patience.

The page gives a challenge that belongs to the draft. A script answers it with a number whose SHA-256 beside the
challenge begins with enough zero bits, in about a second. Without scripts a person waits instead, and fewer are let
through from one network address. A draft is sent once, so an answer cannot be used again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from seutu.shared.core import clock
from seutu.shared.core.addresses import client_address, subscriber
from seutu.shared.core.rate_limits import count_of
from seutu.shared.eforms.models import Draft

BITS = 13
# A field that people do not see. Its name looks worth filling to a program that fills every field.
TRAP = "verkkosivu"
PATIENCE = dt.timedelta(seconds=20)
HOUR = dt.timedelta(hours=1)
BEGIN_PER_HOUR, SOLVED_PER_HOUR, UNSOLVED_PER_HOUR, MAILS_PER_HOUR, FILES_PER_HOUR = 120, 120, 20, 10, 120
_ANSWER = re.compile(r"[0-9]{1,10}")


def challenge_of(draft: Draft) -> str:
    """The riddle of a draft."""
    return salted_hmac("seutu.eforms.challenge", draft.key_hash, algorithm="sha256").hexdigest()


def is_solved(draft: Draft, answer: str) -> bool:
    """Whether ``answer`` is right for the riddle of the draft."""
    if not _ANSWER.fullmatch(answer):
        return False
    digest = hashlib.sha256(f"{challenge_of(draft)}:{answer}".encode()).digest()
    return int.from_bytes(digest, "big") >> (256 - BITS) == 0


def has_waited(draft: Draft) -> bool:
    """Whether as long has passed since the draft was begun as a person needs at least."""
    return clock.now() - draft.created_at >= PATIENCE


def count_sending(request: HttpRequest, *, is_solved: bool) -> None:
    """Count one sending of a network address.

    :raises TooManyRequests: it has had its share of this hour.
    """
    most = SOLVED_PER_HOUR if is_solved else UNSOLVED_PER_HOUR
    _count(request, f"eforms_send_{'solved' if is_solved else 'unsolved'}", most)


def count_beginning(request: HttpRequest) -> None:
    """Count one draft of a network address.

    :raises TooManyRequests: it has had its share of this hour.
    """
    _count(request, "eforms_begin", BEGIN_PER_HOUR)


def count_mail(request: HttpRequest) -> None:
    """Count one mail that a network address has sent.

    :raises TooManyRequests: it has had its share of this hour.
    """
    _count(request, "eforms_mail", MAILS_PER_HOUR)


def count_file(request: HttpRequest) -> None:
    """Count one file from a network address.

    :raises TooManyRequests: it has had its share of this hour.
    """
    _count(request, "eforms_file", FILES_PER_HOUR)


def _count(request: HttpRequest, name: str, most: int) -> None:
    count_of(subscriber(client_address(request)), name, most=most, window=HOUR)
