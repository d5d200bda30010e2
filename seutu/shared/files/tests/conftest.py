from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_socket import enable_socket, socket_allow_hosts

from seutu.shared.files.client_s3 import S3Store, _client
from seutu.shared.files.tests import s3_server


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    """The folder of the store, empty and of this test alone."""
    settings.FILES_DIR = tmp_path / "files"
    return settings.FILES_DIR


@pytest.fixture(scope="session")
def _s3_server() -> Iterator[s3_server.Server]:
    enable_socket()
    with s3_server.server() as started:
        _client(started.endpoint, *s3_server.KEYS.values(), 1).create_bucket(Bucket=s3_server.BUCKET)
        yield started


@pytest.fixture
def s3(_s3_server, settings, tmp_path) -> S3Store:
    """An empty store, with a beginning of names of this test alone, which is the store of the installation."""
    enable_socket()
    socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)
    about = {"bucket": s3_server.BUCKET, "prefix": f"{secrets.token_hex(6)}/", "endpoint": _s3_server.endpoint}
    settings.FILE_STORE, settings.DATA_DIR = {**about, **s3_server.KEYS}, tmp_path
    return S3Store(**settings.FILE_STORE, folder=tmp_path)
