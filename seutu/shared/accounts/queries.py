"""Questions about people's accounts."""

from __future__ import annotations

import datetime as dt

from allauth.socialaccount.models import SocialAccount
from django.db.models import Q, QuerySet

from seutu.shared.accounts.models import User


def providers_of(user: User) -> frozenset[str]:
    """The address words of the organizations through whose sign-in services ``user`` can come."""
    return frozenset(SocialAccount.objects.filter(user=user).values_list("provider", flat=True))


def unused_since(instant: dt.datetime, slug: str) -> QuerySet[User]:
    """Open accounts that come through the provider ``slug`` and were not signed in to since ``instant``."""
    linked = SocialAccount.objects.filter(provider=slug).values("user_id")
    unused = Q(last_login__lt=instant) | Q(last_login__isnull=True, created_at__lt=instant)
    return User.objects.filter(unused, pk__in=linked, is_active=True).order_by("pk")
