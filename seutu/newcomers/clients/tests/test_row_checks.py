from __future__ import annotations

import pytest
from django.db import connection

from seutu.newcomers.clients import row_policies
from seutu.newcomers.clients.row_checks import findings
from seutu.newcomers.clients.tests.app_role import as_app_role

pytestmark = pytest.mark.django_db
on_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row-level security")


@pytest.mark.skipif(connection.vendor == "postgresql", reason="of SQLite")
def test_sqlite_has_no_second_wall():
    assert [each.level for each in findings()] == ["ok"]


@on_postgres
def test_the_owner_of_the_tables_is_warned_and_the_role_of_the_service_is_not():
    assert [each.level for each in findings()] == ["warning"]
    with as_app_role():
        assert [each.level for each in findings()] == ["ok"]


@on_postgres
def test_a_wall_that_was_taken_down_is_a_problem():
    row_policies.remove(connection)

    assert [each.level for each in findings()] == ["problem"]
