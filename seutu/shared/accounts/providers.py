"""The municipalities' own sign-in services (OpenID Connect), and what one of them has proved of a person."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from seutu.shared.accounts.models import User
from seutu.shared.core.registry import Entry, Point


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInProvider:
    """One organization's sign-in service, as ``settings.OIDC`` tells of it; ``slug`` is the organization's."""

    slug: str
    name: str
    name_sv: str
    issuer: str
    client_id: str
    client_secret: str
    email_domains: Sequence[str]
    roles: Mapping[str, Sequence[str]]
    passwords: bool
    groups_claim: str
    email_claim: str
    subject_claim: str
    mfa: bool = False

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return (self.name_sv if get_language() == "sv" else "") or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvenPerson:
    """What a provider has said of a person, in a token whose signature, audience and nonce were right.

    ``email`` is "" when none is given that is theirs beyond doubt. ``groups`` is None when the provider says that they
    are too many to tell: that is not the same as none. ``has_second_factor`` is true of who has just given one to a
    provider that the settings believe in that.
    """

    subject: str
    email: str
    name: str
    groups: frozenset[str] | None
    has_second_factor: bool = False


class Refusal(enum.Enum):
    """Why a person who comes from a provider is not let in."""

    UNREACHABLE = "unreachable"
    CANCELLED = "cancelled"
    STATE_LOST = "state_lost"
    NOT_PROVEN = "not_proven"
    TOO_MANY_GROUPS = "too_many_groups"
    NO_ROLE = "no_role"
    NO_EMAIL = "no_email"
    EMAIL_TAKEN = "email_taken"
    ACCOUNT_CLOSED = "account_closed"
    LINKED_TO_ANOTHER = "linked_to_another"


@dataclass(frozen=True, kw_only=True)
class Arrival(Entry):
    """Who is let in and with which roles: asked of the app above, which knows organizations.

    ``admit(provider, person, user, is_linking)`` is given the account that is linked to the person, or wants to be.
    """

    admit: Callable[[SignInProvider, ProvenPerson, User | None, bool], User | Refusal]


@dataclass(frozen=True, kw_only=True)
class PasswordRule(Entry):
    """Whether a person may use a password: ``provider_instead(user)`` names the provider they must use, or None."""

    provider_instead: Callable[[User], SignInProvider | None]


arrivals = Point(Arrival)
password_rules = Point(PasswordRule)


def providers() -> list[SignInProvider]:
    """All providers by their names."""
    found = [_provider(slug, row) for slug, row in settings.OIDC.items()]
    return sorted(found, key=lambda provider: (provider.name, provider.slug))


def provider_called(slug: str) -> SignInProvider | None:
    """The provider of the organization with this address word, or None."""
    row = settings.OIDC.get(slug)
    return None if row is None else _provider(slug, row)


def provider_instead_of_password(user: User) -> SignInProvider | None:
    """The provider that ``user`` must use since their organization takes no passwords, or None."""
    answers = (rule.provider_instead(user) for rule in password_rules.entries())
    return next((provider for provider in answers if provider is not None), None)


def _provider(slug: str, row: Mapping[str, Any]) -> SignInProvider:
    return SignInProvider(slug=slug, **row)
