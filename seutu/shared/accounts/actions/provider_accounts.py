"""Accounts of people who come through a municipality's sign-in service: joined, kept up, closed, opened again."""

from __future__ import annotations

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from seutu.shared.accounts.models import User
from seutu.shared.accounts.providers import ProvenPerson, Refusal, SignInProvider
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor, System
from seutu.shared.core import clock


@transaction.atomic
def add_proven_user(person: ProvenPerson, provider: SignInProvider, *, by: Actor) -> User | Refusal:
    """Make an account without a password for a person whom ``provider`` has proved; or say why it cannot be.

    An account that has the e-mail already is left alone: that an administrator of a provider can write an e-mail to a
    person does not make them its owner.
    """
    if not person.email:
        return Refusal.NO_EMAIL
    if User.objects.filter(email=person.email).exists():
        return Refusal.EMAIL_TAKEN
    user = User(email=person.email, display_name=person.name)
    user.set_unusable_password()
    user.full_clean(exclude=["password"])
    user.save()
    record("user.added", target=user, by=by, details={"provider": provider.slug})
    link(user, provider.slug, person.subject, by=by)
    return user


@transaction.atomic
def link(user: User, slug: str, subject: str, *, by: Actor) -> bool:
    """Let the person whom the provider ``slug`` calls ``subject`` sign in as ``user``; False when one is taken.

    An account has one person of a provider, and a person one account.
    """
    if SocialAccount.objects.filter(provider=slug, uid=subject).exclude(user=user).exists():
        return False
    if SocialAccount.objects.filter(provider=slug, user=user).exclude(uid=subject).exists():
        return False
    SocialAccount.objects.get_or_create(provider=slug, uid=subject, user=user)
    record("user.linked", target=user, by=by, details={"provider": slug})
    return True


@transaction.atomic
def unlink(user: User, slug: str, *, by: Actor) -> bool:
    """Let nobody of the provider ``slug`` sign in as ``user`` any more; False when nobody could."""
    deleted, _rows = SocialAccount.objects.filter(user=user, provider=slug).delete()
    if deleted:
        record("user.unlinked", target=user, by=by, details={"provider": slug})
    return bool(deleted)


@transaction.atomic
def keep_email_up(user: User, person: ProvenPerson, *, by: Actor) -> None:
    """Take over a new e-mail of who has no password here; a taken one is left, since the id and not it identifies."""
    is_free = person.email and not User.objects.filter(email=person.email).exists()
    if is_free and not user.has_usable_password():
        user.email = person.email
        user.save(update_fields=["email", "updated_at"])
        record("user.email_changed", target=user, by=by)


@transaction.atomic
def close_left_account(user: User, *, by: Actor) -> None:
    """Close the account of a person who has left: every session of theirs ends with their next request."""
    user.is_active = False
    user.left_at = clock.now()
    user.save(update_fields=["is_active", "left_at", "updated_at"])
    record("user.left", target=user, by=by)


@transaction.atomic
def reopen_left_account(user: User, *, by: Actor) -> bool:
    """Open the account of a person who has come back; False for one that a person closed, which stays closed."""
    if user.left_at is None:
        return user.is_active
    user.is_active = True
    user.left_at = None
    user.save(update_fields=["is_active", "left_at", "updated_at"])
    record("user.came_back", target=user, by=by)
    return True


@transaction.atomic
def note_refusal(slug: str, reason: str) -> None:
    """A person who came from the provider ``slug`` was not let in; whom, the trail does not know."""
    record("user.sign_in_refused", by=System("sign-in"), details={"provider": slug, "reason": reason})
