"""What every test has: no network, an empty cache, a cast of people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import TransactionTestCase
from pytest_socket import disable_socket, socket_allow_hosts

pytest_plugins = ["tests.cast"]


@pytest.fixture(autouse=True, scope="session")
def _flush_past_the_trail() -> Iterator[None]:
    """Let Django empty the tables after a transactional test; the triggers of the trail stand at all other times."""
    from seutu.shared.audit.tests.flush import lifted_triggers

    teardown = TransactionTestCase._fixture_teardown

    def teardown_with_lifted_triggers(case: TransactionTestCase) -> None:
        with lifted_triggers():
            teardown(case)

    TransactionTestCase._fixture_teardown = teardown_with_lifted_triggers
    yield
    TransactionTestCase._fixture_teardown = teardown


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
