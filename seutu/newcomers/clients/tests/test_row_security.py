"""The second wall: what PostgreSQL shows to a role that is no owner is what the code shows, relation by relation."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import pytest
import time_machine
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from seutu.newcomers.clients import migrations, models, row_policies
from seutu.newcomers.clients.models import Client, scoped
from seutu.newcomers.clients.queries import visible
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.row_security import acting_as, acting_as_system
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.tests.access_matrix import Matrix, matrix
from seutu.newcomers.clients.tests.app_role import as_app_role
from seutu.newcomers.clients.tests.factories import ClientFactory
from seutu.shared.core.registry import whole_database
from tests.standing import standing

pytestmark = pytest.mark.django_db
on_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row-level security")

PEOPLE = (
    *("counsellor", "colleague", "counsellor of all units", "substitute", "substitute from elsewhere"),
    *("foreign counsellor", "supervisor"),
    *("supervisor of a unit", "foreign supervisor", "coordinator", "adviser", "data protection officer", "clerk"),
    *("operator", "nobody", "whose account is closed", "who left"),
)

# Adds a row of each client in turn, and says of which it could: a refusal ends only its own attempt.
TRY_INSERTS = """
CREATE FUNCTION pg_temp.tried(ids bigint[]) RETURNS SETOF bigint LANGUAGE plpgsql AS $$
DECLARE one bigint;
BEGIN
  FOREACH one IN ARRAY ids LOOP
    BEGIN
      INSERT INTO clients_checkliststep (client_id, step, is_not_needed, created_at, updated_at)
      VALUES (one, 'dvv', false, now(), now());
      RETURN NEXT one;
    EXCEPTION WHEN insufficient_privilege THEN NULL;
    END;
  END LOOP;
