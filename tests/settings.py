"""The settings under test: the real ones, with a safe environment and cheap passwords."""

from __future__ import annotations

import base64
import os
import tempfile
from pathlib import Path

_DATA = tempfile.TemporaryDirectory(prefix="seutu-tests-")
_JOURNAL = tempfile.TemporaryDirectory(prefix="seutu-tests-journal-")


def _key(byte: bytes) -> str:
    return base64.b64encode(byte * 32).decode()


os.environ.update(
    SEUTU_DATA_DIR=_DATA.name,
    SEUTU_SECRET_KEY="a key that only the tests use, and nothing else anywhere",
    SEUTU_FIELD_KEYS=f"tests-2:{_key(b'2')},tests-1:{_key(b'1')}",
    SEUTU_INDEX_KEY=_key(b"i"),
    SEUTU_JOURNAL_DIR=_JOURNAL.name,
    SEUTU_SITE=os.environ.get("SEUTU_SITE", "all"),
)
for name in [name for name in os.environ if name.startswith("SEUTU_") and name.endswith("_FILE")]:
    del os.environ[name]
os.environ["SEUTU_DATABASE"] = os.environ.get("SEUTU_TEST_POSTGRES", "")

from seutu.settings import *  # noqa: E402, F403, TID251

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STATIC_ROOT = Path(_DATA.name) / "static"  # WhiteNoise warns where there is none
STATIC_ROOT.mkdir()
