"""Second factors in the tests of every app: a session that has passed one, and the code that a phone would show."""

from __future__ import annotations

from django.test import Client

from seutu.shared.accounts import second_factor, totp
from seutu.shared.accounts.actions import give_second_factor
from seutu.shared.accounts.models import SecondFactor, User
from seutu.shared.audit.actor import System
from seutu.shared.core import clock

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


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
    return user


def code_of(user: User) -> str:
    """A code of ``user`` that is good now and has not been used: tests go faster than the half minutes."""
    row = SecondFactor.objects.get(user=user)
    here = totp.step_at(clock.now())
    step = max(here, (row.last_step or 0) + 1)
    assert step <= here + totp.STEPS_BESIDE, "both codes of now have been used: let time pass"
    return totp.code_at(row.secret, step)
