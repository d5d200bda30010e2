"""The database itself keeps the trail, against our own code as well."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

import seutu
from seutu.shared.audit import actions, checks, triggers
from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry, PurgePermit
from seutu.shared.audit.tests.flush import lifted_triggers
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db
BY = System("tests")
LONG_AGO = dt.timedelta(days=-30)


def old_entry() -> Entry:
    return actions.record("a.old", by=BY, keep=LONG_AGO)


def test_an_entry_cannot_be_changed():
    entry = actions.record("a.b", by=BY)

    with pytest.raises(DatabaseError, match="an audit entry never changes"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(actor="user:1")

    entry.refresh_from_db()
    assert entry.actor == "system:tests"


def test_an_entry_cannot_be_changed_even_with_a_permit():
    entry = old_entry()
    PurgePermit.objects.create()

    with pytest.raises(DatabaseError, match="an audit entry never changes"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(verb="a.c")


def test_an_entry_cannot_be_deleted_before_its_day_even_with_a_permit():
    entry = actions.record("a.b", by=BY)
    PurgePermit.objects.create()

    with pytest.raises(DatabaseError, match="an audit entry stays until its day"), transaction.atomic():
        entry.delete()

    assert Entry.objects.count() == 1


def test_an_entry_stays_on_its_last_day():
    entry = actions.record("a.b", by=BY, keep=dt.timedelta())
    PurgePermit.objects.create()

    with pytest.raises(DatabaseError, match="an audit entry stays until its day"), transaction.atomic():
        entry.delete()


def test_an_entry_whose_day_is_past_cannot_be_deleted_without_a_permit():
    entry = old_entry()

    with pytest.raises(DatabaseError, match="goes by purge_audit only"), transaction.atomic():
        entry.delete()
    with pytest.raises(DatabaseError, match="goes by purge_audit only"), transaction.atomic():
        Entry.objects.all().delete()

    assert Entry.objects.count() == 1


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
def test_the_table_cannot_be_truncated():
    actions.record("a.b", by=BY)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_entry")

    assert Entry.objects.count() == 1


def test_purging_deletes_what_is_past_its_day_and_leaves_an_entry_about_it(capsys):
    old_entry()
    kept = actions.record("a.kept", by=BY)

    call_command("purge_audit")

    assert capsys.readouterr().out == "1 entries deleted.\n"
    assert set(Entry.objects.values_list("verb", flat=True)) == {"a.kept", "audit.purged"}
    assert Entry.objects.get(verb="audit.purged").details == {"entries": 1}
    assert Entry.objects.filter(pk=kept.pk).exists()
    assert not PurgePermit.objects.exists()


def test_purging_nothing_leaves_no_entry():
    actions.record("a.kept", by=BY)

    assert actions.purge(by=BY) == 0
    assert Entry.objects.count() == 1


def test_a_clock_that_was_set_forward_purges_nothing_before_its_day():
    actions.record("a.b", by=BY)

    with (
        time_machine.travel(clock.now() + dt.timedelta(days=3650), tick=False),
        pytest.raises(DatabaseError, match="an audit entry stays until its day"),
        transaction.atomic(),
    ):
        actions.purge(by=BY)

    assert Entry.objects.count() == 1
    assert not PurgePermit.objects.exists()


def test_nothing_but_the_purge_makes_a_permit():
    root = Path(seutu.__file__).parent
    makers = [
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if not {"tests", "migrations"} & set(path.parts) and re.search(r"PurgePermit\b", path.read_text())
    ]

    assert sorted(makers) == ["shared/audit/actions.py", "shared/audit/models.py"]


def test_the_triggers_are_on_after_all_migrations():
    assert triggers.are_on(connection)
    assert [finding.level for finding in checks._findings()] == ["ok"]


def test_lifted_triggers_come_back_and_doctor_notices_while_they_are_off():
    with lifted_triggers():
        assert not triggers.are_on(connection)
        assert [finding.level for finding in checks._findings()] == ["problem"]

    assert triggers.are_on(connection)
    entry = actions.record("a.b", by=BY)
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.delete()
