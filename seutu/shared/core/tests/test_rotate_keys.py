from __future__ import annotations

from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from seutu.shared.core.encryption import rotation
from seutu.shared.core.encryption.blind_indexes import IndexKeyMissing
from seutu.shared.core.encryption.rotation import DAMAGED, keys_not_needed, rotate, sealed_tables, values_by_key
from seutu.shared.core.encryption.sealing import KeyMissing
from seutu.shared.core.tests.secret_records import MODELS, OtherSecret, Secret

pytestmark = pytest.mark.usefixtures("secrets")

NEW = {"new": b"n" * 32}


@pytest.fixture
def table():
    return next(table for table in sealed_tables(MODELS) if table.model is Secret)


@pytest.fixture
def new_key_first(settings):
    """Put a new key before those under which everything has been sealed so far."""

    def put():
        settings.FIELD_KEYS = NEW | settings.FIELD_KEYS

    return put


def records(number=3):
    return [Secret.objects.create(code=f"code {place}", note=None if place else "n") for place in range(number)]


def command(*options):
    call_command("rotate_keys", *options, stdout=(told := StringIO()))
    return told.getvalue()


@pytest.fixture
def _with_our_records(monkeypatch):
    monkeypatch.setattr(rotation.apps, "get_models", lambda **options: MODELS)


def test_tables_are_found_by_their_fields():
    tables = sealed_tables(MODELS)

    assert [(table.label, [field.name for field in table.fields]) for table in tables] == [
        ("core.Secret", ["code", "note", "answers"]),
        ("core.OtherSecret", ["note", "older"]),
    ]


def test_everything_comes_under_the_first_key_and_stays_the_same(table, new_key_first, settings):
    records()
    before = list(Secret.objects.order_by("pk").values_list("code", "code_index", "note", "answers"))
    new_key_first()

    done = rotate(table, batch=2)

    assert (done.rows, done.values, done.indexes, done.unreadable) == (3, 7, 0, 0)
    assert values_by_key(table) == {"new": 7}
    settings.FIELD_KEYS = NEW
    assert list(Secret.objects.order_by("pk").values_list("code", "code_index", "note", "answers")) == before


def test_what_is_under_the_first_key_is_not_written_again(table):
    records()

    done = rotate(table)

    assert (done.rows, done.values) == (3, 0)


def test_a_run_that_was_killed_goes_on_where_it_was(table, new_key_first):
    records(4)
    new_key_first()

    class Killed(BaseException):
        pass

    def kill(done):
        raise Killed

    with pytest.raises(Killed):
        rotate(table, batch=2, tell=kill)
    assert values_by_key(table) == {"new": 5, "tests-2": 4}

    assert rotate(table, batch=2).values == 4
    assert values_by_key(table) == {"new": 9}


def test_a_save_in_between_is_never_lost(table, new_key_first, monkeypatch):
    first, second = records(2)
    new_key_first()
    write = rotation._write

    def save_before(table, change, done):
        if change.key == first.pk:
            Secret.objects.filter(pk=first.pk).update(note="saved meanwhile")
        write(table, change, done)

    monkeypatch.setattr(rotation, "_write", save_before)

    done = rotate(table)

    assert done.overtaken == 1
    assert Secret.objects.get(pk=first.pk).note == "saved meanwhile"
    assert Secret.objects.get(pk=second.pk).code == "code 1"
    monkeypatch.undo()
    assert rotate(table).overtaken == 0


def test_blind_indexes_are_made_anew_under_a_new_index_key(table, settings):
    records()
    settings.INDEX_KEY = b"j" * 32
    assert not Secret.objects.filter(code_index__of="code 1").exists()

    done = rotate(table)

    assert (done.values, done.indexes) == (0, 3)
    assert Secret.objects.filter(code_index__of="code 1").exists()


def test_an_index_that_outlived_its_value_is_emptied(table):
    record = records(1)[0]
    Secret.objects.filter(pk=record.pk).update(code="")

    rotate(table)

    assert Secret.objects.get().code_index is None


def test_what_cannot_be_opened_is_left_and_counted(table, settings):
    records(1)
    settings.FIELD_KEYS = NEW

    done = rotate(table)

    assert (done.unreadable, done.values) == (3, 0)
    assert values_by_key(table) == {"tests-2": 3}


def test_a_damaged_value_has_no_key_that_can_be_told(table):
    records(1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_secret SET note = %s", [b"?"])

    assert values_by_key(table) == {"tests-2": 2, DAMAGED: 1}
    assert rotate(table).unreadable == 1


def test_keys_that_are_not_needed(settings):
    settings.FIELD_KEYS = {"a": b"a" * 32, "b": b"b" * 32, "c": b"c" * 32}

    assert keys_not_needed(Counter(b=1)) == ["c"]


def test_without_keys_nothing_is_begun(table, settings):
    records(1)
    settings.INDEX_KEY = b""
    with pytest.raises(IndexKeyMissing):
        rotate(table)
    settings.FIELD_KEYS = {}
    with pytest.raises(KeyMissing):
        rotate(table)


# -- the command ------------------------------------------------------------------------------


@pytest.mark.usefixtures("_with_our_records")
def test_the_command_says_what_is_where_and_which_keys_are_not_needed(new_key_first):
    records(2)
    OtherSecret.objects.create(note="n")
    new_key_first()

    told = command("--dry-run")
    assert "core.Secret: 5 values under tests-2\ncore.OtherSecret: 1 values under tests-2\n" in told
    assert "The key tests-1 is no longer needed here." in told
    assert "The key tests-2" not in told

    told = command()
    assert "core.Secret: done. 5 values sealed anew, 0 blind indexes made anew" in told
    assert "The key tests-2 is no longer needed here." in told


@pytest.mark.usefixtures("_with_our_records")
def test_the_command_fails_when_something_is_left(settings):
    records(1)
    settings.FIELD_KEYS = NEW

    with pytest.raises(CommandError, match="3 values are not under the key new, 3 cannot be opened"):
        command()


@pytest.mark.usefixtures("_with_our_records")
def test_the_command_says_which_key_is_not_set(settings):
    settings.INDEX_KEY = b""
    records_without_index = OtherSecret.objects.create(note="n")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO core_secret (name, code, answers) SELECT '', note, note FROM core_othersecret")
    assert records_without_index.pk
    settings.FIELD_KEYS = {}

    with pytest.raises(CommandError, match="SEUTU_FIELD_KEYS has no key"):
        command()


def test_an_installation_without_encrypted_fields(monkeypatch):
    monkeypatch.setattr(rotation.apps, "get_models", lambda **options: [])

    assert command() == "Nothing is encrypted in this installation.\n"
