"""Second factors in the tests of every app: a session that has passed one, and the code that a phone would show."""

from __future__ import annotations

from django.test import Client

from seutu.shared.accounts import queries, second_factor, totp
from seutu.shared.accounts.actions import give_second_factor
from seutu.shared.accounts.models import User
from seutu.shared.audit.actor import System
from seutu.shared.core import clock

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105


def signed_in_with_code(client: Client, user: User) -> Client:
    """``client`` with a session of ``user`` that has just passed the second factor, whether they have one or not."""
    client.force_login(user)
    session = client.session
    second_factor.note_passed(session)
    session.save()
    return client


def with_codes(user: User, secret: str = SECRET) -> User:
    """``user``, who has taken codes into use."""
    give_second_factor(user, secret, by=System("tests"))
    user.refresh_from_db()
    return user


def code_of(user: User) -> str:
    """A code of ``user`` that is good now and has not been used: tests go faster than the half minutes."""
    user.refresh_from_db()
    row = user.authenticator_set.get(type="totp")
    here = totp.step_at(clock.now())
    step = max(here, (user.last_code_step or 0) + 1)
    assert step <= here + totp.STEPS_BESIDE, "both codes of now have been used: let time pass"
    return totp.code_at(queries.secret_in(row), step)
