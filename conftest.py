"""What every test has: no network, an empty cache, a cast of people."""

from __future__ import annotations

import datetime as dt
import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_socket import disable_socket, socket_allow_hosts

from seutu.shared.core import rate_limits
from tests import migrated_tables

pytest_plugins = ["tests.cast"]

# A property is tried with a few examples at every run here, and with as many as is usual where every change is judged.
# How long an example takes, or takes to make, is of the machine: bench/ measures that, and no test does.
OF_THE_MACHINE: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
hypothesis_settings.register_profile("few", max_examples=30, **OF_THE_MACHINE)
hypothesis_settings.register_profile("many", max_examples=100, **OF_THE_MACHINE)
hypothesis_settings.load_profile("many" if os.environ.get("CI", "").lower() == "true" else "few")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, run what asks the database: what asks none was right or wrong on SQLite already."""
    if not os.environ.get("SEUTU_TEST_POSTGRES"):
        return
    config.hook.pytest_deselected(items=[item for item in items if not _asks_the_database(item)])
    items[:] = [item for item in items if _asks_the_database(item)]


def _asks_the_database(item: pytest.Item) -> bool:
    # Who is skipped under a condition may ask a PostgreSQL of its own.
    marks = ("django_db", "skipif", "processes")
    fixtures = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or any(item.get_closest_marker(mark) for mark in marks)


def pytest_collection_finish() -> None:
    """Leave what was imported and collected out of every later search for garbage: it stays to the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 50)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """Make the tables from those of the last run, where the migrations are the same."""
    with migrated_tables.kept():
        yield


@pytest.fixture(autouse=True, scope="session")
def _flush_past_the_trail() -> Iterator[None]:
    """Let Django empty the tables after a transactional test; the triggers stand at all other times."""
    from seutu.newcomers.funding.tests.flush import bases_can_go
    from seutu.newcomers.reports.tests.flush import reports_can_go
    from seutu.shared.audit.tests.flush import lifted_triggers
    from seutu.shared.eforms.tests.flush import versions_can_go

    teardown = TransactionTestCase._fixture_teardown

    def teardown_with_lifted_triggers(case: TransactionTestCase) -> None:
        with lifted_triggers(), versions_can_go(), bases_can_go(), reports_can_go():
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


class FirstCount:
    """An epoch that begins when somebody counts for the first time, by the clock of the test; anew after a far jump."""

    FAR = dt.timedelta(days=2)

    def __init__(self) -> None:
        self.began: dt.datetime | None = None

    def __rsub__(self, now: dt.datetime) -> dt.timedelta:
        if self.began is None or abs(now - self.began) > self.FAR:
            self.began = now
        return now - self.began


@pytest.fixture(autouse=True)
def _limits_count_from_now() -> Iterator[None]:
    """Let the windows of limits begin with the test: none ends in the middle of one, whenever it runs."""
    # Not by the fixture that tests patch with: it would undo theirs after their own fixtures are gone.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rate_limits, "EPOCH", FirstCount())
        yield
