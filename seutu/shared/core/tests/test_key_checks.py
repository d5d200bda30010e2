from __future__ import annotations

import pytest
from django.db import connection
from django.utils import translation

from seutu.shared.core.encryption import checks, rotation
from seutu.shared.core.registry import doctor_checks, health_checks
from seutu.shared.core.tests.secret_records import MODELS, Secret

pytestmark = pytest.mark.usefixtures("secrets", "_with_our_records")

NEW = {"new": b"n" * 32}


@pytest.fixture
def _with_our_records(monkeypatch):
    monkeypatch.setattr(rotation.apps, "get_models", lambda **options: MODELS)
    for name in checks.FILES:
        monkeypatch.delenv(name, raising=False)


def findings(language="en"):
    with translation.override(language):
        return [(finding.level, finding.message) for finding in doctor_checks.entry("field_keys").run()]


def test_keys_that_open_everything():
    Secret.objects.create(code="a")

    assert findings() == [("ok", "They are there, and open what is encrypted.")]


def test_where_nothing_can_be_encrypted_nothing_is_asked(monkeypatch, settings):
    monkeypatch.setattr(rotation.apps, "get_models", lambda **options: [])
    settings.FIELD_KEYS = {}

    assert findings() == []
    assert health_checks.entry("keys").run() == ""


def test_keys_that_are_not_there(settings):
    settings.FIELD_KEYS, settings.INDEX_KEY = {}, b""

    assert findings() == [
        ("problem", "There is no field key: nothing can be encrypted or opened."),
        ("problem", "There is no index key: what is encrypted cannot be searched."),
    ]
    assert str(settings.KEYS_DIR) in doctor_checks.entry("field_keys").run()[0].advice
    assert health_checks.entry("keys").run() == "there is no key for encrypted fields"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "3 values cannot"), ("fi", "3 tietoa ei"), ("sv", "3 uppgifter")]
)
def test_values_under_a_key_that_is_missing(settings, language, words):
    Secret.objects.create(code="a", note="b")
    settings.FIELD_KEYS = NEW

    ((level, message),) = findings(language)

    assert (level, message[: len(words)]) == ("problem", words)
    assert "tests-2" in message


def test_values_under_an_older_key(settings):
    Secret.objects.create(code="a")
    settings.FIELD_KEYS = NEW | settings.FIELD_KEYS

    assert findings() == [("warning", "2 values are under older keys.")]


def test_values_that_are_damaged_or_under_another_key_of_the_same_id(settings):
    Secret.objects.create(code="a")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_secret SET note = %s", [b"?"])
    assert findings()[0][0] == "problem"
    assert findings()[0][1].startswith("1 encrypted value cannot be opened")

    settings.FIELD_KEYS = {"tests-2": b"a" * 32}
    assert findings()[0][1].startswith("3 encrypted values cannot be opened")


def test_a_key_file_that_others_read_and_one_among_the_data(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    inside, outside = settings.DATA_DIR / "field-keys", tmp_path / "index-key"
    for file, mode in ((inside, 0o600), (outside, 0o644)):
        file.write_text("")
        file.chmod(mode)
    monkeypatch.setenv("SEUTU_FIELD_KEYS_FILE", str(inside))
    monkeypatch.setenv("SEUTU_INDEX_KEY_FILE", str(outside))

    assert [level for level, _message in findings()] == ["warning", "problem"]
    assert "lies in the data folder" in findings()[0][1]
    assert str(outside) in findings()[1][1]
