from __future__ import annotations

import copy
import pickle

import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.migrations.writer import MigrationWriter
from django.db.models import F
from django.utils import translation

from seutu.shared.core.encryption import fields
from seutu.shared.core.encryption.blind_indexes import BlindIndexField, IndexKeyMissing, blind_index
from seutu.shared.core.encryption.fields import (
    CannotSearch,
    EncryptedTextField,
    IndexWouldStale,
    NotForDumps,
)
from seutu.shared.core.encryption.sealing import KeyMissing
from seutu.shared.core.encryption.unreadable import (
    OfAnotherPlace,
    Unreadable,
    WouldDestroy,
    is_readable,
    replace_unreadable,
)
from seutu.shared.core.tests.secret_records import OtherSecret, Secret, tidy


@pytest.fixture(autouse=True)
def _nothing_told_yet():
    fields._tell.cache_clear()


pytestmark = pytest.mark.usefixtures("secrets")

CODE = "010190-123A"  # invented


def stored(record, column="code"):
    table = record._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE id = %s", [record.pk])
        (value,) = cursor.fetchone()
    return value if value is None or isinstance(value, str) else bytes(value)


def again(record):
    return type(record).objects.get(pk=record.pk)


@pytest.fixture
def without_the_key(settings):
    """Take away the key under which everything has been sealed so far."""

    def take():
        settings.FIELD_KEYS = {"new": b"n" * 32}

    return take


# -- values -----------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["Äijä ☃", "", "x" * 5000, "a\0b"])
def test_a_text_comes_back_and_is_not_in_the_database(value):
    record = Secret.objects.create(note=value)

    assert again(record).note == value
    assert not value or value.encode() not in stored(record, "note")


def test_nothing_is_null_and_an_empty_text_is_not():
    record = Secret.objects.create(note=None, code="")

    assert (stored(record, "note"), again(record).note) == (None, None)
    assert len(stored(record, "code")) > 32
    assert list(Secret.objects.filter(note__isnull=True)) == [record]
    assert not Secret.objects.filter(code__isnull=True).exists()


@pytest.mark.parametrize("value", [{}, {"name": "Äijä", "of": [1, None]}, [1], "text", 0])
def test_json_comes_back(value):
    record = Secret.objects.create(answers=value)

    assert again(record).answers == value
    assert Secret.objects.values_list("answers", flat=True).get() == value


def test_values_move_in_bulk_but_not_past_an_index():
    records = Secret.objects.bulk_create([Secret(code="a", note="1"), Secret(code="b", note="2")])
    records[0].note = "3"
    Secret.objects.bulk_update(records, ["note"])
    Secret.objects.filter(pk=records[1].pk).update(note="4")

    assert set(Secret.objects.values_list("code", "note")) == {("a", "3"), ("b", "4")}
    assert Secret.objects.filter(code_index__of="a").exists()
    with pytest.raises(IndexWouldStale):
        Secret.objects.update(code="c")
    with pytest.raises(IndexWouldStale):
        Secret.objects.bulk_update(records, ["code"])


def test_sealed_bytes_mean_nothing_in_another_column():
    record = OtherSecret.objects.create(note="invented")
    with pytest.raises(OfAnotherPlace), transaction.atomic():
        OtherSecret.objects.update(older=F("note"))

    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_othersecret SET older = note")
    assert not is_readable(again(record).older)


def test_a_place_of_its_own_outlives_a_rename():
    record = Secret.objects.create(note="invented")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO core_othersecret (older) SELECT note FROM core_secret WHERE id = %s", [record.pk])

    assert OtherSecret.objects.get().older == "invented"


# -- what they refuse -------------------------------------------------------------------------


@pytest.mark.parametrize("lookup", ["code", "code__exact", "code__in", "code__icontains", "answers__name", "note__gt"])
def test_a_field_is_not_looked_up_by_what_it_holds(lookup):
    with pytest.raises(CannotSearch, match="BlindIndexField"):
        Secret.objects.filter(**{lookup: ["x"]}).exists()


def test_nothing_goes_into_a_dump():
    record = Secret.objects.create(code="invented")

    with pytest.raises(NotForDumps):
        serializers.serialize("json", [record])


