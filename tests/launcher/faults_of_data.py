"""Faults of the database, the files, the waiting work, the mail and the data protection."""

from __future__ import annotations

import datetime as dt
import shutil
import socket
import uuid
from pathlib import Path
from typing import Any

from django.db import connection

from seutu.newcomers.clients import figure_triggers
from seutu.newcomers.funding import basis_triggers
from seutu.newcomers.reports import frozen_triggers
from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.audit import triggers as audit_triggers
from seutu.shared.core import clock
from seutu.shared.eforms import version_triggers
from seutu.shared.files.models import StoredFile
from seutu.shared.messages.models import Message
from seutu.shared.messages.models import State as MessageState
from seutu.shared.organizations.models import Membership
from seutu.shared.organizations.roles import Role
from seutu.shared.search.models import IndexRequest
from seutu.shared.tasks.models import State, WaitingTask, WorkerHeartbeat
from tests.launcher.planted_faults import Faults, Hands

FAULTS = Faults()
fault = FAULTS.add


# -- the database -----------------------------------------------------------------------------


@fault("database", "seutu serve", hinders_others=True)
def the_database_is_gone(hands: Hands) -> None:
    connection.close()
    hands.it.database.unlink()


@fault("database", "varmuuskopio", hinders_others=True)
def something_else_lies_where_the_database_should(hands: Hands) -> None:
    connection.close()
    hands.it.database.write_bytes(b"This is no database. " * 1000)


@fault("database", "varmuuskopio", hinders_others=True)
def a_page_of_the_database_is_damaged(hands: Hands) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rootpage FROM sqlite_master WHERE name = 'harvest_run'")
        page = cursor.fetchone()[0]
        cursor.execute("PRAGMA page_size")
        size = cursor.fetchone()[0]
    connection.close()
    with hands.it.database.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * 200)


@fault("migrations", "seutu upgrade")
def the_code_is_newer_than_the_database(hands: Hands) -> None:
    hands.it.sql("DELETE FROM django_migrations WHERE id = (SELECT max(id) FROM django_migrations WHERE app = 'audit')")


@fault("schema", "message_by_state")
def an_index_is_gone(hands: Hands) -> None:
    hands.it.sql("DROP INDEX message_by_state")


@fault("schema", "alerts_newscounter")
def a_table_is_gone(hands: Hands) -> None:
    hands.it.sql("DROP TABLE alerts_newscounter")


@fault("references", "organizations_unit")
def a_record_refers_to_one_that_is_gone(hands: Hands) -> None:
    hands.it.sql("UPDATE organizations_unit SET organization_id = 999")


@fault("audit", "varmuuskopiosta")
def the_audit_trail_is_not_guarded(hands: Hands) -> None:
    hands.it.sql(f"DROP TRIGGER {audit_triggers.NAMES['sqlite'][0]}")


@fault("eforms_versions", "lomakkeiden julkaistuja versioita")
def versions_of_forms_are_not_guarded(hands: Hands) -> None:
    hands.it.sql(f"DROP TRIGGER {max(version_triggers.GUARD.names_on('sqlite'))}")


@fault("funding.bases", "jakoperusteita")
def approved_bases_are_not_guarded(hands: Hands) -> None:
    hands.it.sql(f"DROP TRIGGER {min(basis_triggers.GUARD.names_on('sqlite'))}")


@fault("reports.frozen", "lukittuja raportteja")
def frozen_reports_are_not_guarded(hands: Hands) -> None:
    hands.it.sql(f"DROP TRIGGER {min(frozen_triggers.GUARD.names_on('sqlite'))}")


@fault("clients.figures", "kuukausia")
def changed_months_are_not_noted(hands: Hands) -> None:
    hands.it.sql(f"DROP TRIGGER {min(figure_triggers.names_on('sqlite'))}")


# -- files ------------------------------------------------------------------------------------