END $$
"""


@pytest.fixture(scope="module")
def rows(role_of_the_service, django_db_setup, django_db_blocker) -> Iterator[Matrix]:
    with standing(django_db_blocker):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(TRY_INSERTS)
        yield matrix()


def ids(statement: str, parameters: list[object] | None = None) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return {pk for (pk,) in cursor.fetchall()}


def by_code(worker: Worker | None, rows) -> set[int]:
    return set() if worker is None else set(rows(worker).values_list("pk", flat=True))


def asked_as(worker: Worker | None, person, statement: str, parameters=None) -> set[int]:
    """What the database itself gives; a person without a worker is told to it by their id, as nobody would."""
    asking = worker or Worker(user_id=person.pk, audit_id=person.audit_id)
    with transaction.atomic():
        with as_app_role(), acting_as(asking):
            found = ids(statement, parameters)
        transaction.set_rollback(True)
    return found


def assert_same(rows: Matrix, code: set[int], database: set[int]) -> None:
    wrong = {rows.name_of(pk): "code only" if pk in code else "database only" for pk in code ^ database}
    assert wrong == {}


@on_postgres
@pytest.mark.parametrize("name", PEOPLE)
class TestMatrix:
    def test_a_client_opens_as_the_code_says(self, rows, name):
        person = rows.people[name]
        worker = worker_of(person)

        assert_same(
            rows,
            by_code(worker, visible.clients_openable_by),
            asked_as(worker, person, "SELECT id FROM clients_client"),
        )

    def test_what_belongs_to_a_client_is_read_as_the_code_says(self, rows, name):
        person = rows.people[name]
        worker = worker_of(person)
        code = by_code(worker, visible.clients_visible_to)

        assert_same(rows, code, asked_as(worker, person, "SELECT client_id FROM clients_clientname"))
        contacts = "SELECT client_id FROM clients_contact WHERE client_id IS NOT NULL"
        assert_same(rows, code, asked_as(worker, person, contacts))

    def test_a_client_is_changed_and_added_to_as_the_code_says(self, rows, name):
        person = rows.people[name]
        worker = worker_of(person)
        code = by_code(worker, visible.clients_writable_by)
        every = [client.pk for client in rows.clients.values()]

        for statement, parameters in (
            ("UPDATE clients_client SET updated_at = now() RETURNING id", None),
            ("UPDATE clients_clientname SET updated_at = now() RETURNING client_id", None),
            ("DELETE FROM clients_clientname RETURNING client_id", None),
            ("SELECT pg_temp.tried(%s)", [every]),
        ):
            assert_same(rows, code, asked_as(worker, person, statement, parameters))

    @pytest.mark.parametrize(
        ("table", "query", "statement"),
        [
            ("contact", visible.contacts_visible_to, "SELECT id FROM {}"),
            ("contact", visible.contacts_writable_by, "UPDATE {} SET minutes = 5 RETURNING id"),
            ("intake", visible.intakes_visible_to, "SELECT id FROM {}"),
            ("interpreterbooking", visible.interpreter_bookings_visible_to, "SELECT id FROM {}"),
        ],
    )
    def test_work_with_or_without_a_client_is_seen_as_the_code_says(self, rows, name, table, query, statement):
        person = rows.people[name]
        worker = worker_of(person)

        assert by_code(worker, query) == asked_as(worker, person, statement.format(f"clients_{table}"))


@on_postgres
def test_the_matrix_has_every_person(rows):
    assert set(rows.people) == set(PEOPLE)


@on_postgres
def test_without_an_actor_nothing_is_shown(rows):
    with as_app_role():
        assert ids("SELECT id FROM clients_client") == set()
        assert ids("SELECT id FROM clients_contact") == set()
        assert ids("SELECT id FROM clients_accessgrant") == set()


@on_postgres
@pytest.mark.parametrize("table", sorted(row_policies.TABLES))
def test_every_table_is_shut_without_an_actor(rows, table):
    with as_app_role():
        assert ids(f"SELECT id FROM {table}") == set()


@on_postgres
def test_after_the_work_of_a_person_the_actor_is_forgotten(rows):
    worker = worker_of(rows.people["supervisor"])
    with as_app_role():
        with acting_as(worker):
            assert ids("SELECT id FROM clients_client")
            with acting_as_system():
                assert len(ids("SELECT id FROM clients_client")) == len(rows.clients)
            assert len(ids("SELECT id FROM clients_client")) < len(rows.clients)

        assert ids("SELECT id FROM clients_client") == set()


@on_postgres
def test_an_error_inside_leaves_no_actor_behind(rows):
    worker = worker_of(rows.people["supervisor"])
    with as_app_role():
        with acting_as(worker):
            with pytest.raises(ZeroDivisionError), acting_as_system():
                raise ZeroDivisionError
            seen = ids("SELECT id FROM clients_client")

        assert 0 < len(seen) < len(rows.clients)


@on_postgres
@pytest.mark.parametrize("actor", ["", "system ", "SYSTEM", "-1", "1 OR 1=1", "0", "99999999999999999999", "x"])
def test_an_actor_that_is_nobody_sees_nothing(rows, actor):
    with as_app_role(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('seutu.actor', %s, true)", [actor])
        assert ids("SELECT id FROM clients_client") == set()


@on_postgres
def test_the_system_sees_and_changes_everything(rows):
    with as_app_role(), acting_as_system():
        assert len(ids("SELECT id FROM clients_client")) == len(rows.clients)
        assert len(ids("UPDATE clients_clientname SET updated_at = now() RETURNING id")) == len(rows.clients)


@on_postgres
def test_a_change_of_keys_sees_every_row_and_then_the_wall_stands_again(rows):
    with as_app_role():
        with whole_database():
            assert len(ids("SELECT id FROM clients_client")) == len(rows.clients)
        assert ids("SELECT id FROM clients_client") == set()


@on_postgres
def test_after_an_error_in_such_work_the_wall_stands_again(rows):
    with as_app_role():
        with pytest.raises(ZeroDivisionError), whole_database():
            raise ZeroDivisionError
        assert ids("SELECT id FROM clients_client") == set()


@on_postgres
def test_the_database_takes_the_time_from_the_clock(rows):
    person = rows.people["foreign counsellor"]
    worker = worker_of(person)
    before = asked_as(worker, person, "SELECT id FROM clients_client")

    with time_machine.travel("2040-01-01 12:00+02:00"):
        worker = worker_of(person)
        code = by_code(worker, visible.clients_openable_by)
        assert_same(rows, code, asked_as(worker, person, "SELECT id FROM clients_client"))

    assert code != before


@on_postgres
def test_a_client_is_not_moved_out_of_reach_but_by_the_system(rows):
    worker = worker_of(rows.people["counsellor"])
    client = rows.clients["own unit, plain"]
    move = "UPDATE clients_client SET unit_id = %s, controller_id = %s WHERE id = %s RETURNING id"
    there = rows.units["third"]
    parameters = [there.pk, there.organization_id, client.pk]

    with as_app_role(), acting_as(worker):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            ids(move, parameters)
        with acting_as_system():
            assert ids(move, parameters) == {client.pk}
        assert client.pk not in ids("SELECT id FROM clients_client")


@on_postgres
def test_topics_of_a_contact_are_seen_with_it(rows):
    topic = models.Topic.objects.create(code="asuminen", name_fi="Asuminen", starts_on="2020-01-01")
    contact = scoped(models.Contact.objects.filter(client=rows.clients["own unit, plain"])).get()
    contact.topics.add(topic)
    statement = "SELECT id FROM clients_contact_topics"

    with as_app_role():
        with acting_as(worker_of(rows.people["colleague"])):
            assert len(ids(statement)) == 1
        with acting_as(worker_of(rows.people["foreign counsellor"])):
            assert ids(statement) == set()


@on_postgres
def test_the_wall_stands_before_the_role_of_the_service_and_not_before_the_owner(rows):
    assert set(row_policies.tables_without_wall(connection)) == set(row_policies.TABLES)
    with as_app_role():
        assert row_policies.tables_without_wall(connection) == []


@on_postgres
def test_the_wall_comes_down_and_up_again(rows):
    with connection.cursor() as cursor:
        # PostgreSQL alters no table of which something is still to be checked when the transaction ends.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    row_policies.remove(connection)
    assert row_policies.installed_digest(connection) == ""

    row_policies.install(connection)

    assert row_policies.installed_digest(connection) == row_policies.digest()


@on_postgres
@pytest.mark.slow
def test_a_list_filtered_by_the_policy_uses_an_index(rows):
    template = ClientFactory(unit=rows.units["third"])
    ClientFactory._meta.model.objects.bulk_create(
        Client(
            unit=unit,
            controller_id=unit.organization_id,
            shown_name=f"Keksitty {number}",
            began_on=template.began_on,
            last_entry_on=template.last_entry_on,
        )
        for place, unit in rows.units.items()
        for number in range(6000 if place == "third" else 50)
    )
    worker = worker_of(rows.people["counsellor"])
    listed = visible.clients_visible_to(worker).order_by("shown_name", "pk")[:50]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE clients_client")
    with as_app_role(), acting_as(worker):
        plan = listed.explain()
        raw = "\n".join(str(line) for line in _plan("SELECT id FROM clients_client WHERE controller_id = 1"))

    assert "Seq Scan on clients_client" not in plan
    assert "Seq Scan on clients_client" not in raw


def _plan(statement: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {statement}")
        return [line for (line,) in cursor.fetchall()]


def test_every_table_that_points_to_a_client_has_policies():
    pointing = {
        model._meta.db_table
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model is Client
    }

    assert pointing | {Client._meta.db_table} <= set(row_policies.TABLES)


def test_every_table_with_policies_has_all_four():
    assert all(set(rules) == set(row_policies.COMMANDS) for rules in row_policies.TABLES.values())


def test_a_changed_policy_has_a_migration_that_installs_it():
    found = [import_module(f"{migrations.__name__}.{each.name}") for each in iter_modules(migrations.__path__)]
    digests = [each.DIGEST for each in sorted(found, key=lambda each: each.__name__) if hasattr(each, "DIGEST")]

    assert digests[-1] == row_policies.digest(), "copy the last migration that calls row_policies.install"
