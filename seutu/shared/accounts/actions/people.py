"""Making accounts and changing them."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core.rich_text import strip_control

# Hashing takes the whole text in: a limit keeps one request from keeping a process busy.
PASSWORD_LENGTH_LIMIT = 1000


@transaction.atomic
def add_user(email: str, display_name: str, *, password: str, by: Actor, language: str = "fi") -> User:
    """Make an account for a person; what they may do is given as memberships (`organizations.actions`).

    :raises ValidationError: the e-mail is malformed or taken, the name is empty or too long, the password is weak.
    """
    if strip_control(email) != email:
        raise ValidationError({"email": _("The e-mail has characters that cannot be seen. Write it again.")})
    user = User(email=email.strip().lower(), display_name=_clean_name(display_name), language=language)
    user.full_clean(exclude=["password"])
    _check_password(password, user)
    user.set_password(password)
    user.save()
    record("user.added", target=user, by=by)
    return user


@transaction.atomic
def set_password(user: User, password: str, *, by: Actor) -> None:
    """Give ``user`` a new password; every session of theirs ends, but the one that the caller renews.

    :raises ValidationError: the password is weak.
    """
    _check_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password", "updated_at"])
    record("user.password_changed", target=user, by=by)


@transaction.atomic
def change_own_account(user: User, *, display_name: str, language: str, by: Actor) -> None:
    """Change the name that others see and the language in which the service opens.

    :raises ValidationError: the name is empty or too long, or there is no such language.
    """
    user.display_name = _clean_name(display_name)
    user.language = language
    user.full_clean(exclude=["password", "email"])
    user.save(update_fields=["display_name", "language", "updated_at"])
    record("user.account_changed", target=user, by=by)


def _clean_name(name: str) -> str:
    return " ".join(strip_control(name).split())


def _check_password(password: str, user: User) -> None:
    if len(password) > PASSWORD_LENGTH_LIMIT:
        reason = _("The password is too long. It can have at most %(limit)s characters.")
        raise ValidationError({"password": reason % {"limit": PASSWORD_LENGTH_LIMIT}})
    try:
        validate_password(password, user)
    except ValidationError as weakness:
        raise ValidationError({"password": weakness.messages}) from weakness
