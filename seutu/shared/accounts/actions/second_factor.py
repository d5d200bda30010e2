"""The second factor: taken into use, asked for, replaced and reset."""

from __future__ import annotations

import secrets

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction
from django.db.models import Q

from seutu.shared.accounts import queries, totp
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor, System
from seutu.shared.core import clock


class WrongCode(Exception):
    """What was typed is no code that is good now."""

    reason = "wrong"


class CodeUsed(WrongCode):
    """The code was right, and has been used already: a code opens one thing only."""

    reason = "used"


@transaction.atomic
def enrol(user: User, secret: str, typed: str, *, by: Actor) -> None:
    """Take ``secret`` into use as the second factor of ``user``, in the place of an earlier one.

    :raises WrongCode: ``typed`` is not the code of it, so the phone does not have it.
    """
    step = totp.step_of(secret, totp.digits_in(typed), clock.now())
    if step is None:
        raise WrongCode
    give_second_factor(user, secret, by=by)
    _take_step(user, step)


@transaction.atomic
def give_second_factor(user: User, secret: str, *, by: Actor) -> None:
    """Give ``user`` a second factor whose secret they have, with new recovery codes; no code is asked."""
    _forget(user)
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    record("user.second_factor_enrolled", target=user, by=by)


def check_code(user: User, typed: str) -> bool:
    """Use up a code of ``user``, of the phone or of recovery; True when it was one of recovery.

    :raises CodeUsed: it has been used.
    :raises WrongCode: it is none of theirs.
    """
    digits = totp.digits_in(typed)
    is_recovery = len(digits) == totp.RECOVERY_DIGITS
    try:
        with transaction.atomic():
            if is_recovery:
                _use_recovery_code(user, digits)
            else:
                _use_code(user, digits)
    except WrongCode as wrong:
        _note_wrong_code(user, wrong.reason)
        raise
    return is_recovery


@transaction.atomic
def renew_recovery_codes(user: User, *, by: Actor) -> None:
    """Give ``user`` new recovery codes; the earlier ones are good no more.

    :raises WrongCode: they have no second factor that the codes could stand in for.
    """
    if not queries.has_second_factor(user):
        raise WrongCode
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(user)
    record("user.recovery_codes_renewed", target=user, by=by)


@transaction.atomic
def reset_second_factor(user: User, *, by: Actor) -> bool:
    """Take the second factor of ``user`` away and end all their sessions; False when there was none."""
    had_one = queries.has_second_factor(user)
    _forget(user)
    user.session_stamp = secrets.token_hex(16)
    user.save(update_fields=["session_stamp", "updated_at"])
    record("user.second_factor_reset", target=user, by=by)
    return had_one


def _forget(user: User) -> None:
    Authenticator.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(last_code_step=None)


def _use_code(user: User, digits: str) -> None:
    row = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    step = totp.step_of(queries.secret_in(row), digits, clock.now()) if row else None
    if row is None or step is None:
        raise WrongCode
    _take_step(user, step)
    row.record_usage()


def _take_step(user: User, step: int) -> None:
    """Use up the codes up to ``step``, in one statement: of two requests with one code, one gets it."""
    unused = Q(last_code_step__isnull=True) | Q(last_code_step__lt=step)
    if not User.objects.filter(unused, pk=user.pk).update(last_code_step=step):
        raise CodeUsed


def _use_recovery_code(user: User, digits: str) -> None:
    row = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    if row is None or not RecoveryCodes(row).validate_code(digits):
        raise WrongCode
    left = len(queries.recovery_codes_of(user))
    record("user.recovery_code_used", target=user, by=user, details={"left": left})


@transaction.atomic
def _note_wrong_code(user: User, reason: str) -> None:
    record("user.code_failed", target=user, by=System("sign-in"), details={"reason": reason})
