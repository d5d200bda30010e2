"""What every test has: no network, an empty cache, a cast of people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_socket import disable_socket, socket_allow_hosts

pytest_plugins = ["tests.cast"]


@pytest.fixture(autouse=True)
def _only_this_machine() -> None:
    """Let tests talk to servers of this machine (PostgreSQL, a browser), and to nothing else."""
    disable_socket(allow_unix_socket=True)
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()
