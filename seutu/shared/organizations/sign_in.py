"""Who comes through a municipality's sign-in service: a joiner, a mover, a leaver, or somebody without a role.

The provider of an organization speaks for that organization only. Whatever groups its token names, the roles are in the
organization whose provider it is; memberships in others are not looked at and not touched.
"""

from __future__ import annotations

from django.db import transaction

from seutu.shared.accounts import actions as accounts
from seutu.shared.accounts.models import User
from seutu.shared.accounts.providers import ProvenPerson, Refusal, SignInProvider, provider_called
from seutu.shared.audit.actor import System
from seutu.shared.organizations.actions import hold_roles
from seutu.shared.organizations.models import Organization
from seutu.shared.organizations.queries import memberships_of
from seutu.shared.organizations.sign_in_roles import roles_of

BY_PROVIDER = System("sign-in")


@transaction.atomic
def admit(provider: SignInProvider, person: ProvenPerson, user: User | None, is_linking: bool) -> User | Refusal:
    """Let in the person whom ``provider`` has proved, with the roles that their groups give, or say why not.

    ``user`` is their account, when they have one or (``is_linking``) want this one to be theirs.
    """
    organization = Organization.objects.filter(slug=provider.slug).first()
    if person.groups is None:
        return Refusal.TOO_MANY_GROUPS
    roles = roles_of(person.groups, provider.roles)
    if organization is None or not roles:
        if user and organization and not is_linking:
            leave(user, organization)
        return Refusal.NO_ROLE
    account = _account(provider, person, user, is_linking=is_linking)
    if isinstance(account, User):
        hold_roles(account, organization, roles, by=BY_PROVIDER)
    return account


def _account(provider: SignInProvider, person: ProvenPerson, user: User | None, *, is_linking: bool) -> User | Refusal:
    if user is None:
        return accounts.add_proven_user(person, provider, by=BY_PROVIDER)
    if not accounts.reopen_left_account(user, by=BY_PROVIDER):
        return Refusal.ACCOUNT_CLOSED
    if is_linking and not accounts.link(user, provider.slug, person.subject, by=user):
        return Refusal.LINKED_TO_ANOTHER
    accounts.keep_email_up(user, person, by=BY_PROVIDER)
    return user


@transaction.atomic
def leave(user: User, organization: Organization) -> None:
    """End what ``user`` has in ``organization``; who has nothing left elsewhere loses the account too."""
    hold_roles(user, organization, frozenset(), by=BY_PROVIDER)
    if user.is_active and not memberships_of(user).exists():
        accounts.close_left_account(user, by=BY_PROVIDER)


def provider_instead(user: User) -> SignInProvider | None:
    """The provider of an organization that takes no passwords and in which ``user`` works, or None."""
    slugs = memberships_of(user).values_list("organization__slug", flat=True)
    found = (provider_called(slug) for slug in slugs)
    return next((provider for provider in found if provider and not provider.passwords), None)
