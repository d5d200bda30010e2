from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from seutu.shared.accounts.tests.second_factor import signed_in_with_code
from seutu.shared.eforms.actions.forms import add_form
from seutu.shared.eforms.models import EForm, Submission
from seutu.shared.eforms.tests import contact_form as contact_forms
from seutu.shared.eforms.tests.answerer import START, Answerer
from seutu.shared.eforms.tests.desk_rows import arrived, form_of
from seutu.shared.eforms.tests.factories import published
from seutu.shared.eforms.tests.making_rows import SPEC


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def form(db: None) -> EForm:
    """A form that asks to be contacted, and takes answers."""
    return published(contact_forms.contact_form(), answer_within_days=3)


@pytest.fixture
def answerer(client: Client, form: EForm) -> Answerer:
    return Answerer(client, START)


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
