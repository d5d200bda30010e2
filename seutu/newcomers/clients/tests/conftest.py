from __future__ import annotations

import pytest

from seutu.newcomers.clients.tests.signed_in import WorkersBrowser


@pytest.fixture
def client() -> WorkersBrowser:
    """The browser of the tests of the register, in which signing in passes the second factor."""
    return WorkersBrowser()