def _stored(hands: Hands) -> Path:
    sha256 = StoredFile.objects.values_list("sha256", flat=True)[0]
    return next((hands.it.data / "files").rglob(sha256))


@fault("files", "varmuuskopiosta")
def a_stored_file_is_gone(hands: Hands) -> None:
    _stored(hands).unlink()


@fault("files", "varmuuskopiosta")
def a_stored_file_has_other_bytes(hands: Hands) -> None:
    path = _stored(hands)
    path.unlink()
    path.write_bytes(b"Minutes of another meeting")


@fault("virus_scanner", "SEUTU_CLAMAV")
def the_virus_scanner_is_away(hands: Hands) -> None:
    hands.settings.CLAMAV = f"unix:{hands.it.data / 'clamd.ctl'}"


# -- work -------------------------------------------------------------------------------------


@fault("tasks", "seutu worker")
def no_worker_is_running(hands: Hands) -> None:
    WorkerHeartbeat.objects.all().delete()


@fault("tasks", "seutu manage retry_task", level="warning")
def a_task_has_failed_for_good(hands: Hands) -> None:
    now = clock.now()
    WaitingTask.objects.create(name="a.b", state=State.FAILED, run_after=now, enqueued_at=now, finished_at=now)


@fault("search", "seutu reindex")
def the_search_index_is_gone(hands: Hands) -> None:
    shutil.rmtree(hands.it.data / "search")


@fault("search", "seutu reindex")
def the_search_index_is_damaged(hands: Hands) -> None:
    next((hands.it.data / "search").glob("generation-*/meta.json")).write_text("{")


@fault("search", "loki")
def the_search_index_is_behind(hands: Hands) -> None:
    earlier = clock.now() - dt.timedelta(minutes=5)
    IndexRequest.objects.create(kind="decisions.item", record=1, requested_at=earlier, due_at=earlier)


# -- mail -------------------------------------------------------------------------------------


def _message(state: str, **fields: Any) -> None:
    key = uuid.uuid4().hex
    Message.objects.create(
        kind="tests", unique_key=key, recipient="a@kuusela.example", language="fi", reference=key, state=state,
        **{"created_at": clock.now(), **fields},
    )  # fmt: skip


@fault("messages", "seutu manage retry_mail", level="warning")
def a_message_has_failed_for_good(hands: Hands) -> None:
    _message(MessageState.FAILED)


@fault("messages", "SEUTU_MAIL_SERVER", level="warning")
def mail_waits_and_there_is_no_server(hands: Hands) -> None:
    hands.settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    _message(MessageState.WAITING)


@fault("messages", "loki")
def mail_has_waited_for_hours(hands: Hands) -> None:
    _message(MessageState.WAITING, created_at=clock.now() - dt.timedelta(hours=3))


@fault("messages", "SEUTU_MAIL_FROM")
def the_sender_is_no_address(hands: Hands) -> None:
    hands.settings.MAIL_FROM = "Kuuselan kaupunki"


@fault("messages", "ConnectionRefusedError")
def the_mail_server_does_not_answer(hands: Hands) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": port}
    hands.settings.MAIL_SERVER = server
    hands.settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    for name, value in server.items():
        setattr(hands.settings, name, value)


# -- data protection --------------------------------------------------------------------------


@fault("clients.erasure_journal", "SEUTU_JOURNAL_DIR")
def the_journal_lies_among_the_data(hands: Hands) -> None:
    hands.settings.JOURNAL_DIR = hands.it.data / "journal"


@fault("clients.erasure_journal", "kirjoittaa")
def the_journal_cannot_be_written(hands: Hands) -> None:
    hands.it.journal.write_text("A file in the way of the folder.")


@fault("clients.officers", "seutu createuser", level="warning")
def the_data_protection_officer_has_left(hands: Hands) -> None:
    Membership.objects.filter(role=Role.DATA_PROTECTION_OFFICER).update(user=UserFactory(is_active=False))
