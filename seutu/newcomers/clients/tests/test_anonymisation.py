from __future__ import annotations

import datetime as dt
import json
import logging
from pathlib import Path

import pytest
from django.conf import settings as installed
from django.core.management import call_command
from django.db.models import Count, Sum

from seutu.newcomers.clients import erasure_journal, models
from seutu.newcomers.clients.actions.erasure import anonymise, replay
from seutu.newcomers.clients.actions.retention import apply_retention
from seutu.newcomers.clients.models import Client, Contact, scoped
from seutu.newcomers.clients.rules.retention import Kind
from seutu.newcomers.clients.tests.database_text import whole_database
from seutu.newcomers.clients.tests.factories import ClientFactory, ContactFactory, TopicFactory
from seutu.newcomers.clients.tests.full_client import LONG_AGO, PLANTED, full_client
from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock

SYSTEM = System("test")
DIMENSIONS = (
    "provider_municipality",
    "client_municipality",
    "client_municipality_kind",
    "unit",
    "logged_by",
    "funding_code",
    "occurred_on",
    "logged_at",
    "is_anonymous",
    "gender",
    "age_band",
    "language",
    "citizenship_group",
    "years_band",
    "basis_group",
    "visit_kind",
    "channel",
    "service_language",
    "interpreting",
    "interpreter_language",
    "interpreter_unused",
    "topics",
    "reach",
    "on_behalf",
    "outcome",
    "client__controller",
    "client__unit",
    "client__gender",
    "client__basis_group",
    "client__municipality",
    "client__began_on",
    "client__ended_on",
    "client__closing_reason",
    "client__is_protected",
    "client__is_job_seeker",
)
OTHER_FIGURES = (
    (models.Intake, ("source", "consent", "decision", "arrived_on", "unit")),
    (models.Assessment, ("asked_on", "started_on", "language", "is_multisectoral", "system_of_record")),
    (models.IntegrationPlan, ("starts_on", "ends_on", "number", "is_multisectoral")),
    (models.StatusRecord, ("point", "work", "studies", "finnish", "swedish")),
    (models.ChecklistStep, ("step", "done_on")),
    (models.InterpreterBooking, ("language", "mode", "state", "minutes", "unit")),
    (models.ClientMessage, ("language", "channel")),
    (models.Transfer, ("from_unit", "to_unit")),
    (models.EmergencyAccess, ("was_justified",)),
    (models.Disclosure, ("disclosed_on",)),
)


@pytest.fixture(autouse=True)
def journal(tmp_path, settings) -> Path:
    settings.JOURNAL_DIR = tmp_path / "journal"
    return settings.JOURNAL_DIR / erasure_journal.FILE


def figures() -> dict[str, list[tuple[object, ...]]]:
    """Contacts, distinct clients, households and minutes by every dimension, and counts of all else that is counted."""
    found = {}
    for dimension in DIMENSIONS:
        counted = scoped(Contact.objects.all()).order_by().values(dimension)
        numbers = counted.annotate(
            n=Count("pk", distinct=True),
            clients=Count("client", distinct=True),
            households=Count("client__household", distinct=True),
            sum=Sum("minutes"),
        )
        found[dimension] = sorted((tuple(row.values()) for row in numbers), key=str)
    for model, dimensions in OTHER_FIGURES:
        for dimension in dimensions:
            rows = scoped(model.objects.all()).order_by().values(dimension)
            found[f"{model.__name__}.{dimension}"] = sorted(
                (tuple(row.values()) for row in rows.annotate(n=Count("pk"), clients=Count("client", distinct=True))),
                key=str,
            )
    return found


def places_of_the_planted_words() -> set[str]:
    return {place for place, text in whole_database() if any(word.casefold() in text.casefold() for word in PLANTED)}


def test_the_test_would_see_every_planted_word(unit):
    full_client(unit)
    texts = [text for _place, text in whole_database()]

    assert [word for word in PLANTED if not any(word in text for text in texts)] == []
    assert len(places_of_the_planted_words()) > 25


