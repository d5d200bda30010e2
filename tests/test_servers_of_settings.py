"""Settings of the servers that may stand beside Seutu: half written they stop the start, and no secret is said."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from seutu import servers
from seutu.environment import BadSetting
from tests.source_tree import ROOT

NAME = "SEUTU_TRIED"
KEYS = {"endpoint": "https://objects.example", "region": "r", "access_key": "k", "secret_key": "s"}


@pytest.fixture
def written(monkeypatch):
    return lambda value: monkeypatch.setenv(NAME, value)


def test_without_a_store_there_is_none():
    assert servers.file_store(NAME, **KEYS) == {}


@pytest.mark.parametrize(
    ("address", "bucket", "prefix"),
    [("s3://files", "files", ""), ("s3://files/", "files", ""), ("s3://my.files/a/b-c/", "my.files", "a/b-c/")],
)
def test_a_store_is_a_bucket_and_may_have_a_beginning_of_names(written, address, bucket, prefix):
    written(address)

    assert servers.file_store(NAME, **KEYS) == {"bucket": bucket, "prefix": prefix, **KEYS}


@pytest.mark.parametrize(
    "address", ["files", "https://files", "s3://", "s3://hidden:secret@files", "s3://files/../up", "s3://files/a//b"]
)
def test_what_is_no_store_stops_the_start_and_is_not_repeated(written, address):
    written(address)

    with pytest.raises(BadSetting, match=NAME) as refusal:
        servers.file_store(NAME, **KEYS)
    assert "hidden" not in str(refusal.value)


@pytest.mark.parametrize(
    "changed", [{"access_key": ""}, {"secret_key": ""}, {"endpoint": "objects:7070"}, {"endpoint": "ftp://objects"}]
)
def test_a_store_without_keys_or_with_a_wrong_address_stops_the_start(written, changed):
    written("s3://files")

    with pytest.raises(BadSetting, match="SEUTU_S3_"):
        servers.file_store(NAME, **{**KEYS, **changed})


@pytest.mark.parametrize(
    "address",
    ["redis://cache", "redis://:secret@cache:6379/2", "rediss://cache/0", "unix:///run/valkey.sock?db=1"],
)
def test_a_cache_server_is_taken(written, address):
    written(address)

    assert servers.cache(NAME, installation="seutu-all")["LOCATION"] == address


@pytest.mark.parametrize("address", ["cache", "http://cache", "redis://", "redis://:hidden@cache/x", "unix:sock"])
def test_what_is_no_cache_server_stops_the_start_and_is_not_repeated(written, address):
    written(address)

    with pytest.raises(BadSetting, match=NAME) as refusal:
        servers.cache(NAME, installation="seutu-all")
    assert "hidden" not in str(refusal.value)


@pytest.mark.parametrize(("setting", "package"), [("file_store", "botocore"), ("cache", "redis")])
def test_a_setting_whose_package_is_not_installed_stops_the_start(written, monkeypatch, setting, package):
    written({"file_store": "s3://files", "cache": "redis://cache"}[setting])
    monkeypatch.setattr(servers, "find_spec", lambda name: None)

    with pytest.raises(BadSetting, match=package):
        servers.file_store(NAME, **KEYS) if setting == "file_store" else servers.cache(NAME, installation="seutu-all")


def test_neither_package_is_loaded_without_its_setting():
    code = "import django; django.setup(); import sys; print({'botocore', 'redis'} & sys.modules.keys())"
    about = {
        name: value for name, value in os.environ.items() if not name.startswith(("SEUTU_FILE_STORE", "SEUTU_CACHE"))
    }

    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=about, capture_output=True, text=True, check=True)

    assert said.stdout == "set()\n"


def test_every_setting_of_the_production_profile_exists():
    files = [path for path in sorted((ROOT / "deploy").rglob("*")) if path.is_file()]
    named = {
        name for path in files for name in re.findall(r"\bSEUTU_[A-Z][A-Z0-9_]*[A-Z0-9]\b", path.read_text("utf-8"))
    }
    # The launcher reads a few before the settings are.
    code = [ROOT / "seutu" / "settings.py", *(ROOT / "seutu" / "launcher").rglob("*.py")]
    read = {name for path in code for name in re.findall(r"\bSEUTU_[A-Z][A-Z0-9_]*[A-Z0-9]\b", path.read_text("utf-8"))}

    assert len(named) > 8
    assert {name.removesuffix("_FILE") for name in named} - read == set()
