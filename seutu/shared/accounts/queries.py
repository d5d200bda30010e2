"""Questions about people's accounts."""

from __future__ import annotations

import datetime as dt

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.utils import decrypt
from allauth.socialaccount.models import SocialAccount
from django.db.models import Q, QuerySet

from seutu.shared.accounts import totp
from seutu.shared.accounts.models import User
from seutu.shared.core import clock


def providers_of(user: User) -> frozenset[str]:
    """The address words of the organizations through whose sign-in services ``user`` can come."""
    return frozenset(SocialAccount.objects.filter(user=user).values_list("provider", flat=True))


def unused_since(instant: dt.datetime, slug: str) -> QuerySet[User]:
    """Open accounts that come through the provider ``slug`` and were not signed in to since ``instant``."""
    linked = SocialAccount.objects.filter(provider=slug).values("user_id")
    unused = Q(last_login__lt=instant) | Q(last_login__isnull=True, created_at__lt=instant)
    return User.objects.filter(unused, pk__in=linked, is_active=True).order_by("pk")


def has_second_factor(user: User) -> bool:
    """Whether ``user`` has taken codes into use."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def secret_in(authenticator: Authenticator) -> str:
    """The secret behind the codes of ``authenticator``, in the clear."""
    return str(decrypt(authenticator.data["secret"]))


def recovery_codes_of(user: User) -> list[str]:
    """The recovery codes of ``user`` that have not been used."""
    row = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return list(RecoveryCodes(row).get_unused_codes()) if row else []


def code_now(user: User) -> str:
    """The code that the app of ``user`` shows at this moment, or "": for the demo, whose accounts are everybody's."""
    row = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    return totp.code_at(secret_in(row), totp.step_at(clock.now())) if row else ""
