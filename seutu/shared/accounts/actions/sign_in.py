"""Signing in and out, and the limit of attempts that all processes share.

An attempt is a row before the password is looked at, so that many at the same time cannot pass the limit together.
A refused attempt leaves no row: the lock ends when the page said it would, however often somebody tries meanwhile.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.crypto import salted_hmac

from seutu.shared.accounts.models import SignInAttempt, User
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import System
from seutu.shared.core import clock
from seutu.shared.core.addresses import subscriber

ATTEMPT_WINDOW = dt.timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Limit:
    """How many attempts in the window may fail that agree in these columns."""

    columns: tuple[str, ...]
    attempts: int


# The narrow limit is for one person at one address, so that a stranger elsewhere cannot lock them out with five tries.
# A whole town hall can stand behind one address.
LIMITS = (
    Limit(("email_hash", "address_hash"), 5),
    Limit(("email_hash",), 20),
    Limit(("address_hash",), 60),
)


class TooManyAttempts(Exception):
    """There have been too many failed attempts; ``until`` says when the next one is possible."""

    def __init__(self, until: dt.datetime) -> None:
        super().__init__(until)
        self.until = until


def begin_attempt(email: str, address: str) -> SignInAttempt:
    """Count an attempt to sign in as ``email`` from a network address, before its password is looked at.

    :raises TooManyAttempts: a limit is reached; the attempt must not be made.
    """
    now = clock.now()
    SignInAttempt.objects.filter(at__lte=now - ATTEMPT_WINDOW).delete()
    attempt = SignInAttempt.objects.create(email_hash=_email_hash(email), address_hash=_address_hash(address), at=now)
    ends = [end for limit in LIMITS if (end := _lock_end(limit, attempt)) is not None]
    if ends:
        attempt.delete()
        raise TooManyAttempts(max(ends))
    return attempt


@transaction.atomic
def note_failure(attempt: SignInAttempt) -> None:
    """The attempt failed: it stays, and the trail tells of it without naming whom."""
    record("user.sign_in_failed", by=System("sign-in"), details={"email": attempt.email_hash})


def note_success(attempt: SignInAttempt) -> None:
    """The attempt succeeded: this person's earlier slips at this address no longer count."""
    SignInAttempt.objects.filter(email_hash=attempt.email_hash, address_hash=attempt.address_hash).delete()


@transaction.atomic
def note_sign_in(user: User) -> None:
    """``user`` has been signed in."""
    record("user.signed_in", target=user, by=user)


@transaction.atomic
def note_sign_out(user: User) -> None:
    """``user`` has signed out."""
    record("user.signed_out", target=user, by=user)


@transaction.atomic
def note_session_end(user: User, reason: str) -> None:
    """A session of ``user`` was ended by the clock; ``reason`` is ``idle`` or ``age``."""
    record("user.session_ended", target=user, by=System("session"), details={"reason": reason})


def _lock_end(limit: Limit, attempt: SignInAttempt) -> dt.datetime | None:
    same: Mapping[str, str] = {column: getattr(attempt, column) for column in limit.columns}
    others = SignInAttempt.objects.filter(**same).exclude(pk=attempt.pk).order_by("at", "pk")
    instants = list(others.values_list("at", flat=True))
    if len(instants) < limit.attempts:
        return None
    return instants[len(instants) - limit.attempts] + ATTEMPT_WINDOW


def _email_hash(email: str) -> str:
    return _hash("email", email.strip().lower())


def _address_hash(address: str) -> str:
    return _hash("address", subscriber(address))


def _hash(kind: str, value: str) -> str:
    return salted_hmac(f"seutu.accounts.sign_in.{kind}", value, algorithm="sha256").hexdigest()
