from __future__ import annotations

import pytest
from django.test import Client

from seutu.shared.accounts.tests.second_factor import signed_in_with_code
from seutu.shared.eforms.actions.forms import add_form
from seutu.shared.eforms.models import EForm, Submission
from seutu.shared.eforms.tests.desk_rows import arrived, form_of
from seutu.shared.eforms.tests.making_rows import SPEC


@pytest.fixture
def contact_form(municipality) -> EForm:
    return form_of(municipality)


@pytest.fixture
def submission(contact_form) -> Submission:
    """What arrived at the municipality, at no unit of it."""
    return arrived(contact_form)


@pytest.fixture
def made(municipality, coordinator) -> EForm:
    """A form that a coordinator of the municipality is making."""
    return add_form(municipality, "keksitty", SPEC, by=coordinator)


@pytest.fixture
def maker_browser(coordinator) -> Client:
    return signed_in_with_code(Client(), coordinator)
