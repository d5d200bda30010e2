"""Pages of figures are opened by people whose sign-in has passed the second factor."""

from __future__ import annotations

import pytest

from seutu.newcomers.clients.tests.signed_in import WorkersBrowser


@pytest.fixture
def client() -> WorkersBrowser:
    return WorkersBrowser()
