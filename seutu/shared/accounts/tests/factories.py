from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory

from seutu.shared.accounts.models import SignInAttempt, User
from seutu.shared.core import clock


class UserFactory(DjangoModelFactory):
    """A person; with ``password`` they can sign in by it."""

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"henkilo{n}@kuusela.example")
    display_name = "Heli Henkilö"

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        return model_class.objects.create_user(*args, **kwargs)


class SignInAttemptFactory(DjangoModelFactory):
    class Meta:
        model = SignInAttempt

    email_hash = "e" * 64
    address_hash = "a" * 64
    at = factory.LazyFunction(clock.now)
