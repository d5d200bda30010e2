"""How the database gets at a list of clients: by an index and in its order, whoever asks."""

from __future__ import annotations

import pytest
from django.db import connection

from seutu.newcomers.clients.queries.client_lists import Ended, Whose, clients_listed
from seutu.newcomers.clients.queries.workers import worker_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="elsewhere the plan follows the number of rows"),
]


@pytest.mark.parametrize("role", ["counsellor", "colleague", "supervisor"])
@pytest.mark.parametrize("whose", [Whose.UNIT, Whose.MUNICIPALITY])
def test_a_list_is_read_in_the_order_of_names_and_not_past_its_page(role, whose, request):
    rows = clients_listed(worker_of(request.getfixturevalue(role)), whose, Ended.NO)

    plan = rows[:51].explain()

    assert "SCAN clients_client" not in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize("role", ["counsellor", "colleague", "supervisor"])
def test_the_clients_of_a_municipality_are_counted_in_an_index_alone(role, request):
    rows = clients_listed(worker_of(request.getfixturevalue(role)), Whose.MUNICIPALITY, Ended.NO)

    plan = rows.order_by().values("anonymised_at").explain()

    assert "COVERING INDEX client_of_controller_by_name" in plan
