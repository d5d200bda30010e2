"""Ways around the triggers that somebody could find."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from seutu.shared.audit import actions, checks, triggers
from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry, PurgePermit

pytestmark = pytest.mark.django_db
BY = System("tests")
ON_SQLITE = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL has no REPLACE")
ON_POSTGRESQL = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
COLUMNS = "id, at, verb, actor, target_type, target_id, organization_id, request_id, details, keep_until"


def refuse(sql: str, reason: str) -> None:
    with pytest.raises(IntegrityError, match=reason), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_plain_sql_is_refused_as_well() -> None:
    actions.record("a.b", by=BY)
    refuse("UPDATE audit_entry SET verb = 'a.c'", "an audit entry never changes")
    refuse("DELETE FROM audit_entry", "an audit entry stays until its day")
    assert Entry.objects.get().verb == "a.b"


def test_a_day_put_earlier_is_refused() -> None:
    actions.record("a.b", by=BY)
    refuse("UPDATE audit_entry SET keep_until = '2020-01-01'", "an audit entry never changes")


def test_an_entry_written_over_in_bulk_is_refused() -> None:
    entry = actions.record("a.b", by=BY)
    entry.verb = "a.c"
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.bulk_create([entry], update_conflicts=True, update_fields=["verb"], unique_fields=["id"])
    assert Entry.objects.get().verb == "a.b"


@ON_SQLITE
def test_an_entry_cannot_be_replaced() -> None:
    actions.record("a.b", by=BY)
    others = COLUMNS.replace("verb", "'a.c'")
    refuse(f"REPLACE INTO audit_entry ({COLUMNS}) SELECT {others} FROM audit_entry", "an audit entry never changes")
    assert Entry.objects.get().verb == "a.b"


@ON_POSTGRESQL
@pytest.mark.parametrize("table", ["audit_entry", "audit_entry, audit_purgepermit", "audit_entry CASCADE"])
def test_the_table_cannot_be_truncated_even_with_a_permit(table: str) -> None:
    actions.record("a.b", by=BY, keep=dt.timedelta(days=-30))
    PurgePermit.objects.create()
    refuse(f"TRUNCATE {table}", "an audit entry stays until its day")
    assert Entry.objects.count() == 1


def test_the_doctor_notices_each_trigger_that_is_off() -> None:
    for name in triggers.NAMES[connection.vendor]:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {name}{'' if connection.vendor == 'sqlite' else ' ON audit_entry'}")
        assert [finding.level for finding in checks._findings()] == ["problem"]
        triggers.install(connection)
        assert [finding.level for finding in checks._findings()] == ["ok"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
@pytest.mark.parametrize("time", ["first", "second"])
def test_the_triggers_stand_in_a_transactional_test_and_in_the_one_after_it(time: str) -> None:
    with transaction.atomic():
        actions.record("a.b", by=BY)
    assert triggers.are_on(connection)
    refuse("DELETE FROM audit_entry", "an audit entry stays until its day")
    assert Entry.objects.count() == 1


def test_just_after_midnight_in_helsinki_a_purge_waits_for_the_day_of_the_database() -> None:
    today = dt.datetime.now(dt.UTC).replace(hour=12)
    with time_machine.travel(today, tick=False) as time:
        actions.record("a.old", by=BY, keep=dt.timedelta(days=-30))
        actions.record("a.b", by=BY, keep=dt.timedelta())
        time.move_to(today.replace(hour=23))
        assert actions.purge(by=BY) == 1
    assert set(Entry.objects.values_list("verb", flat=True)) == {"a.b", "audit.purged"}
    assert not PurgePermit.objects.exists()


def test_a_purge_that_is_rolled_back_leaves_every_entry_and_no_permit() -> None:
    actions.record("a.old", by=BY, keep=dt.timedelta(days=-30))

    def purge_and_fail() -> None:
        with transaction.atomic():
            assert actions.purge(by=BY) == 1
            raise LookupError

    with pytest.raises(LookupError):
        purge_and_fail()
    assert Entry.objects.get().verb == "a.old"
    assert not PurgePermit.objects.exists()