@pytest.mark.slow  # reads the whole database
def test_after_anonymisation_the_person_is_nowhere_and_every_figure_is_the_same(unit, journal, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    client = full_client(unit)
    for number in range(3):
        contact = ContactFactory(client=client if number else None, unit=unit, gender="woman", minutes=5 + number)
        contact.topics.add(TopicFactory())
        scoped(Contact.objects.filter(pk=contact.pk)).update(occurred_on=LONG_AGO)
    before = figures()

    call_command("anonymise_clients")

    assert scoped(Client.objects.filter(pk=client.pk)).get().anonymised_at is not None
    assert figures() == before
    assert places_of_the_planted_words() == set()
    written = [journal.read_text(), capsys.readouterr().out, *(record.getMessage() for record in caplog.records)]
    written += [str(vars(record)) for record in caplog.records]
    files = [path for path in Path(installed.DATA_DIR).rglob("*") if path.is_file()]
    written += [path.read_bytes().decode("utf-8", "replace") for path in files if "db" not in path.suffix]
    assert [word for word in PLANTED for text in written if word in text] == []


def test_who_was_forgotten_has_another_reference(unit):
    client = full_client(unit)

    anonymise(client, by=SYSTEM, why="retention")

    assert not scoped(Client.objects.filter(reference=client.reference)).exists()


def test_what_cannot_be_opened_any_more_is_taken_away_too(unit, settings):
    client = full_client(unit)
    settings.FIELD_KEYS = {"other": b"o" * 32}

    anonymise(client, by=SYSTEM, why="retention")

    row = scoped(Client.objects.filter(pk=client.pk)).values("identity_code", "identity_code_index").get()
    assert row == {"identity_code": None, "identity_code_index": None}


def test_anonymising_leaves_a_trace_and_is_done_once(unit, journal):
    client = full_client(unit)

    assert anonymise(client, by=SYSTEM, why="retention")
    assert not anonymise(client, by=SYSTEM, why="retention")

    assert Entry.objects.filter(verb="client.anonymised", target_id=str(client.pk)).count() == 1
    assert len(journal.read_text().splitlines()) == 1


def test_the_line_of_the_journal_names_the_row_and_nothing_else(unit, journal):
    client = full_client(unit)

    anonymise(client, by=SYSTEM, why="request")

    line = json.loads(journal.read_text())
    assert line.keys() == {"client_id", "reference", "at", "why"}
    assert (line["client_id"], line["reference"], line["why"]) == (client.pk, client.reference, "request")


def test_nothing_is_changed_when_the_journal_cannot_be_written(unit, journal):
    client = full_client(unit)
    journal.parent.mkdir()
    journal.mkdir()

    with pytest.raises(IsADirectoryError):
        anonymise(client, by=SYSTEM, why="request")

    assert scoped(Client.objects.filter(pk=client.pk)).get().shown_name


def test_a_restored_person_is_forgotten_again_and_only_once(unit, journal):
    client = full_client(unit)
    erasure_journal.append(erasure_journal.Erasure(client.pk, client.reference, "2026-01-01", "retention"))

    assert replay(by=SYSTEM) == (1, 0)
    assert replay(by=SYSTEM) == (0, 0)

    assert places_of_the_planted_words() == set()
    assert len(journal.read_text().splitlines()) == 1


def test_another_client_under_the_same_id_is_left_alone(unit):
    client = ClientFactory(unit=unit)
    erasure_journal.append(erasure_journal.Erasure(client.pk, "OTHER123", "2026-01-01", "retention"))

    assert replay(by=SYSTEM) == (0, 0)


def test_a_torn_line_spoils_no_other(unit, journal):
    first, second = ClientFactory(unit=unit), ClientFactory(unit=unit)
    erasure_journal.append(erasure_journal.Erasure(first.pk, first.reference, "2026-01-01", "retention"))
    with journal.open("a") as file:
        file.write('{"client_id": 7, "ref')
    erasure_journal.append(erasure_journal.Erasure(second.pk, second.reference, "2026-01-01", "retention"))

    assert replay(by=SYSTEM) == (2, 1)


def test_a_run_that_cannot_forget_one_client_forgets_the_others(unit, journal, monkeypatch, caplog):
    broken, whole = (ClientFactory(unit=unit, last_entry_on=LONG_AGO, began_on=LONG_AGO) for _each in range(2))
    real = erasure_journal.append

    def append(erasure):
        if erasure.client_id == broken.pk:
            raise OSError("no space")
        real(erasure)

    monkeypatch.setattr(erasure_journal, "append", append)

    run = apply_retention(by=SYSTEM)

    assert (run.gone[Kind.CLIENT], run.failed) == (1, [broken.pk])
    assert scoped(Client.objects.filter(pk=broken.pk)).get().anonymised_at is None
    assert scoped(Client.objects.filter(pk=whole.pk)).get().anonymised_at is not None


def test_a_dry_run_changes_nothing(unit, capsys):
    ClientFactory(unit=unit, last_entry_on=LONG_AGO, began_on=LONG_AGO)

    call_command("anonymise_clients", "--dry-run")

    assert "1 / 1" in capsys.readouterr().out
    assert scoped(Client.objects.filter(anonymised_at__isnull=False)).count() == 0


@pytest.mark.parametrize(
    "hold",
    [
        {"processing_restricted": True},
        {"is_request_open": True},
        {"is_transfer_open": True},
        {"has_newer_contact": True},
        {"last_entry_on": clock.today()},
    ],
    ids=lambda hold: next(iter(hold)),
)
def test_what_holds_a_client(unit, other_unit, counsellor, hold):
    columns = {name: value for name, value in hold.items() if name in {"processing_restricted", "last_entry_on"}}
    client = ClientFactory(unit=unit, began_on=LONG_AGO, **{"last_entry_on": LONG_AGO, **columns})
    today = clock.today()
    if "is_request_open" in hold:
        models.OwnDataRequest.objects.create(
            client=client, kind="access", received_on=today, due_on=today, received_by=counsellor
        )
    if "is_transfer_open" in hold:
        models.Transfer.objects.create(
            client=client,
            from_unit=unit,
            to_unit=other_unit,
            asked_by=counsellor,
            asked_at=clock.now(),
            expires_on=today,
            reason="Muutto",
        )
    if "has_newer_contact" in hold:
        ContactFactory(client=client, unit=unit, occurred_on=today - dt.timedelta(days=30))

    apply_retention(by=SYSTEM)

    assert scoped(Client.objects.filter(pk=client.pk)).get().anonymised_at is None


def test_a_clock_that_was_behind_runs_from_the_newest_contact(unit):
    client = ClientFactory(unit=unit, began_on=LONG_AGO, last_entry_on=LONG_AGO)
    newest = clock.today() - dt.timedelta(days=30)
    ContactFactory(client=client, unit=unit, occurred_on=newest)

    apply_retention(by=SYSTEM)

    assert scoped(Client.objects.filter(pk=client.pk)).get().last_entry_on == newest


def test_a_link_or_a_household_keeps_nobody_and_forgets_nobody_else(unit):
    client = full_client(unit)
    relatives = scoped(Client.objects.filter(household=client.household)).exclude(pk=client.pk)
    assert relatives.count() == 2

    apply_retention(by=SYSTEM)

    assert scoped(Client.objects.filter(pk=client.pk)).get().anonymised_at is not None
    assert relatives.filter(anonymised_at__isnull=True).count() == 2
