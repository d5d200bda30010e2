"""Questions about people's accounts."""

from __future__ import annotations

import datetime as dt

from allauth.socialaccount.models import SocialAccount
from django.db.models import Q, QuerySet

from seutu.shared.accounts import totp
from seutu.shared.accounts.models import SecondFactor, User
from seutu.shared.core import clock
from seutu.shared.core.encryption.unreadable import is_readable


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
    return SecondFactor.objects.filter(user=user).exists()


def recovery_codes_of(user: User) -> list[str]:
    """The recovery codes of ``user`` that have not been used; none when they cannot be read."""
    row = SecondFactor.objects.filter(user=user).first()
    return list(row.recovery_codes) if row and is_readable(row.recovery_codes) else []


def code_now(user: User) -> str:
    """The code that the app of ``user`` shows at this moment, or "": for the demo, whose accounts are everybody's."""
    row = SecondFactor.objects.filter(user=user).first()
    return totp.code_at(row.secret, totp.step_at(clock.now())) if row and is_readable(row.secret) else ""
