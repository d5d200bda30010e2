"""The second factor: taken into use, asked for, replaced and reset."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.db.models import Q
from django.utils.crypto import constant_time_compare

from seutu.shared.accounts import queries, totp
from seutu.shared.accounts.models import SecondFactor, User
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor, System
from seutu.shared.core import clock
from seutu.shared.core.encryption.unreadable import is_readable, replace_unreadable


class WrongCode(Exception):
    """What was typed is no code that is good now."""

    reason = "wrong"


class CodeUsed(WrongCode):
    """The code was right, and has been used already: a code opens one thing only."""

    reason = "used"


class CodesUnreadable(WrongCode):
    """What the person should prove cannot be read: the encryption key is missing, or the value was damaged."""

    reason = "unreadable"


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
    SecondFactor.objects.filter(user=user).delete()
    SecondFactor.objects.create(user=user, secret=secret, recovery_codes=totp.new_recovery_codes())
    record("user.second_factor_enrolled", target=user, by=by)


def check_code(user: User, typed: str) -> bool:
    """Use up a code of ``user``, of the phone or of recovery; True when it was one of recovery.

    :raises CodeUsed: it has been used.
    :raises CodesUnreadable: what it would be compared with cannot be read.
    :raises WrongCode: it is none of theirs.
    """
    digits = totp.digits_in(typed)
    is_recovery = len(digits) == totp.RECOVERY_DIGITS
    use = _use_recovery_code if is_recovery else _use_code
    try:
        with transaction.atomic():
            use(user, digits)
    except WrongCode as wrong:
        _note_wrong_code(user, wrong.reason)
        raise
    return is_recovery


@transaction.atomic
def renew_recovery_codes(user: User, *, by: Actor) -> None:
    """Give ``user`` new recovery codes; the earlier ones are good no more.

    :raises WrongCode: they have no second factor that the codes could stand in for.
    """
    row = SecondFactor.objects.select_for_update().filter(user=user).first()
    if row is None:
        raise WrongCode
    replace_unreadable(row, "recovery_codes", totp.new_recovery_codes())
    row.save(update_fields=["recovery_codes", "updated_at"])
    record("user.recovery_codes_renewed", target=user, by=by)


@transaction.atomic
def reset_second_factor(user: User, *, by: Actor) -> bool:
    """Take the second factor of ``user`` away and end all their sessions; False when there was none."""
    had_one = queries.has_second_factor(user)
    SecondFactor.objects.filter(user=user).delete()
    user.session_stamp = secrets.token_hex(16)
    user.save(update_fields=["session_stamp", "updated_at"])
    record("user.second_factor_reset", target=user, by=by)
    return had_one


def _use_code(user: User, digits: str) -> None:
    step = totp.step_of(_row_of(user).secret, digits, clock.now())
    if step is None:
        raise WrongCode
    _take_step(user, step)


def _take_step(user: User, step: int) -> None:
    """Use up the codes up to ``step``, in one statement: of two requests with one code, one gets it."""
    unused = Q(last_step__isnull=True) | Q(last_step__lt=step)
    if not SecondFactor.objects.filter(unused, user=user).update(last_step=step):
        raise CodeUsed


def _use_recovery_code(user: User, digits: str) -> None:
    row = _row_of(user)
    left = [code for code in row.recovery_codes if not constant_time_compare(code, digits)]
    if len(left) == len(row.recovery_codes):
        raise WrongCode
    row.recovery_codes = left
    row.save(update_fields=["recovery_codes", "updated_at"])
    record("user.recovery_code_used", target=user, by=user, details={"left": len(left)})


def _row_of(user: User) -> SecondFactor:
    """The second factor of ``user``, locked, so that of two requests with one recovery code one gets it."""
    row = SecondFactor.objects.select_for_update().filter(user=user).first()
    if row is None:
        raise WrongCode
    if not is_readable(row.secret) or not is_readable(row.recovery_codes):
        raise CodesUnreadable
    return row


@transaction.atomic
def _note_wrong_code(user: User, reason: str) -> None:
    record("user.code_failed", target=user, by=System("sign-in"), details={"reason": reason})