def test_a_field_is_no_key_and_not_indexed_itself():
    for option in ("unique", "db_index", "primary_key"):
        field = EncryptedTextField(name="tried", **{option: True})
        field.model = Secret
        assert "seutu.E001" in [found.id for found in field.check()]


@pytest.mark.parametrize(("model", "source"), [(OtherSecret, "note"), (Secret, "name"), (Secret, "nothing")])
def test_an_index_without_its_source_or_its_kind_of_record_is_a_mistake(model, source):
    field = BlindIndexField(source=source)
    field.set_attributes_from_name("tried")
    field.model = model

    found = {error.id for error in field.check()}

    assert found & {"seutu.E002", "seutu.E003"} == {"seutu.E003" if model is OtherSecret else "seutu.E002"}


def test_what_json_cannot_write_is_a_mistake_of_the_form():
    with pytest.raises(ValidationError):
        Secret(answers={"a": object()}).clean_fields()


def test_the_fields_of_the_records_are_in_order():
    assert [found for field in Secret._meta.local_fields for found in field.check()] == []


# -- migrations and forms ---------------------------------------------------------------------


def test_a_migration_makes_the_same_field():
    assert MigrationWriter.serialize(OtherSecret._meta.get_field("older"))[0].endswith(
        "EncryptedTextField(null=True, place='core.secret.note')"
    )
    text = MigrationWriter.serialize(Secret._meta.get_field("code_index"))[0]
    options = "db_index=False, normalise=seutu.shared.core.tests.secret_records.tidy, source='code', unique=True"
    assert text.endswith(f"BlindIndexField({options})")
    for field in Secret._meta.local_fields[1:]:
        name, _path, args, kwargs = field.deconstruct()
        assert type(field)(*args, **kwargs).deconstruct()[1:] == (_path, args, kwargs), name


def test_a_column_can_be_added_to_rows_that_are_there():
    field = EncryptedTextField(blank=True)
    field.set_attributes_from_name("added")
    field.model = OtherSecret

    default = connection.schema_editor().effective_default(field)

    assert field.opened(default) == ""


def test_a_form_field():
    assert isinstance(Secret._meta.get_field("note").formfield().widget, forms.Textarea)
    assert Secret._meta.get_field("code").formfield().max_length == 11
    assert isinstance(Secret._meta.get_field("answers").formfield(), forms.JSONField)


# -- blind indexes ----------------------------------------------------------------------------


def test_a_value_is_found_however_it_is_written():
    record = Secret.objects.create(code=CODE)

    assert Secret.objects.get(code_index__of=" 010190-123a ") == record
    assert stored(record, "code_index") == blind_index(tidy(CODE), "core.secret.code")
    assert not Secret.objects.filter(code_index__of="010190-123B").exists()


def test_nothing_finds_nothing():
    Secret.objects.create(code="")

    assert not Secret.objects.filter(code_index__of="").exists()
    assert not Secret.objects.filter(code_index__of=" ").exists()


def test_two_may_have_none_but_not_the_same():
    Secret.objects.create(code="")
    Secret.objects.create(code=" ")
    Secret.objects.create(code=CODE)

    with pytest.raises(IntegrityError), transaction.atomic():
        Secret.objects.create(code=CODE.lower())


def test_the_index_is_written_with_its_source_also_alone_and_deferred():
    record = Secret.objects.create(code=CODE)
    record.code = "b"
    record.save(update_fields=["code"])
    assert Secret.objects.filter(code_index__of="b").exists()

    part = Secret.objects.only("code").get()
    part.code = "c"
    part.save()
    assert Secret.objects.filter(code_index__of="c").exists()

    other_part = Secret.objects.defer("code").get()
    other_part.name = "named"
    other_part.save()
    assert Secret.objects.filter(code_index__of="c", name="named").exists()


def test_fields_of_one_purpose_can_be_compared():
    field = BlindIndexField(source="note", purpose="core.secret.code", normalise=tidy)
    _name, _path, args, kwargs = field.deconstruct()

    assert BlindIndexField(*args, **kwargs).index_of("a") == Secret(code="a")._meta.get_field("code_index").index_of(
        " A"
    )


