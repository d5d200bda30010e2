"""The clerk whom the tests of signing in through a provider are about, and what is asked of them."""

from __future__ import annotations

import pytest
from django.contrib.auth import SESSION_KEY

from seutu.shared.organizations.queries import memberships_of

EMAIL = "kerttu@kuusela.example"
PASSWORD = "seitsemän leveää lautaa"
# What the mock is made of; warnings of ours are errors still.
MARKS = [
    pytest.mark.django_db,
    pytest.mark.slow,  # goes to the provider and back
    pytest.mark.filterwarnings(r"ignore:\w+\(self, .*will be removed in version 1:DeprecationWarning"),
]


def is_signed_in(client) -> bool:
    return SESSION_KEY in client.session


def roles_in(user, organization) -> set[str]:
    return set(memberships_of(user).filter(organization=organization).values_list("role", flat=True))
