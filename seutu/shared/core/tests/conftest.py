from __future__ import annotations

import pytest
from django.db import connection

from seutu.shared.core.tests.secret_records import MODELS


@pytest.fixture(scope="module")
def _secret_tables(django_db_setup, django_db_blocker):
    # Outside of any transaction: SQLite makes no table inside one while foreign keys are checked.
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            for model in MODELS:
                editor.create_model(model)
        yield
        with connection.schema_editor() as editor:
            for model in MODELS:
                editor.delete_model(model)


@pytest.fixture
def secrets(_secret_tables, db):
    """Tables for the records of `secret_records`."""