def test_hashes_depend_on_the_purpose_and_the_key(settings):
    one = blind_index("x", "a")
    assert one != blind_index("x", "b")
    settings.INDEX_KEY = b"o" * 32
    assert one != blind_index("x", "a")
    settings.INDEX_KEY = b""
    with pytest.raises(IndexKeyMissing):
        blind_index("x", "a")


# -- the loss of a key ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "Tietoa ei voi avata: salausavain puuttuu"),
        ("sv", "Uppgiften kan inte öppnas: krypteringsnyckeln saknas"),
        ("en", "This cannot be opened: the encryption key is missing"),
    ],
)
def test_rows_load_without_the_key_and_say_so(without_the_key, language, words):
    Secret.objects.create(code=CODE, note=None, name="in the clear", answers={"a": 1})
    without_the_key()

    with translation.override(language):
        record = Secret.objects.get()

    assert (record.name, record.note) == ("in the clear", None)
    assert f"{record.code}" == words
    assert isinstance(record.answers, Unreadable)
    assert record.code.key_id == "tests-2"


def test_a_row_is_found_without_the_key():
    record = Secret.objects.create(code=CODE)

    assert Secret.objects.filter(code_index__of=CODE).get() == record


def test_saving_a_row_keeps_what_cannot_be_opened(without_the_key, settings):
    keys = settings.FIELD_KEYS
    record = Secret.objects.create(code=CODE, note="invented", answers={"a": 1})
    before = [stored(record, column) for column in ("code", "code_index", "note", "answers")]
    without_the_key()

    loaded = again(record)
    loaded.name = "changed"
    loaded.full_clean()
    loaded.save()
    Secret.objects.bulk_update([again(record)], ["note"])

    assert [stored(record, column) for column in ("code", "code_index", "note", "answers")] == before
    settings.FIELD_KEYS = keys
    assert (again(record).code, again(record).note, again(record).name) == (CODE, "invented", "changed")


def test_what_cannot_be_opened_is_not_overwritten_by_accident(without_the_key):
    record = Secret.objects.create(code=CODE, note="invented")
    without_the_key()
    loaded = again(record)

    loaded.note = str.__str__(loaded.note)  # a form sends the words back
    assert isinstance(loaded.note, Unreadable)
    for value in ("new", "", None):
        with pytest.raises(WouldDestroy):
            loaded.note = value


def test_what_cannot_be_opened_can_be_given_up(without_the_key):
    record = Secret.objects.create(code=CODE, note="invented")
    without_the_key()
    loaded = again(record)

    replace_unreadable(loaded, "code", "")
    replace_unreadable(loaded, "note", "new")
    loaded.save()

    assert (again(record).code, again(record).note) == ("", "new")
    assert stored(record, "code_index") is None


def test_what_cannot_be_opened_is_not_copied_to_another_column(without_the_key):
    record = Secret.objects.create(code=CODE, note="invented")
    without_the_key()

    with pytest.raises(OfAnotherPlace):
        OtherSecret.objects.create(note=again(record).note)


@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_what_cannot_be_opened_survives_copying(without_the_key, way):
    record = Secret.objects.create(note="invented")
    without_the_key()
    value = again(record).note

    copied = way(value)

    assert isinstance(copied, Unreadable)
    assert (copied, copied.sealed, copied.place, copied.key_id) == (value, value.sealed, value.place, value.key_id)


def test_a_damaged_value_says_so_and_is_logged_once_without_its_content(caplog):
    record = Secret.objects.create(note="invented")
    damaged = stored(record, "note")[:-1] + b"?"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_secret SET note = %s", [damaged])

    with translation.override("en"):
        assert again(record).note == "This cannot be opened: it has been damaged"
        assert again(record).note.key_id == ""
    (line,) = [line for line in caplog.records if line.name.startswith("seutu.shared.core.encryption")]
    assert (line.field, line.reason) == ("core.secret.note", "a value of core.secret.note was changed")


def test_without_any_key_nothing_is_written(settings):
    settings.FIELD_KEYS = {}

    with pytest.raises(KeyMissing):
        Secret.objects.create(code="")
