from __future__ import annotations

import pytest

from seutu.shared.eforms.models import EForm, Submission
from seutu.shared.eforms.tests.desk_rows import arrived, form_of


@pytest.fixture
def contact_form(municipality) -> EForm:
    return form_of(municipality)


@pytest.fixture
def submission(contact_form) -> Submission:
    """What arrived at the municipality, at no unit of it."""
    return arrived(contact_form)
